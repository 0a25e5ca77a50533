"""Evidence, `termend explain`, number names, and the reliability table."""

from __future__ import annotations

import pytest

from termend.channel import numbers
from termend.cli.app import main
from termend.detection.explanation import explain
from termend.detection.learning import reliability
from termend.glossary import Glossary
from termend.records import Term


def test_pieces_of_a_gloss_name_characters_and_words() -> None:
    asked, others = explain("orbital media", "轨道传媒", Glossary((Term("轨道传媒", "Rail Transit Media"),)))
    assert asked is not None
    assert [(p.source, p.text, p.how) for p in asked.pieces] == [
        ("轨道", "orbital", "gloss"),
        ("传媒", "media", "target"),
    ] or [(p.source, p.text) for p in asked.pieces] == [("轨道", "orbital"), ("传媒", "media")]
    assert asked.log_odds == pytest.approx(sum(p.log_odds for p in asked.pieces), abs=0.1)
    assert others == []


def test_sound_is_aligned_character_by_character() -> None:
    asked, _ = explain("Kekesiri", "可可西里", Glossary((Term("可可西里", "Hoh Xil"),)))
    assert asked is not None
    assert [(p.source, p.text) for p in asked.pieces] == [("可", "ke"), ("可", "ke"), ("西", "si"), ("里", "ri")]


def test_what_left_no_trace_is_named() -> None:
    asked, _ = explain("saffeng dam", "沙坪坝", Glossary(()))
    assert asked is not None
    assert ("坝", "dam", "gloss") in [(p.source, p.text, p.how) for p in asked.pieces]
    assert {p.source for p in asked.pieces if p.how == "lost"} <= {"沙", "坪"}


def test_command_prints_alignment_and_runners_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "orbital media", "轨道传媒", "--runners-up", "2"]) == 0
    out = capsys.readouterr().out
    assert "轨道" in out
    assert "Next best" in out


def test_command_wants_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "orbital media", "Rail Transit"]) == 2
    assert "Chinese" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("numerals", "digits"),
    [
        ("十四五", "145"),
        ("十四五", "1455"),
        ("十五五", "55"),
        ("八一", "81"),
        ("二十", "20"),
        ("三", "3"),
        ("十九", "19"),
    ],
)
def test_numerals_come_out_as_digits(numerals: str, digits: str) -> None:
    assert digits in numbers.spellings(numerals)


@pytest.mark.parametrize(
    ("words", "digits"),
    [(["fifty", "five"], "55"), (["20th"], "20"), (["Third"], "3"), (["twelve"], "12"), (["dam"], ""), ([], "")],
)
def test_english_numbers_are_read(words: list[str], digits: str) -> None:
    assert numbers.digits(words) == digits


def test_reliability_by_hand() -> None:
    bins = reliability.table(
        [(0.95, True), (0.93, True), (0.91, False), (0.55, True), (0.52, False)], (0.0, 0.5, 0.9, 1.0)
    )
    assert [(b.count, round(b.mean_score, 3), round(b.right, 3)) for b in bins] == [(2, 0.535, 0.5), (3, 0.93, 0.667)]
    assert reliability.expected_error(bins) == pytest.approx((2 * 0.035 + 3 * (0.93 - 2 / 3)) / 5)
    assert reliability.expected_error([]) == 0
