"""Which lines of a draft are Chinese: bilingual files carry the source between the lines of the English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from termend.language.hanzi import HANZI_CLASS

_HANZI = re.compile(f"[{HANZI_CLASS}]")
_LETTER = re.compile(r"[A-Za-zÀ-ɏ]+")

# English takes more letters than Chinese characters: two to twelve for each, over a line.
_LEAST_LETTERS, _MOST_LETTERS = 1.5, 12.0


def is_chinese(line: str) -> bool:
    """Whether a line is Chinese, names in Latin letters allowed: for each English word more than two characters."""
    return len(_HANZI.findall(line)) > 2.5 * len(_LETTER.findall(line))


def sources_between(lines: Sequence[str]) -> frozenset[int]:
    """Indices of the Chinese lines that are the source of an English line beside them.

    One alone in a draft is its source only where both have the same figures: else it was left untranslated.
    """
    filled = [i for i, line in enumerate(lines) if line.strip()]
    found: set[int] = set()
    used: set[int] = set()
    for position, i in enumerate(filled):
        if not is_chinese(lines[i]):
            continue
        beside = [filled[p] for p in (position - 1, position + 1) if 0 <= p < len(filled)]
        for j in beside:
            if j not in used and not is_chinese(lines[j]) and _match(lines[i], lines[j]):
                found.add(i)
                used.add(j)
                break
    if len(found) == 1:
        (i,) = found
        (j,) = used
        figures = re.findall(r"\d+", lines[i])
        return frozenset(found) if figures and set(figures) <= set(re.findall(r"\d+", lines[j])) else frozenset()
    return frozenset(found)


def _match(chinese: str, english: str) -> bool:
    characters = len(_HANZI.findall(chinese))
    letters = sum(len(word) for word in _LETTER.findall(english))
    return _LEAST_LETTERS * characters <= letters <= _MOST_LETTERS * characters
