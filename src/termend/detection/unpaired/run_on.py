"""The right form of a name run on with a word that is not its own.

Another word stands before the end of an accepted form, or one beside it says again what the form leaves unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.detection.search.explaining import GLOSS, by_word
from termend.detection.search.glossed import Glossed
from termend.detection.search.profile import SENSE, Profile
from termend.detection.search.words import Word
from termend.detection.unpaired.reading import Reading, is_strange
from termend.detection.unpaired.stretches import Proposal, Stretch
from termend.kinds import MEDIA, PLACE
from termend.language.calendar import DATES
from termend.language.case import is_headline
from termend.language.generic_words import is_generic
from termend.language.ordinary import is_ordinary
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.wordforms import demonyms

_LEAST_WORDS = 3  # of a body's name; the end of a person's name tells by itself
_FIXED = frozenset({PLACE, MEDIA})  # whose short forms stand behind many words
_LEAST_GLOSS = 3.5  # nats from which a word surely says its characters


def proposals(reading: Reading) -> Iterator[Proposal]:
    """An accepted form with a word before it that is another's, or with one beside it that its Chinese says."""
    if reading.names:
        yield from _behind_another(reading)
        yield from _said_beside(reading)


def _behind_another(reading: Reading) -> Iterator[Proposal]:
    """A strange word and the end of a longer accepted form, which begins with another word."""
    for mention, stretch in reading.mentions:
        line = reading.lines[stretch.line].words
        if not stretch.first or not line[stretch.first].joined or not _is_foreign(line[stretch.first - 1]):
            continue
        ours = [word.letters for word in reading.words(stretch)]
        for source in dict.fromkeys(term.source for term in mention.terms):
            number = reading.number(source)
            if number is None:
                continue
            profile = reading.profile(number)
            if any(term.kind in _FIXED for term in profile.terms):
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


def _said_beside(reading: Reading) -> Iterator[Proposal]:
    """An accepted form and a word with a capital that glosses characters which it does not render: Big White Rabbit."""
    index = reading.search.index
    spoken_of = {n for m, _ in reading.mentions for t in m.terms if (n := reading.number(t.source)) is not None}
    glossed = Glossed(index.by_gloss, len(index.sources), sorted(spoken_of))
    for mention, stretch in reading.mentions:
        line = reading.lines[stretch.line].words
        headline = is_headline(reading.lines[stretch.line].segment.text)
        beside = (
            (stretch.first - 1, Stretch(stretch.line, stretch.first - 1, stretch.last)),
            (stretch.last, Stretch(stretch.line, stretch.first, stretch.last + 1)),
        )
        for place, wider in beside:
            if not 0 <= place < len(line) or not line[max(place, stretch.first)].joined or not _is_telling(line[place]):
                continue
            is_plain = line[place].opens_plainly or (headline and is_ordinary(line[place].text))
            for number in sorted({n for t in mention.terms if (n := reading.number(t.source)) is not None}):
                profile = reading.profile(number)
                if PLACE in {term.kind for term in profile.terms}:
                    continue  # Tibetan Antelope
                if is_plain and profile.sense(line[place].stem) < SENSE:
                    continue  # Sues Water Board: its capital says nothing
                unsaid = profile.whole & ~_rendered(profile, reading.words(stretch))
                reasons = by_word(profile, line[place], 0, True, lambda stem, n=number: glossed.of(stem, n))  # type: ignore[misc]
                if any(r.how == GLOSS and r.log_odds >= _LEAST_GLOSS and r.mask & unsaid == r.mask for r in reasons):
                    yield Proposal(wider, number, {"runs on": 1.0})


def _rendered(profile: Profile, words: tuple[Word, ...]) -> int:
    """The characters that words of an accepted form stand for."""
    mask = 0
    for word in words:
        target = profile.spelt.get(word.letters)
        mask |= profile.mask(target) if target is not None else 0
    return mask


def _is_telling(word: Word) -> bool:
    """Whether a word has a capital and names no country, title or kind."""
    named = _is_named(word) and not word.function
    return named and word.text.lower() not in demonyms() and not is_generic(word.text)


def _is_foreign(word: Word) -> bool:
    return _is_named(word) and not word.opening and (is_strange(word) or word.text.lower() in demonyms())


def _is_named(word: Word) -> bool:
    """Whether a word has a capital of its own, as no title or date has one, and is of no right name."""
    return word.capital and word.mention is None and word.text.lower() not in BEFORE_NAMES | DATES
