"""Build a document from stretches of text that know where they lie in the file."""

from __future__ import annotations

import re
from dataclasses import replace

from termend.records import Document, Piece, Segment

OBJECT = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: stands in a text for an image, a code span, a placeholder."""

_SPACES = re.compile(r"[ \t\r\n\f]+")


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
        self._open: list[Piece | str] = []

    def add(self, text: str, at: int, until: int, part: str = "", writing: str = "plain") -> None:
        """Text that lies at `at:until` of a part; where the lengths differ it is edited whole or not at all."""
        if not text:
            return
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
        self._open.append(text)

    def close(self, label: str | None = None, source: str | None = None) -> None:
        """End the segment: white space around it stays in the file and out of the text."""
        opened, self._open = self._open, []
        _strip_start(opened)
        _strip_end(opened)
        if not any(isinstance(item, Piece) and not item.text.isspace() for item in opened):
            return
        if self._segments:
            self._text.append("\n")
            self._length += 1
        start = self._length
        for item in opened:
            text = item.text if isinstance(item, Piece) else item
            if isinstance(item, Piece):
                self._pieces.append(replace(item, start=self._length))
            self._text.append(text)
            self._length += len(text)
        text = "".join(item.text if isinstance(item, Piece) else item for item in opened)
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
        )


def _strip_start(items: list[Piece | str]) -> None:
    while items:
        first = items[0]
        text = first.text if isinstance(first, Piece) else first
        kept = text.lstrip()
        if isinstance(first, Piece) and kept and len(text) == first.until - first.at:
            items[0] = replace(first, text=kept, at=first.at + len(text) - len(kept))
        if kept:
            return
        del items[0]


def _strip_end(items: list[Piece | str]) -> None:
    while items:
        last = items[-1]
        text = last.text if isinstance(last, Piece) else last
        kept = text.rstrip()
        if isinstance(last, Piece) and kept and len(text) == last.until - last.at:
            items[-1] = replace(last, text=kept, until=last.until - len(text) + len(kept))
        if kept:
            return
        del items[-1]
