"""Which words render which mention of a draft, by the model: two rounds, then one choice a segment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termend.detection.paired import competition
from termend.detection.paired.analysis import Mention
from termend.detection.paired.assignment import Choice, assign
from termend.detection.paired.competition import Scored
from termend.detection.paired.model import Model


@dataclass(frozen=True)
class Decided:
    """A mention and what it takes."""

    mention: Mention
    choice: Choice


def decide(model: Model, mentions: Sequence[Mention]) -> list[Decided]:
    """What each mention of a draft takes, in the order given."""
    odds = log_odds(model, mentions)
    by_segment: dict[int, list[int]] = defaultdict(list)
    for n, mention in enumerate(mentions):
        by_segment[mention.segment].append(n)
    chosen: dict[int, Choice] = {}
    for numbers in by_segment.values():
        choices = assign([(mentions[n].stretches, odds[n]) for n in numbers])
        chosen |= dict(zip(numbers, choices, strict=True))
    return [Decided(mention, chosen[n]) for n, mention in enumerate(mentions)]


def log_odds(model: Model, mentions: Sequence[Mention]) -> list[NDArray[np.float64]]:
    """Log-odds of every candidate against there being none."""
    first = [Scored(m.segment, m.stretches, m.texts, model.first(m.rows, m.own)) for m in mentions]
    return [model.second(m.rows, more, m.own) for m, more in zip(mentions, competition.features(first), strict=True)]


def widened(model: Model, widening: Mention) -> tuple[int | None, float]:
    """The wider reading that an approved rendering is part of, None for none; its log-odds against the rendering."""
    claim = widening.stretches.claim
    scores = widening.rows @ model.wider
    exact = next(
        i
        for i, (first, last) in enumerate(zip(widening.stretches.first, widening.stretches.last, strict=True))
        if claim is not None and (first, last) == (claim.first, claim.last)
    )
    best = int(scores.argmax())
    return (None if best == exact else best), float(scores[best] - scores[exact])
