"""Narrow a pair: sentence by sentence and item by item, where both sides divide alike."""

from __future__ import annotations

import re

from termend.harvest.aligning import monotone
from termend.harvest.explaining import explain_all
from termend.harvest.links import Links

# Each level: where the Chinese divides, where the English may.
_LEVELS = (
    (re.compile(r"[。！？!?]+[”’』」]?"), (re.compile(r"(?<![A-Z])[.!?]+[”’\"]?(?=\s|$)"),)),
    (re.compile(r"[、；]"), (re.compile(r";(?:\s+and,?\b)?"), re.compile(r",(?:\s+and\b)?|\band\b"))),
)
_MARKS = re.compile(r"“[^“”]*”|《[^《》]*》|‘[^‘’]*’|\"[^\"]*\"")
_LEAST = 0.2
_FEWEST_ITEMS = 2


def narrowed(links: Links) -> list[Links]:
    """The parts of a pair that belong together, or the pair itself where its sides do not divide alike.

    A division counts only where every part of the Chinese finds its part of the English, in order.
    """
    parts = [links]
    for chinese_mark, english_marks in _LEVELS:
        parts = [smaller for part in parts for smaller in _divided(part, chinese_mark, english_marks)]
    return parts


def _divided(links: Links, chinese_mark: re.Pattern[str], english_marks: tuple[re.Pattern[str], ...]) -> list[Links]:
    chinese = _split(links.chinese, chinese_mark)
    if len(chinese) >= _FEWEST_ITEMS:
        for mark in english_marks:
            english = _split(links.english, mark)
            if len(english) == len(chinese):
                own = [[Links(z, e) for e in english] for z in chinese]
                matched = monotone([[explain_all(one).score for one in row] for row in own], _LEAST)
                if len(matched) == len(chinese):
                    return [own[i][j] for i, j in matched]
    return [links]


def _split(text: str, mark: re.Pattern[str]) -> list[str]:
    """The text between the marks that stand outside quotation marks."""
    hidden = _MARKS.sub(lambda m: "“" + "x" * (len(m[0]) - 2) + "”", text)
    borders = [0, *(place for match in mark.finditer(hidden) for place in match.span()), len(text)]
    pieces = (text[start:end].strip() for start, end in zip(borders[::2], borders[1::2], strict=True))
    return [piece for piece in pieces if piece]
