"""Places in a text, counted in code points, in UTF-16 units and in bytes of UTF-8.

termend counts code points, as Python does. JavaScript, Java, LanguageTool's clients and the Language Server Protocol
count UTF-16 units; grep, reviewdog and C count bytes. The three part where a text leaves ASCII.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate

_LAST_OF_ONE_UNIT = "\uffff"


class Offsets:
    """Translates places of one text; every place is that of a boundary between code points, from 0.

    A place inside a code point (between two surrogates, between the bytes of one letter) counts as its beginning, and
    one behind the end of the text as its end.

    >>> offsets = Offsets("𠮷野家 is a café")
    >>> offsets.to_utf16(3), offsets.to_bytes(3)
    (4, 10)
    >>> offsets.from_utf16(4), offsets.from_bytes(10)
    (3, 3)
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def to_utf16(self, code_point: int) -> int:
        """The UTF-16 units before a code point."""
        code_point = min(max(code_point, 0), len(self._text))
        return code_point + bisect_left(self._astral, code_point)

    def from_utf16(self, unit: int) -> int:
        """The code points before a UTF-16 unit."""
        if not self._astral:
            return min(max(unit, 0), len(self._text))
        return self._whole(self._units, unit)

    def to_bytes(self, code_point: int) -> int:
        """The bytes of UTF-8 before a code point; a lone surrogate counts three."""
        return self._bytes[min(max(code_point, 0), len(self._text))]

    def from_bytes(self, byte: int) -> int:
        """The code points before a byte of UTF-8."""
        return self._whole(self._bytes, byte)

    @staticmethod
    def _whole(starts: list[int], place: int) -> int:
        at = bisect_left(starts, place)
        if at == len(starts):
            return len(starts) - 1
        return at if starts[at] == max(place, 0) else at - 1

    @cached_property
    def _astral(self) -> list[int]:
        """Code points that take two units, in order."""
        return [at for at, letter in enumerate(self._text) if letter > _LAST_OF_ONE_UNIT]

    @cached_property
    def _units(self) -> list[int]:
        return list(accumulate((1 + (letter > _LAST_OF_ONE_UNIT) for letter in self._text), initial=0))

    @cached_property
    def _bytes(self) -> list[int]:
        return list(accumulate((len(letter.encode("utf-8", "surrogatepass")) for letter in self._text), initial=0))
