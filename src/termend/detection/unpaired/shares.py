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
from termend.detection.search.clues import Clues, Pair
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


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates that are not weak, in order of place, then of term.

    Attributes:
        rows: shape (candidates, features).
    """

    search: Search
    spots: list[Spot]
    rows: NDArray[np.float64]

    def candidate(self, n: int) -> Candidate:
        """One of them with its line and its name."""
        _, _, _, first, last, score, mask, reasons = spot = self.spots[n]
        span = Span(first, last, score, mask, tuple(Reason(*reason) for reason in reasons))
        return Candidate(self.search.lines[spot.line], self.search.profiles[spot.term], span)


_Told = tuple[list[Spot], NDArray[np.float64]]


def find(search: Search, meanwhile: Callable[[], None] | None = None) -> Found:
    """Every candidate of a draft that is not weak.

    Args:
        meanwhile: as in `sharing.shared`; short.
    """
    words = sum(len(line.words) for line in search.lines)
    start = sharing.start()
    count = max(1, min(sharing.processes(), words // _WORDS_OF_A_SHARE[start]))
    shares = _shares(search.lines, count)
    if start is Start.FORKED or count == 1:
        answers = sharing.shared(partial(_told, search, _clues(search)), shares, meanwhile)
    else:
        answers = sharing.spawned(_told_anew, [_Task(search, share) for share in shares], meanwhile)
    told = [spot for spots, _ in answers for spot in spots]
    order = sorted(range(len(told)), key=lambda n: told[n].line)
    spots = [told[n] for n in order]
    rows = np.concatenate([rows for _, rows in answers])[order]
    return Found(search, spots, features.completed(rows, [(s.term, s.spelling, s.score) for s in spots]))


def _clues(search: Search) -> Clues:
    return Clues(search.lines, search.index, search.profiles, search.sounds, search.document.cased)


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


def _told_anew(task: _Task) -> _Told:
    return _told(task.search, _clues(task.search), task.share)


def _shares(lines: Sequence[Line], count: int) -> list[list[int]]:
    """Numbers of lines, in order, about as much work in each share: the longest lines are given out first."""
    work = [len(line.words) * (len(line.words) + _A_WORD) + _A_LINE if line.words else 0 for line in lines]
    shares: list[list[int]] = [[] for _ in range(count)]
    given = [_SPARED * sum(work) if share == 0 else 0.0 for share in range(count)]
    for number in sorted(range(len(lines)), key=lambda n: (-work[n], n)):
        least = given.index(min(given))
        shares[least].append(number)
        given[least] += work[number]
    return [sorted(share) for share in shares]


def _told(search: Search, clues: Clues, share: Sequence[int]) -> _Told:
    """The candidates of some lines that are not weak, with their features but for what other lines say."""
    spots: list[Spot] = []
    rows = [np.zeros((0, len(features.NAMES)))]
    for block in _blocks(search.lines, share):
        found = list(clues.candidates(block))
        candidates = [one.candidate for one in found]
        strong = [n for n, one in enumerate(found) if not one.weak]
        spots += [_spot(found[n].pair, candidates[n]) for n in strong]
        rows.append(features.by_line(candidates, search.document, strong))
    return spots, np.concatenate(rows)


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
