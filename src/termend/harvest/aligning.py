"""Match two short sequences in order, each member at most once (Needleman & Wunsch 1970)."""

from __future__ import annotations

from collections.abc import Sequence


def monotone(scores: Sequence[Sequence[float]], least: float) -> list[tuple[int, int]]:
    """The matching of rows with columns that keeps their order and has the highest sum of scores above `least`.

    Args:
        scores: shape (rows, columns).
        least: a pair that scores no more is not matched.
    """
    rows, columns = len(scores), len(scores[0]) if scores else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            gain = scores[i][j] - least
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gain if gain > 0 else 0.0)
    matched, i, j = [], 0, 0
    while i < rows and j < columns:
        gain = scores[i][j] - least
        if gain > 0 and best[i][j] == best[i + 1][j + 1] + gain:
            matched.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return matched
