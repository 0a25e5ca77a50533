"""Markdown (CommonMark 0.31, with tables and strike-through), parsed by markdown-it-py.

Code, addresses, reference definitions, front matter and HTML tags are left alone; the text of links is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from termend.documents import splicing
from termend.documents.building import Builder
from termend.documents.deadline import Deadline
from termend.documents.encoding import decode, encode
from termend.documents.escaping import escape
from termend.documents.html import add_html
from termend.documents.markdown_inline import InlineReader, Span
from termend.records import Document, Edit

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)


def read(path: str, raw: bytes) -> Document:
    """The document whose segments are its paragraphs, headings, list items and cells.

    Raises:
        DocumentError: where the bytes are no text, or so broken that reading them takes too long.
    """
    text, codec = decode(path, raw)
    builder = Builder(collapse=True)
    front = _FRONT_MATTER.match(text)
    for block in _blocks(text, front.end() if front else 0, Deadline(path, len(raw))):
        block.add_to(builder)
    return builder.document(path, "markdown", codec, raw)


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file with the edits in it.

    Raises:
        EditError: where an edit does not fit.
    """
    text, codec = decode(document.path, document.raw)
    changed = splicing.render(document, edits, {"": text}, escape)
    return encode(changed[""], codec) if changed else document.raw


def _blocks(text: str, skipped: int, deadline: Deadline) -> Iterator[_Prose | _Html]:
    lines = [match.span() for match in _LINE.finditer(text)]
    shown = _without_front_matter(text, skipped)
    cell, reached = False, (-1, 0)
    environment: dict[str, Any] = {}
    tokens = _tokens(shown, environment)
    inline = InlineReader(environment, deadline)
    for token in tokens:
        if token.type.endswith("_open"):
            cell = token.type in ("th_open", "td_open")
        if token.map is None:
            continue
        if token.type == "inline":
            line, column = token.map[0], reached[1] if reached[0] == token.map[0] else 0
            block = _Prose(token, inline, cell, shown, lines, line, column)
            reached = (line, block.column)
            yield block
        elif token.type == "html_block":
            start, end = lines[token.map[0]][0], lines[token.map[1] - 1][1]
            yield _Html(shown[start:end], start, deadline)


def parsed(text: str) -> list[Token]:
    """The block tokens of a file, inline ones with their content unread; lines are those of the file."""
    front = _FRONT_MATTER.match(text)
    return _tokens(_without_front_matter(text, front.end() if front else 0), {})


def _without_front_matter(text: str, skipped: int) -> str:
    """The text with what front matter covers blanked, so that lines keep their numbers and code points their places."""
    return re.sub(r"[^\r\n]", " ", text[:skipped]) + text[skipped:]


def _tokens(text: str, environment: dict[str, Any]) -> list[Token]:
    # The parser knows the line feed only; a form that keeps the number of lines is enough for it.
    return _parser().parse(text.replace("\r\n", "\n").replace("\r", "\n"), environment)


class _Html:
    def __init__(self, text: str, start: int, deadline: Deadline) -> None:
        self._text, self._start, self._deadline = text, start, deadline

    def add_to(self, builder: Builder) -> None:
        add_html(builder, self._text, self._deadline, self._start)


class _Prose:
    """One inline token: its content, cut from the lines of the file, and where each code point of it lies there."""

    def __init__(
        self,
        token: Token,
        inline: InlineReader,
        cell: bool,
        text: str,
        lines: list[tuple[int, int]],
        first: int,
        column: int,
    ) -> None:
        self._content, self._inline = token.content, inline
        self._places: list[int] | None = []
        self.column = column
        for number, content in enumerate(token.content.split("\n")):
            start, end = lines[first + number]
            at = _find(content, text, start + (column if number == 0 else 0), end, cell=cell)
            if at is None:
                self._places = None
                return
            if number:
                self._places.append(self._places[-1] + 1 if self._places else start - 1)
            self._places.extend(at)
            self.column = (at[-1] + 1 if at else start) - start

    def add_to(self, builder: Builder) -> None:
        if self._places is None:
            return
        for span in self._inline.read(self._content):
            if span.kind == "text":
                self._add(builder, span)
            else:
                builder.glue(span.text)
        builder.close()

    def _add(self, builder: Builder, span: Span) -> None:
        assert self._places is not None
        places = self._places[span.start : span.end]
        if span.text == "\n":  # a soft line break, with the white space and the marks of a quotation around it
            following = self._places[span.end] if span.end < len(self._places) else places[-1] + 1
            builder.add(
                " ", self._places[span.start - 1] + 1 if span.start else places[0], following, writing="markdown"
            )
        elif places[-1] - places[0] + 1 == len(span.text):
            builder.add(span.text, places[0], places[-1] + 1, writing="markdown")
        elif len(places) == len(span.text):
            for character, at in zip(span.text, places, strict=True):
                builder.add(character, at, at + 1, writing="markdown")
        else:
            builder.add(span.text, places[0], places[-1] + 1, writing="markdown")


def _find(content: str, text: str, start: int, end: int, *, cell: bool) -> list[int] | None:
    """Places of the content's code points in a line, or None where they are not there as they stand."""
    if cell and "|" in content:
        match = re.compile(re.escape(content).replace(r"\|", r"\\?\|")).search(text, start, end)
        if match is None:
            return None
        places, at = [], match.start()
        for character in content:
            at += text[at] != character
            places.append(at)
            at += 1
        return places
    line = text[start:end]
    found = line.find(content) if cell else line.rstrip("\r\n \t").rfind(content.rstrip())
    if found < 0:
        return None
    return list(range(start + found, start + found + len(content)))


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Inline rules are run by `InlineReader`, which notes where each began.
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline")
