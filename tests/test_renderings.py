"""What an editor lets stand beside the listed renderings, and what not: tests/cases/renderings.jsonl."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.glossary.occurrences import Occurrences, accepted, words_of
from termend.glossary.renderings import RenderingKind, renderings
from termend.records import Term

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "renderings.jsonl").read_text(encoding="utf-8").splitlines()
]


def _term(case):
    return Term(
        case["source"],
        case["target"],
        tuple(case.get("variants", ())),
        tuple(case.get("forbidden", ())),
        case.get("type", ""),
        case.get("case", ""),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["note"])
def test_accepts_what_an_editor_lets_stand(case):
    term = _term(case)
    assert [text for text in case["accepts"] if accepted(term, text) is None] == []
    assert [text for text in case["rejects"] if accepted(term, text)] == []


def test_says_which_are_listed():
    term = Term("枫桥市", "Fengqiao City", ("Fengqiao",), type="place")
    kinds = {r.text: r.kind for r in renderings(term)}
    assert kinds["Fengqiao"] is RenderingKind.LISTED
    assert kinds["City of Fengqiao"] is RenderingKind.GENERATED


WORDS = st.lists(st.from_regex(r"[A-Z][a-z]{1,8}", fullmatch=True), min_size=1, max_size=5).map(" ".join)
KINDS = st.sampled_from(["", "person", "place", "org", "company", "media", "title"])


@given(target=WORDS, kind=KINDS, source=st.text("山水河湖市县李小兰局部中国", min_size=1, max_size=6))
def test_every_rendering_is_found_in_a_text_that_holds_it(target, kind, source):
    term = Term(source, target, type=kind)
    forms = renderings(term)
    assert forms[0].text == target
    assert len({f.text for f in forms}) == len(forms)
    for form in forms:
        text = f"They saw “{form.text}”, it is said."
        found = [text[o.start : o.end] for o in Occurrences([term]).find(text)]
        assert any(form.text.removeprefix("The ") in f or f in form.text for f in found), form


@given(st.text(max_size=200))
def test_any_text_has_words_at_their_places(text):
    for word in words_of(text):
        assert text[word.start : word.end] == word.text or " " in word.text
