"""Which terms are worth a close look in one line: all terms are bounded at once, so that most cost almost nothing.

The exact bound asks for the words in order, term by term. Of a large glossary it is computed for those terms alone
that can still come out among the best: sums over the words that a name may reach over, in whole steps rounded up, leave
out the others. What comes out is the same as if it had been computed for all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from termend.channel.recall import ByGloss, Index
from termend.detection.search import explaining
from termend.detection.search.explaining import Reason
from termend.detection.search.spans import LONGEST_SPAN, LOST_COST
from termend.detection.search.words import Word

LEAST_SPAN = 3.0
LEAST_FRESH = 2.5  # nats that must come from words outside right names
_LEAST_TOTAL = 4.0
_LEAST_TERMS = 40  # terms looked at closely in one line, however short
_TERMS_PER_WORD = 2
_TELLING = 10.0  # nats
_PLACE_BITS = 24  # of a line's words
_ONES = np.array([bin(mask).count("1") for mask in range(1 << 12)], np.int64)
_NO_LENGTH = 1e-9  # a name without a sound comes first for its length
_TRIED = 3  # times as many terms as are wanted, to learn how good the best are
_STEPS = 8  # of a nat, in the sums
_MANY, _BUCKETS = 8, 1024  # so many times as many values as are wanted are first counted in so many steps
_EDGES = (0, 4, 5, 7)  # shortest names of each group whose sums run over the same number of words

_Cells = tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.float32]]  # terms, characters, ascending nats
_Reasons = Mapping[int, Sequence[Reason]]


@dataclass(frozen=True, slots=True)
class _Bounded:
    """Terms of a line with the most that each can score.

    Attributes:
        names: shape (terms,): ascending.
        rank: shape (terms,): the bound, less for characters that nothing explains.
        by_length: shape (terms,): the same for the length of the name.
        kept: places of those that can reach a useful score.
        words: the words that point to the first term, to the second, and so on.
        starts: shape (terms + 1,): those of a term are `words[starts[n]:starts[n + 1]]`.
    """

    names: NDArray[np.int64]
    rank: NDArray[np.float64]
    by_length: NDArray[np.float64]
    kept: NDArray[np.intp]
    words: NDArray[np.int64]
    starts: NDArray[np.intp]

    def chosen(self, n: int) -> tuple[int, list[int]]:
        """A term, with the words that point to it."""
        return int(self.names[n]), self.words[self.starts[n] : self.starts[n + 1]].tolist()


class Shortlist:
    """Chooses terms line by line; what a word points to is remembered where it comes again.

    Terms are numbered anew, the shortest names first.

    Args:
        lines: the words of every line that will be asked for.
        cased: whether capitals mean something in the draft.
        by_gloss: as the index's.
        spoken_of: numbers of the names that the draft speaks of; they are looked at wherever they may be.
    """

    def __init__(
        self,
        lines: Iterable[Sequence[Word]],
        index: Index,
        cased: bool,
        by_gloss: ByGloss,
        spoken_of: Sequence[int] = (),
    ) -> None:
        self._index, self._cased, self._by_gloss = index, cased, by_gloss
        counts = Counter(word.text for line in lines for word in line)
        self._recurring = {text for text, count in counts.items() if count > 1}
        self._cells: dict[str, list[_Cells]] = {}
        self._rows: dict[str, NDArray[np.uint16]] = {}
        # How many characters of each name have a sound.
        lengths: NDArray[np.int64] = (index.names.characters < index.names.silent - 1).sum(-1)
        self._number = np.argsort(lengths, kind="stable")  # of a name in the index, by its place here
        self._place = np.empty(len(lengths), np.int64)
        self._place[self._number] = np.arange(len(lengths))
        self._spoken_of = np.zeros(len(lengths), np.bool_)
        self._spoken_of[self._place[list(spoken_of)]] = True
        self._lengths = lengths[self._number]
        self._roots = np.sqrt(np.maximum(self._lengths, _NO_LENGTH))
        self._by_root = (1 / np.maximum(self._roots, 1)).astype(np.float32)
        longest = int(self._lengths[-1]) if len(lengths) else 0
        self._starts = np.searchsorted(self._lengths, np.arange(longest + 2)).tolist()  # the first name of each length

    def of(self, line: Sequence[Word], extra: _Reasons, close: _Reasons) -> list[tuple[int, list[int]]]:
        """Terms that can reach a useful score in the line, with the words that point to them.

        Of more than a limit the best, and all that the draft speaks of or for which one reason by itself tells much.

        Args:
            extra, close: reasons that are known already, by term.
        """
        limit = max(_LEAST_TERMS, _TERMS_PER_WORD * len(line))
        known = self._known(extra, close)
        cells = [self._cells_of(word) for word in line]
        if not known and not any(cells):
            return []
        telling = self._spoken_of.copy()
        telling[self._place[sorted(_telling(extra, close))]] = True
        bounded = None
        if len(self._lengths) > 4 * _TRIED * limit:
            bounded = self._of_the_best(line, cells, known, telling, limit)
        crowded = bounded is not None
        if bounded is None:
            bounded = self._bounded(line, cells, known, np.ones(len(self._lengths), np.bool_))
            crowded = len(bounded.kept) > limit
        order = bounded.kept
        if crowded:
            chosen = np.zeros(len(bounded.names), np.bool_)
            chosen[_best(bounded, limit)] = True
            chosen[bounded.kept[telling[self._place[bounded.names[bounded.kept]]]]] = True
            order = np.flatnonzero(chosen)
        return [bounded.chosen(n) for n in order.tolist()]

    def able(self, lines: Iterable[Sequence[Word]], names: Sequence[int]) -> Iterator[set[int]]:
        """Of some names, line by line, those that can reach a useful score by its words alone."""
        asked = np.zeros(len(self._lengths), np.bool_)
        asked[self._place[list(names)]] = True
        pointing: dict[tuple[str, bool], bool] = {}
        for line in lines:
            for word in line:
                key = word.text, word.function
                if key not in pointing:
                    pointing[key] = any(asked[terms].any() for terms, _, _ in self._cells_of(word))
            if any(pointing[word.text, word.function] for word in line):
                bounded = self._bounded(line, [self._cells_of(word) for word in line], {}, asked)
                yield set(bounded.names[bounded.kept].tolist())
            else:
                yield set()

    def _of_the_best(
        self,
        line: Sequence[Word],
        cells: Sequence[Sequence[_Cells]],
        known: Mapping[int, _Cells],
        telling: NDArray[np.bool_],
        limit: int,
    ) -> _Bounded | None:
        """Every term that is among the best `limit` of the line, and some more; None where no more are useful.

        A term's rank is at most its sum, so that one whose sum is below the least rank of the best is none of them.
        """
        most = self._most(line, cells, known)
        tried = telling.copy()
        for values in (most, (most * self._by_root).astype(np.uint16)):
            tried |= values > _edge(values, _TRIED * limit)
        bounded = self._bounded(line, cells, known, tried)
        if len(bounded.kept) <= limit:
            return None
        half = limit // 2
        least, by_length = (
            np.partition(values[bounded.kept], -half)[-half] for values in (bounded.rank, bounded.by_length)
        )
        able = np.empty(len(most), np.bool_)
        for start, end in pairwise(self._starts):
            if start < end:
                able[start:end] = most[start:end] >= np.floor(min(least, by_length * self._roots[start]) * _STEPS)
        return bounded if not (able & ~tried).any() else self._bounded(line, cells, known, able | telling)

    def _most(
        self, line: Sequence[Word], cells: Sequence[Sequence[_Cells]], known: Mapping[int, _Cells]
    ) -> NDArray[np.uint16]:
        """Shape (terms,): the most that each term has from words in a row, as many as its name may reach over."""
        size = len(self._lengths)
        rows = [
            self._row(word, cells[place], known.get(place)) if cells[place] or place in known else None
            for place, word in enumerate(line)
        ]
        most = np.zeros(size, np.uint16)
        longest = len(self._starts) - 2
        for shortest, beyond in pairwise((*_EDGES, longest + 1)):
            if shortest > longest:
                break
            group = slice(self._starts[shortest], self._starts[min(beyond, longest + 1)])
            reach = min(LONGEST_SPAN, min(beyond, longest + 1) - 1 + 2)
            best = most[group]
            held = np.zeros(len(best), np.uint16)
            for place, row in enumerate(rows):
                left = rows[place - reach] if place >= reach else None
                if left is not None:
                    np.maximum(best, held, out=best)
                    held -= left[group]
                if row is not None:
                    held += row[group]
            np.maximum(best, held, out=best)
        return most

    def _row(self, word: Word, cells: Sequence[_Cells], known: _Cells | None) -> NDArray[np.uint16]:
        """Shape (terms,): the most that a word has for each term, in steps, rounded up."""
        found = self._rows.get(word.text)
        if found is None:
            found = np.zeros(len(self._lengths), np.uint16)
            for some in cells:
                _raise(found, some)
            if word.text in self._recurring:
                self._rows[word.text] = found
        if known is not None:
            found = found.copy()
            _raise(found, known)
        return found

    def _bounded(
        self,
        line: Sequence[Word],
        cells: Sequence[Sequence[_Cells]],
        known: Mapping[int, _Cells],
        chosen: NDArray[np.bool_],
    ) -> _Bounded:
        """The exact bounds of the chosen terms.

        Args:
            chosen: shape (all terms,).
        """
        key, nats, masks = self._sorted(cells, known, chosen)
        cell = _changes(key)
        key, most, masks = key[cell], np.maximum.reduceat(nats, cell), np.bitwise_or.reduceat(masks, cell)
        terms, places = key >> _PLACE_BITS, key & ((1 << _PLACE_BITS) - 1)
        row = _changes(terms)
        names = terms[row]
        place = self._place[names]
        length = self._lengths[place]
        since = _reached(key, np.minimum(LONGEST_SPAN, self._lengths[self._place[terms]] + 2))
        free = np.array([w.mention is None for w in line])[places]
        total = np.maximum.reduceat(_within(since, most), row)
        fresh = np.maximum.reduceat(_within(since, most * free), row)
        covered = np.minimum(length, _ones(np.bitwise_or.reduceat(masks, row)))
        bound = total - LOST_COST * (length - covered)
        rank = bound * ((covered + 1) / (length + 1))
        kept = np.flatnonzero((bound >= LEAST_SPAN) & (fresh >= LEAST_FRESH))
        return _Bounded(names, rank, rank / self._roots[place], kept, places, np.append(row, len(key)))

    def _sorted(
        self, cells: Sequence[Sequence[_Cells]], known: Mapping[int, _Cells], chosen: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
        """The cells of the chosen terms: number and place as one number, ascending, with nats and characters.

        Terms that all words of the line together hardly support are left out.
        """
        found: list[_Cells] = []
        places: list[int] = []
        for place, of_word in enumerate(cells):
            for some in (*of_word, known[place]) if place in known else of_word:
                kept = np.flatnonzero(chosen[some[0]])
                found.append((some[0][kept], some[1][kept], some[2][kept]))
                places.append(place)
        if not found:
            return _NOTHING
        terms, masks, nats = (np.concatenate(column) for column in zip(*found, strict=True))
        likely = np.flatnonzero((np.bincount(terms, nats, len(chosen)) >= _LEAST_TOTAL)[terms])
        key = self._number[terms[likely]] << _PLACE_BITS
        key += np.repeat(places, [len(some[0]) for some in found])[likely]
        order = np.argsort(key, kind="stable")
        likely = likely[order]
        return key[order], nats[likely], masks[likely].astype(np.int64)

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
        if word.function:
            return []
        found = self._cells.get(word.text)
        if found is None:
            found = []
            for stemmed in (word.sense, *word.parts):
                terms, masks, nats = self._by_gloss(stemmed)
                nats = np.maximum(nats - np.float32(explaining.plain_cost(word, self._cased)), np.float32(0))
                found.append((self._place[terms], masks, nats))
            targets = self._index.by_target(word.stem)
            worth = np.full(len(targets), explaining.target_worth(word), np.float32)
            found.append((self._place[targets], np.zeros_like(targets), worth))
            found = [cells for cells in found if len(cells[0])]
            if word.text in self._recurring:
                self._cells[word.text] = found
        return found


def _telling(*reasons: _Reasons) -> set[int]:
    return {term for table in reasons for term, row in table.items() if any(r.log_odds >= _TELLING for r in row)}


def _raise(row: NDArray[np.uint16], cells: _Cells) -> None:
    """Raise what a word has for each term to the nats of some cells, which ascend: of equal terms the last counts."""
    steps = np.ceil(cells[2] * np.float32(_STEPS)).astype(np.uint16)
    row[cells[0]] = np.maximum(row[cells[0]], steps)


_NOTHING = (np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.int64))


def _best(bounded: _Bounded, limit: int) -> NDArray[np.intp]:
    """Half of them the best outright, which favours long names, half the best for their length."""
    best = np.zeros(len(bounded.kept), np.bool_)
    for values in (bounded.rank, bounded.by_length):
        best[greatest(values[bounded.kept], -np.inf, limit // 2)] = True
    return bounded.kept[best]


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


def _changes(sorted_: NDArray[np.int64]) -> NDArray[np.intp]:
    """Where each run of equal numbers begins."""
    return np.flatnonzero(np.append(True, sorted_[1:] != sorted_[:-1]))[: len(sorted_)]


def _reached(key: NDArray[np.int64], reach: NDArray[np.int64]) -> NDArray[np.intp]:
    """For each cell the first of the same term that is less than `reach` words before it."""
    first = np.arange(len(key))
    lowest = key - reach
    for back in range(1, min(LONGEST_SPAN, len(key))):
        first[back:] -= key[:-back] > lowest[back:]
    return first


def _within(since: NDArray[np.intp], nats: NDArray[np.float32]) -> NDArray[np.float64]:
    """For each cell the sum from the cell `since` to itself."""
    sums = np.append(0.0, np.cumsum(nats, dtype=np.float64))
    within: NDArray[np.float64] = sums[1:] - sums[since]
    return within


def _ones(masks: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many characters each mask holds; at most 24."""
    ones: NDArray[np.int64] = _ONES[masks & 0xFFF] + _ONES[masks >> 12]
    return ones
