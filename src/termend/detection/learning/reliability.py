"""Whether scores mean what they say: of findings scored 0.9, nine in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from termend.detection.learning.drafts import Synthetic
from termend.detection.learning.fitting import is_planted
from termend.detection.search.words import Known
from termend.detection.unpaired.finding import find

EDGES = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings whose score is in [low, high): how many, their mean score, and the share that is right."""

    low: float
    high: float
    count: int
    mean_score: float
    right: float


def scored(drafts: Iterable[tuple[Synthetic, tuple[Known, ...]]]) -> list[tuple[float, bool]]:
    """Score of every finding in synthetic drafts, and whether it is a planted garble with its own term."""
    return [
        (garble.score, is_planted(garble.start, garble.end, garble.term.source, draft))
        for draft, known in drafts
        for garble in find(draft.document.segments, draft.glossary, known)
    ]


def table(findings: Sequence[tuple[float, bool]], edges: Sequence[float] = EDGES) -> list[Bin]:
    """The reliability diagram as numbers (Niculescu-Mizil & Caruana 2005); empty bins are left out."""
    bins = []
    for low, high in pairwise(edges):
        inside = [(s, r) for s, r in findings if low <= s < high or (high == edges[-1] and s == high)]
        if inside:
            mean = sum(s for s, _ in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), mean, sum(r for _, r in inside) / len(inside)))
    return bins


def expected_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean gap between score and share right, weighted by count; 0 for no findings."""
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.mean_score - b.right) for b in bins) / total if total else 0.0
