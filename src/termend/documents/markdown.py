"""Markdown (CommonMark 0.31, with tables and strike-through), parsed by markdown-it-py.

Code, addresses, reference definitions, front matter and HTML tags are left alone; the text of links is text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from termend.documents import splicing
from termend.documents.building import Builder
from termend.documents.deadline import Deadline
from termend.documents.encoding import decode, encode
from termend.documents.escaping import escape
from termend.documents.html import CODE, VOID, add_html, is_plain, protects, start_tag
from termend.documents.markdown_escaping import escaped
from termend.documents.markdown_inline import FOOTNOTE, InlineReader, Span
from termend.documents.pairing import Pair, into_links, settled, without_near
from termend.documents.splicing import Splice
from termend.edits import apply
from termend.errors import DocumentError
from termend.language.marks import OBJECT, SOFT_HYPHEN, ZERO_WIDTH_SPACE
from termend.records import Document, Edit

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token


_END_TAG = re.compile(r"</([A-Za-z][\w-]*)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MOST_NESTED = 128  # quotations and lists within one another; what lies deeper the parser would pass over
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

    Whether a mark counts depends on what stands beside it. Where what was written does not read as the edits say, the
    emphasis around the edits is given up for the text.

    Raises:
        EditError: where an edit does not fit.
    """
    text, codec = decode(document.path, document.raw)
    edits = tuple(edits)
    made = splices(document, edits)
    if not made:
        return document.raw
    written = splicing.splice(text, made)
    if not _reads_as(written, apply(document.text, edits), document.path):
        plain = splicing.splice(text, without_near(made, _pairs(document.path, text)))
        if _reads_as(plain, apply(document.text, edits), document.path):
            written = plain
    return encode(written, codec)


def _reads_as(text: str, expected: str, path: str) -> bool:
    """Whether a file reads as an edited text, white space and objects (which no edit removes) left out."""
    seen = read(path, text.encode("utf-8", "surrogatepass")).text
    return "".join(seen.replace(OBJECT, "").split()) == "".join(expected.replace(OBJECT, "").split())


def splices(document: Document, edits: Iterable[Edit]) -> list[Splice]:
    """What the edits write into the file; marks around what they leave empty go.

    Raises:
        EditError: where an edit does not fit.
    """
    groups = splicing.changes(document, edits)
    if not groups:
        return []
    text, _ = decode(document.path, document.raw)
    pairs = _pairs(document.path, text)
    written = [(c.at, c.until, _escaped(c, text)) for group in into_links(groups, pairs, text) for c in group]
    return settled(text, written, pairs)


def _escaped(change: splicing.Change, text: str) -> str:
    if change.piece.writing == "markdown":
        return escaped(change.text, text, change.at, change.until)
    return escape(change.text, change.piece.writing)


@lru_cache(maxsize=2)
def _pairs(path: str, text: str) -> tuple[Pair, ...]:
    """Remembered: reports ask edit by edit."""
    front = _FRONT_MATTER.match(text)
    blocks = _blocks(text, front.end() if front else 0, Deadline(path, len(text)))
    return tuple(pair for block in blocks for pair in block.add_to(Builder(collapse=True)))


def _blocks(text: str, skipped: int, deadline: Deadline) -> Iterator[_Prose | _Html]:
    lines = [match.span() for match in _LINE.finditer(text)]
    shown = _without_front_matter(text, skipped)
    cell, reached = False, (-1, 0)
    environment: dict[str, Any] = {}
    tokens = _tokens(shown, environment)
    if any(token.nesting > 0 and token.level + 1 >= _MOST_NESTED for token in tokens):
        raise DocumentError(deadline.path, "its lists and quotations are nested deeper than any text", "Simplify them")
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
            yield _Html(*_html_text(token, shown, lines), deadline)


def _html_text(token: Token, text: str, lines: list[tuple[int, int]]) -> tuple[str, int]:
    """An HTML block and where it begins; marks of quotations and lists before its lines are blanked."""
    first, last = token.map or (0, 0)
    shown: list[str] = []
    for (start, end), content in zip(lines[first:last], token.content.split("\n"), strict=False):
        line = text[start:end]
        found = line.find(content.strip()) if content.strip() else len(line.rstrip("\r\n"))
        shown.append(" " * max(0, found) + line[max(0, found) :])
    return "".join(shown), lines[first][0]


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

    def add_to(self, builder: Builder) -> list[Pair]:
        """Add the text of the block; the tags in it that stand in pairs."""
        return add_html(builder, self._text, self._deadline, self._start)


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

    def add_to(self, builder: Builder) -> list[Pair]:
        """Add the text of the block; its marks that stand in pairs."""
        if self._places is None:
            return []
        tags = _Tags()
        for span in self._inline.read(self._content):
            if span.kind == "tag":
                self._tag(builder, span, tags)
                continue
            if span.kind == "break":
                at, until = self._line_end(span)
                if not builder.line_break(at, until):
                    builder.glue("\n")
                continue
            with builder.protecting(tags.protected):
                if span.kind == "text":
                    self._add(builder, span)
                else:
                    builder.glue(span.text)
        builder.close()
        return [self._placed(pair) for pair in (*self._inline.pairs, *tags.pairs)]

    def _line_end(self, span: Span) -> tuple[int, int]:
        """Where a break of the line lies in the file, with what stands before the text of the next line."""
        assert self._places is not None
        places = self._places
        at = places[span.start - 1] + 1 if span.start else places[0]
        return at, places[span.end] if span.end < len(places) else places[span.end - 1] + 1

    def _tag(self, builder: Builder, span: Span, tags: _Tags) -> None:
        assert self._places is not None
        name = tags.read(span)
        at, until = self._places[span.start], self._places[span.end - 1] + 1
        if name == "br" and not builder.line_break(at, until):
            builder.glue("\n")
        elif name == "wbr":
            builder.mark(ZERO_WIDTH_SPACE, at, until)
        elif name == "img":
            builder.glue(OBJECT)

    def _placed(self, pair: Pair) -> Pair:
        """The pair with places in the file instead of places in the block."""
        assert self._places is not None
        places = self._places
        return replace(
            pair,
            at=places[pair.at],
            inner=places[pair.inner - 1] + 1,
            close=places[pair.close],
            until=places[pair.until - 1] + 1,
        )

    def _add(self, builder: Builder, span: Span) -> None:
        assert self._places is not None
        places = self._places[span.start : span.end]
        if span.text == "\n":  # a soft line break, with the white space and the marks of a quotation around it
            builder.add(" ", *self._line_end(span), writing="markdown")
        elif span.text == SOFT_HYPHEN and len(places) > 1:
            builder.mark(span.text, places[0], places[-1] + 1)
        elif places[-1] - places[0] + 1 == len(span.text):
            builder.add(span.text, places[0], places[-1] + 1, writing="markdown")
        elif len(places) == len(span.text):
            for character, at in zip(span.text, places, strict=True):
                builder.add(character, at, at + 1, writing="markdown")
        else:
            builder.add(span.text, places[0], places[-1] + 1, writing="markdown")


class _Tags:
    """The HTML tags of one block: which element protects its content, and which tags stand in pairs."""

    def __init__(self) -> None:
        self._open: list[tuple[str, Span, bool]] = []
        self._names: Counter[str] = Counter()
        self.pairs: list[Pair] = []

    @property
    def protected(self) -> bool:
        return bool(self._open) and self._open[-1][2]

    def read(self, span: Span) -> str:
        """Take a tag in; its name."""
        started = start_tag(span.text)
        if started is not None:
            name, attributes = started
            if name not in VOID and not span.text.endswith("/>"):
                self._open.append((name, span, name in CODE or protects(attributes, self.protected)))
                self._names[name] += 1
            return name
        ended = _END_TAG.match(span.text)
        name = ended[1].lower() if ended else ""
        for index in range(len(self._open) - 1 if self._names[name] else -1, -1, -1):
            if self._open[index][0] == name:
                start = self._open[index][1]
                if index == len(self._open) - 1 and is_plain(start.text):
                    self.pairs.append(Pair(start.start, start.end, span.start, span.end))
                self._names.subtract(opened for opened, _, _ in self._open[index:])
                del self._open[index:]
                break
        return ""


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


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Inline rules are run by `InlineReader`, which notes where each began.
    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTED}).enable(["table", "strikethrough"]).disable("inline")
    rules = parser.block.ruler
    (reference,) = (rule.fn for rule in rules.__rules__ if rule.name == "reference")

    def is_reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """A note to a footnote is no reference, though one of a single word looks like it."""
        at = state.bMarks[start] + state.tShift[start]
        return FOOTNOTE.match(state.src, at) is None and bool(reference(state, start, end, silent))

    rules.at("reference", is_reference)
    return parser
