"""Which terms are worth a close look in one line: all terms are bounded at once, so that most cost almost nothing.

The exact bound asks for the words in order, term by term. It is computed for those terms alone that can still come out
among the best: sums over the words that a name may reach over, in whole steps rounded up, and all characters that the
line explains leave out the others. What comes out is the same as if it had been computed for all.
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
from termend.detection.search.spans import LONGEST_SPAN, LOST_COST, ROUNDING
from termend.detection.search.steps import changes, spread
from termend.detection.search.traits import ones
from termend.detection.search.words import Word

LEAST_SPAN = 3.0
LEAST_FRESH = 2.5  # nats that must come from words outside right names
_LEAST_TOTAL = 4.0
_LEAST_TERMS = 40  # terms looked at closely in one line, however short
_TERMS_PER_WORD = 2
_TELLING = 10.0  # nats
_MOST_HELD = 1 << 22  # of words times terms, whose sums are remembered
_MOST_BOUNDED = 1 << 18  # of lines times terms, that are bounded together
_MOST_SUMMED = 1 << 18  # of words times terms, that are summed together
_NO_LENGTH = 1e-9  # a name without a sound comes first for its length
_TRIED = 2.5  # times as many terms as are wanted, to learn how good the best are
_MORE = 4  # times as many where that was not enough
_STEPS = 8  # of a nat, in the sums
_MANY, _BUCKETS = 8, 1024  # so many times as many values as are wanted are first counted in so many steps
_EDGES = (0, 4, 5, 7)  # shortest names of each group whose sums run over the same number of words
_LONG = 1 << 10  # cells of a word from which on those of other terms are left out at once, not with all others'
_FEW_PAIRS = 1 << 16  # whose numbers are sorted by their digits

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


class _Pointing(NamedTuple):
    """What the words of some lines point to, in order of the line, then of the word.

    Attributes:
        cell: number of the line * all terms + number of the term.
        place: of the word in its line.
        mask, nats: as of `_Cells`.
    """

    cell: NDArray[np.int64]
    place: NDArray[np.int64]
    mask: NDArray[np.int64]
    nats: NDArray[np.float32]


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
        self._lengths = lengths[self._number]
        self._roots = np.sqrt(np.maximum(self._lengths, _NO_LENGTH))
        self._at_once = max(1, _MOST_BOUNDED // max(1, len(lengths)))  # lines
        longest = int(self._lengths[-1]) if len(lengths) else 0
        starts = np.searchsorted(self._lengths, np.arange(longest + 2)).tolist()  # the first name of each length
        edges = (*(edge for edge in _EDGES if edge <= longest), longest + 1)
        self._groups = [(starts[a], starts[b], _reach(b - 1)) for a, b in pairwise(edges)]
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
        found: list[set[int]] = []
        fewer: dict[int, tuple[list[_Cells], list[_Cells]]] = {}
        for start in range(0, len(lines), self._at_once):
            queries = [self._query(Asked(line, {}, {}), asked, fewer) for line in lines[start : start + self._at_once]]
            pointing = self._pointing(queries)
            pairs = _held(pointing.cell, len(queries) * len(self._lengths))
            bounded = self._bounded(queries, pointing, pairs)
            found += [set(one.names[one.kept].tolist()) for one in bounded]
        return found

    def _query(
        self,
        asked: Asked,
        only: NDArray[np.bool_] | None = None,
        fewer: dict[int, tuple[list[_Cells], list[_Cells]]] | None = None,
    ) -> _Query:
        """
        Args:
            only: shape (terms,): those that are asked for, where not all are.
            fewer: by the cells of a word those of these terms, to be filled.
        """
        words, extra, close = asked
        telling = self._spoken_of
        sure = _telling(extra, close)
        if sure:
            telling = telling.copy()
            telling[self._place[sorted(sure)]] = True
        limit = max(_LEAST_TERMS, _TERMS_PER_WORD * len(words))
        cells = [self._cells_of(word) for word in words]
        if only is not None and fewer is not None:
            cells = [_only(some, only, fewer) for some in cells]
        return _Query(words, cells, self._known(extra, close), telling, limit)

    def _pointing(self, queries: Sequence[_Query], able: NDArray[np.bool_] | None = None) -> _Pointing:
        """What the words of some lines point to, but for terms that all words of a line together hardly support.

        Args:
            able: shape (lines, terms): whether a term is asked for in a line, where not all are in all.
        """
        numbers: dict[int, tuple[int, int]] = {}  # by the cells of a word the first of them, and how many
        held: list[_Cells] = []
        runs: list[tuple[int, int, int, int]] = []
        size = 0
        for n, query in enumerate(queries):
            for place, of_word in enumerate(query.cells):
                for cells in (of_word, (query.known[place],)) if place in query.known else (of_word,):
                    run = numbers.get(id(cells))
                    if run is None:
                        asked, count = cells, sum([len(some[0]) for some in cells])
                        if able is not None and count > _LONG:
                            asked = _of(cells, able[n])
                            count = sum([len(some[0]) for some in asked])
                        elif cells is of_word:
                            numbers[id(cells)] = size, count
                        run = size, count
                        held += asked
                        size += count
                    if run[1]:
                        runs.append((n, place, *run))
        if not runs:
            return _NOTHING
        terms, masks, nats = (np.concatenate(column) for column in zip(*held, strict=True))
        line, place, first, count = np.array(runs, np.int64).T
        which, at = spread(first, count)
        cell = (line * len(self._lengths))[which] + terms[at]
        if able is not None:
            kept = np.flatnonzero(able.ravel()[cell])
            cell, which, at = cell[kept], which[kept], at[kept]
        support = nats[at]
        whole = np.bincount(cell, support, len(queries) * len(self._lengths)) >= _LEAST_TOTAL
        kept = np.flatnonzero(whole[cell])
        return _Pointing(cell[kept], place[which[kept]], masks[at[kept]].astype(np.int64), support[kept])

    def _of_some(self, queries: Sequence[_Query]) -> list[list[tuple[int, list[int]]]]:
        """What is chosen for each of some lines.

        Those terms alone are bounded first that are the best by their sums, and some more. A term's rank is at most
        what its sum gives, so that one whose sum gives less than the least rank of the best is none of them.
        """
        most = np.array([self._most(query) for query in queries])
        pointing = self._pointing(queries, most >= int(LEAST_SPAN * _STEPS))
        count = max(1, len(self._lengths))
        pairs, union = _held(pointing.cell, most.size), np.zeros(most.size, np.int64)
        np.bitwise_or.at(union, pointing.cell, pointing.mask)
        place = pairs % count
        length = self._lengths[place]
        covered = np.minimum(length, ones(union[pairs]))
        bound = most.ravel()[pairs] / _STEPS - LOST_COST * (length - covered) + ROUNDING
        able = bound >= LEAST_SPAN
        pairs, place, length, covered, bound = (c[able] for c in (pairs, place, length, covered, bound))
        rank = bound * ((covered + 1) / (length + 1))
        by_length = rank / self._roots[place]
        edges = np.searchsorted(pairs, np.arange(len(queries) + 1) * count).tolist()
        parts = [slice(a, b) for a, b in pairwise(edges)]
        tried, tries = np.zeros(len(pairs), np.bool_), _TRIED
        bounded: list[_Bounded] = [_UNBOUNDED] * len(queries)
        asked = list(range(len(queries)))
        while asked:
            for n in asked:
                some, half = parts[n], int(tries * queries[n].limit) // 2
                if some.stop - some.start <= 2 * half:
                    tried[some] = True
                else:
                    tried[some] |= queries[n].telling[place[some]]
                    for values in (rank[some], by_length[some]):
                        tried[some] |= values >= np.partition(values, -half)[-half]
            self._bind(bounded, asked, queries, pointing, pairs[tried])
            again, more = [], []
            for n in asked:
                some, one, half = parts[n], bounded[n], queries[n].limit // 2
                if tried[some].all():
                    continue
                if len(one.kept) <= queries[n].limit:
                    more.append(n)
                    continue
                least, least_by_length = (
                    np.partition(values[one.kept], -half)[-half] for values in (one.rank, one.by_length)
                )
                wanted = (rank[some] >= least - ROUNDING) | (by_length[some] >= least_by_length - ROUNDING)
                if (wanted & ~tried[some]).any():
                    tried[some] |= wanted
                    again.append(n)
            self._bind(bounded, again, queries, pointing, pairs[tried])
            asked, tries = more, tries * _MORE
        return [one.chosen(_chosen(one, self._place, query)) for one, query in zip(bounded, queries, strict=True)]

    def _bind(
        self,
        bounded: list[_Bounded],
        which: Sequence[int],
        queries: Sequence[_Query],
        pointing: _Pointing,
        chosen: NDArray[np.int64],
    ) -> None:
        """Bound the chosen terms of some of the lines anew."""
        if which:
            line = np.zeros(len(queries), np.bool_)
            line[which] = True
            found = self._bounded(queries, pointing, chosen[line[chosen // max(1, len(self._lengths))]])
            for n in which:
                bounded[n] = found[n]

    def _most(self, query: _Query) -> NDArray[np.uint16]:
        """Shape (terms,): the most that each term has from words in a row, as many as its name may reach over.

        What is summed may be more than is counted here; what a name reaches over never is.
        """
        rows = [
            self._row(word, query.cells[place], query.known.get(place))
            if query.cells[place] or place in query.known
            else None
            for place, word in enumerate(query.words)
        ]
        most = np.zeros(len(self._lengths), np.uint16)
        width = max(1, _MOST_SUMMED // (len(rows) + 1))
        for start, end, reach in self._groups:
            for left in range(start, end, width):
                group = slice(left, min(left + width, end))
                sums = np.zeros((len(rows) + 1, group.stop - left), np.uint16)
                for place, row in enumerate(rows):
                    if row is None:
                        sums[place + 1] = sums[place]
                    else:
                        np.add(sums[place], row[group], out=sums[place + 1])
                most[group] = sums[-1] if len(rows) <= reach else (sums[reach:] - sums[:-reach]).max(0)
        return most

    def _row(self, word: Word, cells: Sequence[_Cells], known: _Cells | None) -> NDArray[np.uint16]:
        """Shape (terms,): the most that a word has for each term, in steps, rounded up."""
        found = self._rows.get(word.text) if cells else None
        if found is None:
            found = np.zeros(len(self._lengths), np.uint16)
            for some in cells:
                _raise(found, some)
            if word.text in self._recurring and cells and (len(self._rows) + 1) * len(found) <= _MOST_HELD:
                self._rows[word.text] = found
        if known is not None:
            found = found.copy()
            _raise(found, known)
        return found

    def _bounded(self, queries: Sequence[_Query], pointing: _Pointing, chosen: NDArray[np.int64]) -> list[_Bounded]:
        """The exact bounds of the chosen terms of each line.

        Args:
            chosen: cells, ascending.
        """
        count = max(1, len(self._lengths))
        lines, terms = np.divmod(chosen, count)
        names = self._number[terms]
        order = np.argsort(lines * count + names)
        lines, names, terms = lines[order], names[order], terms[order]
        pair = np.full(len(queries) * count, -1, np.int64)
        pair[chosen[order]] = np.arange(len(chosen))
        of = pair[pointing.cell]
        kept = np.flatnonzero(of >= 0)
        of = of[kept]
        order = np.argsort(of.astype(np.uint16) if len(chosen) < _FEW_PAIRS else of, kind="stable")
        of, kept = of[order], kept[order]
        bits = (max((len(query.words) for query in queries), default=0) + LONGEST_SPAN).bit_length()
        key = (of << bits) + pointing.place[kept]
        cell = changes(key)
        of, places = of[cell], pointing.place[kept[cell]]
        most, masks = _NOTHING.nats, _NOTHING.mask
        if len(cell):
            most = np.maximum.reduceat(pointing.nats[kept], cell)
            masks = np.bitwise_or.reduceat(pointing.mask[kept], cell)
        row = changes(of)
        length = self._lengths[terms]
        since = _reached(key[cell], np.minimum(LONGEST_SPAN, length + 2)[of])
        offsets = np.cumsum([0, *(len(query.words) for query in queries)])
        unmentioned = np.array([w.mention is None for query in queries for w in query.words], np.bool_)
        free = unmentioned[offsets[lines[of]] + places]
        if not len(row):
            return [_UNBOUNDED] * len(queries)
        total = np.maximum.reduceat(_within(since, most), row)
        fresh = np.maximum.reduceat(_within(since, most * free), row)
        covered = np.minimum(length, ones(np.bitwise_or.reduceat(masks, row)))
        bound = total - LOST_COST * (length - covered)
        rank = bound * ((covered + 1) / (length + 1))
        by_length = rank / self._roots[terms]
        useful = (bound >= LEAST_SPAN) & (fresh >= LEAST_FRESH)
        starts = np.append(row, len(of))
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


def _only(
    cells: list[_Cells], asked: NDArray[np.bool_], fewer: dict[int, tuple[list[_Cells], list[_Cells]]]
) -> list[_Cells]:
    """The cells of a word that are of terms that are asked for.

    Args:
        fewer: by what cells are, them and these.
    """
    known = fewer.get(id(cells))
    if known is None:
        known = fewer[id(cells)] = cells, _of(cells, asked)
    return known[1]


def _of(cells: Sequence[_Cells], asked: NDArray[np.bool_]) -> list[_Cells]:
    """Those of some cells that are of terms that are asked for."""
    kept = [(some, np.flatnonzero(asked[some[0]])) for some in cells]
    return [(terms[which], masks[which], nats[which]) for (terms, masks, nats), which in kept if len(which)]


def _held(numbers: NDArray[np.int64], limit: int) -> NDArray[np.intp]:
    """The numbers below a limit that are among these, ascending."""
    held = np.zeros(limit, np.bool_)
    held[numbers] = True
    return np.flatnonzero(held)


def _reach(length: int) -> int:
    """How many words a name of so many characters may reach over."""
    return min(LONGEST_SPAN, length + 2)


_NOTHING = _Pointing(*(np.zeros(0, np.int64) for _ in range(3)), np.zeros(0, np.float32))
_UNBOUNDED = _Bounded(*(np.zeros(0, kind) for kind in (int, float, float, np.intp, int)), np.zeros(1, np.intp))


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
