"""Letters that are pinyin are parted into their syllables, and no others are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from termend.language.syllables import split

SYLLABLES = ("xi", "an", "xian", "zhuang", "a", "er", "lve", "nü", "qing", "shuang", "o")
SOME = st.lists(st.sampled_from(SYLLABLES), max_size=6)


@given(SOME, st.sampled_from(["", "'"]))
def test_what_was_joined_is_parted_into_as_many(syllables: list[str], mark: str) -> None:
    parted = split(mark.join(syllables), len(syllables))
    assert parted is not None
    assert "".join(parted) == "".join(syllables)
    assert len(parted) == len(syllables)


@given(st.text("anxigzhu'q", max_size=12), st.integers(0, 5))
def test_every_part_is_a_syllable_by_itself(letters: str, count: int) -> None:
    parted = split(letters, count)
    if parted is not None:
        assert len(parted) == count
        assert all(split(part, 1) == (part,) for part in parted)
        assert "".join(parted) == letters.replace("'", "")


@given(SOME)
def test_a_consonant_more_is_no_syllable(syllables: list[str]) -> None:
    letters = "".join(syllables) + "k"
    assert all(split(letters, count) is None for count in range(8))
