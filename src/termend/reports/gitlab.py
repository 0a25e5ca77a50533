"""GitLab's code quality report, which is a part of the Code Climate engine format."""

from __future__ import annotations

import json
from typing import Any

from termend.records import Severity
from termend.reports.fingerprints import fingerprints
from termend.reports.item import Report, ReportItem

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """A JSON list, one object a finding; its fingerprint stays when lines move."""
    marks = fingerprints(report.items)
    return json.dumps(
        [_issue(item, mark) for item, mark in zip(report.items, marks, strict=True)], ensure_ascii=False, indent=1
    )


def _issue(item: ReportItem, fingerprint: str) -> dict[str, Any]:
    lines = {"begin": 1} if item.region is None else {"begin": item.region.start.line, "end": item.region.end.line}
    place = f"{item.label}: " if item.label and item.region is None else ""
    return {
        "type": "issue",
        "check_name": item.rule,
        "description": place + item.explanation.replace("\n", " · "),
        "categories": ["Style"],
        "severity": _SEVERITY[item.severity],
        "fingerprint": fingerprint,
        "location": {"path": item.path.removeprefix("./"), "lines": lines},
    }
