"""Lint findings for people at a terminal: one line a finding."""

from __future__ import annotations

from collections.abc import Sequence

from termend.lint.finding import LintFinding

_LONGEST = 80


def render(findings: Sequence[LintFinding], rows: int, files: int) -> str:
    """Lines `path:line:column: severity: rule: “text”: message`, the row under each, and a summary."""
    lines: list[str] = []
    for finding in findings:
        place = f"{finding.path}:{finding.line}:{finding.column}"
        text = f"“{shown(finding.text)}”: " if finding.text else ""
        fixable = " [--fix]" if finding.fix else ""
        lines.append(f"{place}: {finding.severity}: {finding.rule}: {text}{finding.message}{fixable}")
        if finding.row and finding.row != finding.text:
            lines.append(f"    {finding.row}")
    count = len(findings)
    of_files = f" of {files} files" if files > 1 else ""
    lines.append(f"{count} finding{'s' * (count != 1)} in {rows} rows{of_files}")
    return "\n".join(lines)


def shown(text: str) -> str:
    """The text as a terminal can print it: invisible characters by number, a long one cut."""
    visible = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)
    return visible if len(visible) <= _LONGEST else visible[: _LONGEST - 1] + "…"
