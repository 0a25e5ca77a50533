"""What the words of a draft point to: for each line the terms that it may hold garbled, and what comes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from termend.channel import numbers
from termend.channel.recall import Index
from termend.detection.search import nearness, shortlist
from termend.detection.search.candidates import Candidate
from termend.detection.search.chains import chains
from termend.detection.search.explaining import NEAR, NUMBER, TARGET, Reason
from termend.detection.search.lines import Line
from termend.detection.search.profile import Profile, Profiles
from termend.detection.search.shortlist import LEAST_SPAN, Shortlist
from termend.detection.search.sifting import sifted
from termend.detection.search.sounding import Sounds
from termend.detection.search.spans import Span
from termend.detection.search.steps import Asked, steps
from termend.detection.search.words import Word

_LINES_AT_ONCE = 64  # whose arrays are in memory together
_INNER_NAME = 4.0  # nats for a word of the right name of a part


class Pair(NamedTuple):
    """A line and a term that it may hold garbled.

    Attributes:
        line: its number.
        places: the words that point to the term by themselves.
        more: reasons that are known already.
    """

    line: int
    term: int
    places: list[int]
    more: list[Reason]


class Found(NamedTuple):
    """A candidate.

    Attributes:
        weak: whether it is a rival to others at most.
    """

    pair: Pair
    candidate: Candidate
    weak: bool


class LookedAt(NamedTuple):
    """Numbers of the names that a line was held against.

    Attributes:
        known: those that some sound, spelling or figure points to.
        asked: those that were looked at closely.
    """

    known: NDArray[np.int64]
    asked: NDArray[np.int64]


class Clues:
    """What each word of the draft points to, and what comes of it line by line.

    Args:
        cased: whether capitals mean something in the draft.
        before: what is known of the same words, where they were asked for before.

    Attributes:
        lines: of the draft.
        near: terms with a word in a rendering that is spelt almost so, by the draft's folded word.
        spoken_of: numbers of the names of which a right rendering stands somewhere.
    """

    def __init__(
        self,
        all_lines: Sequence[Line],
        index: Index,
        profiles: Profiles,
        sounds: Sounds,
        cased: bool,
        before: Clues | None = None,
    ) -> None:
        self.lines, self._index, self._profiles, self._sounds, self._cased = all_lines, index, profiles, sounds, cased
        self.near: Mapping[str, Sequence[tuple[int, float, str]]]
        self.spoken_of = frozenset(_spoken_of(all_lines, index))
        spoken_of = sorted(self.spoken_of)
        if before is None:
            self.near = nearness.near(all_lines, index)
            self._shortlist = Shortlist((line.words for line in all_lines), index, cased, index.by_gloss, spoken_of)
        else:
            self.near, self._shortlist = before.near, before._shortlist.speaking_of(spoken_of)
        self._looked_at: dict[int, LookedAt] = {}

    def candidates(self, numbers: Sequence[int]) -> Iterator[Found]:
        """Every candidate of some lines, in order of the lines, then of the terms."""
        by_sound = self._sounds.heard([(number, self.lines[number]) for number in numbers])
        for start in range(0, len(numbers), _LINES_AT_ONCE):
            some = numbers[start : start + _LINES_AT_ONCE]
            yield from self._of_pairs(self._pairs(some, by_sound))

    def looked_at(self, number: int) -> LookedAt:
        """What names a line was held against, once its candidates were asked for."""
        return self._looked_at.pop(number)

    def newly_looked_at(self, spoken_of: frozenset[int], looked_at: Mapping[int, LookedAt]) -> set[int]:
        """Numbers of the lines that may hold a name that the draft speaks of, and did not before.

        Args:
            spoken_of: the names that it spoke of.
            looked_at: what names some lines, by their numbers, were held against then.
        """
        new = sorted(self.spoken_of - spoken_of)
        if not new:
            return set()
        able = self._shortlist.able([self.lines[number].words for number in looked_at], new)
        return {
            number
            for names, (number, was) in zip(able, looked_at.items(), strict=True)
            if not names <= set(was.asked.tolist()) or not set(was.known.tolist()).isdisjoint(new)
        }

    def _of_pairs(self, pairs: Sequence[Pair]) -> Iterator[Found]:
        if not pairs:
            return
        asked = list(self._asked(pairs))
        found = chains(asked, steps(asked, self._index, self._profiles, self._cased), self._profiles, LEAST_SPAN)
        useful = sifted(asked, found, self._profiles)
        masks, reasons = found.mask[useful.chain].tolist(), found.reasons(useful.chain)
        columns = (found.pair[useful.chain], useful.first, useful.last, useful.score, useful.weak)
        rows = zip(*(column.tolist() for column in columns), masks, reasons, strict=True)
        for number, first, last, score, weak, mask, why in rows:
            pair = pairs[number]
            span = Span(first, last, score, mask, why)
            yield Found(pair, Candidate(self.lines[pair.line], self._profiles[pair.term], span), weak)

    def _pairs(self, numbers: Sequence[int], by_sound: Mapping[int, Mapping[int, Sequence[Reason]]]) -> list[Pair]:
        """The terms that each line may hold garbled, in order.

        Args:
            by_sound: by number of the line and of the term.
        """
        asked = [
            shortlist.Asked(self.lines[number].words, by_sound.get(number, {}), self._close(self.lines[number].words))
            for number in numbers
        ]
        pairs: list[Pair] = []
        for number, (_, heard, close), chosen in zip(numbers, asked, self._shortlist.of_each(asked), strict=True):
            known = np.array([*heard, *(term for term in close if term not in heard)], np.int64)
            self._looked_at[number] = LookedAt(known, np.array([term for term, _ in chosen], np.int64))
            for term, places in chosen:
                more = [*heard.get(term, ()), *close.get(term, ())] if term in heard or term in close else []
                pairs.append(Pair(number, term, places, more))
        return pairs

    def _close(self, line: Sequence[Word]) -> Mapping[int, Sequence[Reason]]:
        """Reasons by spelling and figure, by term."""
        close: dict[int, list[Reason]] = defaultdict(list)
        for place, word in enumerate(line):
            for term, value, spelt in self.near.get(word.letters, ()) if nearness.may_be_near(word) else ():
                target = self._profiles[term].spelt.get(spelt)
                if target is None:  # a small word of a name that several rows spell
                    continue
                close[term].append(
                    Reason(place, place + 1, self._profiles[term].mask(target), NEAR, value, target.text)
                )
            self._figures(line, place, close)
        return close

    def _figures(self, line: Sequence[Word], place: int, close: dict[int, list[Reason]]) -> None:
        if not numbers.digits((line[place].text,)):  # nor are two words a number of which the first is none
            return
        for last in (place + 2, place + 1):
            if last > len(line) or (last > place + 1 and not line[place + 1].joined):
                continue
            digits = numbers.digits([w.text for w in line[place:last]])
            if not digits:
                continue
            for term, mask, value in zip(*(a.tolist() for a in self._index.by_figure(digits)), strict=True):
                close[term].append(Reason(place, last, mask, NUMBER, value, digits))

    def _asked(self, pairs: Sequence[Pair]) -> Iterator[Asked]:
        """Pairs with all that is known of each."""
        number, mentioned = -1, dict[str, list[int]]()
        line: Sequence[Word] = ()
        for pair in pairs:
            if pair.line != number:
                number, line = pair.line, self.lines[pair.line].words
                mentioned = _mentioned(line)
            more = pair.more
            passed: Sequence[int] = ()
            if mentioned:
                profile = self._profiles[pair.term]
                parts = [source for source in mentioned if source in profile.characters and source != profile.source]
                if parts:
                    places = [(source, place) for source in parts for place in mentioned[source]]
                    more = [*more, *(r for source, at in places for r in _inner(profile, source, line[at], at))]
                passed = mentioned.get(profile.source, ())
            yield Asked(line, pair.term, pair.places, more, passed)


def _spoken_of(all_lines: Sequence[Line], index: Index) -> Iterator[int]:
    """Numbers of the names of which a right rendering stands somewhere."""
    mentions = {word.mention for line in all_lines for word in line.words if word.mention is not None}
    for source in {term.source for mention in mentions for term in mention.terms}:
        number = index.number(source)
        if number is not None:
            yield number


def _mentioned(line: Sequence[Word]) -> dict[str, list[int]]:
    """By Chinese name the words that belong to a right rendering of it."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(line):
        if word.mention is not None:
            for source in sorted({term.source for term in word.mention.terms}):
                found[source].append(place)
    return found


def _inner(profile: Profile, source: str, word: Word, place: int) -> list[Reason]:
    """A word of the right name of a part of the term: U.S. in the name of an American board."""
    if word.function:
        return []
    return [Reason(place, place + 1, profile.part(source), TARGET, _INNER_NAME, word.text)]
