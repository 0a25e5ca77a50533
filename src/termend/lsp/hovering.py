"""The evidence for a finding, as an editor shows it beside the words."""

from __future__ import annotations

import re

from termend.lsp.marks import Mark
from termend.records import Evidence

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+|~!-])")


def hover(mark: Mark) -> str:
    """What is found, why, and what is proposed, in Markdown."""
    finding, term = mark.finding, mark.finding.term
    said = [f"**{finding.check}** · {finding.score:.2f}", _plain(finding.message or finding.text)]
    if term is not None:
        row = f"{_plain(term.source)} → **{_plain(term.target)}**"
        said.append(row + (f" · {_plain(term.glossary)}:{term.line}" if term.glossary else ""))
        if term.note:
            said.append(_plain(term.note))
    pieces = [piece for piece in finding.evidence if piece.source or piece.text]
    if pieces:
        said.append("\n".join(["| name | words | how | nats |", "| --- | --- | --- | ---: |", *map(_row, pieces)]))
    if mark.fixes:
        said.append("Print: " + " · ".join(f"“{_plain(fix.text)}”" for fix in mark.fixes))
    return "\n\n".join(said)


def _row(piece: Evidence) -> str:
    return f"| {_plain(piece.source or '–')} | {_plain(piece.text or '–')} | {piece.how} | {piece.log_odds:+.1f} |"


def _plain(text: str) -> str:
    """Text that no renderer of Markdown takes for markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
