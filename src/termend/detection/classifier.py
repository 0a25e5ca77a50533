"""From features to a probability: the mean of a logistic regression and of boosted trees, then a calibration.

The weights are plain arrays; they are fitted by `termend.detection.learning.fitting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from termend import arrays, resources
from termend.channel.tables import Archive
from termend.detection.search import features
from termend.errors import ModelError
from termend.packed import pack

FILE = "monolingual.npz"
# Where capitals say nothing, other things must decide: a decision of its own, fitted on drafts in lower case.
UNCASED_FILE = "monolingual-uncased.npz"


_AT_ONCE = 128  # rows; what is worked out for them stays near the processor


@dataclass(frozen=True)
class Classifier:
    """A fitted decision.

    Attributes:
        mean, scale: shape (features,): what the logistic regression standardises with.
        weights: shape (features,); bias: its intercept.
        feature, threshold, left, right, value: shape (nodes,): all trees, one after the other. A leaf's `left` is
            -1; its value is nats.
        roots: shape (trees,): where each tree begins.
        start: nats of the boosted model before its first tree.
        slope, intercept: calibration of the mean of both log-odds (Platt 1999).
    """

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    roots: NDArray[np.int32]
    start: float
    slope: float
    intercept: float

    def raw(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Mean log-odds of both models before calibration; rows of shape (candidates, features)."""
        linear = (rows - self.mean) / self.scale @ self.weights + self.bias
        parts = [self._boosted(rows[start : start + _AT_ONCE]) for start in range(0, len(rows), _AT_ONCE)]
        boosted = np.concatenate([np.zeros(0), *parts])
        mean: NDArray[np.float64] = (linear + boosted) / 2
        return mean

    def _boosted(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log-odds of the trees: all are gone down at once, and at a leaf one stays."""
        after, depth = self._after
        first = (np.arange(len(rows)) * rows.shape[1])[:, None]
        values = np.ravel(rows)
        at = np.repeat(self.roots[None].astype(np.intp), len(rows), 0)  # (rows, trees)
        for _ in range(depth):
            at = after[2 * at + (values[first + self.feature[at]] <= self.threshold[at])]
        boosted: NDArray[np.float64] = self.start + self.value[at].sum(1)
        return boosted

    @cached_property
    def _after(self) -> tuple[NDArray[np.intp], int]:
        """Shape (2 * nodes,): where one goes from each node that is not passed, and from it where it is; the depth."""
        leaf, here = self.left < 0, np.arange(len(self.left))
        right, left = np.where(leaf, here, self.right), np.where(leaf, here, self.left)
        after: NDArray[np.intp] = np.stack((right, left), 1).ravel().astype(np.intp)
        depth, level = 0, self.roots
        while not leaf[level].all():
            depth, level = depth + 1, np.concatenate((right[level], left[level]))
        return after, depth

    def log_odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Calibrated log-odds that each candidate is a garble of its term."""
        log_odds: NDArray[np.float64] = self.slope * self.raw(rows) + self.intercept
        return log_odds

    def write(self, path: Path) -> None:
        """Write the arrays, with the names of the features they were fitted on."""
        scalars = np.array([self.bias, self.start, self.slope, self.intercept])
        arrays.save(
            path,
            {
                "names": pack(list(features.NAMES)),
                "scalars": scalars,
                "mean": self.mean,
                "scale": self.scale,
                "weights": self.weights,
                "feature": self.feature,
                "threshold": self.threshold,
                "left": self.left,
                "right": self.right,
                "value": self.value,
                "roots": self.roots,
            },
        )


def merged(parts: Sequence[Classifier]) -> Classifier:
    """The decision whose log-odds are the mean of those of several, so that no one draw of drafts decides.

    Raises:
        ValueError: where there are none.
    """
    if not parts:
        raise ValueError("no decisions to merge")
    shares = [part.slope / len(parts) for part in parts]
    weights = [share * part.weights / part.scale for share, part in zip(shares, parts, strict=True)]
    bias = sum(s * p.bias - float(p.mean @ w) for s, p, w in zip(shares, parts, weights, strict=True))
    first = np.cumsum([0, *(len(part.feature) for part in parts)])
    inner = [part.left >= 0 for part in parts]
    return Classifier(
        np.zeros_like(parts[0].mean),
        np.ones_like(parts[0].scale),
        np.sum(weights, 0),
        bias,
        np.concatenate([p.feature for p in parts]),
        np.concatenate([p.threshold for p in parts]),
        np.concatenate([np.where(i, p.left + n, p.left) for p, i, n in zip(parts, inner, first, strict=False)]),
        np.concatenate([np.where(i, p.right + n, p.right) for p, i, n in zip(parts, inner, first, strict=False)]),
        np.concatenate([share * p.value for share, p in zip(shares, parts, strict=True)]),
        np.concatenate([p.roots + n for p, n in zip(parts, first, strict=False)]),
        sum(share * p.start for share, p in zip(shares, parts, strict=True)),
        1.0,
        sum(p.intercept for p in parts) / len(parts),
    )


def read(path: Path) -> Classifier:
    """Read what `Classifier.write` wrote.

    Raises:
        ModelError: where it is broken or was fitted on other features.
    """
    archive = Archive(path)
    if tuple(archive.strings("names")) != features.NAMES:
        raise ModelError(path, "it was fitted on other features", "Fit it anew: termend channel fit")
    bias, start, slope, intercept = archive.array("scalars").astype(np.float64).tolist()
    return Classifier(
        archive.array("mean").astype(np.float64),
        archive.array("scale").astype(np.float64),
        archive.array("weights").astype(np.float64),
        bias,
        archive.array("feature").astype(np.int32),
        archive.array("threshold").astype(np.float64),
        archive.array("left").astype(np.int32),
        archive.array("right").astype(np.int32),
        archive.array("value").astype(np.float64),
        archive.array("roots").astype(np.int32),
        start,
        slope,
        intercept,
    )


def log_odds(rows: NDArray[np.float64], cased: bool) -> NDArray[np.float64]:
    """Log-odds by the shipped decisions that each candidate is a garble of its term.

    Drafts without capitals have one of their own: capitals are half of what decides elsewhere.

    Args:
        rows: shape (candidates, features).
        cased: whether capitals mean something in the draft.

    Raises:
        ModelError: where a decision is missing or broken.
    """
    return shipped(FILE if cased else UNCASED_FILE).log_odds(rows)


@cache
def shipped(name: str) -> Classifier:
    """A classifier that travels with the program; read once.

    Raises:
        ModelError: where it is missing or broken.
    """
    return read(resources.models() / "channel" / name)
