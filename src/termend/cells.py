"""Cells that a spreadsheet would run as formulas, and how they are written as text.

CSV has no types: a program that opens it takes a cell that begins with `=`, `+`, `-` or `@` for a formula, which may
call other programs. An apostrophe before it makes it text, as people type it (CWE-1236).
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[=+\-@\t\r]")
_TEXT = re.compile(r"'(?=[=+\-@\t\r])")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run the cell."""
    return _FORMULA.match(cell) is not None


def as_text(cell: str) -> str:
    """The cell so that a spreadsheet shows it and does not run it."""
    return f"'{cell}" if is_formula(cell) else cell


def words_of(cell: str) -> str:
    """What a cell says, without the mark that it is text."""
    return cell[1:] if cell.startswith("'") and text_mark(cell) else cell


def text_mark(cell: str) -> int:
    """Characters at the cell's head that only say that it is text: 0 or 1."""
    return 1 if _TEXT.match(cell) else 0
