"""Every rule on rows that it must and must not speak of; the cases are data."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from termend.glossary import formats
from termend.lint import registry, runner

CASES = Path(__file__).parent.parent / "cases" / "lint"


def cases() -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for file in sorted(CASES.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['rule']}: {case['about']}")
def test_the_rule_speaks_where_it_must(case: dict[str, Any]) -> None:
    raw = workbook(case["sheets"]) if "sheets" in case else "\n".join(case["rows"]).encode()
    contents = formats.parse(str(case.get("path", "press.csv")), raw)
    service = registry.named(str(case["rule"])).service
    options = runner.LintOptions(rules=frozenset({str(case["rule"])}), services=(service,) if service else ())
    found = [[f.line, f.column, f.text] for f in runner.lint([contents], options)]
    assert found == case["found"]


def workbook(sheets: dict[str, list[str]]) -> bytes:
    """A workbook with these sheets; a comma stands between the cells of a row."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row.split(","))
    book.save(out)
    return out.getvalue()


def test_every_rule_has_cases_of_both_kinds() -> None:
    spoken = {case["rule"] for case in cases() if case["found"]}
    silent = {case["rule"] for case in cases() if not case["found"]}
    for rule in registry.rules():
        assert rule.id in spoken, f"no case where {rule.id} speaks"
        assert rule.id in silent, f"no case where {rule.id} is silent"


def test_every_rule_has_a_page() -> None:
    for rule in registry.rules():
        assert rule.page.count("\n\n") >= 2, f"the page of {rule.id} explains nothing"
        assert len(rule.summary) < 90
