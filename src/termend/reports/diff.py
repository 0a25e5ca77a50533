"""What a repair changes, as a unified diff."""

from __future__ import annotations

import difflib

from termend.records import Repaired


def render(repaired: Repaired) -> str:
    """Unified diff of the draft's text with its repaired text, three lines of context."""
    path = repaired.document.path
    lines = difflib.unified_diff(
        repaired.document.text.splitlines(keepends=True),
        repaired.text.splitlines(keepends=True),
        path,
        f"{path} (repaired)",
    )
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
