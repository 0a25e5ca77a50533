"""From what is known of a candidate to the log-odds that its words render its name, and not in an accepted form.

The mean of a logistic regression and of boosted trees, both held to the sign that each feature must have, calibrated on
drafts that neither saw (Platt 1999). Fitted by `termend.detection.learning.fitting`.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from termend import resources
from termend.detection import classifier
from termend.detection.classifier import Classifier
from termend.detection.unpaired import context
from termend.detection.unpaired.pool import Pool

FILE = "decision.npz"
# Without capitals other things must decide.
UNCASED_FILE = "decision-uncased.npz"


@cache
def shipped(name: str) -> Classifier:
    """A decision that travels with the program; read once.

    Raises:
        ModelError: where it is missing or broken.
    """
    return classifier.read(resources.models() / "channel" / name, context.NAMES)


def log_odds(pool: Pool) -> NDArray[np.float64]:
    """Shape (candidates,): by the shipped decisions."""
    if not len(pool.context):
        return np.zeros(0)
    return shipped(FILE if pool.search.document.cased else UNCASED_FILE).log_odds(pool.context)
