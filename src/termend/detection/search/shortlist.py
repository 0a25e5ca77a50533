"""Which terms are worth a close look in one line: all terms are bounded at once, so that most cost almost nothing.

The exact bound asks for the words in order, term by term. It is computed for those terms alone that can still come out
among the best: sums over the words that a name may reach over, in whole steps rounded up, and all characters that the
line explains leave out the others. What comes out is the same as if it had been computed for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from termend.channel.recall import ByGloss, Index
from termend.detection.search import explaining
from termend.detection.search.explaining import Reason
from termend.detection.search.spans import LONGEST_SPAN, LOST_COST, ROUNDING
from termend.detection.search.traits import ones
from termend.detection.search.words import Word

LEAST_SPAN = 3.0
LEAST_FRESH = 2.5  # nats that must come from words outside right names
_LEAST_TOTAL = 4.0
_LEAST_TERMS = 40  # terms looked at closely in one line, however short
_TERMS_PER_WORD = 2
_TELLING = 10.0  # nats
_MOST_HELD = 1 << 21  # of words times terms, whose rows are remembered
_MOST_SUMMED = 1 << 18  # of words times terms, that are summed together
_NO_LENGTH = 1e-9  # a name without a sound comes first for its length
_TRIED = 2.5  # times as many terms as are wanted, to learn how good the best are
_MORE = 4  # times as many where that was not enough
_STEPS = 8  # of a nat, in the sums
_MANY, _BUCKETS = 8, 1024  # so many times as many values as are wanted are first counted in so many steps
_EDGES = (0, 4, 5, 7)  # shortest names of each group whose sums run over the same number of words
_CHARACTERS, _POINTS = (1 << 24) - 1, 1 << 24

_Cells = tuple[NDArray[np.int32], NDArray[np.uint32], NDArray[np.float32]]  # terms, characters, ascending nats
_Reasons = Mapping[int, Sequence[Reason]]


class Asked(NamedTuple):
    """A line whose terms are chosen.

    Attributes:
        extra, close: reasons that are known already, by term.
    """

    words: Sequence[Word]
    extra: _Reasons
    close: _Reasons


class _Row(NamedTuple):
    """What a word points to, of all terms; each of shape (terms,).

    Attributes:
        nats: the most that it has for each.
        steps: the same in steps of a nat, rounded up.
        whole: all that it has for each, by whatever characters.
        masks: the characters that it says; `_POINTS` is set where it points to the term at all.
    """

    nats: NDArray[np.float32]
    steps: NDArray[np.uint16]
    whole: NDArray[np.float32]
    masks: NDArray[np.uint32]


class _Bounded(NamedTuple):
    """Terms of a line with the most that each can score; each of shape (terms,).

    Attributes:
        rank: the bound, less for characters that nothing explains.
        by_length: the same for the length of the name.
        useful: whether it can reach a useful score.
    """

    rank: NDArray[np.float64]
    by_length: NDArray[np.float64]
    useful: NDArray[np.bool_]


class Shortlist:
    """Chooses terms line by line; what a word points to is remembered.

    Terms are numbered anew, the shortest names first.

    Args:
        cased: whether capitals mean something in the draft.
        by_gloss: as the index's.
        spoken_of: numbers of the names that the draft speaks of; they are looked at wherever they may be.
    """

    def __init__(self, index: Index, cased: bool, by_gloss: ByGloss, spoken_of: Sequence[int] = ()) -> None:
        self._index, self._cased, self._by_gloss = index, cased, by_gloss
        self._rows: dict[str, _Row | None] = {}
        # How many characters of each name have a sound.
        lengths: NDArray[np.int64] = (index.names.characters < index.names.silent - 1).sum(-1)
        self._number = np.argsort(lengths, kind="stable")  # of a name in the index, by its place here
        self._place = np.empty(len(lengths), np.int32)
        self._place[self._number] = np.arange(len(lengths), dtype=np.int32)
        self._lengths = lengths[self._number]
        self._roots = np.sqrt(np.maximum(self._lengths, _NO_LENGTH))
        longest = int(self._lengths[-1]) if len(lengths) else 0
        starts = np.searchsorted(self._lengths, np.arange(longest + 2)).tolist()  # the first name of each length
        edges = (*(edge for edge in _EDGES if edge <= longest), longest + 1)
        self._groups = [(starts[a], starts[b], _reach(b - 1)) for a, b in pairwise(edges)]
        self._lengthwise = [(starts[size], starts[size + 1], _reach(size)) for size in range(longest + 1)]
        self._spoken_of = self._told(spoken_of)

    def speaking_of(self, spoken_of: Sequence[int]) -> Shortlist:
        """The same for the same words where the draft speaks of other names; what is remembered is shared."""
        other = copy(self)
        other._spoken_of = self._told(spoken_of)
        return other

    def _told(self, names: Sequence[int]) -> NDArray[np.bool_]:
        """Shape (terms,): whether a term is one of some names."""
        told = np.zeros(len(self._lengths), np.bool_)
        told[self._place[list(names)]] = True
        return told

    def may_hold(self, words: Sequence[Word], names: Sequence[int]) -> bool:
        """Whether one of some names can reach a useful score in a line by its words alone."""
        terms, rows = np.sort(self._place[list(names)]), self._rows_of(words, {})
        points = any(row.masks[terms].any() for row in rows if row is not None)
        return points and bool(self._bounded(words, rows, terms).useful.any())

    def of(self, asked: Asked) -> list[tuple[int, list[int]]]:
        """Terms that can reach a useful score in a line, with the words that point to them, in order of their numbers.

        Of more than a limit the best, and all that the draft speaks of or for which one reason by itself tells much.
        Those alone are bounded first that are the best by their sums, and some more. A term's rank is at most what its
        sum gives, so that one whose sum gives less than the least rank of the best is none of them.
        """
        known = self._known(asked.extra, asked.close)
        rows = self._rows_of(asked.words, known)
        pointing = [row for row in rows if row is not None]
        if not pointing:
            return []
        limit = max(_LEAST_TERMS, _TERMS_PER_WORD * len(asked.words))
        most, union = self._most(rows), pointing[0].masks.copy()
        for row in pointing[1:]:
            union |= row.masks
        terms = np.flatnonzero(most >= int(LEAST_SPAN * _STEPS))
        length = self._lengths[terms]
        covered = np.minimum(length, ones((union[terms] & _CHARACTERS).astype(np.int64)))
        bound = most[terms] / _STEPS - LOST_COST * (length - covered) + ROUNDING
        rank = bound * ((covered + 1) / (length + 1))
        able = np.flatnonzero(bound >= LEAST_SPAN)
        terms, rank = terms[able], rank[able]
        by_length = rank / self._roots[terms]
        telling = self._spoken_of[terms]
        sure = _telling(asked.extra, asked.close)
        if sure:
            telling |= self._told(sorted(sure))[terms]
        tried, size = telling.copy(), int(_TRIED * limit)
        while True:
            if len(terms) <= size:
                tried[:] = True
            else:
                for values in (rank, by_length):
                    tried |= values >= np.partition(values, -(size // 2))[-(size // 2)]
            some = np.flatnonzero(tried)
            bounded = self._bounded(asked.words, rows, terms[some])
            kept = np.flatnonzero(bounded.useful)
            if len(some) == len(terms) or len(kept) > limit:
                break
            size *= _MORE
        if len(some) < len(terms):
            half = limit // 2
            for values, at_most in ((bounded.rank, rank), (bounded.by_length, by_length)):
                tried |= at_most >= np.partition(values[kept], -half)[-half] - ROUNDING
            if np.count_nonzero(tried) > len(some):
                some = np.flatnonzero(tried)
                bounded = self._bounded(asked.words, rows, terms[some])
                kept = np.flatnonzero(bounded.useful)
        kept = kept[np.argsort(self._number[terms[some[kept]]])]
        if len(kept) > limit:
            chosen = telling[some[kept]]
            # Half of them are the best outright, which favours long names, half the best for their length.
            for values in (bounded.rank, bounded.by_length):
                chosen[greatest(values[kept], -np.inf, limit // 2)] = True
            kept = kept[chosen]
        return self._with_places(rows, terms[some[kept]])

    def _with_places(self, rows: Sequence[_Row | None], terms: NDArray[np.intp]) -> list[tuple[int, list[int]]]:
        """The numbers of some terms, each with the words that point to it."""
        points = np.array(
            [np.zeros(len(terms), np.bool_) if row is None else row.masks[terms] != 0 for row in rows], np.bool_
        )
        which, places = np.nonzero(points.T)
        edges, words = np.searchsorted(which, np.arange(len(terms) + 1)).tolist(), places.tolist()
        return [(name, words[a:b]) for name, (a, b) in zip(self._number[terms].tolist(), pairwise(edges), strict=True)]

    def _most(self, rows: Sequence[_Row | None]) -> NDArray[np.uint16]:
        """Shape (terms,): the most that each term has from words in a row, as many as its name may reach over.

        What is summed may be more than is counted here; what a name reaches over never is.
        """
        most = np.zeros(len(self._lengths), np.uint16)
        width = max(1, _MOST_SUMMED // (len(rows) + 1))
        for left in range(0, len(most), width):
            right = min(left + width, len(most))
            sums = np.zeros((len(rows) + 1, right - left), np.uint16)
            for place, row in enumerate(rows):
                if row is None:
                    sums[place + 1] = sums[place]
                else:
                    np.add(sums[place], row.steps[left:right], out=sums[place + 1])
            for start, end, reach in self._groups:
                a, b = max(start, left), min(end, right)
                if a < b:
                    part = sums[:, a - left : b - left]
                    most[a:b] = part[-1] if len(rows) <= reach else (part[reach:] - part[:-reach]).max(0)
        return most

    def _bounded(self, words: Sequence[Word], rows: Sequence[_Row | None], terms: NDArray[np.integer]) -> _Bounded:
        """The exact bounds of some terms of a line, ascending."""
        width = max(1, _MOST_SUMMED // (len(rows) + 1))
        parts = [self._bound(words, rows, terms[left : left + width]) for left in range(0, len(terms), width)]
        if len(parts) == 1:
            return parts[0]
        return _Bounded(*map(np.concatenate, zip(*parts, strict=True))) if parts else _UNBOUNDED

    def _bound(self, words: Sequence[Word], rows: Sequence[_Row | None], terms: NDArray[np.integer]) -> _Bounded:
        """As `_bounded`, of so many terms that their sums stay near the processor."""
        sums, union = np.zeros((len(rows) + 1, 2, len(terms))), np.zeros(len(terms), np.uint32)
        for place, (word, row) in enumerate(zip(words, rows, strict=True)):
            before, after = sums[place], sums[place + 1]
            if row is None:
                after[:] = before
                continue
            nats = row.nats[terms]
            union |= row.masks[terms]
            if word.mention is None:
                np.add(before, nats, out=after)
            else:
                np.add(before[0], nats, out=after[0])
                after[1] = before[1]
        total, fresh = self._in_reach(sums, terms)
        length = self._lengths[terms]
        covered = np.minimum(length, ones((union & _CHARACTERS).astype(np.int64)))
        bound = total - LOST_COST * (length - covered)
        rank = bound * ((covered + 1) / (length + 1))
        useful = (bound >= LEAST_SPAN) & (fresh >= LEAST_FRESH)
        doubtful = np.flatnonzero(useful & (sums[-1, 0] < _LEAST_TOTAL))
        if len(doubtful):
            whole = [row.whole[terms[doubtful]] for row in rows if row is not None]
            useful[doubtful] = np.sum(whole, 0, np.float64) >= _LEAST_TOTAL
        return _Bounded(rank, rank / self._roots[terms], useful)

    def _in_reach(self, sums: NDArray[np.float64], terms: NDArray[np.integer]) -> NDArray[np.float64]:
        """Shape (2, terms): the most that each has from words in a row, as many as its name may reach over.

        Args:
            sums: shape (words + 1, 2, terms): of the words before each, and of all; all words, then those outside right
                names.
        """
        most = np.zeros((2, len(terms)))
        edges = np.searchsorted(terms, [start for start, _, _ in self._lengthwise]).tolist()
        for (_, _, reach), (a, b) in zip(self._lengthwise, pairwise((*edges, len(terms))), strict=True):
            if a < b:
                part = sums[:, :, a:b]
                most[:, a:b] = part[-1] if len(sums) <= reach + 1 else (part[reach:] - part[:-reach]).max(0)
        return most

    def _rows_of(self, words: Sequence[Word], known: Mapping[int, _Cells]) -> list[_Row | None]:
        """What each word points to; None where to nothing."""
        return [self._row(word, known.get(place)) for place, word in enumerate(words)]

    def _row(self, word: Word, known: _Cells | None) -> _Row | None:
        found = None
        if not word.function:
            if word.text in self._rows:
                found = self._rows[word.text]
            else:
                cells = self._cells_of(word)
                found = self._of_cells(cells) if cells else None
                if (len(self._rows) + 1) * len(self._lengths) <= _MOST_HELD:
                    self._rows[word.text] = found
        return found if known is None else self._of_cells([known], found)

    def _of_cells(self, cells: Sequence[_Cells], row: _Row | None = None) -> _Row:
        """What some cells point to, and what a row does."""
        size = len(self._lengths)
        nats, whole = np.zeros((2, size), np.float32) if row is None else (row.nats.copy(), row.whole.copy())
        masks = np.zeros(size, np.uint32) if row is None else row.masks.copy()
        for terms, mask, value in cells:
            nats[terms] = np.maximum(nats[terms], value)  # ascending: of equal terms the last counts
            np.bitwise_or.at(masks, terms, mask)
            np.add.at(whole, terms, value)
            masks[terms] |= _POINTS
        return _Row(nats, np.ceil(nats * np.float32(_STEPS)).astype(np.uint16), whole, masks)

    def _known(self, *reasons: _Reasons) -> dict[int, _Cells]:
        """The cells of reasons that are known already, by the first word."""
        by_place: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
        for table in reasons:
            for term, row in table.items():
                for r in row:
                    by_place[r.first].append((r.log_odds, term, r.mask))
        known = {}
        for place, rows in by_place.items():
            nats, terms, masks = zip(*sorted(rows), strict=True)
            known[place] = (self._place[list(terms)], np.array(masks, np.uint32), np.array(nats, np.float32))
        return known

    def _cells_of(self, word: Word) -> list[_Cells]:
        """What a word points to by itself, as a gloss, its prefix and the rest too, and as a word of a rendering."""
        found = []
        for stemmed in (word.sense, *word.parts):
            terms, masks, nats = self._by_gloss(stemmed)
            nats = np.maximum(nats - np.float32(explaining.plain_cost(word, self._cased)), np.float32(0))
            found.append((self._place[terms], masks, nats))
        targets = self._index.by_target(word.stem)
        worth = np.full(len(targets), explaining.target_worth(word), np.float32)
        found.append((self._place[targets], np.zeros_like(targets), worth))
        return [cells for cells in found if len(cells[0])]


def _telling(*reasons: _Reasons) -> set[int]:
    return {term for table in reasons for term, row in table.items() if any(r.log_odds >= _TELLING for r in row)}


def greatest(values: NDArray[np.floating], least: float, most: int) -> NDArray[np.intp]:
    """Places of the greatest values above `least`, `most` at most, in order; of equal ones the first."""
    above = np.flatnonzero(values > least)
    if len(above) <= most:
        return above
    kept = values[above]
    if len(kept) > _MANY * most:  # only the upper end is sorted
        low, high = float(kept.min()), float(kept.max())
        steps = ((kept - low) * ((_BUCKETS - 1) / max(high - low, _NO_LENGTH))).astype(np.uint16)
        upper = np.flatnonzero(steps >= _edge(steps, most))
        above, kept = above[upper], kept[upper]
    edge = np.partition(kept, len(kept) - most)[len(kept) - most]
    greater = np.flatnonzero(kept > edge)
    equal = np.flatnonzero(kept == edge)[: most - len(greater)]
    return above[np.sort(np.concatenate((greater, equal)))]


def _edge(values: NDArray[np.uint16], count: int) -> int:
    """The greatest whole number that so many of the values reach."""
    reached = np.cumsum(np.bincount(values)[::-1])
    return len(reached) - 1 - int(np.searchsorted(reached, count))


def _reach(length: int) -> int:
    """How many words a name of so many characters may reach over."""
    return min(LONGEST_SPAN, length + 2)


_UNBOUNDED = _Bounded(np.zeros(0), np.zeros(0), np.zeros(0, np.bool_))
