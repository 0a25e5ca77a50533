"""Subtitles: SubRip (SRT) and WebVTT (W3C 2019). A segment is the text of a cue; its label says when it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termend.documents import splicing
from termend.documents.building import Builder
from termend.documents.encoding import decode, encode
from termend.documents.pairing import Pair, settled
from termend.documents.splicing import Splice
from termend.errors import DocumentError
from termend.language.references import without_references
from termend.records import Document, Edit

_TIME = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
# A cue: the line of its times, then its lines up to the next empty one.
_CUE = re.compile(
    rf"^[ \t]*(?P<begin>{_TIME})[ \t]*-->[ \t]*{_TIME}[^\r\n]*(?:\r\n|\r|\n)"
    r"(?P<text>(?:[^\r\n]*[^\s][^\r\n]*(?:\r\n|\r|\n|\Z))*)",
    re.MULTILINE,
)
# Tags, and character references: WebVTT has those of HTML (section 4.2.2), and SubRip files are written with them too.
_MARK = re.compile(
    r"<(?P<end>/)?(?P<name>[A-Za-z0-9][^\s<>.\r\n]*+)[^<>\r\n]*+>|\{\\[^{}\r\n]*\}|\{/?[a-z]\}"
    r"|(?P<reference>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)


def read(path: str, raw: bytes) -> Document:
    """The document whose segments are its cues; formatting tags are no text.

    Raises:
        DocumentError: where there is no cue.
    """
    text, codec = decode(path, raw)
    builder = Builder(collapse=True)
    writing = "xml" if text.lstrip("\ufeff").startswith("WEBVTT") else "subrip"
    cues = list(_CUE.finditer(text))
    if not cues and text.strip() not in ("", "WEBVTT"):
        raise DocumentError(path, "it holds no cue with its times", "Export the subtitles again")
    for cue in cues:
        done, end = cue.start("text"), cue.end("text")
        for mark in _MARK.finditer(text, done, end):
            builder.add(text[done : mark.start()], done, mark.start(), writing=writing)
            if mark["reference"]:
                builder.add(without_references(mark.group()), mark.start(), mark.end(), writing=writing)
            done = mark.end()
        builder.add(text[done:end], done, end, writing=writing)
        builder.close(cue["begin"])
    return builder.document(path, "subtitles", codec, raw)


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file with the edits in it.

    Raises:
        EditError: where an edit does not fit.
    """
    text, codec = decode(document.path, document.raw)
    made = splices(document, edits)
    return encode(splicing.splice(text, made), codec) if made else document.raw


def splices(document: Document, edits: Iterable[Edit]) -> list[Splice]:
    """What the edits write into the file; tags around what they leave empty go.

    Raises:
        EditError: where an edit does not fit.
    """
    groups = splicing.changes(document, edits)
    if not groups:
        return []
    text, _ = decode(document.path, document.raw)
    return settled(text, splicing.splices(groups), _pairs(text))


def _pairs(text: str) -> Iterator[Pair]:
    for cue in _CUE.finditer(text):
        opened: list[re.Match[str]] = []
        for mark in _MARK.finditer(text, cue.start("text"), cue.end("text")):
            if mark["end"] and opened and opened[-1]["name"] == mark["name"]:
                start = opened.pop()
                yield Pair(*start.span(), *mark.span())
            elif mark["name"] and not mark["end"]:
                opened.append(mark)
