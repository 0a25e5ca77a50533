"""The sound channel: what it was taught, that its two ways of scoring agree, and what chance looks like."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend.channel import sound
from termend.channel.learning import romanisation
from termend.channel.learning.sound import estimate
from termend.channel.letter_model import LetterModel
from termend.language.letters import undoubled

RIGHT = [
    ("Zhang Joon", "张军"),
    ("Yoon Jung", "尹正"),
    ("Kekesiri", "可可西里"),
    ("Aslikon", "阿斯利康"),
    ("He Dayi", "何大一"),
    ("Tsingtao", "青岛"),
    ("Hsiao", "萧"),
    ("Brandenburg", "勃兰登堡"),
    ("Sonja Eklund", "索尼娅·埃克伦德"),
    ("Halvorsen", "哈尔沃森"),
]


@pytest.mark.parametrize(("letters", "source"), RIGHT)
def test_a_name_sounds_like_its_characters(letters: str, source: str) -> None:
    alignment = sound.shipped().align(letters, source, whole=True)
    assert alignment is not None
    assert alignment.log_odds > 5
    assert "".join(p.letters for p in alignment.pieces) == "".join(c for c in letters.lower() if c.isalpha())
    assert sum(p.log_odds for p in alignment.pieces) == pytest.approx(alignment.log_odds, abs=0.01)


@pytest.mark.parametrize(
    ("letters", "source"), [("Washington", "海清"), ("journalist", "张军"), ("Copenhagen", "青岛")]
)
def test_another_name_does_not(letters: str, source: str) -> None:
    alignment = sound.shipped().align(letters, source)
    assert alignment is None or alignment.log_odds < 0


def test_the_stretch_of_a_longer_name() -> None:
    alignment = sound.shipped().align("Halvorsen", "哈尔沃森市警察局")
    assert alignment is not None
    assert (alignment.start, alignment.end) == (0, 4)


def test_nothing_to_align() -> None:
    assert sound.shipped().align("12 - 3", "张军") is None
    assert sound.shipped().align("Zhang", "Q·") is None


def test_a_korean_reading_is_named_in_the_evidence() -> None:
    alignment = sound.shipped().align("Yoon", "尹")
    assert alignment is not None
    assert alignment.pieces[0].reading == "ko:윤"


_letters = st.text("abcdefghijklmnoprstuwyz", min_size=1, max_size=12)
_names = st.lists(st.text("可西里张军尹正卡特沙坪坝何大一尔斯", min_size=1, max_size=5), min_size=1, max_size=4)


@settings(max_examples=30, deadline=None)
@given(_letters, _names)
def test_many_names_at_once_score_as_one_by_one(letters: str, names: list[str]) -> None:
    channel = sound.shipped()
    log_odds, first, end = channel.best(letters, channel.encode(names))
    for n, name in enumerate(names):
        alignment = channel.align(letters, name)
        if alignment is None:
            assert log_odds[n] == float("-inf")
        else:
            assert log_odds[n] == pytest.approx(alignment.log_odds, abs=0.05)
            assert 0 <= first[n] < end[n]


def test_expectation_maximisation_learns_a_toy() -> None:
    examples = [(["ka", "te"], "cart"), (["ka", "li"], "carli"), (["li", "te"], "lit"), (["te", "ka"], "tcar")]
    rows = estimate(examples, LetterModel.from_words([letters for _, letters in examples]), 8)
    assert max(rows["ka"], key=rows["ka"].__getitem__) == "car"
    assert max(rows["te"], key=rows["te"].__getitem__) == "t"


@pytest.mark.parametrize(
    ("function", "syllable", "spelling"),
    [
        (romanisation.wade_giles, "zhong", "chung"),
        (romanisation.wade_giles, "xiao", "hsiao"),
        (romanisation.wade_giles, "qian", "chien"),
        (romanisation.cantonese, "gin3", "kin"),
        (romanisation.cantonese, "coeng4", "cheung"),
        (romanisation.korean, "준", "joon"),
        (romanisation.korean, "박", "bak"),
        (romanisation.japanese, "KYOU", "kyo"),
        (romanisation.vietnamese, "nguyễn", "nguyen"),
    ],
)
def test_romanisations(function: object, syllable: str, spelling: str) -> None:
    assert callable(function)
    assert spelling in function(syllable)


@pytest.mark.parametrize(
    ("spelt", "once"), [("saffena", "safena"), ("mmingzzhu", "mingzhu"), ("aabb", "aab"), ("lin", "lin"), ("", "")]
)
def test_consonants_that_are_written_twice_are_heard_once(spelt: str, once: str) -> None:
    assert undoubled(spelt) == once
