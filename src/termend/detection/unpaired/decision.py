"""From what is known of a candidate to the log-odds that its words render its name, and not in an accepted form.

A logistic regression whose weights are held to the sign that each feature must have, calibrated on drafts that it did
not see (Platt 1999). Fitted by `termend.detection.learning.deciding`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from termend import arrays, resources
from termend.channel.tables import Archive
from termend.detection.search import subject
from termend.detection.unpaired import context
from termend.detection.unpaired.pool import Pool
from termend.detection.unpaired.shares import Search
from termend.errors import ModelError
from termend.packed import pack

FILE = "decision.npz"
# Without capitals other things must decide.
UNCASED_FILE = "decision-uncased.npz"
_LEAST = 1e-12  # odds against


@dataclass(frozen=True)
class Decision:
    """A fitted decision.

    Attributes:
        weights: shape (features of `context`,): nats for each unit.
        intercept: nats of a candidate that has no feature.
    """

    weights: NDArray[np.float64]
    intercept: float

    def log_odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Shape (candidates,); rows of shape (candidates, features)."""
        log_odds: NDArray[np.float64] = rows @ self.weights + self.intercept
        return log_odds

    def write(self, path: Path) -> None:
        """Write the weights with the names of the features they are for."""
        intercept = np.array([self.intercept])
        arrays.save(path, {"names": pack(list(context.NAMES)), "weights": self.weights, "intercept": intercept})


def mean(decisions: Sequence[Decision]) -> Decision:
    """The decision whose log-odds are the mean of those of some, which were fitted on drafts of their own."""
    weights = np.mean([decision.weights for decision in decisions], axis=0)
    return Decision(weights, float(np.mean([decision.intercept for decision in decisions])))


def read(path: Path) -> Decision:
    """Read what `Decision.write` wrote.

    Raises:
        ModelError: where it is broken or was fitted on other features.
    """
    archive = Archive(path)
    if tuple(archive.strings("names")) != context.NAMES:
        raise ModelError(path, "it was fitted on other features", "Fit it anew: termend channel fit-decision")
    return Decision(archive.array("weights").astype(np.float64), float(archive.array("intercept")[0]))


@cache
def shipped(name: str) -> Decision:
    """A decision that travels with the program; read once.

    Raises:
        ModelError: where it is missing or broken.
    """
    return read(resources.models() / "channel" / name)


def log_odds(pool: Pool) -> NDArray[np.float64]:
    """Shape (candidates,): by the shipped decisions."""
    if not len(pool.context):
        return np.zeros(0)
    made = shipped(FILE if pool.search.document.cased else UNCASED_FILE).log_odds(pool.context)
    return _if_spoken_of(made, pool.search)


def _if_spoken_of(log_odds: NDArray[np.float64], search: Search) -> NDArray[np.float64]:
    """Less by what the draft may not speak of the glossary at all: a name that it does not speak of it cannot garble.

    Of a glossary of one subject the decision has seen enough drafts to know by itself.
    """
    if len(search.index.sources) <= subject.MOST_OF_A_SUBJECT:
        return log_odds
    words = sum(len(line.words) for line in search.lines)
    spoken_of = subject.probability(len(search.document.right), words, subject.GIVEN_WITH_ALL)
    # P(garbled) = P(garbled | spoken of) P(spoken of), as log-odds
    return -np.log(np.maximum((1 + np.exp(-log_odds)) / spoken_of - 1, _LEAST))
