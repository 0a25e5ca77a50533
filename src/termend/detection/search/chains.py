"""The best chains of reasons of many pairs of line and name at once: what `spans` finds for one of them, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termend.detection.search.explaining import Reason
from termend.detection.search.profile import Profiles
from termend.detection.search.spans import (
    INNER,
    LONGEST_SPAN,
    LOST_COST,
    MOST_GAP,
    PREPOSITION_COST,
    REUSED,
    ROUNDING,
    WIDTH,
    cost,
)
from termend.detection.search.steps import Asked, Steps, changes, rank, spread
from termend.detection.search.traits import Traits, ones
from termend.detection.search.words import Word
from termend.language.function_words import PARTING

_NOT = -1
# A state in one number: the characters that it explains, the kinds of its reasons, the words with a reason, and how
# many words in a row have none. What breaks a tie, in another: its characters, then what it came from.
_KINDS, _SAID, _GAP = 24, 32, 48
_CHARACTERS, _NO_GAP = (1 << _KINDS) - 1, (1 << _GAP) - 1
_FROM, _WHICH, _WITHIN = 28, 24, (1 << 24) - 1


@dataclass(frozen=True, slots=True)
class Row:
    """The words of all pairs, one after the other.

    Attributes:
        pair: the pair that each is of.
        ends: where the words of each pair end.
        reach: the place behind the last word that a name may run on to.
        word: its place among the words of all lines, of which the further columns are.
        seldom: whether it is a function word that not every name may hold.
        held: the bit of a function word.
        lone: whether it parts what stands around it, or is not between capitals.
        cost: nats, where nothing explains it.
    """

    pair: NDArray[np.int64]
    ends: NDArray[np.int64]
    reach: NDArray[np.int64]
    word: NDArray[np.int64]
    function: NDArray[np.bool_]
    seldom: NDArray[np.bool_]
    held: NDArray[np.int64]
    lone: NDArray[np.bool_]
    cost: NDArray[np.float64]


def row(asked: Sequence[Asked], traits: Traits) -> Row:
    """The words of some pairs; those of a line are read once."""
    number: dict[int, int] = {}
    lines: list[Sequence[Word]] = []
    of = []
    for pair in asked:
        known = number.setdefault(id(pair.words), len(lines))
        if known == len(lines):
            lines.append(pair.words)
        of.append(known)
    words = [word for line in lines for word in line]
    sizes = np.array([len(line) for line in lines], np.int64)
    ends = np.cumsum(sizes)
    apart, capital, function = (np.ones(len(words) + 1, np.bool_) for _ in range(3))
    apart[:-1] = [not word.joined for word in words]
    apart[ends] = True
    capital[:-1] = [word.capital for word in words]
    function[:-1] = [word.function for word in words]
    lowered = [word.text.lower() if word.function else "" for word in words]
    breaks = np.flatnonzero(apart)
    run = breaks[np.searchsorted(breaks, np.arange(len(words)), "right")]  # where words that are joined end
    lone = np.array([text in PARTING for text in lowered], np.bool_)
    lone |= ~(np.append(False, capital[:-2]) & capital[1:])[: len(words)]
    lone[ends[sizes > 0] - 1] = True
    first = (ends - sizes)[of]
    which, word = spread(first, sizes[of])
    place = np.arange(len(word))
    return Row(
        which,
        np.cumsum(sizes[of]),
        np.minimum(run[word] - word, LONGEST_SPAN) + place,
        word,
        function[:-1],
        function[:-1] & ~np.array([text in INNER for text in lowered], np.bool_),
        np.array([traits.bit(text) for text in lowered], np.int64),
        lone,
        np.array([cost(word) for word in words], np.float64),
    )


@dataclass(frozen=True, slots=True)
class Chains:
    """The best chain of each start, and those of them that were kept.

    Attributes:
        pair: of each.
        first, last: words of its line.
        score: nats.
        mask: the characters that it explains.
        kinds: bits of the kinds of its reasons, by their places in `HOWS`.
        said: bits of the words with a reason, from `first` on.
        node: its last step.
    """

    pair: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    score: NDArray[np.float64]
    mask: NDArray[np.int64]
    kinds: NDArray[np.int64]
    said: NDArray[np.int64]
    node: NDArray[np.int64]
    steps: Steps
    before: NDArray[np.int64]
    place: NDArray[np.int64]
    step: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.pair)

    def reasons(self, which: NDArray[np.intp]) -> list[tuple[Reason, ...]]:
        """The reasons of some of them, in order."""
        made: list[list[Reason]] = [[] for _ in range(len(which))]
        known: dict[int, tuple[int, int, str, float, str]] = {}
        rest, at = np.arange(len(which)), self.node[which]
        while len(rest):
            for n, first, number in zip(rest.tolist(), self.place[at].tolist(), self.step[at].tolist(), strict=True):
                told = known.get(number)
                if told is None:
                    told = known[number] = self.steps.told_of(number)
                size, mask, how, log_odds, detail = told
                made[n].append(Reason(first, first + size, mask, how, log_odds, detail))
            at = self.before[at]
            rest, at = rest[at >= 0], at[at >= 0]
        return [tuple(reversed(found)) for found in made]


def chains(asked: Sequence[Asked], steps: Steps, profiles: Profiles, least: float) -> Chains:
    """Chains that score at least `least`, by pair, the best first, none inside a better one of its pair."""
    search = _Search(asked, steps, profiles, least)
    for offset in range(LONGEST_SPAN):
        search.go(offset)
    return search.kept()


# Of states the start that each is of, nats, what it holds, its last node, and what breaks a tie.
_States = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


class _Search:
    """The beams of every start, word by word; see `spans._from`, of which each line here is one for all."""

    def __init__(self, asked: Sequence[Asked], steps: Steps, profiles: Profiles, least: float) -> None:
        self._steps, self._least = steps, least
        self._row = row(asked, profiles.traits)
        self._adds = steps.mask | (1 << (_KINDS + steps.how))
        self._says = ((1 << steps.size) - 1) << _SAID
        slot, _ = spread(steps.first, steps.count)
        self._echoes = _echoes(steps, self._row.pair, slot)
        self._start, self._until = self._starts(asked, profiles.traits, slot)
        self._pair = self._row.pair[self._start]
        names = np.array([pair.name for pair in asked], np.int64)[self._pair]
        traits, count = profiles.traits, len(self._start)
        self._full, self._light, self._lightness = traits.full[names], traits.light[names], traits.lightness[names]
        self._whole, self._holding = self._full | self._light, traits.holding[names]
        self._reach = self._row.reach[self._start]
        self._most = np.full(count, -np.inf)
        self._best, self._last, self._held = (np.full(count, _NOT, np.int64) for _ in range(3))
        self._nodes: list[tuple[NDArray[np.int64], ...]] = []
        self._made = 0
        self._waiting: list[list[_States]] = [[] for _ in range(LONGEST_SPAN)]
        nothing = np.zeros(count, np.int64)
        self._waiting[0].append((np.arange(count), np.zeros(count), nothing, np.full(count, _NOT, np.int64), nothing))

    def _starts(
        self, asked: Sequence[Asked], traits: Traits, slot: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Words at which a chain begins that may score enough, and the place behind the last with a step in reach.

        See `spans._bound`.
        """
        steps, row = self._steps, self._row
        held = spread(steps.first, steps.count)[1]
        begins, union = np.zeros(len(row.pair), np.bool_), np.zeros(len(row.pair), np.int64)
        most = np.zeros(len(row.pair))
        begins[slot[~steps.weak[held]]] = True
        if len(slot):
            run = changes(slot)
            union[slot[run]] = np.bitwise_or.reduceat(steps.mask[held], run)
            most[slot[run]] = np.maximum(steps.log_odds[held[run]], 0)  # the strongest is the first
        start = np.flatnonzero(begins)
        reach = row.reach[start]
        sums = np.append(0.0, np.cumsum(most))
        union = _united(union, start, reach)
        names = np.array([pair.name for pair in asked], np.int64)[row.pair[start]]
        lost = traits.weight(names, (traits.full[names] | traits.light[names]) & ~union)
        kept = sums[reach] - sums[start] - LOST_COST * lost >= self._least - ROUNDING
        last = np.maximum.accumulate(np.where(steps.count > 0, np.arange(len(row.pair)), _NOT))
        return start[kept], last[reach[kept] - 1] + 1

    def go(self, offset: int) -> None:
        """From the states that have come to the word so far behind their start to those behind it."""
        if not self._waiting[offset]:
            return
        row, waiting = self._row, self._waiting[offset]
        owner, score, held, node, tie = (np.concatenate(column) for column in zip(*waiting, strict=True))
        self._waiting[offset] = []
        order, which = _beams(owner, score, tie) if offset else (np.arange(len(owner)), np.zeros(len(owner), np.int64))
        owner = owner[order]
        place = self._start[owner] + offset
        word = row.word[place]
        misplaced = np.zeros(len(order), np.bool_)
        if offset:
            odd = np.flatnonzero(row.seldom[word])
            misplaced[odd] = (row.held[word[odd]] & self._holding[owner[odd]]) == 0
            goes = ~(misplaced & row.lone[word])
            order, which, owner, place, word = order[goes], which[goes], owner[goes], place[goes], word[goes]
            misplaced = misplaced[goes]
        score, held, node = score[order], held[order], node[order]
        came = (offset << _FROM) + (which << _WHICH)
        self._take(offset, owner, place, score, held, node, came)
        on = np.flatnonzero((node >= 0) & (place + 1 < self._until[owner]))
        on = on[held[on] >> _GAP < MOST_GAP]
        if len(on):
            here = word[on]
            left = score[on] - row.cost[here] - misplaced[on] * PREPOSITION_COST
            more = held[on] + ((~row.function[here]).astype(np.int64) << _GAP)
            tie = ((more & _CHARACTERS) << 32) + came[on] + _WITHIN
            self._waiting[offset + 1].append((owner[on], left, more, node[on], tie))

    def _take(
        self,
        offset: int,
        owner: NDArray[np.int64],
        place: NDArray[np.int64],
        score: NDArray[np.float64],
        held: NDArray[np.int64],
        node: NDArray[np.int64],
        came: NDArray[np.int64],
    ) -> None:
        """Every step that each state may take."""
        steps = self._steps
        first = steps.first[place]
        state, step = spread(first, steps.count[place])
        by = owner[state]
        last = place[state] + steps.size[step]
        able = (last <= self._reach[by]) & ~(steps.weak[step] & (node[state] < 0))
        state, step, by, last = state[able], step[able], by[able], last[able]
        if not len(state):
            return
        before = held[state]
        fresh = self._weight(by, steps.mask[step] & ~before)
        gained = np.where(fresh > 0, steps.log_odds[step] * (fresh / steps.weight[step]), steps.reused[step])
        gained[self._again(node[state], step)] = REUSED
        made = score[state] + gained
        union = (before & _NO_GAP) | self._adds[step] | (self._says[step] << offset)
        nodes = self._made + np.arange(len(by))
        self._nodes.append((node[state], place[state], step))
        self._made += len(by)
        ends = np.flatnonzero(~steps.weak[step])
        if len(ends):
            self._remember(by[ends], made[ends], union[ends], last[ends], nodes[ends])
        on = np.flatnonzero(last < self._until[by])
        if not len(on):
            return
        union, to = union[on], last[on] - self._start[by[on]]
        tie = ((union & _CHARACTERS) << 32) + came[state[on]] + (step[on] - first[state[on]])
        for target in np.flatnonzero(np.bincount(to)).tolist():
            there = np.flatnonzero(to == target)
            at = on[there]
            self._waiting[target].append((by[at], made[at], union[there], nodes[at], tie[there]))

    def _weight(self, by: NDArray[np.int64], masks: NDArray[np.int64]) -> NDArray[np.float64]:
        """As `Traits.weight`, of the names of some starts."""
        light: NDArray[np.float64] = np.where(masks & self._light[by], self._lightness[by], 0.0)
        weight: NDArray[np.float64] = ones(masks & self._full[by]) + light
        return weight

    def _again(self, node: NDArray[np.int64], step: NDArray[np.int64]) -> NDArray[np.intp]:
        """Which of some steps say what an earlier step of their chain has said.

        Args:
            node: the last one of each chain.
        """
        steps = self._steps
        asked = np.flatnonzero(self._echoes[step] & (node >= 0))
        if not len(asked):
            return asked
        before, _, taken = self._path()
        at, told, found = node[asked], steps.told[step[asked]], np.zeros(len(asked), np.bool_)
        rest = np.arange(len(asked))
        while len(rest):
            found[rest] = steps.detail[taken[at[rest]]] == told[rest]
            at[rest] = before[at[rest]]
            rest = rest[~found[rest] & (at[rest] >= 0)]
        return asked[found]

    def _remember(
        self,
        by: NDArray[np.int64],
        made: NDArray[np.float64],
        union: NDArray[np.int64],
        last: NDArray[np.int64],
        nodes: NDArray[np.int64],
    ) -> None:
        """What ends here and is better than all that the start had, the first of equal ones."""
        total = made - LOST_COST * self._weight(by, self._whole[by] & ~union)
        run = changes(by)
        own, top = by[run], np.maximum.reduceat(total, run)
        better = top > self._most[own]
        bar = np.where(better, top, np.inf)
        at = np.flatnonzero(total == np.repeat(bar, np.diff(np.append(run, len(by)))))
        at = at[changes(by[at])]
        to = by[at]
        self._most[to], self._best[to], self._last[to], self._held[to] = total[at], nodes[at], last[at], union[at]

    def kept(self) -> Chains:
        """Of each pair the best chains, none inside a better one."""
        found = np.flatnonzero((self._best >= 0) & (self._most >= self._least))
        pair, begins = self._pair[found], np.append(0, self._row.ends)
        first, last = self._start[found] - begins[pair], self._last[found] - begins[pair]
        order = np.lexsort((first, first - last, -self._most[found], pair))
        chosen: list[int] = []
        of, taken = _NOT, 0
        for n, its, start, end in zip(
            *(c.tolist() for c in (order, pair[order], first[order], last[order])), strict=True
        ):
            if its != of:
                of, taken = its, 0
            words = (1 << end) - (1 << start)
            if not taken & words:
                taken |= words
                chosen.append(n)
        picked = np.array(chosen, np.intp)
        kept = found[picked]
        held = self._held[kept]
        before, place, step = self._path()
        return Chains(
            pair[picked],
            first[picked],
            last[picked],
            self._most[kept],
            held & _CHARACTERS,
            (held & ((1 << _SAID) - 1)) >> _KINDS,
            (held & _NO_GAP) >> _SAID,
            self._best[kept],
            self._steps,
            before,
            place - begins[self._row.pair[place]],
            step,
        )

    def _path(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Of each node the one before it, its word and its step."""
        if not self._nodes:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)
        before, place, step = (np.concatenate(column) for column in zip(*self._nodes, strict=True))
        self._nodes = [(before, place, step)]
        return before, place, step


def _beams(
    owner: NDArray[np.int64], score: NDArray[np.float64], tie: NDArray[np.int64]
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Which states each start goes on with, in order, and the place of each among those of its start."""
    order = np.argsort(owner, kind="stable")
    by = owner[order]
    which = rank(by)
    several = np.flatnonzero((which > 0) | np.append(which[1:] > 0, False))
    some = order[several]
    order[several] = some[np.lexsort((tie[some], -score[some], owner[some]))]
    kept = which < WIDTH
    return order[kept], which[kept]


def _echoes(steps: Steps, pair: NDArray[np.int64], slot: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a step says once what an earlier word of its pair may say as well."""
    held = spread(steps.first, steps.count)[1]
    echoes = np.zeros(len(steps.told), np.bool_)
    if len(held):
        key = pair[slot] * len(steps.texts) + steps.detail[held]
        order = np.argsort(key, kind="stable")
        run = changes(key[order])
        first = np.repeat(slot[order[run]], np.diff(np.append(run, len(key))))
        echoes[held[order]] = (steps.told[held[order]] >= 0) & (slot[order] > first)
    return echoes


def _united(masks: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """The masks from each start up to its end as one; each end is behind its start, by the longest span at most."""
    found = np.zeros(len(start), np.int64)
    size, width = end - start, 1
    while width <= LONGEST_SPAN:
        here = (size >= width) & (size < 2 * width)
        found[here] = masks[start[here]] | masks[end[here] - width]
        masks = np.append(masks[:-width] | masks[width:], masks[-width:])
        width *= 2
    return found
