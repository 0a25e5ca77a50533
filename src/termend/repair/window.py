"""The window around findings that the model may rewrite, and what it is told about them.

A window is a stretch of one segment: up to `CONTEXT` pieces to read, `MARGIN` pieces on each side of the findings that
may be rewritten, and the findings themselves, one to `MOST_MARKS` of them. It is independent of documents, so that
training makes its windows by the same code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MARGIN = 4
CONTEXT = 5
LONGEST_REGION = 32
MOST_MARKS = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding as a half-open range of pieces."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Region:
    """Pieces `first:last` may be rewritten; `marks` are the numbers of the marks inside, in order."""

    first: int
    last: int
    marks: tuple[int, ...]


def regions(count: int, marks: Sequence[Mark]) -> list[Region]:
    """Group marks that stand close together and give each group its region; regions never overlap.

    Args:
        count: number of pieces in the segment.
        marks: in order, not overlapping.

    Returns:
        regions in order. A mark that is longer than a region may be is in none.
    """
    groups: list[list[int]] = []
    for number, mark in enumerate(marks):
        if mark.last - mark.first > LONGEST_REGION - 2 * MARGIN or mark.last <= mark.first:
            continue
        group = groups[-1] if groups else None
        if (
            group
            and len(group) < MOST_MARKS
            and mark.first - marks[group[-1]].last <= MARGIN
            and mark.last - marks[group[0]].first <= LONGEST_REGION - 2 * MARGIN
        ):
            group.append(number)
        else:
            groups.append([number])
    found: list[Region] = []
    for position, group in enumerate(groups):
        left = max((m.last for m in marks if m.last <= marks[group[0]].first), default=0)
        left = max(left, found[-1].last if found else 0, marks[group[0]].first - MARGIN)
        nearest = min((m.first for m in marks if m.first >= marks[group[-1]].last), default=count)
        if position + 1 < len(groups):
            nearest = min(nearest, marks[groups[position + 1][0]].first)
        right = min(nearest, count, marks[group[-1]].last + MARGIN)
        found.append(Region(left, right, tuple(group)))
    return found
