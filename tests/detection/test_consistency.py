"""A sure garble says how the same word is to be taken elsewhere in the draft, and in it alone."""

from __future__ import annotations

import pytest

from detection.test_finding import document, garbles
from termend.detection.unpaired import consistency
from termend.detection.unpaired.finding import find, look
from termend.glossary import Glossary
from termend.records import Term

TERMS = [Term("玉山晚报集团", "Yushan Evening Post Group"), Term("大玉山", "Great Yushan"), Term("玉山", "Yushan")]
SURE = "The Jade Evening Post Group met in the hall."


def score(text: str, words: str) -> float:
    return max((g.score for g in garbles(text, TERMS) if text[g.start : g.end] == words), default=0.0)


def test_a_word_stands_for_what_it_stands_for_in_a_sure_garble() -> None:
    other = "It said that the Great Jade would open."
    assert score(f"{SURE} {other}", "Great Jade") >= score(f"{SURE} {other}", "Jade Evening Post Group") - 1e-9


@pytest.mark.parametrize("other", ["She wore a Jade ring.", "The Small Jade would open.", "It is all Jade."])
def test_alone_or_in_no_name_it_stands_for_itself(other: str) -> None:
    text = f"{SURE} {other}"
    assert [text[g.start : g.end] for g in garbles(text, TERMS)] == ["Jade Evening Post Group"]


def test_a_word_that_the_name_does_not_say_stands_for_itself() -> None:
    text = "The National Evening Post Group met in the hall. It said that the Great National would open."
    assert "Great National" not in [text[g.start : g.end] for g in garbles(text, TERMS)]


def test_only_a_word_that_the_name_says_stands_for_another() -> None:
    draft, glossary = document(SURE), Glossary(tuple(TERMS))
    sure = [consistency.stand_ins(g.candidate) for g in find(draft.segments, glossary, ())]
    assert sure == [{"jade": "yushan"}]
    other = document("The Winter Evening Post Group met in the hall.")
    found, _ = look(other.segments, glossary, ())
    assert found
    assert all(consistency.stand_ins(candidate) == {} for candidate in found)
