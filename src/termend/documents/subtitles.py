"""Subtitles: SubRip (SRT) and WebVTT (W3C 2019). A segment is the text of a cue; its label says when it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from termend.documents import splicing
from termend.documents.building import Builder
from termend.documents.encoding import decode, encode
from termend.documents.escaping import escape
from termend.errors import DocumentError
from termend.records import Document, Edit

_TIME = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
# A cue: the line of its times, then its lines up to the next empty one.
_CUE = re.compile(
    rf"^[ \t]*(?P<begin>{_TIME})[ \t]*-->[ \t]*{_TIME}[^\r\n]*(?:\r\n|\r|\n)"
    r"(?P<text>(?:[^\r\n]*[^\s][^\r\n]*(?:\r\n|\r|\n|\Z))*)",
    re.MULTILINE,
)
_TAG = re.compile(r"</?[A-Za-z0-9][^<>\r\n]*>|\{\\[^{}\r\n]*\}|\{/?[a-z]\}")


def read(path: str, raw: bytes) -> Document:
    """The document whose segments are its cues; formatting tags are no text.

    Raises:
        DocumentError: where there is no cue.
    """
    text, codec = decode(path, raw)
    builder = Builder(collapse=True)
    cues = list(_CUE.finditer(text))
    if not cues and text.strip() not in ("", "WEBVTT"):
        raise DocumentError(path, "it holds no cue with its times", "Export the subtitles again")
    for cue in cues:
        done, end = cue.start("text"), cue.end("text")
        for tag in _TAG.finditer(text, done, end):
            builder.add(text[done : tag.start()], done, tag.start())
            done = tag.end()
        builder.add(text[done:end], done, end)
        builder.close(cue["begin"])
    return builder.document(path, "subtitles", codec, raw)


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file with the edits in it.

    Raises:
        EditError: where an edit does not fit.
    """
    text, codec = decode(document.path, document.raw)
    changed = splicing.render(document, edits, {"": text}, escape)
    return encode(changed[""], codec) if changed else document.raw
