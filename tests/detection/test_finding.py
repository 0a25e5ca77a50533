"""Garbled names without a source: invented drafts, clean ones, bad input, and properties that always hold."""

from __future__ import annotations

import json
import random
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend.checks.mentions import Mentions
from termend.detection.search.words import Known
from termend.detection.unpaired.assigning import Garble
from termend.detection.unpaired.finding import find
from termend.glossary import Glossary
from termend.records import Document, Segment, Term

CASES = Path(__file__).parent.parent / "cases"


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def document(text: str) -> Document:
    segments, start = [], 0
    for number, line in enumerate(text.split("\n")):
        segments.append(Segment(number, start, line))
        start += len(line) + 1
    return Document("draft.txt", text, tuple(segments))


def garbles(text: str, terms: list[Term]) -> list[Garble]:
    draft, glossary = document(text), Glossary(tuple(terms))
    known = [Known(m.start, m.end, m.terms, m.segment) for m in Mentions(draft, glossary).all]
    return [g for g in find(draft.segments, glossary, known) if g.score >= 0.5]


def given_terms(case: dict[str, object]) -> list[Term]:
    pairs = case["terms"]
    assert isinstance(pairs, list)
    return [Term(source, target, type="".join(kind)) for source, target, *kind in pairs]


@pytest.mark.parametrize("case", rows("garbled_names.jsonl"), ids=lambda c: str(c["draft"])[:40])
def test_finds_what_nobody_listed(case: dict[str, object]) -> None:
    text = str(case["draft"])
    found = [[text[g.start : g.end], g.term.source] for g in garbles(text, given_terms(case))]
    wanted = case["found"]
    assert isinstance(wanted, list)
    for pair in wanted:
        assert found.count(pair) == wanted.count(pair)


@pytest.mark.parametrize("case", rows("clean_names.jsonl"), ids=lambda c: str(c["draft"])[:40])
def test_leaves_clean_text_alone(case: dict[str, object]) -> None:
    assert garbles(str(case["draft"]), given_terms(case)) == []


ODD_TERMS = [
    Term("卡-52M", "Ka-52M"),
    Term("PCOO", "PCOO"),
    Term("渝", "Chongqing"),
    Term("马", "Ma"),
    Term("邮报", "Post"),
    Term("上游", "Upstream"),
    Term("重报集团", "Chongqing Daily Press Group"),
    Term("重庆日报报业集团", "Chongqing Daily Press Group"),
    Term("𠀀𠀁", "Rare Name"),
    Term("·", "Dot"),
    Term("一二三四五六七八九十", "Numbers"),
]
ORDINARY = "The post office opened upstream of the town, and a horse was sold for 52 dollars after the first post came."


def test_odd_terms_bring_no_flood() -> None:
    assert len(garbles("\n".join(["", ORDINARY, "   ", ORDINARY.upper(), "…", "重庆 8 7 6"]), ODD_TERMS)) <= 1


def test_nothing_to_look_at() -> None:
    assert garbles("", ODD_TERMS) == []
    assert garbles("Some text of Kopper Beam.", []) == []


@pytest.mark.slow
def test_time_is_linear_in_the_draft() -> None:
    """Twice the draft takes about twice the time, up to 50,000 words."""
    words = ORDINARY.split()

    def seconds(count: int) -> float:
        rng = random.Random(count)
        lines = [" ".join(rng.choices(words, k=25)) for _ in range(count // 25)]
        started = time.process_time()
        garbles("\n".join(lines), ODD_TERMS)
        return time.process_time() - started

    seconds(1_000)
    assert seconds(50_000) < 3.5 * seconds(25_000) + 1


_fragments = st.lists(
    st.sampled_from(
        ["Copper Beam", "Chengdu", "the", "Orbit Media", "of", "1455", "Yan Ni", "said", "dam", "。", "Ka", "\n"]
    ),
    min_size=1,
    max_size=14,
)
_TERMS = [
    Term("铜梁", "Tongliang"),
    Term("成都", "Chengdu"),
    Term("轨道传媒", "Rail Transit Media"),
    Term("十四五", "14th Five-Year Plan"),
    Term("闫妮", "Yan Ni"),
    Term("沙坪坝", "Shapingba", ("Shapingba District",)),
    Term("沙坪坝", "Shapingba District"),
]


@settings(max_examples=25, deadline=None)
@given(_fragments, st.permutations(_TERMS))
def test_order_of_rows_never_matters_and_nothing_overlaps(fragments: list[str], turned: list[Term]) -> None:
    text = " ".join(fragments)
    first, second = garbles(text, _TERMS), garbles(text, turned)
    assert [(g.start, g.end, g.term, g.score) for g in first] == [(g.start, g.end, g.term, g.score) for g in second]
    for a, b in pairwise(first):
        assert a.end <= b.start
    assert all(text[g.start : g.end].strip() == text[g.start : g.end] != "" for g in first)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([t.target for t in _TERMS]), min_size=1, max_size=6))
def test_right_names_are_left_alone(targets: list[str]) -> None:
    text = "They went to " + " and to ".join(targets) + " on the same day."
    assert garbles(text, _TERMS) == []
