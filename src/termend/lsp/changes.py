"""What of a text changed, in whole paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Where a part of the text can be read by itself: in plain text at every line, in Markdown at an empty one. What such a
# part lacks (the fence of a code block further up) is put right by the check of the whole draft.
_BOUNDARIES = {
    "plain": re.compile(r"\r\n|\r|\n"),
    "markdown": re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)"),
}
_WINDOW = 1 << 14  # code points that are searched for a boundary before all is


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest whole paragraphs that hold all that changed.

    Attributes:
        start: code point where they begin, in the old text and in the new one.
        old_end, new_end: where they end.
    """

    start: int
    old_end: int
    new_end: int

    @property
    def growth(self) -> int:
        """By how many code points the text grew."""
        return self.new_end - self.old_end


def change(old: str, new: str, form: str) -> Change:
    """What changed between two states of a draft of a format; all of it in a format that is read as a whole."""
    boundary = _BOUNDARIES.get(form)
    if boundary is None:
        return Change(0, len(old), len(new))
    made = letters(old, new)
    ends = boundary.search(new, made.new_end)
    end = ends.end() if ends else len(new)
    return Change(_last_boundary(boundary, new, made.start), made.old_end + end - made.new_end, end)


def letters(old: str, new: str) -> Change:
    """What changed, to the letter."""
    start = _common(old, new)
    longest = min(len(old), len(new)) - start
    tail = _common(old[len(old) - longest :][::-1], new[len(new) - longest :][::-1])
    return Change(start, len(old) - tail, len(new) - tail)


def _common(one: str, two: str) -> int:
    """The length of the longest common beginning."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _last_boundary(boundary: re.Pattern[str], text: str, before: int) -> int:
    """Where the last boundary before a place ends; 0 where there is none."""
    for begin in (max(0, before - _WINDOW), 0):
        ends = [match.end() for match in boundary.finditer(text, begin, before)]
        if ends:
            return ends[-1]
    return 0
