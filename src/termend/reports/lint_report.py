"""From lint findings to a report."""

from __future__ import annotations

from collections.abc import Sequence

import termend
from termend.glossary.entries import Contents
from termend.lint import registry
from termend.lint.finding import LintFinding
from termend.reports.item import Fix, Place, Region, Replacement, Report, ReportItem, Rule
from termend.reports.position import Positions

_LONGEST = 80


def report(findings: Sequence[LintFinding], files: Sequence[Contents], rules: Sequence[registry.Rule]) -> Report:
    """The report of glossary files.

    Args:
        findings: in order of file and place.
        rules: those that ran.
    """
    positions = {contents.path: Positions(contents.text) for contents in files if contents.text is not None}
    rows = sum(len(contents.entries) for contents in files)
    return Report(
        tuple(_item(finding, positions.get(finding.path)) for finding in findings),
        tuple(Rule(rule.id, rule.summary, rule.page.partition("\n")[2].strip(), rule.severity) for rule in rules),
        tuple(contents.path for contents in files),
        f"termend {termend.__version__}",
        f"{rows} row{'s' * (rows != 1)}" + (f" of {len(files)} files" if len(files) > 1 else ""),
    )


def _item(finding: LintFinding, positions: Positions | None) -> ReportItem:
    words = f"“{shown(finding.text)}”: " if finding.text else ""
    related = tuple(f"{other.path}:{other.line}:{other.column}: {shown(other.text)}" for other in finding.related)
    row = (shown(finding.row),) if finding.row and finding.row != finding.text else ()
    return ReportItem(
        finding.rule,
        finding.severity,
        finding.path,
        words + finding.message,
        _region(finding, positions),
        finding.label,
        finding.text,
        finding.row,
        score=None if finding.score == 1 else finding.score,
        details=(*row, *related),
        fixes=_fixes(finding, positions),
        headline=words + finding.message + (" [--fix]" if finding.fix or finding.cells else ""),
    )


def _region(finding: LintFinding, positions: Positions | None) -> Region | None:
    if positions is None:
        return None
    return Region(
        _place(positions, finding.line, finding.column), _place(positions, finding.end_line, finding.end_column)
    )


def _place(positions: Positions, line: int, column: int) -> Place:
    before = positions.line_text(line)[: column - 1]
    return Place(line, column, len(before.encode("utf-8", "surrogatepass")) + 1)


def _fixes(finding: LintFinding, positions: Positions | None) -> tuple[Fix, ...]:
    if positions is None or not finding.fix:
        return ()
    made = tuple(Replacement(positions.region(edit.start, edit.end), edit.after) for edit in finding.fix)
    texts = " and ".join(f"“{shown(edit.after)}”" for edit in finding.fix if edit.after)
    return (Fix(f"Write {texts}" if texts else "Delete it", made),)


def shown(text: str) -> str:
    """The text as a terminal can print it: invisible characters by number, a long one cut."""
    visible = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)
    return visible if len(visible) <= _LONGEST else visible[: _LONGEST - 1] + "…"
