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
    WIDTH,
    cost,
)
from termend.detection.search.steps import Asked, Steps, rank, spread
from termend.detection.search.traits import Traits
from termend.detection.search.words import Word
from termend.language.function_words import PARTING

_NOT = -1
_ARRIVED, _STATES = 1 << 40, 1 << 10  # one number for where a state came from: offset, state, step


@dataclass(frozen=True, slots=True)
class Row:
    """The words of all pairs, one after the other.

    Attributes:
        pair: the pair that each is of.
        end: where the words of its pair end.
        may_hold: whether the name may hold it, if it is a function word.
    """

    pair: NDArray[np.int64]
    end: NDArray[np.int64]
    joined: NDArray[np.bool_]
    function: NDArray[np.bool_]
    capital: NDArray[np.bool_]
    parting: NDArray[np.bool_]
    may_hold: NDArray[np.bool_]
    cost: NDArray[np.float64]


def row(asked: Sequence[Asked], traits: Traits) -> Row:
    """The words of some pairs; those of a line are read once."""
    number: dict[int, int] = {}
    read: list[tuple[NDArray[np.bool_], NDArray[np.int64], NDArray[np.float64]]] = []
    of = np.zeros(len(asked), np.int64)
    for n, pair in enumerate(asked):
        known = number.get(id(pair.words))
        if known is None:
            known = number[id(pair.words)] = len(read)
            read.append(_read(pair.words, traits))
        of[n] = known
    sizes = np.array([len(words) for _, words, _ in read], np.int64)
    lengths = sizes[of]
    _, word = spread((np.cumsum(sizes) - sizes)[of], lengths)
    flags, held, costs = (np.concatenate(column)[word] for column in zip(*read, strict=True))
    ends = np.cumsum(lengths)
    holding = np.repeat(traits.holding[np.array([pair.name for pair in asked], np.int64)], lengths)
    joined, function, capital, inner, parting = flags.T
    return Row(
        np.repeat(np.arange(len(asked)), lengths),
        np.repeat(ends, lengths),
        joined,
        function,
        capital,
        parting,
        inner | ((held & holding) != 0),
        costs,
    )


def _read(words: Sequence[Word], traits: Traits) -> tuple[NDArray[np.bool_], NDArray[np.int64], NDArray[np.float64]]:
    flags = [(w.joined, w.function, w.capital) for w in words]
    lowered = [w.text.lower() if w.function else "" for w in words]
    also = [(text in INNER, text in PARTING) for text in lowered]
    table = np.concatenate((np.array(flags, np.bool_).reshape(-1, 3), np.array(also, np.bool_).reshape(-1, 2)), 1)
    return table, np.array([traits.bit(text) for text in lowered], np.int64), np.array([cost(w) for w in words])


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
        made: list[tuple[Reason, ...]] = []
        node, before, place, step = (c.tolist() for c in (self.node[which], self.before, self.place, self.step))
        known: dict[int, tuple[int, int, str, float, str]] = {}
        for at in node:
            found: list[Reason] = []
            while at >= 0:
                first, number = place[at], step[at]
                row = known.get(number)
                if row is None:
                    row = known[number] = self.steps.told_of(number)
                size, mask, how, log_odds, detail = row
                found.append(Reason(first, first + size, mask, how, log_odds, detail))
                at = before[at]
            made.append(tuple(reversed(found)))
        return made


def chains(asked: Sequence[Asked], steps: Steps, profiles: Profiles, least: float) -> Chains:
    """Chains that score at least `least`, by pair, the best first, none inside a better one of its pair."""
    search = _Search(asked, steps, profiles)
    for offset in range(LONGEST_SPAN):
        search.go(offset)
    return search.kept(least)


class _Search:
    """The beams of every start, word by word; see `spans._from`, of which each line here is one for all."""

    def __init__(self, asked: Sequence[Asked], steps: Steps, profiles: Profiles) -> None:
        self._steps, self._traits = steps, profiles.traits
        self._names = np.array([pair.name for pair in asked], np.int64)
        self._row = row(asked, profiles.traits)
        begins = np.zeros(len(self._row.pair), np.bool_)
        slot = np.repeat(np.arange(len(steps.count)), steps.count)
        _, held = spread(steps.first, steps.count)
        begins[slot[~steps.weak[held]]] = True
        self._start = np.flatnonzero(begins)  # words at which a chain begins
        self._pair = self._row.pair[self._start]
        self._name = self._names[self._pair]
        self._limit = np.minimum(self._row.end[self._start], self._start + LONGEST_SPAN)
        self._whole = self._traits.full[self._name] | self._traits.light[self._name]
        self._begins = np.cumsum([0, *(len(pair.words) for pair in asked)])
        self._breaks = np.cumsum(~self._row.joined)
        count = len(self._start)
        self._most = np.full(count, -np.inf)
        self._best = np.full(count, _NOT, np.int64)
        self._last, self._mask = np.zeros(count, np.int64), np.zeros(count, np.int64)
        self._kinds, self._said = np.zeros(count, np.int64), np.zeros(count, np.int64)
        self._nodes: list[tuple[NDArray[np.int64], ...]] = []
        self._made = 0
        self._waiting: list[list[tuple[NDArray[np.generic], ...]]] = [[] for _ in range(LONGEST_SPAN)]
        nothing = np.zeros(count, np.int64)
        self._waiting[0].append(
            (
                np.arange(count),
                np.zeros(count),
                nothing,
                np.full(count, _NOT, np.int64),
                nothing,
                nothing,
                nothing,
                np.arange(count),
                np.full((count, LONGEST_SPAN), _NOT - 1, np.int32),
            )
        )

    def go(self, offset: int) -> None:
        """From the states that have come to the word so far behind their start to those behind it."""
        if not self._waiting[offset]:
            return
        columns = [np.concatenate(column) for column in zip(*self._waiting[offset], strict=True)]
        self._waiting[offset] = []
        owner, score, mask, *_, arrived, _ = columns
        order = np.lexsort((arrived, mask, -score, owner))
        order = order[rank(owner[order]) < WIDTH]
        place = self._start[owner[order]] + offset
        row = self._row
        misplaced = np.zeros(len(order), np.bool_)
        if offset:
            misplaced = row.function[place] & ~row.may_hold[place]
            behind = place + 1 < row.end[place]
            between = row.capital[place - 1] & behind & row.capital[np.where(behind, place + 1, place)]
            goes = ~misplaced | (~row.parting[place] & between)
            order, place, misplaced = order[goes], place[goes], misplaced[goes]
        owner, score, mask, node, gap, kinds, said, _, details = (column[order] for column in columns)
        self._take(offset, owner, place, score, mask, node, kinds, said, details)
        after = place + 1
        goes_on = (node >= 0) & (gap < MOST_GAP) & (after < self._limit[owner])
        goes_on[goes_on] = row.joined[after[goes_on]]
        on = np.flatnonzero(goes_on)
        if len(on):
            here = place[on]
            left = score[on] - row.cost[here] - misplaced[on] * PREPOSITION_COST
            more = gap[on] + ~row.function[here]
            arrived = offset * _ARRIVED + on * _STATES + _STATES - 1
            self._waiting[offset + 1].append(
                (owner[on], left, mask[on], node[on], more, kinds[on], said[on], arrived, details[on])
            )

    def _take(
        self,
        offset: int,
        owner: NDArray[np.int64],
        place: NDArray[np.int64],
        score: NDArray[np.float64],
        mask: NDArray[np.int64],
        node: NDArray[np.int64],
        kinds: NDArray[np.int64],
        said: NDArray[np.int64],
        details: NDArray[np.int32],
    ) -> None:
        """Every step that each state may take."""
        steps, row = self._steps, self._row
        state, step = spread(steps.first[place], steps.count[place])
        within = rank(state)
        last = place[state] + steps.size[step]
        able = (last <= self._limit[owner[state]]) & ~(steps.weak[step] & (node[state] < 0))
        wide = able & (steps.size[step] > 1)
        able[wide] = self._breaks[last[wide] - 1] == self._breaks[place[state[wide]]]
        state, step, within, last = state[able], step[able], within[able], last[able]
        if not len(state):
            return
        by = owner[state]
        names, before, own = self._name[by], mask[state], steps.mask[step]
        told = steps.told[step]
        again = (told >= 0) & (details[state, :offset] == told[:, None]).any(1) if offset else np.zeros(len(by), bool)
        fresh = self._traits.weight(names, own & ~before)
        gained = np.where(fresh > 0, steps.log_odds[step] * (fresh / steps.weight[step]), steps.reused[step])
        made = score[state] + np.where(again, REUSED, gained)
        union = before | own
        nodes = self._made + np.arange(len(by))
        self._nodes.append((node[state], place[state], step))
        self._made += len(by)
        kinds_ = kinds[state] | (1 << steps.how[step])
        said_ = said[state] | (((1 << steps.size[step]) - 1) << offset)
        self._remember(by, made, union, last, nodes, kinds_, said_, steps.weak[step])
        goes_on = last < self._limit[by]
        goes_on[goes_on] = row.joined[last[goes_on]]
        on = np.flatnonzero(goes_on)
        if not len(on):
            return
        longer = details[state[on]]
        longer[:, offset] = steps.detail[step[on]]
        to = last[on] - self._start[by[on]]
        arrived = offset * _ARRIVED + state[on] * _STATES + within[on]
        nothing = np.zeros(len(on), np.int64)
        chunk = (by[on], made[on], union[on], nodes[on], nothing, kinds_[on], said_[on], arrived, longer)
        for target in np.flatnonzero(np.bincount(to)).tolist():
            there = np.flatnonzero(to == target)
            self._waiting[target].append(tuple(column[there] for column in chunk))

    def _remember(
        self,
        by: NDArray[np.int64],
        made: NDArray[np.float64],
        union: NDArray[np.int64],
        last: NDArray[np.int64],
        nodes: NDArray[np.int64],
        kinds: NDArray[np.int64],
        said: NDArray[np.int64],
        weak: NDArray[np.bool_],
    ) -> None:
        """What ends here and is better than all that the start had, the first of equal ones."""
        ends = np.flatnonzero(~weak)
        if not len(ends):
            return
        own = by[ends]
        total = made[ends] - LOST_COST * self._traits.weight(self._name[own], self._whole[own] & ~union[ends])
        order = np.lexsort((np.arange(len(own)), -total, own))
        top = order[rank(own[order]) == 0]
        top = top[total[top] > self._most[own[top]]]
        to, at = own[top], ends[top]
        self._most[to], self._best[to], self._last[to] = total[top], nodes[at], last[at]
        self._mask[to], self._kinds[to], self._said[to] = union[at], kinds[at], said[at]

    def kept(self, least: float) -> Chains:
        """Of each pair the best chains, none inside a better one."""
        found = np.flatnonzero((self._best >= 0) & (self._most >= least))
        pair = self._pair[found]
        first, last = self._start[found] - self._begins[pair], self._last[found] - self._begins[pair]
        order = np.lexsort((first, first - last, -self._most[found], pair))
        chosen: list[int] = []
        of, taken = _NOT, 0
        for n, its, begins, ends in zip(
            *(c.tolist() for c in (order, pair[order], first[order], last[order])), strict=True
        ):
            if its != of:
                of, taken = its, 0
            words = (1 << ends) - (1 << begins)
            if not taken & words:
                taken |= words
                chosen.append(n)
        picked = np.array(chosen, np.intp)
        kept = found[picked]
        before, place, step = self._path()
        return Chains(
            pair[picked],
            first[picked],
            last[picked],
            self._most[kept],
            self._mask[kept],
            self._kinds[kept],
            self._said[kept],
            self._best[kept],
            self._steps,
            before,
            place - self._begins[self._row.pair[place]],
            step,
        )

    def _path(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Of each node the one before it, its word and its step."""
        if not self._nodes:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)
        before, place, step = (np.concatenate(column) for column in zip(*self._nodes, strict=True))
        return before, place, step
