"""What an editor underlines: it shows no stretch without extent."""

from __future__ import annotations

import re

_WORD_BEFORE = re.compile(r"\S+(?=\s*\Z)")
_WORD = re.compile(r"\S+")


def visible(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch, or where nothing stands in it the word before it in its line, else the word after it."""
    if start < end:
        return start, end
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    before = _WORD_BEFORE.search(text, line, start)
    after = before or _WORD.search(text, start)
    return after.span() if after else (start, end)
