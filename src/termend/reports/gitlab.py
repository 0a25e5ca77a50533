"""GitLab's code quality report, which is a part of the Code Climate engine format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from termend.records import Severity
from termend.reports import listing
from termend.reports.fingerprints import Fingerprints
from termend.reports.item import Report, ReportItem

if TYPE_CHECKING:
    from termend.reports.streamed_report import Streamed

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """A JSON list, one object a finding; its fingerprint stays when lines move."""
    return json.dumps(list(_issues(report.items)), ensure_ascii=False, indent=1)


def pieces(streamed: Streamed) -> Iterator[str]:
    """The list as findings come."""
    return listing.pieces(lambda issues: issues, _issues(streamed.items()))


def _issues(items: Iterable[ReportItem]) -> Iterator[dict[str, Any]]:
    mark = Fingerprints()
    return (_issue(item, mark(item)) for item in items)


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
