"""The right form of a name run on with a word that is not its own: another word before the end of an accepted form."""

from __future__ import annotations

from collections.abc import Iterator

from termend.detection.search.words import Word
from termend.detection.unpaired.reading import Reading, is_strange
from termend.detection.unpaired.stretches import Proposal, Stretch
from termend.language.calendar import DATES
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.wordforms import demonyms

_LEAST_WORDS = 3  # of a body's name; the end of a person's name tells by itself
_FIXED = frozenset({"place", "media"})  # whose short forms stand behind many words


def proposals(reading: Reading) -> Iterator[Proposal]:
    """A strange word and the end of a longer accepted form, which begins with another word."""
    for mention, stretch in reading.mentions if reading.names else ():
        line = reading.lines[stretch.line].words
        if not stretch.first or not line[stretch.first].joined or not _is_foreign(line[stretch.first - 1]):
            continue
        ours = [word.letters for word in reading.words(stretch)]
        for source in dict.fromkeys(term.source for term in mention.terms):
            number = reading.number(source)
            if number is None:
                continue
            profile = reading.profile(number)
            if any(term.type in _FIXED for term in profile.terms):
                continue
            known = {word.letters for form in profile.words for word in form}
            longer = any(
                len(form) > len(ours) and [word.letters for word in form][-len(ours) :] == ours
                for form in profile.words
            )
            enough = profile.is_person or len(ours) >= _LEAST_WORDS
            if longer and enough and line[stretch.first - 1].letters not in known:
                wider = Stretch(stretch.line, stretch.first - 1, stretch.last)
                yield Proposal(wider, number, {"runs on": 1.0, "person runs on": float(profile.is_person)})


def _is_foreign(word: Word) -> bool:
    lowered = word.text.lower()
    return (
        word.capital
        and not word.opening
        and word.mention is None
        and lowered not in BEFORE_NAMES | DATES
        and (is_strange(word) or lowered in demonyms())
    )
