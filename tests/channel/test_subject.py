"""Whether a draft is on a glossary's subject."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from termend.detection.search.subject import probability


def test_a_line_says_little_and_an_article_much() -> None:
    assert 0.6 < probability(0, 12) < 0.85
    assert probability(12, 500) > 0.95
    assert probability(1, 500) < 0.05
    assert probability(3, 100_000) < 1e-6


@given(st.integers(0, 1000), st.integers(0, 100_000))
def test_each_name_speaks_for_it_and_each_word_against_it(names: int, words: int) -> None:
    here = probability(names, words)
    assert 0.0 <= here <= 1.0
    assert probability(names + 1, words) >= here >= probability(names, words + 50)
