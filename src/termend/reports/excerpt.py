"""What a page shows of a document: its text cut at the flags, and the sentence around a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from termend.records import Document, Edit, Finding, Segment

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z])|[。！？][”’」）]*")
_LONGEST = 180  # code points shown on each side of a change


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, with the number of the finding that flags it, or None."""

    text: str
    finding: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence with the stretch that changes: `lead + old + tail` before, `lead + new + tail` after."""

    lead: str
    old: str
    new: str
    tail: str


def cut(segment: Segment, flags: Iterable[tuple[int, int, int]]) -> list[Piece]:
    """The segment's text in pieces.

    Args:
        flags: start, end (code points of the document) and number of each finding. Each gets its piece: where two
            overlap, the later one's begins where the earlier one's ends, and may be empty.
    """
    pieces: list[Piece] = []
    at = segment.start
    for start, end, number in sorted(flags):
        start = min(max(start, at), segment.end)
        end = min(max(start, end), segment.end)
        if start > at:
            pieces.append(Piece(segment.text[at - segment.start : start - segment.start]))
        pieces.append(Piece(segment.text[start - segment.start : end - segment.start], number))
        at = end
    if at < segment.end or not pieces:
        pieces.append(Piece(segment.text[at - segment.start :]))
    return pieces


def change(document: Document, finding: Finding, edit: Edit | None) -> Change:
    """The sentence a finding stands in, with what an edit makes of it; without one nothing changes."""
    start, end, new = (edit.start, edit.end, edit.after) if edit else (finding.start, finding.end, finding.text)
    segment = document.segments[finding.segment]
    left, right = sentence(segment.text, start - segment.start, end - segment.start)
    text = segment.text
    return Change(
        text[left : start - segment.start],
        text[start - segment.start : end - segment.start],
        new,
        text[end - segment.start : right],
    )


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or as much of it as is shown, around a stretch: half-open code points of the text."""
    left, right = 0, len(text)
    for match in _SENTENCE_END.finditer(text):
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.end()
            break
    if start - left > _LONGEST:
        left = text.rfind(" ", 0, start - _LONGEST) + 1 or start - _LONGEST
    if right - end > _LONGEST:
        space = text.find(" ", end + _LONGEST)
        right = space if 0 <= space < right else end + _LONGEST
    return left, right


def source_around(source: str, name: str) -> list[Piece]:
    """The Chinese sentence that holds a name, with the name marked (finding 0); the whole where it does not."""
    first = source.find(name) if name else -1
    if first < 0:
        return [Piece(source)]
    left, right = sentence(source, first, first + len(name))
    pieces: list[Piece] = []
    for i, between in enumerate(source[left:right].split(name)):
        pieces += [Piece(name, 0)] * (i > 0) + [Piece(between)] * bool(between)
    return pieces


def marked(text: str, names: Iterable[str]) -> list[Piece]:
    """A text with each name in it marked (finding 0), the longest name where several begin together."""
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    if not longest_first:
        return [Piece(text)]
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", text)
    return [Piece(part, 0 if i % 2 else None) for i, part in enumerate(parts) if part]
