"""Marks and lint findings as the protocol's diagnostics."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from termend.lint.finding import LintFinding
from termend.lsp.marks import Mark
from termend.lsp.positions import Positions
from termend.records import Severity
from termend.reports.underlining import visible

SOURCE = "termend"
_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def of_draft(uri: str, text: str, marks: Sequence[Mark], positions: Positions) -> list[types.Diagnostic]:
    """One diagnostic a mark, in their order; where something is missing, the word beside the place is underlined."""
    return [_of_mark(uri, text, mark, positions) for mark in marks]


def _of_mark(uri: str, text: str, mark: Mark, positions: Positions) -> types.Diagnostic:
    finding = mark.finding
    return types.Diagnostic(
        positions.range(*visible(text, mark.start, mark.end)),
        message=finding.message or f"{finding.text}: {finding.check}",
        severity=_SEVERITY[finding.severity],
        code=finding.check,
        source=SOURCE,
        related_information=[
            types.DiagnosticRelatedInformation(types.Location(uri, positions.range(*place)), text[slice(*place)])
            for place in mark.places
        ]
        or None,
    )


def of_glossary(uri: str, findings: Sequence[LintFinding], positions: Positions) -> list[types.Diagnostic]:
    """One diagnostic a finding, in their order."""
    return [
        types.Diagnostic(
            stretch(finding, positions),
            message=finding.message,
            severity=_SEVERITY[finding.severity],
            code=finding.rule,
            source=SOURCE,
            related_information=[
                types.DiagnosticRelatedInformation(
                    types.Location(uri, positions.range(*(positions.line_start(other.line, other.column),) * 2)),
                    other.text,
                )
                for other in finding.related
                if other.path == finding.path
            ]
            or None,
        )
        for finding in findings
    ]


def stretch(finding: LintFinding, positions: Positions) -> types.Range:
    """Where a lint finding stands."""
    return positions.range(
        positions.line_start(finding.line, finding.column), positions.line_start(finding.end_line, finding.end_column)
    )


def of_error(message: str) -> types.Diagnostic:
    """A file that cannot be read, said at its beginning."""
    start = types.Position(0, 0)
    return types.Diagnostic(
        types.Range(start, start), message=message, severity=types.DiagnosticSeverity.Error, source=SOURCE
    )
