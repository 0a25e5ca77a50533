"""Which stretch renders a mention, or none: a log-linear model over a mention's candidates (McFadden 1974).

Two rounds: the second sees how the candidates of the first compete. The weights are learnt from parallel text whose
names are exchanged and broken (`termend channel fit-source`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from termend import arrays, resources
from termend.detection.paired.competition import COMPETITION
from termend.detection.paired.features import MENTION, STRETCH
from termend.errors import ModelError

FILE = "source.npz"


@dataclass(frozen=True)
class Model:
    """Weights; a candidate's log-odds against there being none are its features' product less the mention's.

    Attributes:
        stretch, mention: shape (`STRETCH`,) and (`MENTION`,): of the first round.
        competing, competing_mention: shape (`STRETCH` and `COMPETITION`,) and (`MENTION`,): of the second.
        wider: shape (`STRETCH`,): of a wider reading of an approved rendering, against the rendering itself.
        found, missing, widened: shape (2,): slope and intercept from log-odds to those of a right finding (Platt 1999).
    """

    stretch: NDArray[np.float64]
    mention: NDArray[np.float64]
    competing: NDArray[np.float64]
    competing_mention: NDArray[np.float64]
    wider: NDArray[np.float64]
    found: NDArray[np.float64]
    missing: NDArray[np.float64]
    widened: NDArray[np.float64]

    def first(self, stretches: NDArray[np.float32], mention: NDArray[np.float32]) -> NDArray[np.float64]:
        """Shape (candidates,): log-odds of each candidate against none."""
        log_odds: NDArray[np.float64] = stretches @ self.stretch - mention @ self.mention
        return log_odds

    def second(
        self, stretches: NDArray[np.float32], competition: NDArray[np.float32], mention: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        """Likewise, knowing how the candidates compete."""
        size = stretches.shape[1]
        log_odds: NDArray[np.float64] = (
            stretches @ self.competing[:size] + competition @ self.competing[size:] - mention @ self.competing_mention
        )
        return log_odds

    def write(self, path: Path) -> None:
        """Keep the weights, with the features' names that they belong to.

        Raises:
            InputError: where the folder is missing or cannot be written.
        """
        arrays.save(path, {f.name: getattr(self, f.name) for f in fields(self)})


_SHAPES = {
    "stretch": len(STRETCH),
    "mention": len(MENTION),
    "competing": len(STRETCH) + len(COMPETITION),
    "competing_mention": len(MENTION),
    "wider": len(STRETCH),
    "found": 2,
    "missing": 2,
    "widened": 2,
}


def read(path: Path) -> Model:
    """Weights that `write` kept.

    Raises:
        ModelError: where they are missing or belong to other features.
    """
    try:
        found = arrays.read(path)
        return Model(**{name: _checked(found[name], size) for name, size in _SHAPES.items()})
    except arrays.UNREADABLE as error:
        raise ModelError(
            path, f"the weights cannot be read ({error})", "Install termend again, or fit them anew"
        ) from error


def _checked(values: NDArray[np.generic], size: int) -> NDArray[np.float64]:
    if values.shape != (size,):
        raise ValueError(f"{values.shape[0]} weights where {size} are wanted")
    return values.astype(np.float64)


@cache
def shipped() -> Model:
    """The weights that travel with the program; read once.

    Raises:
        ModelError: where they are missing or broken.
    """
    return read(resources.models() / "channel" / FILE)


def log_shares(log_odds: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """ln P of each candidate and of none, from log-odds against none."""
    highest = max(0.0, float(log_odds.max(initial=0.0)))
    total = highest + float(np.log(np.exp(-highest) + np.exp(log_odds - highest).sum()))
    return log_odds - total, -total


def probability(calibration: NDArray[np.float64], log_odds: float, more: float = 0.0) -> float:
    """How often findings of these log-odds are right, strictly between 0 and 1.

    Args:
        more: nats by which such findings are commoner than where they were calibrated.
    """
    slope, intercept = calibration.tolist()
    nats = min(_SUREST, max(-_SUREST, slope * log_odds + intercept + more))
    return float(1 / (1 + np.exp(-nats)))


_SUREST = 9.0  # nats; nothing is surer than 8,000 to one
