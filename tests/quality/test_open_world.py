"""Most names of a draft stand in no glossary: right names of others are left alone, and a garble beside them is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from termend import checks
from termend.documents import plain
from termend.glossary import Glossary, load
from termend.records import Term

FILE = Path(__file__).parent.parent / "cases" / "open_world.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
LEAST_SCORE = 0.5


@pytest.fixture(scope="module")
def shipped() -> Glossary:
    return load()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_right_names_of_others_are_left_alone(case: dict[str, object], shipped: Glossary) -> None:
    rows = case.get("glossary")
    glossary = Glossary(tuple(Term(*row[:2], type=row[2]) for row in rows)) if isinstance(rows, list) else shipped
    document = plain.read("draft.txt", "\n".join((*case["draft"], "")).encode())
    context = checks.CheckContext(document, glossary, LEAST_SCORE)
    found = [finding for run in checks.registered(()) for finding in run(context) if finding.score >= LEAST_SCORE]
    assert {f.text: f.term.source for f in found if f.term} == case.get("found", {})
