"""Which terms are worth a close look in one line: all terms are bounded at once, so that most cost almost nothing.

The exact bound asks for the words in order, term by term. Of a large glossary it is computed for those terms alone
that can still come out among the best: sums over the words that a name may reach over, in whole steps rounded up, leave
out the others. What comes out is the same as if it had been computed for all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from termend.channel.recall import ByGloss, Index
from termend.detection.search import explaining
from termend.detection.search.explaining import Reason
from termend.detection.search.spans import LONGEST_SPAN, LOST_COST
from termend.detection.search.steps import changes
from termend.detection.search.traits import ones
from termend.detection.search.words import Word

LEAST_SPAN = 3.0
LEAST_FRESH = 2.5  # nats that must come from words outside right names
_LEAST_TOTAL = 4.0
_LEAST_TERMS = 40  # terms looked at closely in one line, however short
_TERMS_PER_WORD = 2
_TELLING = 10.0  # nats
_LONG = 256  # cells of a word from which on those of other terms are left out at once, not with all others' together
_MOST_HELD = 1 << 22  # of words times terms, whose sums are remembered
_MOST_BOUNDED = 1 << 18  # of lines times terms, that are bounded together
_MOST_SUMMED = 1 << 18  # of words times terms, that are summed together
_NO_LENGTH = 1e-9  # a name without a sound comes first for its length
_TRIED = 3  # times as many terms as are wanted, to learn how good the best are
_STEPS = 8  # of a nat, in the sums
_MANY, _BUCKETS = 8, 1024  # so many times as many values as are wanted are first counted in so many steps
_EDGES = (0, 4, 5, 7)  # shortest names of each group whose sums run over the same number of words

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


@dataclass(frozen=True, slots=True)
class _Query:
    """A line with what its words point to.

    Attributes:
        cells: of each word, as of `Shortlist._cells_of`.
        known: the cells of reasons that are known already, by the first word.
        telling: shape (terms,): those that are looked at wherever they may be.
        limit: terms looked at closely, where more than these are not telling.
    """

    words: Sequence[Word]
    cells: Sequence[Sequence[_Cells]]
    known: Mapping[int, _Cells]
    telling: NDArray[np.bool_]
    limit: int

    @property
    def is_empty(self) -> bool:
        return not self.known and not any(self.cells)


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

    def chosen(self, some: NDArray[np.intp]) -> list[tuple[int, list[int]]]:
        """Some terms, each with the words that point to it."""
        words = self.words.tolist()
        ends = zip(self.starts[some].tolist(), self.starts[some + 1].tolist(), strict=True)
        return [(name, words[s:e]) for name, (s, e) in zip(self.names[some].tolist(), ends, strict=True)]


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
        self._place = np.empty(len(lengths), np.int32)
        self._place[self._number] = np.arange(len(lengths), dtype=np.int32)
        self._spoken_of = self._told(spoken_of)
        self._lengths = lengths[self._number]
        self._roots = np.sqrt(np.maximum(self._lengths, _NO_LENGTH))
        self._by_root = (1 / np.maximum(self._roots, 1)).astype(np.float32)
        self._at_once = max(1, _MOST_BOUNDED // max(1, len(lengths)))  # lines
        longest = int(self._lengths[-1]) if len(lengths) else 0
        self._starts = np.searchsorted(self._lengths, np.arange(longest + 2)).tolist()  # the first name of each length

    def speaking_of(self, spoken_of: Sequence[int]) -> Shortlist:
        """The same for the same words where the draft speaks of other names; what is remembered is shared."""
        other = copy(self)
        other._spoken_of = self._told(spoken_of)
        return other

    def _told(self, names: Sequence[int]) -> NDArray[np.bool_]:
        """Shape (terms,): whether a term is one of some names."""
        told = np.zeros(len(self._place), np.bool_)
        told[self._place[list(names)]] = True
        return told

    def of(self, line: Sequence[Word], extra: _Reasons, close: _Reasons) -> list[tuple[int, list[int]]]:
        """As `of_each`, for one line."""
        return self.of_each([Asked(line, extra, close)])[0]

    def of_each(self, lines: Sequence[Asked]) -> list[list[tuple[int, list[int]]]]:
        """Terms that can reach a useful score in each line, with the words that point to them.

        Of more than a limit the best, and all that the draft speaks of or for which one reason by itself tells much.
        """
        parts = (lines[start : start + self._at_once] for start in range(0, len(lines), self._at_once))
        return [chosen for part in parts for chosen in self._of_some([self._query(asked) for asked in part])]

    def able(self, lines: Sequence[Sequence[Word]], names: Sequence[int]) -> list[set[int]]:
        """Of some names, line by line, those that can reach a useful score by its words alone."""
        asked = self._told(names)
        pointing: dict[tuple[str, bool], bool] = {}
        for line in lines:
            for word in line:
                key = word.text, word.function
                if key not in pointing:
                    pointing[key] = any(asked[terms].any() for terms, _, _ in self._cells_of(word))
        pointed = [n for n, line in enumerate(lines) if any(pointing[word.text, word.function] for word in line)]
        found: list[set[int]] = [set() for _ in lines]
        for start in range(0, len(pointed), self._at_once):
            some = pointed[start : start + self._at_once]
            queries = [self._query(Asked(lines[n], {}, {})) for n in some]
            bounded = self._bounded(queries, np.broadcast_to(asked, (len(some), len(asked))))
            for n, one in zip(some, bounded, strict=True):
                found[n] = set(one.names[one.kept].tolist())
        return found

    def _query(self, asked: Asked) -> _Query:
        words, extra, close = asked
        telling = self._spoken_of
        sure = _telling(extra, close)
        if sure:
            telling = telling.copy()
            telling[self._place[sorted(sure)]] = True
        limit = max(_LEAST_TERMS, _TERMS_PER_WORD * len(words))
        return _Query(words, [self._cells_of(word) for word in words], self._known(extra, close), telling, limit)

    def _of_some(self, queries: Sequence[_Query]) -> list[list[tuple[int, list[int]]]]:
        """What is chosen for each of some lines.

        Where there are many terms, those alone are bounded first that are the best by their sums, and some more. A
        term's rank is at most its sum, so that one whose sum is below the least rank of the best is none of them.
        """
        tried = np.ones((len(queries), len(self._lengths)), np.bool_)
        sums: dict[int, NDArray[np.uint16]] = {}
        for n, query in enumerate(queries):
            if query.is_empty:
                tried[n] = False
            elif len(self._lengths) > 4 * _TRIED * query.limit:
                most = sums[n] = self._most(query)
                tried[n] = query.telling
                for values in (most, (most * self._by_root).astype(np.uint16)):
                    tried[n] |= values > _edge(values, _TRIED * query.limit)
        bounded = self._bounded(queries, tried)
        again = []
        for n, most in sums.items():
            able = most >= np.floor(LEAST_SPAN * _STEPS)
            if len(bounded[n].kept) > queries[n].limit:
                able = self._able_to_be(most, bounded[n], queries[n].limit) | queries[n].telling
            if (able & ~tried[n]).any():
                tried[n] = able
                again.append(n)
        for n, better in zip(again, self._bounded([queries[n] for n in again], tried[again]), strict=True):
            bounded[n] = better
        return [one.chosen(_chosen(one, self._place, query)) for one, query in zip(bounded, queries, strict=True)]

    def _able_to_be(self, most: NDArray[np.uint16], bounded: _Bounded, limit: int) -> NDArray[np.bool_]:
        """Shape (terms,): those that may be among the best, whatever their rank.

        Args:
            bounded: at least so many terms as are chosen by rank.
        """
        half = limit // 2
        least, by_length = (
            np.partition(values[bounded.kept], -half)[-half] for values in (bounded.rank, bounded.by_length)
        )
        able = np.empty(len(most), np.bool_)
        for start, end in pairwise(self._starts):
            if start < end:
                able[start:end] = most[start:end] >= np.floor(min(least, by_length * self._roots[start]) * _STEPS)
        return able

    def _most(self, query: _Query) -> NDArray[np.uint16]:
        """Shape (terms,): the most that each term has from words in a row, as many as its name may reach over.

        What is summed may be more than is counted here; what a name reaches over never is.
        """
        rows = [
            (place, self._row(word, query.cells[place], query.known.get(place)))
            for place, word in enumerate(query.words)
            if query.cells[place] or place in query.known
        ]
        most = np.zeros(len(self._lengths), np.uint16)
        longest = len(self._starts) - 2
        width = max(1, _MOST_SUMMED // (len(query.words) + 1))
        for shortest, beyond in pairwise((*_EDGES, longest + 1)):
            if shortest > longest:
                break
            last = self._starts[min(beyond, longest + 1)]
            reach = min(LONGEST_SPAN, min(beyond, longest + 1) - 1 + 2)
            for first in range(self._starts[shortest], last, width):
                group = slice(first, min(first + width, last))
                sums = np.zeros((len(query.words) + 1, group.stop - group.start), np.uint16)
                for place, row in rows:
                    sums[place + 1] = row[group]
                np.cumsum(sums, axis=0, out=sums)
                most[group] = sums[-1] if len(query.words) <= reach else (sums[reach:] - sums[:-reach]).max(0)
        return most

    def _row(self, word: Word, cells: Sequence[_Cells], known: _Cells | None) -> NDArray[np.uint16]:
        """Shape (terms,): the most that a word has for each term, in steps, rounded up."""
        found = self._rows.get(word.text)
        if found is None:
            found = np.zeros(len(self._lengths), np.uint16)
            for some in cells:
                _raise(found, some)
            if word.text in self._recurring and (len(self._rows) + 1) * len(found) <= _MOST_HELD:
                self._rows[word.text] = found
        if known is not None:
            found = found.copy()
            _raise(found, known)
        return found

    def _bounded(self, queries: Sequence[_Query], chosen: NDArray[np.bool_]) -> list[_Bounded]:
        """The exact bounds of the chosen terms of each line.

        Args:
            chosen: shape (lines, all terms).
        """
        bits = (max((len(query.words) for query in queries), default=0) + LONGEST_SPAN).bit_length()
        key, nats, masks = self._sorted(queries, chosen, bits)
        cell = changes(key)
        key, most, masks = key[cell], np.maximum.reduceat(nats, cell), np.bitwise_or.reduceat(masks, cell)
        count = max(1, len(self._lengths))
        terms, places = key >> bits, key & ((1 << bits) - 1)
        row = changes(terms)
        lines, names = np.divmod(terms[row], count)
        place = self._place[names]
        length = self._lengths[place]
        sizes = np.diff(np.append(row, len(key)))
        since = _reached(key, np.repeat(np.minimum(LONGEST_SPAN, length + 2), sizes))
        offsets = np.cumsum([0, *(len(query.words) for query in queries)])
        unmentioned = np.array([w.mention is None for query in queries for w in query.words], np.bool_)
        free = unmentioned[np.repeat(offsets[lines], sizes) + places]
        total = np.maximum.reduceat(_within(since, most), row)
        fresh = np.maximum.reduceat(_within(since, most * free), row)
        covered = np.minimum(length, ones(np.bitwise_or.reduceat(masks, row)))
        bound = total - LOST_COST * (length - covered)
        rank = bound * ((covered + 1) / (length + 1))
        by_length = rank / self._roots[place]
        useful = (bound >= LEAST_SPAN) & (fresh >= LEAST_FRESH)
        starts = np.append(row, len(key))
        firsts = np.searchsorted(lines, np.arange(len(queries) + 1)).tolist()
        return [
            _Bounded(
                names[a:b],
                rank[a:b],
                by_length[a:b],
                np.flatnonzero(useful[a:b]),
                places[starts[a] : starts[b]],
                starts[a : b + 1] - starts[a],
            )
            for a, b in pairwise(firsts)
        ]

    def _sorted(
        self, queries: Sequence[_Query], chosen: NDArray[np.bool_], bits: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
        """The cells of the chosen terms: line, number and place as one number, ascending, with nats and characters.

        Terms that all words of the line together hardly support are left out.

        Args:
            bits: of that number, that are the place's.
        """
        found: list[_Cells] = []
        owners: list[tuple[int, int]] = []
        for n, query in enumerate(queries):
            for place, of_word in enumerate(query.cells):
                for some in (*of_word, query.known[place]) if place in query.known else of_word:
                    if len(some[0]) > _LONG:
                        kept = np.flatnonzero(chosen[n, some[0]])
                        some = some[0][kept], some[1][kept], some[2][kept]
                    found.append(some)
                    owners.append((n, place))
        if not found:
            return _NOTHING
        count = len(self._lengths)
        sizes = [len(some[0]) for some in found]
        line, place = np.repeat(np.array(owners, np.int32).T, sizes, axis=1)  # many: as small as they may be
        terms = np.concatenate([some[0] for some in found])
        cell = line * count + terms
        kept = np.flatnonzero(chosen.ravel()[cell])
        nats, cell = np.concatenate([some[2] for some in found])[kept], cell[kept]
        likely = np.flatnonzero((np.bincount(cell, nats, chosen.size) >= _LEAST_TOTAL)[cell])
        kept, nats = kept[likely], nats[likely]
        key = ((line[kept] * count + self._number[terms[kept]]) << bits) + place[kept]
        order = np.argsort(key)  # of cells of one word the greatest counts, and the characters of all
        masks = np.concatenate([some[1] for some in found])[kept]
        return key[order], nats[order], masks[order].astype(np.int64)

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


def _chosen(bounded: _Bounded, place: NDArray[np.int32], query: _Query) -> NDArray[np.intp]:
    """Places of the chosen terms of a line: all that are useful, or the best of them and what is telling."""
    if len(bounded.kept) <= query.limit:
        return bounded.kept
    chosen = query.telling[place[bounded.names[bounded.kept]]]
    # Half of them are the best outright, which favours long names, half the best for their length.
    for values in (bounded.rank, bounded.by_length):
        chosen[greatest(values[bounded.kept], -np.inf, query.limit // 2)] = True
    return bounded.kept[chosen]


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
