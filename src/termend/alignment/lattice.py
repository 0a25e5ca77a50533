"""The best monotone path over two sequences of sentences, and how sure each step of it is.

Beads as in Gale and Church (1993), section 3, and those of three to one; the best path is Viterbi's, and the
probability of each bead comes from the forward-backward algorithm (Rabiner 1989, section III) over the same lattice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = Mapping[tuple[int, int], NDArray[np.float64]]

Bead = tuple[int, int, int, int]
"""Half-open ranges: source from, source to, draft from, draft to."""


def best_path(sources: int, drafts: int, scores: Scores) -> tuple[list[Bead], list[float], float]:
    """The best path, the probability of each of its beads, and its score.

    Args:
        sources, drafts: numbers of sentences, m and n.
        scores: for each kind of bead (a sources, b drafts) its scores in nats, shape (m - a + 1, n - b + 1);
            the bead that begins at (i, j) is at [i, j]. The kind (0, 1) has one score for all places.
    """
    import numpy as np

    forward = _sweep(sources, drafts, scores, np.logaddexp)
    flipped = {kind: table[::-1, ::-1] for kind, table in scores.items()}
    backward = _sweep(sources, drafts, flipped, np.logaddexp)[::-1, ::-1]
    best = _sweep(sources, drafts, scores, np.maximum)
    total = forward[sources, drafts]
    beads: list[Bead] = []
    sure: list[float] = []
    i, j = sources, drafts
    while i or j:
        a, b = _step(best, scores, i, j)
        beads.append((i - a, i, j - b, j))
        log_posterior = forward[i - a, j - b] + scores[a, b][i - a, j - b] + backward[i, j] - total
        sure.append(float(min(1.0, np.exp(log_posterior))))
        i, j = i - a, j - b
    return beads[::-1], sure[::-1], float(best[sources, drafts])


def _sweep(sources: int, drafts: int, scores: Scores, join: np.ufunc) -> NDArray[np.float64]:
    """Score of everything before each point of the lattice, shape (m + 1, n + 1); rows at a time."""
    import numpy as np

    table = np.full((sources + 1, drafts + 1), -np.inf)
    skip = float(scores[0, 1][0, 0]) if drafts else 0.0
    ramp = skip * np.arange(drafts + 1)
    for i in range(sources + 1):
        row = table[i]
        if i == 0:
            row[0] = 0.0
        for (a, b), kind in scores.items():
            if a and i >= a and drafts >= b:
                row[b:] = join(row[b:], table[i - a, : drafts + 1 - b] + kind[i - a])
        # The bead (0, 1) leads along the row: with its constant taken out, a running join.
        row[:] = join.accumulate(row - ramp) + ramp
    return table


def _step(best: NDArray[np.float64], scores: Scores, i: int, j: int) -> tuple[int, int]:
    def reached(kind: tuple[int, int]) -> float:
        a, b = kind
        if i < a or j < b:
            return -float("inf")
        return float(best[i - a, j - b] + scores[kind][i - a, j - b])

    return max(scores, key=reached)
