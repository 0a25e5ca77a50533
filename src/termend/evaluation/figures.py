"""From counts to figures, with intervals by bootstrap over documents (Efron 1979; Koehn 2004)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from termend.evaluation.scoring import Tally

BOOTSTRAP_SAMPLES = 1000
_SEED = 20260101


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and its 95 % interval over documents drawn with replacement."""

    value: float
    low: float
    high: float


# Name of a figure → its value from the tallies of some documents.
FIGURES: dict[str, Callable[[Sequence[Tally]], float]] = {}


def _figure(function: Callable[[Sequence[Tally]], float]) -> Callable[[Sequence[Tally]], float]:
    FIGURES[function.__name__] = function
    return function


@_figure
def recall(tallies: Sequence[Tally]) -> float:
    """Share of gold errors called wrong at the right place with the right term."""
    counts = total(tallies)
    return counts["found"] / max(1, counts["errors"])


@_figure
def distinct_recall(tallies: Sequence[Tally]) -> float:
    """The same, where each different garble of a document counts once."""
    garbles = [garble for tally in tallies for garble in tally.distinct.values()]
    return sum(garble.found / garble.stands for garble in garbles) / max(1, len(garbles))


@_figure
def distinct_identified(tallies: Sequence[Tally]) -> float:
    """Of the different garbles, those reported at all with the right term, as wrong or as unapproved."""
    garbles = [garble for tally in tallies for garble in tally.distinct.values()]
    return sum(garble.identified / garble.stands for garble in garbles) / max(1, len(garbles))


@_figure
def precision(tallies: Sequence[Tally]) -> float:
    """Of the findings that call a stretch wrong, those on a gold error, with its term."""
    c = total(tallies)
    return c["found"] / max(1, c["found"] + c["overcalled"] + c["wrong_term"] + c["false_alarms"])


@_figure
def identification_precision(tallies: Sequence[Tally]) -> float:
    """Of all findings, those on a rendering, right or wrong, of the term that they name."""
    c = total(tallies)
    on_term = c["identified"] + c["overcalled"] + c["fair"]
    return on_term / max(1, on_term + c["wrong_term"] + c["false_alarms"] + c["idle"])


@_figure
def judgement(tallies: Sequence[Tally]) -> float:
    """Of the identified: wrong ones called wrong, sound ones called less."""
    c = total(tallies)
    return (c["found"] + c["fair"]) / max(1, c["identified"] + c["overcalled"] + c["fair"])


@_figure
def f_half(tallies: Sequence[Tally]) -> float:
    """F-measure that weighs precision twice (van Rijsbergen 1979)."""
    p, r = precision(tallies), recall(tallies)
    return 1.25 * p * r / max(1e-9, 0.25 * p + r)


@_figure
def repair_rate(tallies: Sequence[Tally]) -> float:
    """Share of gold errors where the repaired segment holds an accepted name more often than the draft did."""
    counts = total(tallies)
    return counts["repaired"] / max(1, counts["errors"])


@_figure
def false_alarms_per_1000_words(tallies: Sequence[Tally]) -> float:
    """Stretches called wrong that are no rendering of the name, on a thousand words."""
    counts = total(tallies)
    return 1000 * counts["false_alarms"] / max(1, counts["words"])


def total(tallies: Sequence[Tally]) -> Counter[str]:
    """The counts of several documents together."""
    counts: Counter[str] = Counter()
    for tally in tallies:
        counts.update(tally.counts)
    return counts


def figures(tallies: Sequence[Tally], samples: int = BOOTSTRAP_SAMPLES) -> dict[str, Figure]:
    """Every figure with its 95 % interval (percentile bootstrap; the draw is fixed)."""
    draw = random.Random(_SEED)
    drawn = [draw.choices(tallies, k=len(tallies)) for _ in range(samples)] if tallies else []
    made = {}
    for name, function in FIGURES.items():
        value = function(tallies)
        spread = sorted(function(sample) for sample in drawn) or [value]
        made[name] = Figure(
            value, spread[int(0.025 * len(spread))], spread[min(int(0.975 * len(spread)), len(spread) - 1)]
        )
    return made
