"""What a repair changes, as a unified diff."""

from __future__ import annotations

import difflib
import re

from termend.records import Repaired

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends, as a patch counts them: the line feed ends one, and nothing else does."""
    return _LINE.findall(text)


def render(repaired: Repaired) -> str:
    """Unified diff of the draft's text with its repaired text, three lines of context."""
    path = repaired.document.path
    lines = difflib.unified_diff(
        lines_of(repaired.document.text),
        lines_of(repaired.text),
        path,
        f"{path} (repaired)",
    )
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
