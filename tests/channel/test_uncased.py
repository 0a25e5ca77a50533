"""Drafts without capitals have a decision of their own, and several decisions make one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend import resources
from termend.cli.app import main
from termend.detection import classifier
from termend.detection.search import features


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 20), st.integers(1, 3))
def test_the_log_odds_of_a_merged_decision_are_the_mean(seed: int, count: int, copies: int) -> None:
    rows = np.random.default_rng(seed).normal(0.5, 0.7, (count, len(features.NAMES)))
    one, two = (classifier.shipped(name) for name in (classifier.FILE, classifier.UNCASED_FILE))
    merged = classifier.merged([one] * copies + [two])
    wanted = (copies * one.log_odds(rows) + two.log_odds(rows)) / (copies + 1)
    np.testing.assert_allclose(merged.log_odds(rows), wanted, atol=1e-9)


def test_nothing_is_no_decision() -> None:
    with pytest.raises(ValueError, match="no decisions"):
        classifier.merged([])


def test_merged_decisions_are_written_and_read(tmp_path, capsys) -> None:
    parts = [str(resources.models() / "channel" / name) for name in (classifier.FILE, classifier.UNCASED_FILE)]
    assert main(["channel", "merge", *parts, "--output", str(tmp_path / "both.npz")]) == 0
    assert "mean of 2 decisions" in capsys.readouterr().out
    rows = np.random.default_rng(5).normal(0.5, 0.7, (9, len(features.NAMES)))
    wanted = classifier.merged([classifier.read(Path(part)) for part in parts]).log_odds(rows)
    np.testing.assert_allclose(classifier.read(tmp_path / "both.npz").log_odds(rows), wanted)


def test_the_decisions_differ() -> None:
    rows = np.random.default_rng(3).normal(0.5, 0.7, (40, len(features.NAMES)))
    assert np.abs(classifier.log_odds(rows, cased=True) - classifier.log_odds(rows, cased=False)).max() > 0.1
