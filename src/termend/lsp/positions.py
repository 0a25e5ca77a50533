"""Code points of a text as the protocol's lines and characters, and back.

A line ends at a line feed, a carriage return, or both; characters count in the unit that client and server agreed on,
UTF-16 where they agreed on nothing (Language Server Protocol 3.17, “Position”).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range

from termend.offsets import Offsets

_LINE_END = re.compile(r"\r\n|\r|\n")


class Positions:
    """Places of one text.

    Args:
        encoding: the unit agreed on.
    """

    def __init__(self, text: str, encoding: str = PositionEncodingKind.Utf16) -> None:
        self._text, self._encoding = text, encoding
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def position(self, offset: int) -> Position:
        """The position of a code point."""
        offset = min(max(offset, 0), len(self._text))
        line = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[line] : offset]
        if self._encoding == PositionEncodingKind.Utf16:
            return Position(line, Offsets(before).to_utf16(len(before)))
        if self._encoding == PositionEncodingKind.Utf8:
            return Position(line, len(before.encode("utf-8", "surrogatepass")))
        return Position(line, len(before))

    def range(self, start: int, end: int) -> Range:
        """The half-open stretch of code points."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """The code point at a position; one behind the end of its line counts as that end."""
        if position.line >= len(self._starts):
            return len(self._text)
        start = self._starts[position.line]
        match = _LINE_END.search(self._text, start)
        line = Offsets(self._text[start : match.start() if match else len(self._text)])
        if self._encoding == PositionEncodingKind.Utf16:
            return start + line.from_utf16(position.character)
        if self._encoding == PositionEncodingKind.Utf8:
            return start + line.from_bytes(position.character)
        return min(start + position.character, start + line.from_utf16(2 * position.character + 2))

    def line_start(self, line: int, column: int) -> int:
        """The code point at a line and a column that both count from 1, the column in code points."""
        return min(self._starts[min(line, len(self._starts)) - 1] + column - 1, len(self._text))
