"""The candidates of a long draft with their features, found by several processes, a share of the lines each.

What is found is what one process finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from termend.channel import sharing, sound
from termend.channel.recall import Index
from termend.channel.sharing import Start
from termend.channel.sound import Sound
from termend.detection.search import features
from termend.detection.search.candidates import Candidate
from termend.detection.search.clues import Clues, LookedAt, Pair
from termend.detection.search.explaining import Reason
from termend.detection.search.lines import Line
from termend.detection.search.profile import Profiles
from termend.detection.search.sounding import Sounds
from termend.detection.search.spans import Span
from termend.detection.unpaired import opened
from termend.glossary import Glossary

# Words from which on a further process is worth its start: one that is started anew opens all tables first.
_WORDS_OF_A_SHARE = {Start.FORKED: 100, Start.ANEW: 4_000}
# Words whose candidates are held at once.
_WORDS_OF_A_BLOCK = 4_000
# A line of n words costs about n * (n + 28) + 350 times the same.
_A_WORD, _A_LINE = 28, 350
# Of all work, what is spared the process that also starts the others and does what is done meanwhile.
_SPARED = 0.06


@dataclass(frozen=True, slots=True)
class Search:
    """A draft and what is searched for in it.

    Attributes:
        profiles: of the names of the index.
        document: what the draft says as a whole.
        sizes: number of Chinese names by glossary file.
        glossary: that the index is of.
    """

    lines: Sequence[Line]
    index: Index
    profiles: Profiles
    sound: Sound
    sounds: Sounds
    document: features.Setting
    sizes: Mapping[str, int]
    glossary: Glossary


class Spot(NamedTuple):
    """A candidate in plain values, as one process tells it another.

    Attributes:
        line, term: their numbers.
        spelling: of the candidate.
        reasons: each as a tuple.
    """

    line: int
    term: int
    spelling: str
    first: int
    last: int
    score: float
    mask: int
    reasons: tuple[tuple[int, int, int, str, float, str], ...]


class OfLine(NamedTuple):
    """What is found in one line, whatever the others say.

    Attributes:
        spots: candidates that are not weak, in order of the term.
        rows: shape (candidates, features): without what the rest of the draft says.
        looked_at: the names that it was held against.
    """

    spots: list[Spot]
    rows: NDArray[np.float64]
    looked_at: LookedAt


class Found:
    """Candidates that are not weak, in order of place, then of term.

    Args:
        of_lines: what is found in each line.
        before: what was found when less was known.

    Attributes:
        rows: shape (candidates, features).
        clues: that they were found by.
    """

    def __init__(self, search: Search, of_lines: Sequence[OfLine], clues: Clues, before: Found | None = None) -> None:
        self.search, self.of_lines = search, of_lines
        self.clues = clues
        self.spots = [spot for one in of_lines for spot in one.spots]
        profiles = search.profiles
        told = [features.Told(profiles[spot.term], spot.spelling, spot.score) for spot in self.spots]
        rows = np.concatenate([np.zeros((0, len(features.NAMES))), *(one.rows for one in of_lines)])
        self.rows = features.completed(rows, told, search.document)
        known: dict[int, Candidate] = {} if before is None else before._candidates
        self._candidates: dict[int, Candidate] = {id(spot): known[id(spot)] for spot in self.spots if id(spot) in known}

    def candidate(self, n: int) -> Candidate:
        """One of them with its line and its name; what was found before as well is the same object again."""
        spot = self.spots[n]
        made = self._candidates.get(id(spot))
        if made is None:
            _, _, _, first, last, score, mask, reasons = spot
            span = Span(first, last, score, mask, tuple(Reason(*reason) for reason in reasons))
            made = Candidate(self.search.lines[spot.line], self.search.profiles[spot.term], span)
            self._candidates[id(spot)] = made
        return made


def find(search: Search, meanwhile: Callable[[], None] | None = None, before: Found | None = None) -> Found:
    """Every candidate of a draft that is not weak.

    Args:
        meanwhile: as in `sharing.shared`; short.
        before: what was found when less was known; of lines of which nothing more is known it is taken over.
    """
    clues = _clues(search, before)
    known = {} if before is None else _as_before(clues, before)
    asked = [number for number in range(len(search.lines)) if number not in known]
    start = sharing.start()
    words = sum(len(search.lines[number].words) for number in asked)
    count = max(1, min(sharing.processes(), words // _WORDS_OF_A_SHARE[start]))
    shares = _shares(search.lines, asked, count)
    if start is Start.FORKED or count == 1:
        answers = sharing.shared(partial(_told, search, clues), shares, meanwhile)
    else:
        answers = sharing.spawned(_told_anew, [_Task(search, share) for share in shares], meanwhile)
    for share, answer in zip(shares, answers, strict=True):
        known |= zip(share, answer, strict=True)
    return Found(search, [known[number] for number in range(len(search.lines))], clues, before)


def _as_before(clues: Clues, before: Found) -> dict[int, OfLine]:
    """By number what was found in the lines of which nothing more is known."""
    pairs = enumerate(zip(clues.lines, before.search.lines, strict=True))
    same = {number: before.of_lines[number] for number, (line, was) in pairs if line is was}
    new = clues.newly_looked_at(before.clues.spoken_of, {number: one.looked_at for number, one in same.items()})
    return {number: one for number, one in same.items() if number not in new}


def _clues(search: Search, before: Found | None = None) -> Clues:
    known = before.clues if before is not None and before.search.document.cased == search.document.cased else None
    return Clues(search.lines, search.index, search.profiles, search.sounds, search.document.cased, known)


@dataclass(frozen=True, slots=True)
class _Task:
    """Some lines of a draft to be searched; told to another process, it opens what it is searched by there."""

    search: Search
    share: Sequence[int]

    def __reduce__(self) -> tuple[object, ...]:
        told = self.search.lines, self.search.glossary, self.search.document, self.search.sizes, self.share
        return _opened_anew, told


def _opened_anew(
    lines: Sequence[Line],
    glossary: Glossary,
    document: features.Setting,
    sizes: Mapping[str, int],
    share: Sequence[int],
) -> _Task:
    held = opened.of(glossary)
    return _Task(
        Search(lines, held.index, held.profiles, sound.shipped(), held.sounds, document, sizes, glossary), share
    )


def _told_anew(task: _Task) -> list[OfLine]:
    return _told(task.search, _clues(task.search), task.share)


def _shares(lines: Sequence[Line], asked: Sequence[int], count: int) -> list[list[int]]:
    """Numbers of lines, in order, about as much work in each share: the longest lines are given out first."""
    lengths = {number: len(lines[number].words) for number in asked}
    work = {number: words * (words + _A_WORD) + _A_LINE if words else 0 for number, words in lengths.items()}
    shares: list[list[int]] = [[] for _ in range(count)]
    given = [_SPARED * sum(work.values()) if share == 0 else 0.0 for share in range(count)]
    for number in sorted(asked, key=lambda n: (-work[n], n)):
        least = given.index(min(given))
        shares[least].append(number)
        given[least] += work[number]
    return [sorted(share) for share in shares]


def _told(search: Search, clues: Clues, share: Sequence[int]) -> list[OfLine]:
    """What is found in each of some lines."""
    told: list[OfLine] = []
    for block in _blocks(search.lines, share):
        found = list(clues.candidates(block))
        candidates = [one.candidate for one in found]
        strong = [n for n, one in enumerate(found) if not one.weak]
        spots: dict[int, list[Spot]] = {number: [] for number in block}
        for n in strong:
            spots[found[n].pair.line].append(_spot(found[n].pair, candidates[n]))
        rows = features.by_line(candidates, search.document.cased, strong)
        ends = np.cumsum([len(own) for own in spots.values()])
        for (number, own), end in zip(spots.items(), ends.tolist(), strict=True):
            told.append(OfLine(own, rows[end - len(own) : end], clues.looked_at(number)))
    return told


def _blocks(lines: Sequence[Line], share: Sequence[int]) -> Iterator[Sequence[int]]:
    """A share cut where so many words are done: all candidates of a block, the weak ones too, are held at once."""
    block: list[int] = []
    words = 0
    for number in share:
        block.append(number)
        words += len(lines[number].words)
        if words >= _WORDS_OF_A_BLOCK:
            yield block
            block, words = [], 0
    if block:
        yield block


def _spot(pair: Pair, c: Candidate) -> Spot:
    reasons = tuple((r.first, r.last, r.mask, r.how, r.log_odds, r.detail) for r in c.span.reasons)
    return Spot(pair.line, pair.term, c.spelling, c.span.first, c.span.last, c.span.score, c.span.mask, reasons)
