"""Fit the classifier on synthetic drafts.

A logistic regression and gradient-boosted trees (Friedman 2001) learn from the same candidates; the mean of their
log-odds is calibrated on drafts of a second draw, made from text and terms that the first did not see (Platt 1999).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from termend.detection.classifier import Classifier
from termend.detection.learning.drafts import Synthetic, Writer
from termend.detection.search import features
from termend.detection.search.words import Known
from termend.detection.unpaired.finding import look
from termend.errors import OptionError

_SAME_PLACE = 0.5
_HARD = 0.6  # of the first feature, the alignment's score
_MOST_HARD, _MOST_EASY = 16_000, 4_000


@dataclass(frozen=True)
class Examples:
    """Candidates of many drafts.

    Attributes:
        rows: shape (candidates, features).
        labels: shape (candidates,): 1 where the candidate is a planted garble with its own term.
        drafts: shape (candidates,): number of the draft.
    """

    rows: NDArray[np.float64]
    labels: NDArray[np.int8]
    drafts: NDArray[np.int32]


def gather(drafts: Iterable[tuple[Synthetic, tuple[Known, ...]]]) -> Examples:
    """The candidates of drafts with their features and labels."""
    rows: list[NDArray[np.float64]] = []
    labels: list[NDArray[np.int8]] = []
    numbers: list[NDArray[np.int32]] = []
    for number, (draft, known) in enumerate(drafts):
        found, document = look(draft.document.segments, draft.glossary, known)
        if found:
            rows.append(features.matrix(found, document))
            labels.append(np.array([is_planted(c.start, c.end, c.profile.source, draft) for c in found], np.int8))
            numbers.append(np.full(len(found), number, np.int32))
    if not rows:
        raise OptionError("No candidate in any synthetic draft: give more text and more names")
    return Examples(np.concatenate(rows), np.concatenate(labels), np.concatenate(numbers))


def is_planted(start: int, end: int, source: str, draft: Synthetic) -> bool:
    """Whether a stretch is a planted garble: the same term, and half of the longer of both stretches shared."""
    for planted in draft.planted:
        overlap = min(planted.end, end) - max(planted.start, start)
        longer = max(planted.end - planted.start, end - start)
        if overlap >= _SAME_PLACE * longer and planted.source == source:
            return True
    return False


def chosen(examples: Examples, seed: int) -> Examples:
    """All garbles, and so many of the others that fitting takes minutes: most of them those with a good alignment."""
    rng = np.random.default_rng(seed)
    others = np.flatnonzero(examples.labels == 0)
    hard = others[examples.rows[others, 0] > _HARD]
    kept = np.concatenate(
        [
            np.flatnonzero(examples.labels == 1),
            rng.choice(hard, min(len(hard), _MOST_HARD), replace=False),
            rng.choice(others, min(len(others), _MOST_EASY), replace=False),
        ]
    )
    kept = np.unique(kept)
    return Examples(examples.rows[kept], examples.labels[kept], examples.drafts[kept])


def fit(examples: Examples, second: Examples, seed: int, trees: int = 120) -> Classifier:
    """Fit on the first examples and calibrate on the second.

    Raises:
        OptionError: where scikit-learn is not installed.
    """
    try:
        from sklearn.ensemble import GradientBoostingClassifier
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise OptionError("Fitting needs scikit-learn: pip install 'termend[dev]'") from error
    mean, scale = examples.rows.mean(0), examples.rows.std(0) + 1e-6
    linear = LogisticRegression(C=0.5, max_iter=2000).fit((examples.rows - mean) / scale, examples.labels)
    boosted = GradientBoostingClassifier(
        n_estimators=trees, max_depth=4, learning_rate=0.08, subsample=0.6, min_samples_leaf=25, random_state=seed
    ).fit(examples.rows, examples.labels)
    prior = float(examples.labels.mean())
    nodes: dict[str, list[NDArray[np.float64]]] = {k: [] for k in ("feature", "threshold", "left", "right", "value")}
    roots, place = [], 0
    for (estimator,) in boosted.estimators_:
        tree = estimator.tree_
        roots.append(place)
        inner = tree.children_left >= 0
        nodes["feature"].append(np.maximum(tree.feature, 0))
        nodes["threshold"].append(tree.threshold)
        nodes["left"].append(np.where(inner, tree.children_left + place, -1))
        nodes["right"].append(np.where(inner, tree.children_right + place, -1))
        nodes["value"].append(tree.value[:, 0, 0] * boosted.learning_rate)
        place += tree.node_count
    joined = {name: np.concatenate(parts) for name, parts in nodes.items()}
    classifier = Classifier(
        mean,
        scale,
        linear.coef_[0],
        float(linear.intercept_[0]),
        joined["feature"].astype(np.int32),
        joined["threshold"].astype(np.float32).astype(np.float64),
        joined["left"].astype(np.int32),
        joined["right"].astype(np.int32),
        joined["value"],
        np.array(roots, np.int32),
        float(np.log(prior / (1 - prior))),
        1.0,
        0.0,
    )
    raw = classifier.raw(second.rows)[:, None]
    platt = LogisticRegression(C=1e6).fit(raw, second.labels)
    return replace(classifier, slope=float(platt.coef_[0, 0]), intercept=float(platt.intercept_[0]))


def draws(writer: Writer, count: int, seed: int) -> Iterable[Synthetic]:
    """So many drafts; the same seed gives the same drafts."""
    for number in range(count):
        yield writer.write(random.Random(f"{seed}-{number}"))
