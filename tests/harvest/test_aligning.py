"""The matching in order is the best there is."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.harvest.aligning import monotone
from termend.language.numerals import value


@given(
    st.integers(0, 4).flatmap(
        lambda columns: st.lists(st.lists(st.integers(0, 10), min_size=columns, max_size=columns), max_size=4)
    ),
    st.integers(0, 6),
)
def test_best_of_all_matchings(scores, least):
    rows, columns = len(scores), len(scores[0]) if scores else 0
    matched = monotone(scores, least)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(matched))
    best = max(
        sum(scores[i][j] - least for i, j in zip(some, others, strict=True))
        for size in range(min(rows, columns) + 1)
        for some in combinations(range(rows), size)
        for others in combinations(range(columns), size)
    )
    assert sum(scores[i][j] - least for i, j in matched) == best


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2024", 2024),
        ("1,200", 1200),
        ("20th", 20),
        ("二〇二四", 2024),
        ("二十", 20),
        ("十五", 15),
        ("三百零五", 305),
        ("一万两千", 12000),
        ("sixth", 6),
        ("Twelve", 12),
        ("forum", None),
        ("论坛", None),
        ("", None),
    ],
)
def test_numerals(text, number):
    assert value(text) == number
