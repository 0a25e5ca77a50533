"""Fit the decision about candidates on drafts of the tool's own making.

A logistic regression and gradient-boosted trees (Friedman 2001) learn from the same candidates, each held to the sign
that a feature must have; the mean of their log-odds is calibrated on drafts made from other text and other names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from termend.detection.classifier import Classifier
from termend.detection.learning.drafts import Synthetic
from termend.detection.learning.fitting import Examples
from termend.detection.search.known import Known
from termend.detection.unpaired import context, pool
from termend.detection.unpaired import finding as without_source
from termend.errors import OptionError

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier

_SAME_PLACE = 0.5
# What the squared distance of standardised weights from what is expected costs, in examples. Without capitals little
# but the alignment tells, and drafts of one's own making are too few and too like one another to better it.
PENALTY, UNCASED_PENALTY = 10.0, 1_000.0
# Nats for each unit that are expected before any draft is seen: those of the alignment count as they are, and what is
# said by patterns too rare to be learnt keeps what it says (for two words of a plan read as a number, and the like).
_EXPECTED = {
    "alignment": 4.0,
    "all but one word": 2.5,
    "another's": -6.0,
    "one word more": -4.0,
    "quoted number": 1.5,
    "short form of a name that stands right": 3.0,
    "faint": -0.8,
    "said whole": 1.5,
    "glosses of a transliterated name": -1.5,
    "stands for the same elsewhere": 2.0,
    "shares words with a name of a large glossary": 2.4,
    "pinyin of a whole name": 8.0,
    "another head": -3.0,
    "no country": -4.0,
    "plain words in lower case": -1.0,
    "no chance in a large glossary": 4.0,
}
TREES = 100
_DEPTH, _RATE, _LEAST_LEAF, _LEAF_PENALTY = 4, 0.06, 25, 5.0
_STEPS = 500
_LEAST_SPREAD = 0.15  # standard deviation that a feature is taken to have: what is rare is not to weigh much


def gather(drafts: Iterable[tuple[Synthetic, tuple[Known, ...]]]) -> Examples:
    """The candidates of drafts with features and labels, without those that share but little of a garble's words."""
    rows, labels, numbers = [], [], []
    for number, (draft, known) in enumerate(drafts):
        found = pool.gather(without_source.search(draft.document.segments, draft.glossary, known))
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


def fit(examples: Examples, second: Examples, seed: int, trees: int = TREES, penalty: float = PENALTY) -> Classifier:
    """Fit on the first examples and calibrate on the second.

    Args:
        trees: few examples bear none.
        penalty: see `PENALTY`.

    Raises:
        OptionError: where scikit-learn is not installed.
    """
    try:
        from sklearn.ensemble import HistGradientBoostingClassifier
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise OptionError("Fitting needs scikit-learn: pip install 'termend[dev]'") from error
    signs = list(context.SIGNS.values())
    weights, bias = _linear(examples, signs, penalty)
    boosted = HistGradientBoostingClassifier(
        max_iter=max(1, trees),
        learning_rate=_RATE,
        max_depth=_DEPTH,
        min_samples_leaf=_LEAST_LEAF,
        l2_regularization=_LEAF_PENALTY,
        random_state=seed,
        monotonic_cst=signs,
    ).fit(examples.rows, examples.labels)
    classifier = Classifier(
        np.zeros(len(signs)), np.ones(len(signs)), weights, bias, *_nodes(boosted, trees), slope=1.0, intercept=0.0
    )
    platt = LogisticRegression(C=1e6).fit(classifier.raw(second.rows)[:, None], second.labels)
    return replace(classifier, slope=float(platt.coef_[0, 0]), intercept=float(platt.intercept_[0]))


def _linear(examples: Examples, signs: list[int], penalty: float) -> tuple[NDArray[np.float64], float]:
    """Weights and bias of a logistic regression whose weights have the signs that are asked for."""
    from scipy.optimize import minimize

    mean, scale = examples.rows.mean(0), np.maximum(examples.rows.std(0), _LEAST_SPREAD)
    rows, side = (examples.rows - mean) / scale, 2.0 * examples.labels - 1.0
    expected = np.array([_EXPECTED.get(name, 0.0) for name in context.NAMES]) * scale

    def loss(given: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, bias = given[:-1], given[-1]
        margin = side * (rows @ weights + bias)
        slope = -side / (1 + np.exp(margin))
        off = weights - expected
        value = float(np.logaddexp(0, -margin).sum() + 0.5 * penalty * off @ off)
        return value, np.append(rows.T @ slope + penalty * off, slope.sum())

    bounds = [{1: (0, None), -1: (None, 0), 0: (None, None)}[sign] for sign in signs]
    best = minimize(
        loss,
        np.append(expected, 0.0),
        jac=True,
        method="L-BFGS-B",
        bounds=[*bounds, (None, None)],
        options={"maxiter": _STEPS},
    )
    weights: NDArray[np.float64] = best.x[:-1] / scale
    return weights, float(best.x[-1] - mean @ weights)


def _nodes(
    boosted: HistGradientBoostingClassifier,
    trees: int,
) -> tuple[
    NDArray[np.int32],
    NDArray[np.float64],
    NDArray[np.int32],
    NDArray[np.int32],
    NDArray[np.float64],
    NDArray[np.int32],
    float,
]:
    """The trees as `Classifier` keeps them, from `feature` to `start`."""
    feature, threshold, left, right, value, roots, place = [], [], [], [], [], [], 0
    for (predictor,) in boosted._predictors[: max(1, trees)]:  # scikit-learn has no public way to its nodes
        nodes = predictor.nodes
        inner = nodes["is_leaf"] == 0
        roots.append(place)
        feature.append(np.where(inner, nodes["feature_idx"], 0))
        threshold.append(nodes["num_threshold"])
        left.append(np.where(inner, nodes["left"].astype(np.int64) + place, -1))
        right.append(np.where(inner, nodes["right"].astype(np.int64) + place, -1))
        value.append(np.where(inner, 0.0, nodes["value"]) * bool(trees))
        place += len(nodes)
    return (
        np.concatenate(feature).astype(np.int32),
        np.concatenate(threshold),
        np.concatenate(left).astype(np.int32),
        np.concatenate(right).astype(np.int32),
        np.concatenate(value),
        np.array(roots, np.int32),
        float(boosted._baseline_prediction.ravel()[0]),
    )
