"""From checked drafts to a report."""

from __future__ import annotations

from collections.abc import Sequence

from termend import checks
from termend.documents import file_text
from termend.records import Checked, Document, Edit, Evidence, Finding, Proposal
from termend.reports.item import Fix, Region, Replacement, Report, ReportItem, Rule
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
        extent(words),
        tuple(checked),
    )


def extent(words: int) -> str:
    """How much was looked at, in words."""
    return f"{words} word{'s' * (words != 1)}"


def rule(name: str) -> Rule:
    """What is known of a check: the documentation of its module, whose first line reads `name: summary.`"""
    first, _, rest = checks.documentation(name).partition("\n")
    summary = first.partition(": ")[2] or first
    summary = summary[:1].upper() + summary[1:]
    return Rule(name, summary, rest.strip() or summary)


def items(checked: Checked, before: int = 0) -> tuple[ReportItem, ...]:
    """One item for each finding, in the same order.

    Args:
        before: lines before the document, where it is a section of a draft.
    """
    document = checked.document
    located = _Located(document, before)
    return tuple(_item(finding, document, located) for finding in checked.findings)


class _Located:
    """Where stretches of a document's text stand in its file; nowhere in an archive, where a label says it."""

    def __init__(self, document: Document, before: int) -> None:
        self._file = file_text(document)
        self._in_file = Positions(self._file.text, before) if self._file else None
        self._in_text = Positions(document.text, before)

    def region(self, start: int, end: int) -> Region | None:
        if self._file is None or self._in_file is None:
            return None
        return self._in_file.region(*self._file.range(start, end))

    def line_text(self, start: int) -> str:
        return self._in_text.line_text(self._in_text.line_and_column(start)[0])

    def fix(self, proposal: Proposal, text: str) -> Fix | None:
        if self._file is None or self._in_file is None:
            return None
        edit = Edit(proposal.start, proposal.end, text[proposal.start : proposal.end], proposal.text)
        made = tuple(
            Replacement(self._in_file.region(start, end), new) for start, end, new in self._file.replacements(edit)
        )
        return Fix(f"Print “{proposal.text}”", made) if made else None


def _item(finding: Finding, document: Document, located: _Located) -> ReportItem:
    fixes = (located.fix(proposal, document.text) for proposal in finding.proposals)
    return ReportItem(
        finding.check,
        finding.severity,
        document.path,
        _message(finding),
        located.region(finding.start, finding.end),
        document.segments[finding.segment].label,
        finding.text,
        located.line_text(finding.start),
        finding.term,
        finding.score,
        _details(finding),
        tuple(fix for fix in fixes if fix),
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
