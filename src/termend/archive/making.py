"""What becomes of one document: its findings, or its mended text and edits, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from termend.archive.rows import Row
from termend.errors import TermendError
from termend.library.checker import Checker
from termend.records import Document, Edit, Finding, Severity


@dataclass(frozen=True, slots=True)
class Made:
    """What came of one document.

    Attributes:
        items: findings, or edits, in order of place: as rows of `schemas.FINDINGS` without the document, or of
            `schemas.EDIT_LIST`.
        text: of a draft from a file of its own, what was read; None for what came as text.
        mended: the mended text; None where nothing was to be mended.
        trouble: why the document could not be done; None where it was.
        words: of the document.
    """

    items: tuple[dict[str, Any], ...] = ()
    text: str | None = None
    mended: str | None = None
    trouble: str | None = None
    words: int = 0

    @property
    def edits(self) -> list[dict[str, Any]] | None:
        """The edits; None of a document that was not mended."""
        return None if self.mended is None else list(self.items)

    def count(self, severity: Severity) -> int:
        """How many findings are so grave."""
        return sum(item["severity"] == severity for item in self.items)


def checked(row: Row, checker: Checker) -> Made:
    """The findings of a document. Nothing that a document holds raises."""
    try:
        report = checker.check(_draft(row), row.source or None, name=_name(row))
    except Exception as error:
        return Made(trouble=_why(row, error), words=row.words)
    return Made(tuple(_finding(f) for f in report.findings), _read(row, report.document), words=_count(report.document))


def mended(row: Row, checker: Checker) -> Made:
    """The mended text of a document and its edits. Nothing that a document holds raises."""
    try:
        fixed = checker.fix(_draft(row), row.source or None, name=_name(row))
    except Exception as error:
        return Made(trouble=_why(row, error), words=row.words)
    items = tuple(_edit(edit) for edit in fixed.edits)
    return Made(items, _read(row, fixed.document), fixed.text, words=_count(fixed.document))


def _draft(row: Row) -> str | bytes:
    if row.trouble:
        raise TermendError(row.trouble)
    return row.draft if row.draft is not None else row.text or ""


def _name(row: Row) -> str | None:
    return row.id if row.draft is not None else None


def _read(row: Row, document: Document) -> str | None:
    return document.text if row.draft is not None else None


def _count(document: Document) -> int:
    return len(document.text.split())


def _why(row: Row, error: Exception) -> str:
    """The first line of what went wrong; what is no trouble of the document's is told as termend's own."""
    said = str(error).strip().split("\n")[0]
    if isinstance(error, TermendError):
        return said.removeprefix(f"{row.id}: ")
    return f"a fault of termend itself ({type(error).__name__}{': ' * bool(said)}{said})"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": str(finding.severity),
        "segment": finding.segment,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "source": finding.term.source if finding.term else None,
        "target": finding.term.target if finding.term else None,
        "score": finding.score,
        "message": finding.message,
        "proposals": list(dict.fromkeys(proposal.text for proposal in finding.proposals)),
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {"start": edit.start, "end": edit.end, "before": edit.before, "after": edit.after}
