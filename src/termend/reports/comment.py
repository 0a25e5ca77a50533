"""What an editor reads beside a tracked change: why it was made, and what else it could have been."""

from __future__ import annotations

from termend.records import Document, Edit, Evidence, Finding, Repaired
from termend.reports.options import options


def comments(repaired: Repaired) -> tuple[str, ...]:
    """The comment on each edit, in the order of the edits; several lines."""
    by_edit = {
        (best.start, best.end, best.text): finding
        for finding in reversed(repaired.findings)
        for best in finding.proposals[:1]
    }
    return tuple(
        _comment(repaired.document, edit, by_edit.get((edit.start, edit.end, edit.after))) for edit in repaired.edits
    )


def _comment(document: Document, edit: Edit, finding: Finding | None) -> str:
    if finding is None:
        return f"“{edit.before}” was changed by hand."
    return about(document, finding)


def about(document: Document, finding: Finding) -> str:
    """What is to be said of a finding whose first proposal is printed; several lines."""
    lines = [f"{finding.check} ({finding.score:.2f})"]
    if finding.message:
        lines.append(finding.message)
    if finding.term is not None:
        lines.append(f"{finding.term.source}: {finding.term.target}")
    evidence = ", ".join(_piece(piece) for piece in finding.evidence if piece.source or piece.text)
    if evidence:
        lines.append(f"Evidence: {evidence}")
    others = ", ".join(f"“{o.clause}” ({o.proposal.score:.2f})" for o in options(document, finding)[1:])
    if others:
        lines.append(f"Or: {others}")
    return "\n".join(lines)


def _piece(evidence: Evidence) -> str:
    return f"{evidence.source or '∅'} → {evidence.text or '∅'} ({evidence.how})"
