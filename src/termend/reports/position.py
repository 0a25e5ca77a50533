"""Where a code point is, in lines and columns from 1."""

from __future__ import annotations

from bisect import bisect_right

from termend.records import Document


class Positions:
    """Line and column of code points of one document's text."""

    def __init__(self, document: Document) -> None:
        self._starts = [0] + [i + 1 for i, c in enumerate(document.text) if c == "\n"]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Both from 1; a column counts code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
