"""SARIF 2.1.0 (OASIS, 2020; with errata 01, 2023): what code scanning reads."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import termend
from termend.records import Severity
from termend.reports import listing
from termend.reports.fingerprints import Fingerprints
from termend.reports.item import Fix, Region, Report, ReportItem, Rule

if TYPE_CHECKING:
    from termend.reports.streamed_report import Streamed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report) -> str:
    """The report as one SARIF run. Columns count Unicode code points, and the run says so."""
    rules = _all_rules(report)
    results = list(_results(report.items, rules))
    return json.dumps(_log(report, rules, results), ensure_ascii=False, indent=1)


def pieces(streamed: Streamed) -> Iterator[str]:
    """The report as findings come."""
    rules = list(streamed.head.rules)
    return listing.pieces(partial(_log, streamed.head, rules), _results(streamed.items(), rules))


def _results(items: Iterable[ReportItem], rules: Sequence[Rule]) -> Iterator[dict[str, Any]]:
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    mark = Fingerprints()
    return (_result(item, numbers[item.rule], mark(item)) for item in items)


def _log(report: Report, rules: Sequence[Rule], results: list[Any]) -> dict[str, Any]:
    run = {
        "tool": {
            "driver": {
                "name": "termend",
                "version": termend.__version__,
                "semanticVersion": termend.__version__,
                "rules": [_rule(rule) for rule in rules],
                "properties": {"signature": report.signature},
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _location(path)} for path in dict.fromkeys(report.files)],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _all_rules(report: Report) -> list[Rule]:
    """The rules that ran, and those that only a finding names."""
    known = {rule.id: rule for rule in report.rules}
    for item in report.items:
        known.setdefault(item.rule, Rule(item.rule, item.rule))
    return list(known.values())


def _rule(rule: Rule) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }
    if rule.help:
        described["fullDescription"] = {"text": rule.help.partition("\n\n")[0].replace("\n", " ")}
        described["help"] = {"text": rule.help}
    return described


def _result(item: ReportItem, number: int, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": item.rule,
        "ruleIndex": number,
        "level": _LEVEL[item.severity],
        "message": {"text": item.explanation},
        "locations": [_place(item)],
        "partialFingerprints": {"termendFinding/v1": fingerprint},
    }
    if item.score is not None:
        result["rank"] = round(100 * item.score, 2)
    if item.term is not None:
        term = item.term
        result["properties"] = {
            "term": {"source": term.source, "target": term.target, "glossary": term.glossary, "line": term.line}
        }
    if item.fixes:
        result["fixes"] = [_fix(fix, item.path) for fix in item.fixes]
    return result


def _place(item: ReportItem) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _location(item.path)}
    if item.region is not None:
        physical["region"] = _region(item.region)
        if item.text:
            physical["region"]["snippet"] = {"text": item.text}
    place: dict[str, Any] = {"physicalLocation": physical}
    if item.label:
        place["logicalLocations"] = [{"name": item.label}]
    return place


def _fix(fix: Fix, path: str) -> dict[str, Any]:
    replacements = [{"deletedRegion": _region(r.region), "insertedContent": {"text": r.text}} for r in fix.replacements]
    return {
        "description": {"text": fix.description},
        "artifactChanges": [{"artifactLocation": _location(path), "replacements": replacements}],
    }


def _location(path: str) -> dict[str, str]:
    """Relative where the file is below the current folder, so that it is found from the root of the repository."""
    file = Path(path)
    if file.is_absolute() and file.is_relative_to(Path.cwd()):
        file = file.relative_to(Path.cwd())
    return {"uri": file.as_uri() if file.is_absolute() else quote(os.fsencode(file.as_posix()))}


def _region(region: Region) -> dict[str, Any]:
    return {
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    }
