"""Drafts without capitals are decided by two decisions together."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from termend.channel.monolingual import classifier, features


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 20))
def test_without_capitals_both_decisions_count_alike(seed: int, count: int) -> None:
    rows = np.random.default_rng(seed).normal(0.5, 0.7, (count, len(features.NAMES)))
    cased, uncased = (classifier.log_odds(rows, cased=c) for c in (True, False))
    own = classifier.shipped(classifier.UNCASED_FILE).log_odds(rows)
    assert uncased.shape == (count,)
    np.testing.assert_allclose(2 * uncased, cased + own)


def test_the_decisions_differ() -> None:
    rows = np.random.default_rng(3).normal(0.5, 0.7, (40, len(features.NAMES)))
    assert np.abs(classifier.log_odds(rows, cased=True) - classifier.log_odds(rows, cased=False)).max() > 0.1
