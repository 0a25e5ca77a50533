"""How a draft is cut into words, and what a prefix explains."""

from __future__ import annotations

import pytest

from termend.channel import english, lexicon
from termend.detection.explanation import explain
from termend.detection.search.words import words
from termend.glossary import Glossary
from termend.records import Segment, Term


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The re-violin group met", ["The", "re-violin", "group", "met"]),
        ("Re-painting began", ["Re-painting", "began"]),
        ("Sino-German trade, re: steel", ["Sino", "German", "trade", "re", "steel"]),
        ("pre-war and re-do", ["pre", "war", "and", "re", "do"]),
    ],
)
def test_only_re_is_no_word_by_itself(text: str, found: list[str]) -> None:
    made = words(Segment(0, 0, text), (), english.shipped(), lexicon.shipped())
    assert [w.text for w in made] == found
    assert all(text[w.start : w.end] == w.text for w in made)


def test_a_prefix_speaks_for_a_character_whatever_follows() -> None:
    asked, _ = explain("re-violin group", "重报集团", Glossary((Term("重报集团", "Chongqing Daily Press Group"),)))
    assert asked is not None
    assert ("重", "re-violin", "gloss") in [(p.source, p.text, p.how) for p in asked.pieces]


def test_a_common_word_that_begins_so_is_no_prefix() -> None:
    asked, _ = explain("report group", "重钢集团", Glossary((Term("重钢集团", "Chongqing Iron and Steel Group"),)))
    assert asked is None or "report" not in [p.text for p in asked.pieces if p.how == "gloss"]


def test_what_was_heard_takes_no_title() -> None:
    text, terms = "They met Finance Minister Elisa Mullar in Rome.", (Term("爱丽丝·穆勒", "Alice Müller"),)
    from termend.detection.unpaired.finding import look

    found, _ = look((Segment(0, 0, text),), Glossary(terms), ())
    assert found
    assert not any("Minister" in c.text for c in found)
