"""Right names that no glossary holds, beside their source: a newcomer's run leaves them alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from termend import documents, pipeline
from termend.glossary import Glossary, load
from termend.records import Severity

FILE = Path(__file__).parent.parent / "cases" / "open_world_sources.jsonl"
LINES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def shipped() -> Glossary:
    return load(())


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line["draft"]))
def test_left_alone(line: dict[str, str], shipped: Glossary) -> None:
    draft, source = (documents.parse_text("-", line[side] + "\n") for side in ("draft", "source"))
    repaired = pipeline.fix(pipeline.with_source(draft, source), shipped)
    assert repaired.text.strip() == line["draft"]
    wrong = [f for f in repaired.findings if f.severity is Severity.ERROR or f.check == "missing-term"]
    assert not [(f.check, f.text, f.term and f.term.source) for f in wrong]
