"""The JSON report, version 1: a contract with those who read it, held by `report.schema.json` beside this file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from termend.documents import FileText, file_text
from termend.records import Checked, Finding, Term
from termend.reports import listing
from termend.reports.item import Region, Report, ReportItem
from termend.reports.position import Positions

if TYPE_CHECKING:
    from termend.reports.streamed_report import Streamed

VERSION = 1


def render(report: Report) -> str:
    """The report as JSON text: `documents` where drafts were checked, `files` where glossaries were."""
    body: dict[str, Any] = {"version": VERSION, "signature": report.signature}
    if report.checked is not None:
        body["documents"] = [_document(checked) for checked in report.checked]
    else:
        by_path: dict[str, list[dict[str, Any]]] = {path: [] for path in report.files}
        for item in report.items:
            by_path.setdefault(item.path, []).append(_item(item))
        body["files"] = [{"path": path, "findings": findings} for path, findings in by_path.items()]
    return json.dumps(body, ensure_ascii=False, indent=1)


def pieces(streamed: Streamed) -> Iterator[str]:
    """The report of one draft as its sections come."""
    (path,) = streamed.head.files

    def body(found: list[Any]) -> dict[str, Any]:
        document = {"path": path, "source": None, "words": streamed.words, "findings": found}
        return {"version": VERSION, "signature": streamed.head.signature, "documents": [document]}

    return listing.pieces(body, _findings_of(streamed))


def _findings_of(streamed: Streamed) -> Iterator[dict[str, Any]]:
    for section, checked, _ in streamed.each():
        positions = Positions(checked.document.text, section.segment)
        for finding in checked.findings:
            yield _finding(section.in_draft(finding), None, *positions.line_and_column(finding.start))


def _document(checked: Checked) -> dict[str, Any]:
    document = checked.document
    file = file_text(document) or FileText(document.text, replace(document, pieces=()))
    positions = Positions(file.text)
    return {
        "path": document.path,
        "source": document.source_path,
        "words": document.words,
        "findings": [
            _finding(
                finding,
                document.segments[finding.segment].label,
                *positions.line_and_column(file.range(finding.start, finding.end)[0]),
            )
            for finding in checked.findings
        ],
    }


def _finding(finding: Finding, label: str | None, line: int, column: int) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "segment": finding.segment,
        "label": label,
        "start": finding.start,
        "end": finding.end,
        "line": line,
        "column": column,
        "text": finding.text,
        "message": finding.message,
        "term": _term(finding.term),
        "score": round(finding.score, 4),
        "evidence": [
            {"source": e.source, "text": e.text, "how": e.how, "log_odds": round(e.log_odds, 2)}
            for e in finding.evidence
        ],
        "entity": finding.entity,
        "proposals": [
            {"text": p.text, "start": p.start, "end": p.end, "score": round(p.score, 4), "origin": p.origin}
            for p in finding.proposals
        ],
        "places": [{"start": start, "end": end} for start, end in finding.places],
    }


def _term(term: Term | None) -> dict[str, Any] | None:
    if term is None:
        return None
    return {"source": term.source, "target": term.target, "glossary": term.glossary, "line": term.line}


def _item(item: ReportItem) -> dict[str, Any]:
    return {
        "rule": item.rule,
        "severity": item.severity.value,
        **_region(item.region),
        "label": item.label,
        "text": item.text,
        "message": item.message,
        "score": None if item.score is None else round(item.score, 4),
        "details": list(item.details),
        "fixes": [
            {
                "description": fix.description,
                "replacements": [{**_region(r.region), "text": r.text} for r in fix.replacements],
            }
            for fix in item.fixes
        ],
    }


def _region(region: Region | None) -> dict[str, int | None]:
    if region is None:
        return dict.fromkeys(("line", "column", "end_line", "end_column"))
    return {
        "line": region.start.line,
        "column": region.start.column,
        "end_line": region.end.line,
        "end_column": region.end.column,
    }
