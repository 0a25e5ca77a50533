"""Where a code point is, in lines and columns from 1."""

from __future__ import annotations

import re
from bisect import bisect_right

from termend.reports.item import Place, Region

_LINE_END = re.compile(r"\r\n|\r|\n")


class Positions:
    """Line and column of code points of one text.

    Args:
        before: lines that stand before it, where it is a section of a draft.
    """

    def __init__(self, text: str, before: int = 0) -> None:
        self._text, self._before = text, before
        self._starts = [0] + [match.end() for match in _LINE_END.finditer(text)]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Both from 1; a column counts code points."""
        line = bisect_right(self._starts, offset)
        return line + self._before, offset - self._starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The line of that number, from 1, without its line ending."""
        line -= self._before
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        return self._text[self._starts[line - 1] : end].rstrip("\r\n")

    def place(self, offset: int) -> Place:
        """The place of a code point, or of the end of the text."""
        line, column = self.line_and_column(offset)
        before = self._text[offset - column + 1 : offset]
        return Place(line, column, len(before.encode("utf-8", "surrogatepass")) + 1)

    def region(self, start: int, end: int) -> Region:
        """The half-open stretch of code points."""
        return Region(self.place(start), self.place(end))
