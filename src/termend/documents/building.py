"""Build a document from stretches of text that know where they lie in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeGuard

from termend.records import Document, Piece, Segment

TITLE = "title"
"""Label of the segment that is a page's title, which is no sentence of the article."""

MARK = "mark"
"""How a piece is written that stands for a mark of the format (a break, a soft hyphen): it goes, or stays as it is."""

PROTECTED = "protected"
"""How a piece is written that is not to be translated: never. It is there so that its place is known."""

_FIXED = frozenset({MARK, PROTECTED})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SENTENCE_END = re.compile(r"[.!?:;…。！？：；][\"'”’)\]」』]*\s*$")


@dataclass(frozen=True, slots=True)
class _Glue:
    """Text that a person sees and no edit may touch; where it is protected no finding may speak of it either."""

    text: str
    protected: bool = False


class Builder:
    """Collects pieces into segments, in the order of the file; a segment without any text is left out.

    Attributes:
        collapse: take a run of white space for one space, as HTML and XML documents mean it.
    """

    def __init__(self, *, collapse: bool = False) -> None:
        self.collapse = collapse
        self._text: list[str] = []
        self._pieces: list[Piece] = []
        self._segments: list[Segment] = []
        self._length = 0
        self._open: list[Piece | _Glue] = []
        self._protected: list[tuple[int, int]] = []
        self._protecting = False

    def add(self, text: str, at: int, until: int, part: str = "", writing: str = "plain") -> None:
        """Text that lies at `at:until` of a part; where the lengths differ it is edited whole or not at all."""
        if not text:
            return
        if (
            self._open
            and text[0].isspace()
            and (last := self._open[-1])
            and _is_break(last)
            and len(text) == until - at
        ):
            kept = text.lstrip()
            self._open[-1] = replace(last, until=until - len(kept))
            if not kept:
                return
            text, at = kept, until - len(kept)
        writing = PROTECTED if self._protecting else writing
        if not self.collapse or len(text) != until - at:
            self._open.append(Piece(0, text, at, until, part, writing))
            return
        done = 0
        for match in _SPACES.finditer(text):
            if match.group() == " ":
                continue
            self._cut(text, done, match.start(), at, part, writing)
            self._open.append(Piece(0, " ", at + match.start(), at + match.end(), part, writing))
            done = match.end()
        self._cut(text, done, len(text), at, part, writing)

    def _cut(self, text: str, start: int, end: int, at: int, part: str, writing: str) -> None:
        if start < end:
            self._open.append(Piece(0, text[start:end], at + start, at + end, part, writing))

    def glue(self, text: str) -> None:
        """Text that a person sees and no edit may touch."""
        self._open.append(_Glue(text, self._protecting))

    def mark(self, text: str, at: int, until: int, part: str = "") -> None:
        """A mark of the format that reads as `text`: it goes with the words around it, and takes none itself."""
        if self._protecting:
            self.glue(text)
        else:
            self._open.append(Piece(0, text, at, until, part, MARK))

    def line_break(self, at: int, until: int, part: str = "") -> bool:
        """A break of the line amid a sentence reads as a space, and goes with the words around it.

        Returns:
            False where it stands amid no sentence but at the end or the start of one: nothing is added.
        """
        before = self._open[-1] if self._open else None
        if before is None or _is_break(before) or _SENTENCE_END.search(before.text):
            return False
        begin = _blanks_before(before, at, part)
        _strip_end(self._open)
        if not self._open:
            return False
        self.mark(" ", begin, until, part)
        return True

    @contextmanager
    def protecting(self, protect: bool) -> Iterator[None]:
        """Whether what is added meanwhile is protected from translation."""
        before, self._protecting = self._protecting, protect
        yield
        self._protecting = before

    def close(self, label: str | None = None, source: str | None = None) -> None:
        """End the segment: white space around it stays in the file and out of the text."""
        opened, self._open = self._open, []
        _strip_start(opened)
        _strip_end(opened)
        if not any(isinstance(item, Piece) and item.writing != MARK and not item.text.isspace() for item in opened):
            return
        if self._segments:
            self._text.append("\n")
            self._length += 1
        start = self._length
        for item in opened:
            if isinstance(item, Piece):
                self._pieces.append(replace(item, start=self._length))
            if item.writing == PROTECTED if isinstance(item, Piece) else item.protected:
                self._protected.append((self._length, self._length + len(item.text)))
            self._text.append(item.text)
            self._length += len(item.text)
        text = "".join(item.text for item in opened)
        confidence = None if source is None else 1.0
        self._segments.append(Segment(len(self._segments), start, text, source, confidence, label))

    def document(self, path: str, form: str, encoding: str, raw: bytes) -> Document:
        """What was collected; an open segment is closed."""
        self.close()
        sourced = any(segment.source is not None for segment in self._segments)
        return Document(
            path,
            "".join(self._text),
            tuple(self._segments),
            form,
            encoding,
            raw,
            path if sourced else None,
            tuple(self._pieces),
            tuple(self._protected),
        )


def _blanks_before(item: Piece | _Glue, at: int, part: str) -> int:
    """Where the white space begins that a piece ends with, if the piece reaches up to `at`; else `at`."""
    if not isinstance(item, Piece) or item.part != part or item.until != at or item.writing in _FIXED:
        return at
    kept = len(item.text.rstrip())
    if not kept:
        return item.at
    return item.at + kept if len(item.text) == item.until - item.at else at


def _is_break(item: Piece | _Glue) -> TypeGuard[Piece]:
    return isinstance(item, Piece) and item.writing == MARK and item.text == " "


def _strip_start(items: list[Piece | _Glue]) -> None:
    while items:
        first = items[0]
        kept = first.text.lstrip()
        if isinstance(first, Piece) and kept and len(first.text) == first.until - first.at:
            items[0] = replace(first, text=kept, at=first.at + len(first.text) - len(kept))
        if kept:
            return
        del items[0]


def _strip_end(items: list[Piece | _Glue]) -> None:
    while items:
        last = items[-1]
        kept = last.text.rstrip()
        if isinstance(last, Piece) and kept and len(last.text) == last.until - last.at:
            items[-1] = replace(last, text=kept, until=last.until - len(last.text) + len(kept))
        if kept:
            return
        del items[-1]
