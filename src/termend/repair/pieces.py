"""A text as the repair model sees it: words, marks and possessive endings, each a piece with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

# The possessive ending is a piece of its own, so that a name may be exchanged before it; a hyphen joins.
_PIECE = re.compile(r"['’]s(?![^\W_])|[^\W_]+(?:[-.&](?=[^\W_])[^\W_]+|['’](?!s(?![^\W_]))[^\W_]+)*|_|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` stands at `start:end` (code points) of the text that was cut."""

    text: str
    start: int
    end: int


def cut(text: str, bounds: tuple[int, ...] = (), offset: int = 0) -> list[Piece]:
    """The pieces of a text in order; white space lies between them.

    Args:
        bounds: places in the text where a piece must end, such as the ends of findings.
        offset: added to every place.
    """
    edges = [0, *sorted({b for b in bounds if 0 < b < len(text)}), len(text)]
    return [
        Piece(m.group(), offset + m.start(), offset + m.end())
        for start, end in pairwise(edges)
        for m in _PIECE.finditer(text, start, end)
    ]
