"""Reviewdog's diagnostic format (DiagnosticResult). Its columns count bytes of UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from termend.records import Severity
from termend.reports import listing
from termend.reports.item import Place, Region, Report, ReportItem

if TYPE_CHECKING:
    from termend.reports.streamed_report import Streamed

_SEVERITY = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report) -> str:
    """The report as JSON text, fixes as suggestions."""
    return json.dumps(_result([_diagnostic(item) for item in report.items]), ensure_ascii=False, indent=1)


def pieces(streamed: Streamed) -> Iterator[str]:
    """The report as findings come."""
    return listing.pieces(_result, map(_diagnostic, streamed.items()))


def _result(diagnostics: list[Any]) -> dict[str, Any]:
    return {"source": {"name": "termend"}, "diagnostics": diagnostics}


def _diagnostic(item: ReportItem) -> dict[str, Any]:
    location: dict[str, Any] = {"path": item.path}
    if item.region is not None:
        location["range"] = _range(item.region)
    place = f"{item.label}: " if item.label and item.region is None else ""
    diagnostic: dict[str, Any] = {
        "message": place + item.explanation,
        "location": location,
        "severity": _SEVERITY[item.severity],
        "code": {"value": item.rule},
    }
    # A suggestion is one replacement: of a fix with several, none makes sense alone.
    suggestions = [
        {"range": _range(fix.replacements[0].region), "text": fix.replacements[0].text}
        for fix in item.fixes
        if len(fix.replacements) == 1
    ]
    return {**diagnostic, "suggestions": suggestions} if suggestions else diagnostic


def _range(region: Region) -> dict[str, Any]:
    return {"start": _position(region.start), "end": _position(region.end)}


def _position(place: Place) -> dict[str, int]:
    return {"line": place.line, "column": place.byte_column}
