"""Strings are found where they stand, others nowhere."""

from hypothesis import given
from hypothesis import strategies as st

from termend.hashed import Keys

STRINGS = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=6)


@given(st.lists(STRINGS, unique=True, max_size=40), STRINGS)
def test_a_string_is_found_at_its_place(strings: list[str], other: str) -> None:
    keys = Keys.from_strings(strings)
    assert [keys.find(text) for text in strings] == list(range(len(strings)))
    assert list(keys) == strings
    assert keys.find(other) == (strings.index(other) if other in strings else -1)
    assert (other in keys) is (other in strings)


def test_what_is_no_string_is_none_of_them() -> None:
    assert 7 not in Keys.from_strings(["a"])
