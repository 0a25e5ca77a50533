"""From what is known of a candidate to the log-odds that its words render its name, and not in an accepted form.

A logistic regression, calibrated on drafts it did not see (Platt 1999). Its terms add up, so that each can be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from termend import arrays, resources
from termend.channel.tables import Archive
from termend.detection import context
from termend.detection.pool import Pool
from termend.errors import ModelError
from termend.packed import pack

FILE = "decision.npz"


@dataclass(frozen=True)
class Decision:
    """A fitted decision.

    Attributes:
        weights: shape (features,): nats for each unit of a feature, calibration included.
        bias: nats.
    """

    weights: NDArray[np.float64]
    bias: float

    def log_odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Shape (candidates,), for rows of shape (candidates, features)."""
        nats: NDArray[np.float64] = rows @ self.weights + self.bias
        return nats

    def write(self, path: Path) -> None:
        """Write the weights with the names of the features they were fitted on."""
        arrays.save(
            path, {"names": pack(list(context.NAMES)), "weights": self.weights, "bias": np.array([self.bias])}
        )


def read(path: Path) -> Decision:
    """Read what `Decision.write` wrote.

    Raises:
        ModelError: where it is broken or was fitted on other features.
    """
    archive = Archive(path)
    if tuple(archive.strings("names")) != context.NAMES:
        raise ModelError(path, "it was fitted on other features", "Fit it anew: termend channel fit")
    return Decision(archive.array("weights").astype(np.float64), float(archive.array("bias")[0]))


@cache
def shipped() -> Decision:
    """The decision that travels with the program; read once.

    Raises:
        ModelError: where it is missing or broken.
    """
    return read(resources.models() / "channel" / FILE)


def log_odds(pool: Pool) -> NDArray[np.float64]:
    """Shape (candidates,): by the shipped decision."""
    return shipped().log_odds(pool.context)
