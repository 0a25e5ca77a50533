"""Which stretch each mention of a segment takes, or none: a distribution over the ways in which no two share a word.

A way is as likely as the product of its choices. The likeliest ways, found by beam search, stand for all of them; a
stretch is worth what it is expected to have in common with the words that render its name (minimum Bayes risk, Kumar &
Byrne 2004), so that stretches of nearly the same words speak for one another, and mentions of one name likewise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from termend.detection.paired.stretches import Stretches

_MOST = 8  # candidates of a mention that are tried
_BEAM = 80
_FAR = 12.0  # nats below the likeliest way from which one is passed over
_LEAST = 1e-6
_RATHER_NONE = 0.5  # P(no rendering) below which a name has one, if it is not known which words
_LEAST_WORTH = 0.02  # of a stretch that is looked at at all


@dataclass(frozen=True, slots=True)
class Choice:
    """What a mention takes: the number of a candidate, None where no words render it.

    Attributes:
        log_odds: of the choice against any other.
    """

    candidate: int | None
    log_odds: float


_Way = tuple[float, int, tuple[int | None, ...]]


def assign(mentions: Sequence[tuple[Stretches, NDArray[np.float64]]]) -> list[Choice]:
    """What each mention of one segment takes.

    Args:
        mentions: candidates of each and their log-odds against none.
    """
    order = sorted(range(len(mentions)), key=lambda n: (-mentions[n][1].max(initial=-np.inf), n))
    ways = _ways([mentions[n] for n in order])
    names = [mentions[n][0].unit.text for n in order]
    places = [list(zip(s.first.tolist(), s.last.tolist(), strict=True)) for s, _ in (mentions[n] for n in order)]
    worth, absent = _worths(ways, names, places)
    number = {(name, place): i for i, name in enumerate(names) for place in places[i]}
    wanted = Counter(names)
    chosen: dict[str, list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    used = 0
    for (name, place), value in sorted(worth.items(), key=lambda item: (-item[1], item[0])):
        mask = (1 << place[1]) - (1 << place[0])
        if value < _LEAST_WORTH or used & mask or len(chosen[name]) >= wanted[name] or (name, place) not in number:
            continue
        none = absent[name, len(chosen[name])]
        if none >= max(value, _RATHER_NONE):
            continue
        used |= mask
        chosen[name].append((value, place))
    choices: dict[int, Choice] = {}
    for name in wanted:
        own = [i for i, other in enumerate(names) if other == name]
        taken = chosen[name]
        for rank, i in enumerate(_in_place_order(own, taken, places)):
            if rank < len(taken):
                value, place = taken[rank]
                choices[i] = Choice(places[i].index(place), _log_odds(value))
            else:
                choices[i] = Choice(None, _log_odds(absent[name, rank]))
    back = {n: choices[i] for i, n in enumerate(order)}
    return [back[n] for n in range(len(mentions))]


def _in_place_order(
    own: Sequence[int],
    taken: Sequence[tuple[float, tuple[int, int]]],
    places: Sequence[Sequence[tuple[int, int]]],
) -> list[int]:
    """The mentions of a name, those first whose candidates hold what was taken, in turn."""
    left = list(own)
    ordered: list[int] = []
    for _, place in taken:
        found = next((i for i in left if place in places[i]), None)
        if found is not None:
            left.remove(found)
            ordered.append(found)
    return [*ordered, *left]


def _ways(mentions: Sequence[tuple[Stretches, NDArray[np.float64]]]) -> list[tuple[float, tuple[int | None, ...]]]:
    """The likeliest ways with their shares, which sum to 1."""
    beam: list[_Way] = [(0.0, 0, ())]
    for stretches, log_odds in mentions:
        best = np.argsort(-log_odds, kind="stable")[:_MOST].tolist()
        options: list[_Way] = [(0.0, 0, (None,))]
        options += [(float(log_odds[c]), _mask(stretches, c), (c,)) for c in best]
        reached = [
            (total + value, used | mask, chosen + candidate)
            for total, used, chosen in beam
            for value, mask, candidate in options
            if not used & mask
        ]
        reached.sort(key=lambda way: -way[0])
        limit = reached[0][0] - _FAR
        beam = [way for way in reached[:_BEAM] if way[0] >= limit]
    top = beam[0][0]
    total = sum(exp(value - top) for value, _, _ in beam)
    return [(exp(value - top) / total, chosen) for value, _, chosen in beam]


def _worths(
    ways: Sequence[tuple[float, tuple[int | None, ...]]],
    names: Sequence[str],
    places: Sequence[Sequence[tuple[int, int]]],
) -> tuple[dict[tuple[str, tuple[int, int]], float], dict[tuple[str, int], float]]:
    """What each stretch that some way takes is worth to its name; and P(a name has no more than so many renderings)."""
    renderings: list[tuple[float, dict[str, list[tuple[int, int]]]]] = []
    absent: dict[tuple[str, int], float] = defaultdict(float)
    every: dict[str, set[tuple[int, int]]] = defaultdict(set)
    wanted = Counter(names)
    for share, chosen in ways:
        taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for name, own, candidate in zip(names, places, chosen, strict=True):
            if candidate is not None:
                taken[name].append(own[candidate])
                every[name].add(own[candidate])
        renderings.append((share, taken))
        for name, count in wanted.items():
            for rank in range(len(taken[name]), count):
                absent[name, rank] += share
    worth = {
        (name, place): sum(
            share * max((_shared(place, other) for other in taken[name]), default=0.0) for share, taken in renderings
        )
        for name, candidates in every.items()
        for place in candidates
    }
    return worth, absent


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return inside / (max(one[1], other[1]) - min(one[0], other[0])) if inside > 0 else 0.0


def _mask(stretches: Stretches, candidate: int) -> int:
    return (1 << int(stretches.last[candidate])) - (1 << int(stretches.first[candidate]))


def _log_odds(share: float) -> float:
    share = min(1 - _LEAST, max(_LEAST, share))
    return log(share / (1 - share))
