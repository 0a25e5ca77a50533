"""Drafts with their sources, from the first word to the last: tests/cases/mended_with_source.jsonl."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from termend import pipeline
from termend.documents.plain import read
from termend.glossary import Glossary
from termend.records import Document, Term

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "mended_with_source.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def _document(lines: list[str]) -> Document:
    return read("-", ("\n".join(lines) + "\n").encode())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"])
def test_mended(case: dict[str, list[str]]) -> None:
    rows = [{**row, "variants": tuple(row.get("variants", ()))} for row in case["rows"]]
    document = pipeline.with_source(_document(case["mt"]), _document(case["zh"]))
    repaired = pipeline.fix(document, Glossary(tuple(Term(**row) for row in rows)))
    assert repaired.text.splitlines() == case["fixed"]
    missing = [f.term.source for f in repaired.findings if f.check == "missing-term" and f.term is not None]
    assert missing == case.get("missing", [])
