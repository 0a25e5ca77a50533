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
from termend.detection.search import subject
from termend.detection.unpaired import context
from termend.detection.unpaired.pool import Pool
from termend.detection.unpaired.shares import Search

FILE = "decision.npz"
# Without capitals other things must decide.
UNCASED_FILE = "decision-uncased.npz"
_LEAST = 1e-12  # odds against


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
