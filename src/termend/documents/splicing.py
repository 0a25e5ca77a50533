"""Put edits into the file itself, at the places its pieces name, and leave all else as it was."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from termend.documents.building import MARK, PROTECTED
from termend.documents.escaping import escape
from termend.errors import EditError
from termend.records import Document, Edit, Piece

Splice = tuple[int, int, str]
"""Write a text in place of `at:until`, in code points of the decoded file or part."""

_WORDS = re.compile(r"\s*\S+|\s+")


@dataclass(frozen=True, slots=True)
class Change:
    """Write `text` in place of `at:until` of a part; `before` is what the piece read as there."""

    piece: Piece
    at: int
    until: int
    before: str
    text: str


def changes(document: Document, edits: Iterable[Edit]) -> list[list[Change]]:
    """For each edit in order of place, what it does to the pieces that it touches.

    The new text goes to the first piece touched, with its formatting; of the others the old text is taken away, and so
    are the marks (breaks, soft hyphens) between them. Words that an edit has in common with what stands there, at its
    start and its end, are left alone.

    Raises:
        EditError: where the text is not what an edit says, or the edit touches what cannot be edited.
    """
    pieces = document.pieces
    done: list[list[Change]] = []
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if document.text[edit.start : edit.end] != edit.before:
            raise EditError(
                f"{document.path}: the text at {edit.start}:{edit.end} is not {edit.before!r}: "
                "the draft changed since it was checked; check it again"
            )
        if edit.before != edit.after:
            done.append(_changes(pieces, _narrowed(edit), document.path))
    return done


def stretch(document: Document, start: int, end: int) -> list[Change]:
    """Where a stretch of the text lies, as changes that write what stands there.

    Raises:
        EditError: where no text of the file stands there.
    """
    edit = Edit(start, end, document.text[start:end], "")
    found = _changes(document.pieces, edit, document.path)
    return [replace(change, text=change.before) for change in found]


def _changes(pieces: Sequence[Piece], edit: Edit, path: str) -> list[Change]:
    first = max(0, bisect_right(pieces, edit.start, key=lambda piece: piece.start) - 1)
    if edit.start == edit.end:
        return [_insertion(pieces, first, edit, path)]
    made: list[Change] = []
    for index in range(first, len(pieces)):
        piece = pieces[index]
        if piece.start >= edit.end:
            break
        if piece.end > edit.start and piece.writing != PROTECTED:
            made.append(_removal(piece, max(piece.start, edit.start), min(piece.end, edit.end)))
    taking = next((n for n, change in enumerate(made) if change.piece.writing != MARK), None)
    if taking is not None:
        made[taking] = _with_text(made[taking], edit)
    elif edit.after:
        raise EditError(f"{path}: {edit.before!r} cannot be edited: no text of the file stands there")
    return made


def _removal(piece: Piece, start: int, end: int) -> Change:
    """Take `start:end` of the text away; of a piece that can be written only whole, the rest is written anew."""
    if len(piece.text) == piece.until - piece.at:
        at = piece.at + start - piece.start
        return Change(piece, at, at + end - start, piece.text[start - piece.start : end - piece.start], "")
    kept = piece.text[: start - piece.start] + piece.text[end - piece.start :]
    return Change(piece, piece.at, piece.until, piece.text, kept)


def _with_text(change: Change, edit: Edit) -> Change:
    before = max(0, edit.start - change.piece.start) if change.text else 0
    return replace(change, text=change.text[:before] + edit.after + change.text[before:])


def _insertion(pieces: Sequence[Piece], first: int, edit: Edit, path: str) -> Change:
    near = [piece for piece in pieces[max(0, first - 1) : first + 2] if piece.writing not in (MARK, PROTECTED)]
    for piece in near:
        if piece.start < edit.start <= piece.end:
            if edit.start == piece.end:
                return Change(piece, piece.until, piece.until, "", edit.after)
            if len(piece.text) == piece.until - piece.at:
                at = piece.at + edit.start - piece.start
                return Change(piece, at, at, "", edit.after)
    for piece in near:
        if piece.start == edit.start:
            return Change(piece, piece.at, piece.at, "", edit.after)
    raise EditError(f"{path}: nothing can be inserted at {edit.start}: no text of the file stands there")


def _narrowed(edit: Edit) -> Edit:
    """The edit without the words that it leaves as they are, at either end."""
    before, after = _WORDS.findall(edit.before), _WORDS.findall(edit.after)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    skipped = sum(map(len, before[:head]))
    kept_before = "".join(before[head : len(before) - tail])
    kept_after = "".join(after[head : len(after) - tail])
    if kept_after[:1].isspace() and kept_before[:1] == kept_after[:1]:
        skipped, kept_before, kept_after = skipped + 1, kept_before[1:], kept_after[1:]
    start = edit.start + skipped
    return Edit(start, start + len(kept_before), kept_before, kept_after)


def splice(text: str, made: Iterable[Splice]) -> str:
    """The text with each `(at, until, new)` put in; ranges do not overlap, those at one place go in order."""
    out: list[str] = []
    done = 0
    for at, until, new in sorted(made, key=lambda change: change[:2]):
        out += (text[done:at], new)
        done = until
    out.append(text[done:])
    return "".join(out)


def splices(groups: Iterable[Iterable[Change]]) -> list[Splice]:
    """The changes as they are written, each in the way of its piece."""
    return [(c.at, c.until, escape(c.text, c.piece.writing)) for group in groups for c in group]


def by_part(document: Document, edits: Iterable[Edit]) -> dict[str, list[Splice]]:
    """What the edits write into each part of the file.

    Raises:
        EditError: as `changes`.
    """
    made: dict[str, list[Splice]] = {}
    for group in changes(document, edits):
        for change in group:
            made.setdefault(change.piece.part, []).extend(splices([[change]]))
    return made
