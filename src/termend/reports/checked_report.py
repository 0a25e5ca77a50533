"""From checked drafts to a report."""

from __future__ import annotations

from collections.abc import Sequence

from termend import checks
from termend.documents.encoding import decode
from termend.errors import DocumentError
from termend.records import Checked, Document, Evidence, Finding
from termend.reports.item import Fix, Replacement, Report, ReportItem, Rule
from termend.reports.position import Positions


def report(checked: Sequence[Checked], signature: str, names: Sequence[str] = ()) -> Report:
    """The report of several drafts.

    Args:
        names: the checks that ran; all where none is given.
    """
    words = sum(one.document.words for one in checked)
    return Report(
        tuple(item for one in checked for item in items(one)),
        tuple(rule(name) for name in names or checks.names()),
        tuple(one.document.path for one in checked),
        signature,
        f"{words} words",
        tuple(checked),
    )


def rule(name: str) -> Rule:
    """What is known of a check: the documentation of its module, whose first line reads `name: summary.`"""
    first, _, rest = checks.documentation(name).partition("\n")
    summary = first.partition(": ")[2] or first
    return Rule(name, summary[:1].upper() + summary[1:], rest.strip())


def items(checked: Checked) -> tuple[ReportItem, ...]:
    """One item for each finding, in the same order."""
    document = checked.document
    positions = Positions(document.text)
    in_file = _offsets_hold_in_file(document)
    return tuple(_item(finding, document, positions, in_file) for finding in checked.findings)


def _offsets_hold_in_file(document: Document) -> bool:
    """Whether the document's text is the file's text, so that lines and columns mean something to an editor."""
    try:
        return not document.raw or decode(document.path, document.raw)[0] == document.text
    except DocumentError:
        return False


def _item(finding: Finding, document: Document, positions: Positions, in_file: bool) -> ReportItem:
    line, _ = positions.line_and_column(finding.start)
    fixes = tuple(
        Fix(f"Print “{p.text}”", (Replacement(positions.region(p.start, p.end), p.text),)) for p in finding.proposals
    )
    return ReportItem(
        finding.check,
        finding.severity,
        document.path,
        _message(finding),
        positions.region(finding.start, finding.end) if in_file else None,
        document.segments[finding.segment].label,
        finding.text,
        positions.line_text(line),
        finding.term,
        finding.score,
        _details(finding),
        fixes if in_file else (),
        _headline(finding),
    )


def _headline(finding: Finding) -> str:
    """What changes into what; a missing term has nothing to change."""
    if not finding.text:
        return ""
    return f"“{finding.text}”" + (f" → “{finding.proposals[0].text}”" if finding.proposals else "")


def _message(finding: Finding) -> str:
    """The finding's own sentence, else one made from its parts."""
    if finding.message:
        return finding.message
    words = f"“{finding.text}”" if finding.text else "nothing"
    return f"{words} stands for {finding.term.source}" if finding.term else f"{words}: {finding.check}"


def _details(finding: Finding) -> tuple[str, ...]:
    """The row and the alignment that led to it, in one line."""
    if finding.term is None:
        return ()
    row = f"{finding.term.source} ({finding.term.target})"
    pieces = ", ".join(_piece(e) for e in finding.evidence if e.source or e.text)
    return (f"{row}: {pieces}" if pieces else row,)


def _piece(evidence: Evidence) -> str:
    return f"{evidence.source or '∅'} → {evidence.text or '∅'} [{evidence.how}]"
