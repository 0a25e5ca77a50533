"""Packed strings are those that were packed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.packed import Texts, pack

STRINGS = st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=4), max_size=5)


@given(STRINGS, st.integers(-7, 7))
def test_strings_come_back(strings, place):
    packed = Texts(pack(strings))
    assert (list(packed), len(packed), packed[1:3]) == (strings, len(strings), strings[1:3])
    if -len(strings) <= place < len(strings):
        assert packed[place] == strings[place]
    else:
        with pytest.raises(IndexError):
            packed[place]
