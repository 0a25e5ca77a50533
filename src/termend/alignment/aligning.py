"""Align the sentences of a draft with those of its source, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termend.alignment import lengths
from termend.alignment.lattice import best_path
from termend.alignment.lexical import Evidence
from termend.glossary import Glossary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Prior of each kind of bead (sources, drafts): one to one is the rule, sentences are joined, cut, added and left out.
# All are set on the first 73 documents of NTREX, with lines merged, cut and dropped on both sides.
_PRIORS = {
    (1, 1): 0.664,
    (1, 0): 0.08,
    (0, 1): 0.08,
    (1, 2): 0.08,
    (2, 1): 0.08,
    (2, 2): 0.002,
    (1, 3): 0.005,
    (3, 1): 0.005,
    (2, 3): 0.002,
    (3, 2): 0.002,
}
# Words of a sentence are not independent of one another, so their joint evidence counts for less than its sum.
_EVIDENCE_WEIGHT = 0.7
_REVERSED_WEIGHT = 0.2
_LENGTH_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Link:
    """Source sentences `sources` and draft sentences `drafts` (indices in order) say the same.

    Attributes:
        confidence: probability that exactly these belong together.
    """

    sources: tuple[int, ...]
    drafts: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Links in order, those with one empty side too.

    Attributes:
        gain: nats for each draft sentence by which the links explain the draft better than no source would.
    """

    links: tuple[Link, ...]
    gain: float


def align(sources: Sequence[str], drafts: Sequence[str], glossary: Glossary | None = None) -> Alignment:
    """The best monotone alignment of two lists of sentences.

    Args:
        sources: Chinese sentences.
        drafts: English sentences.
        glossary: its names are evidence where it is given.
    """
    import numpy as np

    m, n = len(sources), len(drafts)
    evidence = Evidence(sources, drafts, glossary)
    source_lengths = np.array([len(text) for text in sources], dtype=float)
    draft_lengths = np.array([len(text) for text in drafts], dtype=float)
    ratios = {a: evidence.ratios(a) for a in (1, 2, 3)}
    reverse = {b: evidence.reversed_ratios(b) for b in (1, 2, 3)}
    scores = {}
    for (a, b), prior in _PRIORS.items():
        if a > m or b > n:
            continue
        shape = (m - a + 1, n - b + 1)
        if a == 0 or b == 0:
            scores[a, b] = np.full(shape, np.log(prior))
            continue
        explained = sum(ratios[a][:, k : k + shape[1]] for k in range(b))
        accounted = sum(reverse[b][k : k + shape[0]] for k in range(a))
        fits = lengths.log_probability(_runs(source_lengths, a), _runs(draft_lengths, b))
        scores[a, b] = (
            np.log(prior) + _EVIDENCE_WEIGHT * explained + _REVERSED_WEIGHT * accounted + _LENGTH_WEIGHT * fits
        )
    beads, sure, _ = best_path(m, n, scores)
    links = tuple(
        Link(tuple(range(z0, z1)), tuple(range(e0, e1)), p) for (z0, z1, e0, e1), p in zip(beads, sure, strict=True)
    )
    absolute = evidence.ratios(1, absolute=True)
    gain = sum(float(absolute[list(link.sources)].max(0)[j]) for link in links if link.sources for j in link.drafts)
    return Alignment(links, gain / max(1, n))


def _runs(values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Sums of each run of `size` values."""
    import numpy as np

    return np.convolve(values, np.ones(size), "valid")
