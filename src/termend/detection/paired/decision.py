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

# Nats by which drafts have more wider readings than the parallel text that the weights are learnt from, where words are
# seldom planted beside a right name (chosen on d21, checked on h20).
_WIDER_IN_DRAFTS = 1.4
_QUOTED_WHOLE = 6.0  # nats for a quotation that answers the one of the source: it is the name, whole
_COUNTRY_SELDOM_GARBLED = 1.5  # nats; engines know countries: they leave one out, or put another in its place
_ANSWERING = 4.0  # nats for a quotation that is the same one in the draft as the name's in the source
_LESS = 0.5  # nats that a class word alone stands behind the longer stretch that holds it


@dataclass(frozen=True)
class Decided:
    """A mention and what it takes."""

    mention: Mention
    choice: Choice


def decide(model: Model, mentions: Sequence[Mention]) -> list[Decided]:
    """What each mention of a draft takes, in the order given."""
    odds = [_grown(m, own) for m, own in zip(mentions, log_odds(model, mentions), strict=True)]
    by_segment: dict[int, list[int]] = defaultdict(list)
    for n, mention in enumerate(mentions):
        by_segment[mention.segment].append(n)
    chosen: dict[int, Choice] = {}
    for numbers in by_segment.values():
        choices = assign([(mentions[n].stretches, odds[n]) for n in numbers])
        chosen |= dict(zip(numbers, choices, strict=True))
    return [Decided(mention, chosen[n]) for n, mention in enumerate(mentions)]


def _grown(mention: Mention, odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds where a quotation answers the source's, a country is rather left out than garbled, and a class word is

    less likely than what holds it.

    `German` is not the agency where `German news agency` may be it.
    """
    grown = odds - _COUNTRY_SELDOM_GARBLED * (mention.is_country & ~mention.bare)
    if mention.answering is not None:
        grown[mention.answering] += _ANSWERING
    first, last = mention.stretches.first, mention.stretches.last
    for i in np.flatnonzero(mention.bare).tolist():
        holding = (first <= first[i]) & (last[i] <= last) & (last - first > 1)
        longer = float(odds[holding].max(initial=-np.inf))
        if longer > 0:
            grown[i] = min(grown[i], longer - _LESS)
    return grown


def log_odds(model: Model, mentions: Sequence[Mention]) -> list[NDArray[np.float64]]:
    """Log-odds of every candidate against there being none."""
    first = [Scored(m.segment, m.stretches, m.texts, model.first(m.rows, m.own)) for m in mentions]
    return [model.second(m.rows, more, m.own) for m, more in zip(mentions, competition.features(first), strict=True)]


def widened(model: Model, widening: Mention) -> tuple[int | None, float, float]:
    """The wider reading that an approved rendering is part of, None for none.

    Returns:
        its number, its log-odds against the rendering as the parallel text has them, and the nats by which drafts have
        more of its kind.
    """
    scores = widening.rows @ model.wider
    claim = widening.stretches.claim
    exact = next(
        i
        for i, (first, last) in enumerate(zip(widening.stretches.first, widening.stretches.last, strict=True))
        if claim is not None and (first, last) == (claim.first, claim.last)
    )
    rival = scores - scores[exact]
    more = np.full(len(rival), _WIDER_IN_DRAFTS + _QUOTED_WHOLE * widening.stretches.is_quotation)
    more[list(widening.stretches.is_said_beside)] -= _WIDER_IN_DRAFTS
    rival[exact] = more[exact] = 0.0
    best = int((rival + more).argmax())
    return (None if best == exact else best), float(rival[best]), float(more[best])
