"""What the other candidates say of one: of the same mention, of other mentions, and elsewhere in the draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termend.detection.paired.stretches import Stretches

_COMPETITION_TEXT = """
against_none over_free over_overlapping rival same_elsewhere other_name_elsewhere times_elsewhere rank
"""
COMPETITION = tuple(_COMPETITION_TEXT.split())
_LIMIT = 12.0  # nats
_NONE, _NONE_ELSEWHERE = -9.0, -7.0  # where there is no such candidate, nats
_LAST_RANK = 10


@dataclass(frozen=True)
class Scored:
    """The candidates of one mention of a segment, lower-cased words of each, and log-odds against having none."""

    segment: int
    stretches: Stretches
    texts: Sequence[str]
    log_odds: NDArray[np.float64]


def features(mentions: Sequence[Scored]) -> list[NDArray[np.float32]]:
    """For each mention an array of shape (candidates, features), in the order of `COMPETITION`."""
    same: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    other: dict[str, dict[tuple[str, int], float]] = defaultdict(dict)
    by_segment: dict[int, list[int]] = defaultdict(list)
    for n, mention in enumerate(mentions):
        by_segment[mention.segment].append(n)
        name = mention.stretches.unit.text
        for text, value in zip(mention.texts, mention.log_odds.tolist(), strict=True):
            places = same[name, text]
            places[mention.segment] = max(places.get(mention.segment, -np.inf), value)
            names = other[text]
            names[name, mention.segment] = max(names.get((name, mention.segment), -np.inf), value)
    found: list[NDArray[np.float32]] = []
    for mention in mentions:
        among = [mentions[n] for n in by_segment[mention.segment]]
        found.append(_of_one(mention, among, same, other))
    return found


def _of_one(
    mention: Scored,
    among: Sequence[Scored],
    same: dict[tuple[str, str], dict[int, float]],
    other: dict[str, dict[tuple[str, int], float]],
) -> NDArray[np.float32]:
    own, name, here = mention.log_odds, mention.stretches.unit.text, mention.segment
    size = len(own)
    overlap = _overlaps(mention.stretches, mention.stretches)
    np.fill_diagonal(overlap, False)
    alone = ~overlap
    np.fill_diagonal(alone, False)
    free = np.where(alone, own, _NONE).max(1, initial=_NONE)
    over = np.where(overlap, own, _NONE).max(1, initial=_NONE)
    rank = (own[None, :] > own[:, None]).sum(1)
    rival = np.full(size, _NONE)
    for one in among:
        if one.stretches.unit.text != name and len(one.log_odds):
            meets = _overlaps(mention.stretches, one.stretches)
            rival = np.maximum(rival, np.where(meets, one.log_odds, _NONE).max(1))
    elsewhere = np.empty((size, 3))
    for i, text in enumerate(mention.texts):
        mine, others = same[name, text], other[text]
        if len(others) == 1:
            elsewhere[i] = _NONE_ELSEWHERE, _NONE, 0
            continue
        values = [value for segment, value in mine.items() if segment != here]
        rest = [value for (n, segment), value in others.items() if n != name and segment != here]
        elsewhere[i] = max(values, default=_NONE_ELSEWHERE), max(rest, default=_NONE), len(values)
    table = np.column_stack([own, own - free, own - over, rival, elsewhere, np.minimum(rank, _LAST_RANK)])
    clipped: NDArray[np.float32] = np.clip(table, -_LIMIT, _LIMIT).astype(np.float32)
    return clipped


def _overlaps(one: Stretches, other: Stretches) -> NDArray[np.bool_]:
    """Shape (candidates of one, of the other)."""
    found: NDArray[np.bool_] = (one.first[:, None] < other.last) & (other.first < one.last[:, None])
    return found
