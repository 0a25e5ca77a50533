"""Fit which stretch renders a mention on planted drafts, and calibrate its scores on others.

Of a mention that some words render, the candidates that are nearly those words are right; of one that is dropped, none
is. Weights are the maximum of the penalised conditional likelihood (McFadden 1974), found by L-BFGS.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from termend.channel.explanation import Explainer
from termend.detection.learning.planting import Planted
from termend.detection.paired import competition
from termend.detection.paired.analysis import Analysis, Mention, analysed
from termend.detection.paired.competition import Scored
from termend.detection.paired.decision import decide, widened
from termend.detection.paired.model import Model, probability, shipped
from termend.detection.paired.posteriors import Masked
from termend.detection.source import plain

_RIGHT, _WRONG = 0.75, 0.3  # share of words in common from which a candidate is right, and below which it is wrong
# Share of mentions without a rendering among planted ones is several times that in press drafts: they count for less.
NONE_WEIGHT = 0.2
_SAME_WORDS = 0.5  # of the shorter of two stretches, from which a reader takes them for one finding
_PENALTY = 40.0  # of squared weights, for features of unit spread
_FOLDS = 3
_MASKED_SHARES = (0.0, 0.15, 0.3)  # of the tables hidden, draft by draft: they know the text as no user's


@dataclass(frozen=True)
class Example:
    """A mention with its candidates, and which are right.

    Attributes:
        right: shape (candidates,): bool; none where no words render it.
        weight: how much it counts.
    """

    draft: int
    mention: Mention
    right: NDArray[np.bool_]
    weight: float


@dataclass(frozen=True)
class Examples:
    """Of many drafts.

    Attributes:
        mentions: that lack an approved rendering, draft by draft.
        widenings: approved renderings with words beside them; the right candidate is the rendering or what spoils it.
    """

    mentions: Sequence[Example]
    widenings: Sequence[Example]


def gather(drafts: Iterable[tuple[int, Planted]], explainer: Explainer) -> Examples:
    """The examples of drafts, each with its seed."""
    mentions: list[Example] = []
    widenings: list[Example] = []
    for seed, planted in drafts:
        share = _MASKED_SHARES[seed % len(_MASKED_SHARES)]
        analysis = analysed(planted.document, planted.glossary, explainer, Masked(seed, share) if share else None)
        for mention in analysis.mentions:
            right, known = _right(analysis, mention, planted)
            if known and len(mention.stretches):
                mentions.append(Example(seed, mention, right, 1.0 if right.any() else NONE_WEIGHT))
        for widening in analysis.widenings:
            widenings.append(Example(seed, widening, _right_width(analysis, widening, planted), 1.0))
    return Examples(mentions, widenings)


def _places(analysis: Analysis, mention: Mention) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Code points of the candidates in their segment."""
    words = analysis.segments[mention.segment].words
    starts, ends = np.array([w.start for w in words]), np.array([w.end for w in words])
    return starts[mention.stretches.first], ends[mention.stretches.last - 1]


def _renderings(analysis: Analysis, mention: Mention, planted: Planted) -> list[tuple[int, int]]:
    index = analysis.segments[mention.segment].segment.index
    name = mention.stretches.unit.text
    mine = (o for o in planted.outcomes if o.segment == index and plain(o.name) == name)
    return [(o.start, o.end) for o in mine if o.end > o.start]


def _right(analysis: Analysis, mention: Mention, planted: Planted) -> tuple[NDArray[np.bool_], bool]:
    """Which candidates are right, and whether that is known: it is not where the right words are no candidate."""
    starts, ends = _places(analysis, mention)
    shared = np.zeros(len(starts))
    for start, end in _renderings(analysis, mention, planted):
        inside = np.minimum(ends, end) - np.maximum(starts, start)
        shared = np.maximum(shared, inside / (np.maximum(ends, end) - np.minimum(starts, start)))
    best = shared.max(initial=0.0)
    return (shared >= _RIGHT) & (shared >= best - 1e-9), best >= _RIGHT or best < _WRONG


def _right_width(analysis: Analysis, widening: Mention, planted: Planted) -> NDArray[np.bool_]:
    starts, ends = _places(analysis, widening)
    claim = widening.stretches.claim
    assert claim is not None
    words = analysis.segments[widening.segment].words
    own = (words[claim.first].start, words[claim.last - 1].end)
    wide = [(s, e) for s, e in _renderings(analysis, widening, planted) if s <= own[0] and own[1] <= e]
    start, end = wide[0] if wide else own
    right = (starts == start) & (ends == end)
    exact: NDArray[np.bool_] = (starts == own[0]) & (ends == own[1])
    return right if right.any() else exact


def fit(examples: Examples, later: Examples) -> Model:
    """Weights from some drafts; the scores are calibrated on later ones."""
    mentions = examples.mentions
    folds = np.array([e.draft % _FOLDS for e in mentions])
    first: dict[int, NDArray[np.float64]] = {}
    for fold in range(_FOLDS):  # the second round learns from what the first says of drafts that it has not seen
        stretch, own = _log_linear([e for e, f in zip(mentions, folds, strict=True) if f != fold], None)
        for n in np.flatnonzero(folds == fold).tolist():
            mention = mentions[n].mention
            first[n] = mention.rows @ stretch - mention.own @ own
    stretch, own = _log_linear(mentions, None)
    competing, competing_own = _log_linear(mentions, _competitions(mentions, first))
    wider, _ = _log_linear(examples.widenings, None, with_none=False)
    neutral = np.array([1.0, 0.0])
    model = Model(stretch, own, competing, competing_own, wider, neutral, neutral, neutral)
    return _calibrated(model, later)


def _competitions(
    mentions: Sequence[Example], log_odds: Mapping[int, NDArray[np.float64]]
) -> list[NDArray[np.float32]]:
    found: dict[int, NDArray[np.float32]] = {}
    for draft in dict.fromkeys(e.draft for e in mentions):
        numbers = [n for n, e in enumerate(mentions) if e.draft == draft]
        scored = []
        for n in numbers:
            m = mentions[n].mention
            scored.append(Scored(m.segment, m.stretches, m.texts, log_odds[n]))
        found |= dict(zip(numbers, competition.features(scored), strict=True))
    return [found[n] for n in range(len(mentions))]


def _log_linear(
    examples: Sequence[Example], more: Sequence[NDArray[np.float32]] | None, with_none: bool = True
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights of stretches and of mentions that make the right candidates, or none, likeliest.

    Args:
        more: further features of each example's candidates.
    """
    from scipy.optimize import minimize

    rows = [e.mention.rows if more is None else np.hstack([e.mention.rows, more[n]]) for n, e in enumerate(examples)]
    table = np.vstack(rows).astype(np.float64)
    counts = np.array([len(r) for r in rows])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    of = np.repeat(np.arange(len(rows)), counts)
    right = np.concatenate([e.right for e in examples])
    weights = np.array([e.weight for e in examples])
    own = np.stack([e.mention.own for e in examples]).astype(np.float64) if with_none else np.zeros((len(rows), 0))
    spread, own_spread = table.std(0) + 1e-6, own.std(0)
    own_spread = np.where(own_spread < 1e-6, 1.0, own_spread)
    middle = table.mean(0)  # a shift of all candidates is taken up by the mention's constant
    scaled, own_scaled = (table - middle) / spread, own / own_spread
    size = table.shape[1]
    any_right = np.add.reduceat(right, starts) > 0

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = scaled @ w[:size]
        none = own_scaled @ w[size:] if with_none else np.full(len(rows), -np.inf)
        highest = np.maximum(np.maximum.reduceat(scores, starts), none)
        exps, none_exp = np.exp(scores - highest[of]), np.exp(none - highest)
        total = np.add.reduceat(exps, starts) + none_exp
        good = np.where(any_right, np.add.reduceat(exps * right, starts), none_exp)
        squares = w[:size] @ w[:size] + w[size + 1 :] @ w[size + 1 :]  # all but the mention's constant
        value = -(weights * np.log(good / total + 1e-300)).sum() + _PENALTY * squares / 2
        want = np.where(any_right[of], exps * right / np.maximum(good, 1e-300)[of], 0.0)
        difference = weights[of] * (exps / total[of] - want)
        gradient = [scaled.T @ difference]
        if with_none:
            gradient.append(own_scaled.T @ (weights * (none_exp / total - np.where(any_right, 0.0, 1.0))))
        slope = np.concatenate(gradient)
        slope[:size] += _PENALTY * w[:size]
        slope[size + 1 :] += _PENALTY * w[size + 1 :]
        return float(value), slope

    w = minimize(loss, np.zeros(size + own.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    stretch, mention = w[:size] / spread, w[size:] / own_spread
    if with_none:
        mention[0] += middle @ stretch  # of stretches' scores against none
    return stretch, mention


def _calibrated(model: Model, later: Examples) -> Model:
    found: list[tuple[float, bool, float]] = []
    missing: list[tuple[float, bool, float]] = []
    for draft in dict.fromkeys(e.draft for e in later.mentions):
        own = [e for e in later.mentions if e.draft == draft]
        for example, decided in zip(own, decide(model, [e.mention for e in own]), strict=True):
            choice = decided.choice
            if choice.candidate is None:
                missing.append((choice.log_odds, not example.right.any(), example.weight))
            else:
                found.append((choice.log_odds, _is_found(example, choice.candidate), example.weight))
    wider: list[tuple[float, bool, float]] = []
    for example in later.widenings:
        best, log_odds, _ = widened(model, example.mention)
        if best is not None:
            wider.append((log_odds, bool(example.right[best]), example.weight))
    return replace(model, found=_platt(found), missing=_platt(missing), widened=_platt(wider))


def scored(drafts: Iterable[tuple[int, Planted]], explainer: Explainer) -> list[tuple[float, bool]]:
    """Score of every rendering that is found in drafts, and whether it is right, with the shipped weights.

    A mention that is dropped counts for its share in press drafts: one in five is taken.
    """
    model = shipped()
    findings: list[tuple[float, bool]] = []
    for seed, planted in drafts:
        examples = gather([(seed, planted)], explainer)
        own = examples.mentions
        for example, decided in zip(own, decide(model, [e.mention for e in own]), strict=True):
            choice = decided.choice
            drawn = crc32(repr(example.mention.texts).encode()) % 100
            if choice.candidate is None or (example.weight < 1 and drawn >= 100 * NONE_WEIGHT):
                continue
            findings.append((probability(model.found, choice.log_odds), _is_found(example, choice.candidate)))
    return findings


def _is_found(example: Example, candidate: int) -> bool:
    """Whether a finding on a candidate is on the right words, half of either's at least; edges are put right."""
    stretches = example.mention.stretches
    first, last = stretches.first, stretches.last
    shared = np.minimum(last, last[candidate]) - np.maximum(first, first[candidate])
    shorter = np.minimum(last - first, last[candidate] - first[candidate])
    return bool((example.right & (shared >= _SAME_WORDS * shorter)).any())


def _platt(outcomes: Sequence[tuple[float, bool, float]]) -> NDArray[np.float64]:
    """Slope and intercept that make log-odds those of being right (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    if len({right for _, right, _ in outcomes}) < 2:
        return np.array([1.0, 0.0])
    values, right, weights = (np.array(column) for column in zip(*outcomes, strict=True))
    fitted = LogisticRegression(C=_LOOSE).fit(values.reshape(-1, 1), right, sample_weight=weights)
    return np.array([float(fitted.coef_[0, 0]), float(fitted.intercept_[0])])


_LOOSE = 1e3
