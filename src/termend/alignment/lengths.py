"""How well the lengths of two stretches of text fit: Gale and Church (1993), section 2.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LETTERS_PER_HANZI = 2.97
"""Code points of English for one of Chinese: c of the paper, over the first 73 documents of NTREX."""

VARIANCE = 16.8
"""s² of the paper, over the same documents."""


def log_probability(sources: NDArray[np.float64], drafts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log of the probability that lengths which belong together differ at least as much as these.

    Args:
        sources: lengths of Chinese stretches in code points, shape (m,).
        drafts: lengths of English stretches in code points, shape (n,).

    Returns:
        Nats, at most 0, shape (m, n).
    """
    import numpy as np

    z, e = np.maximum(1.0, sources)[:, None], drafts[None, :]
    deviation = np.abs(e - z * LETTERS_PER_HANZI) / np.sqrt(VARIANCE * z)
    return _log_two_sided(deviation)


def _log_two_sided(deviation: NDArray[np.float64]) -> NDArray[np.float64]:
    """log 2(1 − Φ(x)), by the bounds of Abramowitz and Stegun (1964), 7.1.13, which hold for every x ≥ 0."""
    import numpy as np

    x = deviation / np.sqrt(2.0)
    result: NDArray[np.float64] = np.log(2.0 / np.sqrt(np.pi)) - x * x - np.log(x + np.sqrt(x * x + 4.0 / np.pi))
    return result
