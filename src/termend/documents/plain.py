"""Plain text: a segment is a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from termend.documents.encoding import decode, encode
from termend.edits import apply
from termend.records import Document, Edit, Segment

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def read(path: str, raw: bytes) -> Document:
    """A document whose segments are its lines, the empty ones too (so that a source's lines can be counted off).

    Raises:
        DocumentError: where the bytes are no text.
    """
    return of_text(path, *decode(path, raw), raw)


def of_text(path: str, text: str, codec: str = "utf-8", raw: bytes = b"") -> Document:
    """As `read`, of a text that is decoded already."""
    segments: list[Segment] = []
    for match in _LINE.finditer(text):
        if match.start() == len(text) and (segments or not text):
            break
        line = match.group().rstrip("\r\n")
        segments.append(Segment(len(segments), match.start(), line))
    return Document(path, text, tuple(segments), "plain", codec, raw)


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file's bytes with the edits in its text, in the encoding it came in.

    Raises:
        EditError: where an edit does not fit.
    """
    return encode(apply(document.text, edits), document.encoding)
