"""Which module reads which file: by suffix, and for files without a known one by how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, Protocol, cast

from termend.errors import DocumentError
from termend.records import Document, Edit
from termend.registry import Registry


class Format(Protocol):
    """What a module of this package offers for one kind of file."""

    def read(self, path: str, raw: bytes) -> Document: ...

    def render(self, document: Document, edits: Iterable[Edit]) -> bytes: ...


# Kept here and not in the modules, so that naming a format imports none of them.
_BY_SUFFIX = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".sdlxliff": "xliff",
    ".mqxliff": "xliff",
    ".mxliff": "xliff",
    ".tmx": "tmx",
    ".po": "po",
    ".pot": "po",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
}

_FORMATS: Registry[Format] = Registry("format", "termend.documents", {name: name for name in _BY_SUFFIX.values()})

SUFFIXES = frozenset(_BY_SUFFIX)
"""Suffixes of the files that termend reads, lower-case, with the dot."""

ESCAPED = frozenset({"html", "markdown", "subtitles", "tmx", "xliff"})
"""Formats that decode character references: one that is left in the text was written there, escaped."""

IN_FOLDERS = frozenset(suffix for suffix, name in _BY_SUFFIX.items() if name != "table")
"""Suffixes that a folder stands for; a table in it is as likely a glossary, so tables are drafts when named only."""

_OTHERS = (
    (b"%PDF", "a PDF", "Name the document that it was made from"),
    (b"{\\rtf", "an RTF file", "Save it as DOCX or ODT"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc) or a protected one", "Save it as DOCX, without a password"),
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(xliff|tmx|html)[\s>]", re.IGNORECASE)


def named_format(path: str) -> str | None:
    """Name of the format that a file's suffix stands for; None for an unknown one."""
    return _BY_SUFFIX.get(PurePath(path).suffix.lower())


def format_of(path: str, raw: bytes) -> str:
    """Name of the module that reads a file.

    Raises:
        DocumentError: where the file is of a kind that termend does not read.
    """
    for start, what, remedy in _OTHERS:
        if raw.startswith(start):
            raise DocumentError(path, f"this is {what}, which termend does not read", remedy)
    return named_format(path) or _by_content(raw)


def _by_content(raw: bytes) -> str:
    if raw.startswith(b"PK\x03\x04"):
        return "odt" if b"application/vnd.oasis.opendocument.text" in raw[:200] else "docx"
    head = raw[:2048].replace(b"\x00", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith("WEBVTT"):
        return "subtitles"
    if head.startswith("<?xml") or head[:9].lower() == "<!doctype" or head[:5].lower() == "<html":
        root = _ROOT.search(head)
        if root:
            return {"xliff": "xliff", "tmx": "tmx", "html": "html"}[root[1].lower()]
    return "plain"


def module(name: str) -> Format:
    """The module of a format, imported when first used."""
    return _FORMATS.named(name)


def splices(document: Document, edits: Iterable[Edit]) -> list[tuple[int, int, str]]:
    """What edits write into a file that is one text, as `(start, end, text)` in code points of the decoded file.

    Raises:
        EditError: where an edit does not fit.
    """
    made: list[tuple[int, int, str]] = cast(Any, module(document.format)).splices(document, edits)
    return made
