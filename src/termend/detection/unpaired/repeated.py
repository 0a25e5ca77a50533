"""Later mentions of what was found: the same words again, or the short form of a garble."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from termend.detection.search.words import Word
from termend.detection.unpaired.reading import Reading, is_plain, is_strange
from termend.detection.unpaired.stretches import Likely, Proposal, Stretch
from termend.language.generic_words import is_generic
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.wordforms import demonyms

_SHORTEST, _SHORTEST_SHORT = 6, 4  # letters of the same words, of a short form
_MOST_NATS = 4.0


class _Pattern(NamedTuple):
    """Words that say a garble again.

    Attributes:
        short: whether they are some of its words alone.
    """

    letters: tuple[str, ...]
    term: int
    log_odds: float
    short: bool


def proposals(reading: Reading) -> Iterator[Proposal]:
    """Places where the words of a likely garble stand again, or its core, or a person's one name."""
    by_first: dict[str, list[_Pattern]] = defaultdict(list)
    for likely in reading.likely:
        if likely.log_odds > 0:
            for pattern in _patterns(reading, likely):
                by_first[pattern.letters[0]].append(pattern)
    for number, line in enumerate(reading.lines):
        for place, word in enumerate(line.words):
            for pattern in by_first.get(word.letters, ()):
                stretch = Stretch(number, place, place + len(pattern.letters))
                if _is_said(line.words, stretch, pattern) and not reading.is_taken(stretch):
                    nats = min(pattern.log_odds, _MOST_NATS) / _MOST_NATS
                    key = "short form of a garble" if pattern.short else "garble again"
                    yield Proposal(stretch, pattern.term, {key: nats})


def _is_said(line: Sequence[Word], stretch: Stretch, pattern: _Pattern) -> bool:
    words = line[stretch.first : stretch.last]
    return (
        tuple(w.letters for w in words) == pattern.letters
        and all(w.mention is None for w in words)
        and all(w.joined for w in words[1:])
        and (not pattern.short or all(w.capital for w in words))
    )


def _patterns(reading: Reading, likely: Likely) -> Iterator[_Pattern]:
    words = [w for w in reading.words(likely.stretch) if w.letters]
    whole = tuple(w.letters for w in words)
    profile = reading.profile(likely.term)
    if not whole:
        return
    if sum(map(len, whole)) >= _SHORTEST and words[0].text.lower() not in demonyms():
        telling = len(words) > 2 or not all(is_plain(w) for w in words)
        if telling and (len(words) > 1 or is_strange(words[0])):
            yield _Pattern(whole, likely.term, likely.log_odds, False)
    known = {w.letters for form in profile.words for w in form}
    core = [w for w in words if w.capital and not is_generic(w.text) and w.letters not in known]
    core = [w for w in core if w.text.lower() not in BEFORE_NAMES]
    letters = sum(len(w.letters) for w in core)
    if letters >= _SHORTEST_SHORT and len(core) < len(words) and not any(is_plain(w) for w in core):
        short = _rest(reading, likely.term, whole)
        yield _Pattern(
            tuple(w.letters for w in core),
            _shortest(reading, likely.term) if short is None else short,
            likely.log_odds,
            True,
        )
    if profile.is_person and len(words) > 1:
        for word in (words[0], words[-1]):
            if len(word.letters) >= _SHORTEST_SHORT and is_strange(word) and word.letters not in known:
                yield _Pattern((word.letters,), likely.term, likely.log_odds, True)


def _rest(reading: Reading, term: int, said: Collection[str]) -> int | None:
    """The name of what a garble has wrong where the rest of it is right: Malawi where it is China and Malaysia."""
    profile = reading.profile(term)
    for form in profile.words:
        rest = tuple(word.letters for word in form if word.letters not in said)
        if len(rest) < len(form):
            found = [n for n in reading.by_form.get(rest, ()) if set(reading.profile(n).source) & set(profile.source)]
            if found:
                return min(found, key=lambda n: (not reading.is_missing(n), len(reading.profile(n).source), n))
    return None


def _shortest(reading: Reading, term: int) -> int:
    """The shortest name of the glossary that a name begins with: Xing'an for Xing'an Province."""
    source = reading.profile(term).source
    for end in range(2, len(source)):
        number = reading.number(source[:end])
        if number is not None:
            return number
    return term
