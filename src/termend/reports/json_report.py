"""The JSON report, version 1: a contract with those who read it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from termend.records import Checked, Finding
from termend.reports.position import Positions

VERSION = 1


def render(checked: Sequence[Checked], signature: str) -> str:
    """The report of several documents as JSON text."""
    report = {"version": VERSION, "signature": signature, "documents": [_document(c) for c in checked]}
    return json.dumps(report, ensure_ascii=False, indent=1)


def _document(checked: Checked) -> dict[str, Any]:
    document = checked.document
    positions = Positions(document)
    return {
        "path": document.path,
        "source": document.source_path,
        "words": document.words,
        "findings": [_finding(f, positions) for f in checked.findings],
    }


def _finding(finding: Finding, positions: Positions) -> dict[str, Any]:
    line, column = positions.line_and_column(finding.start)
    term = finding.term
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "segment": finding.segment,
        "start": finding.start,
        "end": finding.end,
        "line": line,
        "column": column,
        "text": finding.text,
        "message": finding.message,
        "term": term and {"source": term.source, "target": term.target, "glossary": term.glossary, "line": term.line},
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
        "places": [{"start": s, "end": e} for s, e in finding.places],
    }
