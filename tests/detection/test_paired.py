"""Names of a source and what became of them in the draft: tests/cases/bilingual.jsonl."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend import pipeline
from termend.checks import CheckContext
from termend.checks.rules.missing_term import missing_term
from termend.detection.paired import finding
from termend.documents import plain
from termend.glossary import Glossary
from termend.records import Term

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "bilingual.jsonl").read_text(encoding="utf-8").splitlines()
]


def _context(rows, source, draft):
    terms = tuple(
        Term(r["source"], r["target"], tuple(r.get("variants", ())), type=r.get("type", ""), case=r.get("case", ""))
        for r in rows
    )
    document = plain.read("-", (draft + "\n").encode())
    return CheckContext(pipeline.with_source(document, plain.read("-", (source + "\n").encode())), Glossary(terms))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["note"])
def test_what_became_of_the_names(case):
    context = _context(case["rows"], case["zh"], case["mt"])
    text = context.document.text
    garbled = [[text[a.start : a.end], a.term.source] for a in context.detected if a.sourced and a.kind == "wrong"]
    assert garbled == case["garbled"]
    lost = list(missing_term(context))
    expected = case.get("missing", [])
    assert [f.term.source for f in lost] == [source for source, _ in expected]
    assert all(f.start == f.end and where in f.message for f, (_, where) in zip(lost, expected, strict=True))


ROWS = [row for case in CASES for row in case["rows"]]


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.sampled_from(ROWS), max_size=6),
    source=st.text("青江碧水湾李大同，。A7-、虎华新社 ", max_size=25),
    draft=st.text("QingCle WatrBy., -7M“”。\u0301", max_size=50),
)
def test_any_text_is_aligned_within_its_bounds(rows, source, draft):
    source, draft = (" ".join(x.split()) for x in (source, draft))
    context = _context(rows, source, draft)
    found = context.detected
    segment = context.document.segments[0]
    for a in found:
        assert segment.start <= a.start <= a.end <= segment.end
        assert 0.0 <= a.score <= 1.0
        assert (a.kind == "missing") == (a.start == a.end)
    spans = sorted((a.start, a.end) for a in found if a.kind == "wrong")
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@settings(max_examples=15, deadline=None)
@given(st.permutations(ROWS))
def test_the_order_of_rows_does_not_matter(rows):
    source, draft = "李大同在碧水湾见了卡瓦列罗。", "Li Datong met Kavalero at Clear Water Bay."
    assert _context(rows, source, draft).detected == _context(ROWS, source, draft).detected


def test_a_source_that_hardly_belongs_is_passed_over():
    context = _context([{"source": "碧水湾", "target": "Bishui Bay"}], "碧水湾下雨。", "It rained.")
    segments = tuple(type(s)(s.index, s.start, s.text, s.source, 0.2, s.label) for s in context.document.segments)
    document = type(context.document)("-", context.document.text, segments)
    assert finding.find(document, context.glossary) == ()


def test_an_empty_segment_has_no_findings():
    rows = [{"source": "碧水湾", "target": "Bishui Bay", "type": "place"}]
    assert _context(rows, "碧水湾昨天下雨。\n\n碧水湾。", "Bishui Bay was rainy.\n\nBishui Bay.").detected == ()
