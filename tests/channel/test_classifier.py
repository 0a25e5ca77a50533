"""Going down all trees at once gives what going down one after the other gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.detection import classifier
from termend.detection.search import features


def _by_hand(decision, row):
    total = decision.start
    for node in decision.roots:
        while decision.left[node] >= 0:
            passed = row[decision.feature[node]] <= decision.threshold[node]
            node = decision.left[node] if passed else decision.right[node]
        total += decision.value[node]
    return (total + (row - decision.mean) / decision.scale @ decision.weights + decision.bias) / 2


@pytest.mark.parametrize("name", [classifier.FILE, classifier.UNCASED_FILE])
@given(st.integers(0, 2**32 - 1), st.sampled_from([0, 1, 127, 128, 129]))
def test_all_trees_at_once(name, seed, count):
    decision = classifier.shipped(name)
    rows = np.random.default_rng(seed).uniform(-2, 2, (count, len(features.NAMES)))
    raw = decision.raw(rows)
    assert raw.shape == (count,)
    for n in {0, count // 2, count - 1} if count else ():
        assert raw[n] == pytest.approx(_by_hand(decision, rows[n]))
