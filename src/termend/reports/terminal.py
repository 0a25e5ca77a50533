"""The report for people at a terminal: one line a finding, evidence under it."""

from __future__ import annotations

from collections.abc import Sequence

from termend.records import Checked, Evidence, Finding
from termend.reports.position import Positions


def render(checked: Sequence[Checked], signature: str) -> str:
    """Lines `path:line:column: severity: check: "text" → "proposal" (score)`, each with its evidence, and a summary."""
    lines: list[str] = []
    for one in checked:
        positions = Positions(one.document)
        for finding in one.findings:
            lines.extend(_finding(one.document.path, finding, positions))
    count = sum(len(one.findings) for one in checked)
    words = sum(one.document.words for one in checked)
    lines.append(f"{count} finding{'s' * (count != 1)} in {words} words ({signature})")
    return "\n".join(lines)


def _finding(path: str, finding: Finding, positions: Positions) -> list[str]:
    line, column = positions.line_and_column(finding.start)
    arrow = f" → “{finding.proposals[0].text}”" if finding.proposals else ""
    head = f"{path}:{line}:{column}: {finding.severity}: {finding.check}: “{finding.text}”{arrow} ({finding.score:.2f})"
    why = "    " + _why(finding) if finding.term else "    " + finding.message
    return [head, why]


def _why(finding: Finding) -> str:
    assert finding.term is not None
    pieces = ", ".join(_piece(e) for e in finding.evidence if e.source or e.text)
    return f"{finding.term.source} ({finding.term.target}){': ' + pieces if pieces else ''}"


def _piece(evidence: Evidence) -> str:
    return f"{evidence.source or '∅'} → {evidence.text or '∅'} [{evidence.how}]"
