"""Apply edits to a text: exactly, replayably, and nothing but them."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from termend.errors import EditError
from termend.records import WORLD_NAMES, Edit, Finding, Severity


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit made; offsets are those of the text as it came.

    Raises:
        EditError: where two edits overlap, or the text is not what an edit says stands there.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    for earlier, later in itertools.pairwise(ordered):
        if later.start < earlier.end or (later.start, later.end) == (earlier.start, earlier.end):
            raise EditError(f"Two edits meet at code point {later.start}: keep one of them")
    pieces: list[str] = []
    at = 0
    for edit in ordered:
        if edit.start < 0 or edit.end < edit.start or text[edit.start : edit.end] != edit.before:
            raise EditError(
                f"The text at {edit.start}:{edit.end} is {text[edit.start : edit.end]!r}, not {edit.before!r}: "
                "the draft changed since it was checked; check it again"
            )
        pieces += (text[at : edit.start], edit.after)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)


class Stretches:
    """Stretches of a text of which no two meet; an empty one meets another that begins there or reaches over it."""

    def __init__(self) -> None:
        self._taken: list[tuple[int, int]] = []  # in order

    def take(self, start: int, end: int) -> bool:
        """Take a stretch, if it meets none that is taken."""
        place = bisect_left(self._taken, (start, start))
        if place and self._taken[place - 1][1] > start:
            return False
        following = self._taken[place : place + 1]
        if following and (following[0][0] < end or following[0][0] == start):
            return False
        self._taken.insert(place, (start, end))
        return True


# What is sound English for the name and not the form that the glossary prescribes is mended only where asked.
MENDED_WHERE_ASKED = frozenset({"unapproved-rendering"})


def is_left(finding: Finding, asked: Collection[str] = ()) -> bool:
    """Whether a finding's words stand as they are although it has a proposal, unless an editor chose otherwise.

    Args:
        asked: names of checks that the user wants mended too, and `world-names` for what is found by these.
    """
    if not finding.proposals or finding.proposals[0].origin == "editor":
        return False
    if finding.term is not None and finding.term.is_last_resort and WORLD_NAMES not in asked:
        return True
    if finding.check in asked:
        return False
    return finding.check in MENDED_WHERE_ASKED or finding.severity is Severity.INFO


def from_findings(text: str, findings: Sequence[Finding], asked: Collection[str] = ()) -> tuple[Edit, ...]:
    """The first proposal of each finding as an edit; of two that meet, the one with the better finding stays.

    A proposal for the whole of a finding is made at the finding's further places as well.

    Args:
        asked: as for `is_left`.
    """
    made: list[Edit] = []
    taken = Stretches()
    for finding in sorted(findings, key=lambda f: (-f.score, f.start, f.end)):
        if not finding.proposals:
            continue
        best = finding.proposals[0]
        if is_left(finding, asked):
            continue
        places = finding.places if (best.start, best.end) == (finding.start, finding.end) else ()
        for start, end in ((best.start, best.end), *places):
            before = text[start:end]
            if before != best.text and taken.take(start, end):
                made.append(Edit(start, end, before, best.text))
    return tuple(sorted(made, key=lambda edit: edit.start))
