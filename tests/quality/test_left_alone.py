"""Right names beside a glossary that has others like them, or none at all: they are left alone, source or not.

A line of the file has a draft, its source where there is one, and rows of a glossary; without rows the shipped
glossaries are asked.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from termend import documents, pipeline
from termend.glossary import Glossary, load
from termend.records import Severity, Term

FILE = Path(__file__).parent.parent / "cases" / "left_alone.jsonl"
LINES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def shipped() -> Glossary:
    return load(())


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line["draft"]))
def test_left_alone(line: dict[str, Any], shipped: Glossary) -> None:
    draft = documents.parse_text("-", line["draft"] + "\n")
    if "source" in line:
        draft = pipeline.with_source(draft, documents.parse_text("-", line["source"] + "\n"))
    rows = tuple(Term(source, target, type=kind, glossary="own.csv") for source, target, kind in line.get("rows", ()))
    repaired = pipeline.fix(draft, Glossary(rows) if rows else shipped)
    assert repaired.text.strip() == line["draft"]
    wrong = [f for f in repaired.findings if f.severity is Severity.ERROR or f.check == "missing-term"]
    assert not [(f.check, f.text, f.term and f.term.source) for f in wrong]
