"""Spellings of foreign names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.channel import english
from termend.detection.spelling import is_spelling_of


def alike(ours: str, theirs: str, pinyin: str = "mouren") -> bool:
    return is_spelling_of(ours.split(), theirs.split(), pinyin, english.shipped().is_word)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Omar Hassan", "Omar Hasan"), ("Mohamed Saleh", "Mohammed Saleh"), ("Bessel County", "Besel County")],
)
def test_other_vowels_and_doubled_letters_are_spellings(ours: str, theirs: str) -> None:
    assert alike(ours, theirs)
    assert alike(theirs, ours)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Omar Hassan", "Omar Kassan"),  # another letter
        ("Omar Hassan", "Omar Hussein"),  # more than one vowel
        ("Omar Hassan", "Hassan"),  # a part
        ("Mari", "Mary"),  # too short to tell
        ("people of Asia", "papule of Asia"),  # plain words
    ],
)
def test_other_names_are_none(ours: str, theirs: str) -> None:
    assert not alike(ours, theirs)


def test_of_a_name_in_pinyin_nothing_is_a_spelling() -> None:
    assert not alike("Li Xiaolan", "Li Xiaolin", "lixiaolin")
    assert not alike("Li Xiaolan", "Li Xiaolin", "lixiaolan")


@given(st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?", fullmatch=True))
def test_a_name_itself_is_no_other_spelling(name: str) -> None:
    assert not alike(name, name, "xxyy")
