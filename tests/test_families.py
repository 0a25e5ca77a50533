"""Words of one family, and words that only begin alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.language.families import is_family


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("leader", "leadership", True),
        ("protect", "protection", True),
        ("Financial", "finance", True),
        ("accountable", "accountability", True),
        ("Northwest", "Northeastern", False),
        ("station", "state", False),
        ("art", "arts", False),
    ],
)
def test_families(one, other, related):
    assert is_family(one, other) is related


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_order_does_not_matter(one, other):
    assert is_family(one, other) is is_family(other, one)
