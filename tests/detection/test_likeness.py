"""How alike two romanisations sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.detection.likeness import Spellings, alike

WORDS = st.text(st.sampled_from("aeioubcdghjklmnpqrstxyzh -'"), max_size=9)


@pytest.mark.parametrize(
    ("near", "far"),
    [(("Hsinchu", "Xinzhu"), ("Hsinchu", "Lhasa")), (("Kolkata", "Calcutta"), ("Kolkata", "Mumbai"))],
)
def test_spellings_of_one_name_are_alike(near, far):
    assert alike(*near) > 0.6 > alike(*far)


@given(WORDS, st.lists(WORDS, max_size=6))
def test_many_at_once_are_as_one_by_one(text, others):
    assert Spellings(others).alike(text).tolist() == pytest.approx([alike(text, other) for other in others])


@given(WORDS, WORDS)
def test_likeness_has_no_direction_and_stays_within_bounds(one, other):
    assert alike(one, other) == pytest.approx(alike(other, one))
    assert 0 <= alike(one, other) <= 1
