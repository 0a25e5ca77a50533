"""What the channel's measures say of spans of a few invented names."""

import pytest

from termend.records import Term
from termend.repair import signals
from termend.repair.pieces import cut

PRESS = Term("明州报业集团", "Mingzhou Press Group", type="media")
PLAN = Term("十四五", "14th Five-Year Plan", type="plan")
REVIVAL = Term("乡村振兴", "rural revitalization", type="plan")


def measured(text, term):
    return signals.signals([piece.text for piece in cut(text)], term, signals.shipped())


@pytest.mark.parametrize(
    ("text", "term", "form"),
    [
        ("Mingzhou Press Group", PRESS, "same"),
        ("the Mingzhou Press Group's", PRESS, "same"),
        ("14th Five-Year Plans", PLAN, "same"),
        ("Rural revitalization", REVIVAL, "same"),
        ("mingzhou press group", PRESS, "same-but-case"),
        ("Mingzhou Press Gruop", PRESS, "other"),
        ("press group", PRESS, "part"),
        ("new Mingzhou Press Group", PRESS, "whole"),
        ("bright state newspaper group", PRESS, "other"),
    ],
)
def test_what_a_span_is_of_the_name(text, term, form):
    assert measured(text, term).form == form


@pytest.mark.parametrize(
    ("text", "opens"),
    [("bright state newspaper group", True), ("Mingzhu press", True), ("press group", False), ("groups", False)],
)
def test_common_nouns_of_a_name_do_not_open_it(text, opens):
    assert measured(text, PRESS).opens is opens


def test_a_name_that_the_term_does_not_explain_is_a_stranger():
    assert measured("Wenzhou Press Group", PRESS).stranger
    assert not measured("bright state newspaper group", PRESS).stranger


@pytest.mark.parametrize("text", ["bright state newspaper group", "of", "Qqq", "14", "Mingzhou"])
def test_numbers_stay_within_their_steps(text):
    found = measured(text, PRESS)
    numbers = (found.target, found.sound, found.explained, found.covered, found.ordinary, found.strength)
    assert all(0 <= number < signals.STEPS for number in numbers)
