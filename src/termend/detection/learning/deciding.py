"""Fit the decision about candidates on drafts of the tool's own making.

A logistic regression learns from the candidates, held to the sign that each feature must have; its log-odds are
calibrated on drafts made from other text and other names. Boosted trees beside it fitted such drafts better and press
drafts no better: what they learn is how the drafts are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from termend.detection.learning.drafts import Synthetic
from termend.detection.learning.fitting import Examples, is_planted
from termend.detection.search.words import Known
from termend.detection.unpaired import context, pool
from termend.detection.unpaired import finding as without_source
from termend.detection.unpaired.assigning import assigned
from termend.detection.unpaired.decision import Decision
from termend.detection.unpaired.pool import Pool
from termend.errors import OptionError

_SAME_PLACE = 0.5
# What the squared distance of standardised weights from what is expected costs, in examples: drafts of one's own making
# are like one another, and what they say of details is held back.
_PENALTY = 800.0
# Nats that are expected before any draft is seen: a quarter of those of the alignment, which is too sure of itself.
# Too rare in made drafts to be learnt from, and hardly anything else in English: numbers that count nothing, and three
# words or more that say a long name character by character. The first weighs as much as a sure gloss. Not in made
# drafts at all: names of glossaries that nobody named. Of what those alone found with a score below four in five hardly
# anything was right (looked at on d21 and on written drafts, checked on h20); more would lose a garble in one sentence.
_EXPECTED = {
    "alignment": 1.0,
    "misread number": 4.0,
    "no chance in a large glossary": 1.5,
    "in a glossary that nobody named": -1.4,
}
# Without capitals little but the alignment tells, and made drafts alone teach to lose what engines write in lower case:
# there the alignment counts as it is, and what is said by patterns too rare to be learnt keeps what it says.
_UNCASED_PENALTY = 1_000.0
_UNCASED_EXPECTED = {
    "alignment": context.NATS,
    "short form of a name that stands right": 3.0,
    "faint": -0.8,
    "said whole": 1.5,
    "glosses of a transliterated name": -1.5,
    "shares words with a name of a large glossary": 2.4,
    "pinyin of a whole name": 8.0,
    "plain words in lower case": -1.0,
    "no chance in a large glossary": 4.0,
    "misread number": 4.0,
}
_LEAST_SPREAD = 0.05  # standard deviation that a feature is taken to have: what is rare is not to weigh much
# What is wrong among findings counts so much where a draft uses its glossary, or has no capitals: made drafts set more
# traps than press copy does (chosen on d21 and on written drafts, checked on h20).
_WRONG_WEIGHT, _UNCASED_WRONG_WEIGHT = 0.4, 0.5
_USED = context.NAMES.index("glossary made for the draft")
_STEPS = 500
_SUREST = 1e-9  # no score is nearer to 0 or 1


def searched(drafts: Iterable[tuple[Synthetic, tuple[Known, ...]]]) -> Iterator[tuple[Synthetic, Pool]]:
    """Drafts with their candidates."""
    for draft, known in drafts:
        yield draft, pool.gather(without_source.search(draft.document.segments, draft.glossary, known))


def gather(drafts: Iterable[tuple[Synthetic, Pool]]) -> Examples:
    """The candidates of drafts with features and labels, without those that share but little of a garble's words."""
    rows, labels, numbers = [], [], []
    for number, (draft, found) in enumerate(drafts):
        label = np.array([_label(c.start, c.end, c.profile.source, draft) for c in found.candidates], np.int8)
        kept = np.flatnonzero(label >= 0)
        rows.append(found.context[kept])
        labels.append(label[kept])
        numbers.append(np.full(len(kept), number, np.int32))
    if not any(len(label) for label in labels):
        raise OptionError("No candidate in any draft: give more text and more names")
    return Examples(np.concatenate(rows), np.concatenate(labels), np.concatenate(numbers))


def _label(start: int, end: int, source: str, draft: Synthetic) -> int:
    """1 for a planted garble as its own name, 0 for other words or another name, -1 for a small part of one."""
    for planted in draft.planted:
        overlap = min(planted.end, end) - max(planted.start, start)
        if planted.source == source and overlap > 0:
            return 1 if overlap >= _SAME_PLACE * max(planted.end - planted.start, end - start) else -1
    return 0


def fit(examples: Examples, cased: bool = True) -> Decision:
    """The decision that tells the garbles among candidates; what it says of findings is not calibrated.

    Args:
        cased: whether capitals mean something in the drafts.

    Raises:
        OptionError: where scipy is not installed.
    """
    mean, scale = examples.rows.mean(0), np.maximum(examples.rows.std(0), _LEAST_SPREAD)
    rows = np.hstack(((examples.rows - mean) / scale, np.ones((len(examples.rows), 1))))
    nats, penalty = (_EXPECTED, _PENALTY) if cased else (_UNCASED_EXPECTED, _UNCASED_PENALTY)
    expected = np.array([*(nats.get(name, 0.0) for name in context.NAMES), 0.0])
    expected[:-1] *= scale
    costs = np.append(np.full(len(scale), penalty), 0.0)
    even = np.ones(len(rows))
    found = _regression(rows, examples.labels, even, expected, costs, (*context.SIGNS.values(), 0))
    weights = found[:-1] / scale
    return Decision(weights, float(found[-1] - mean @ weights))


def calibrated(decision: Decision, drafts: Iterable[tuple[Synthetic, Pool]], cased: bool = True) -> Decision:
    """The decision with scores that say how often findings are right, as they are in some drafts (Platt 1999).

    Args:
        cased: whether capitals mean something in the drafts.

    Raises:
        OptionError: where it finds nothing in them, or scipy is not installed.
    """
    scores, used, labels = [], [], []
    for draft, found in drafts:
        for garble in assigned(found.candidates, found.terms, decision.log_odds(found.context).tolist()):
            scores.append(garble.score)
            used.append(float(found.context[0, _USED]))
            labels.append(is_planted(garble.start, garble.end, garble.term.source, draft))
    if not scores:
        raise OptionError("Nothing is found in the drafts that are held out: give more text and more names")
    return recalibrated(decision, np.array(scores), np.array(used), np.array(labels, np.int8), cased)


def recalibrated(
    decision: Decision,
    scores: NDArray[np.float64],
    used: NDArray[np.float64],
    labels: NDArray[np.int8],
    cased: bool = True,
) -> Decision:
    """The decision with scores that say how often findings are right.

    Args:
        scores: shape (findings,): by the decision.
        used: shape (findings,): how far each one's draft uses its glossary, 0 to 1.
        labels: shape (findings,): 1 where one is right.
        cased: whether capitals mean something in the drafts.
    """
    odds = np.clip(scores, _SUREST, 1 - _SUREST)
    rows = np.stack((np.log(odds / (1 - odds)), np.ones(len(odds)), used), 1)
    counts = np.where(labels == 1, 1.0, 1 - (1 - _WRONG_WEIGHT) * used if cased else _UNCASED_WRONG_WEIGHT)
    held = 0.0 if cased else _UNCASED_PENALTY  # without capitals the intercept alone is moved
    costs = np.array([held, 0.0, held])
    slope, intercept, more = _regression(rows, labels, counts, np.array([1.0, 0.0, 0.0]), costs).tolist()
    weights = slope * decision.weights
    weights[_USED] = max(0.0, weights[_USED] + more)
    return Decision(weights, slope * decision.intercept + intercept)


def _regression(
    rows: NDArray[np.float64],
    labels: NDArray[np.int8],
    counts: NDArray[np.float64],
    expected: NDArray[np.float64],
    costs: NDArray[np.float64],
    signs: Sequence[int] = (),
) -> NDArray[np.float64]:
    """Weights of a logistic regression, each of the sign that is asked for, where one is.

    Args:
        rows: shape (examples, weights).
        counts: shape (examples,): how much each counts.
        expected, costs: shape (weights,): where each weight is looked for, and what leaving it costs.
    """
    try:
        from scipy.optimize import minimize
    except ImportError as error:
        raise OptionError("Fitting needs scipy: pip install 'termend[dev]'") from error
    side = 2.0 * labels - 1.0

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = side * (rows @ weights)
        slope = -counts * side / (1 + np.exp(margin))
        off = weights - expected
        return float(counts @ np.logaddexp(0, -margin) + 0.5 * (costs * off) @ off), rows.T @ slope + costs * off

    bounds = [{1: (0, None), -1: (None, 0), 0: (None, None)}[sign] for sign in signs] or None
    best = minimize(loss, expected, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": _STEPS})
    weights: NDArray[np.float64] = best.x
    return weights
