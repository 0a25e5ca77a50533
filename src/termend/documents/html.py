"""HTML pages and fragments, with the parser of the standard library (html.parser), which says where each text lies.

Script, style and code are left out; what is marked `translate="no"` (HTML Standard, section 3.2.6.2; ITS 2.0 in XHTML)
is read and left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from html.parser import HTMLParser

from termend.documents import splicing
from termend.documents.building import TITLE, Builder
from termend.documents.deadline import Deadline
from termend.documents.encoding import decode, decode_declared
from termend.documents.marked_up import written
from termend.documents.pairing import Pair, into_links, settled
from termend.documents.splicing import Splice
from termend.errors import DocumentError
from termend.language.marks import OBJECT, SOFT_HYPHEN, ZERO_WIDTH_SPACE
from termend.language.references import without_references
from termend.records import Document, Edit

_BLOCKS = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html label legend li main nav ol optgroup option p
    section select summary table tbody td tfoot th thead title tr ul
    """.split()  # noqa: SIM905 (a list of one name a line is no easier to read)
)
CODE = frozenset({"code", "kbd", "samp", "var"})
"""Elements whose content is a program's, not the writer's."""

_UNTOUCHED = CODE | frozenset({"math", "object", "pre", "script", "style", "svg", "template", "textarea", "xmp"})
_SILENT = frozenset({"script", "style", "template"})
_OBJECTS = frozenset({"audio", "canvas", "embed", "iframe", "img", "input", "video"})
_BREAKS = frozenset({"br", "wbr"})
_KEPT_CLASSES = frozenset({"notranslate", "skiptranslate"})
# Elements that say how words look or sound, and attributes of which the same is true: worth nothing without the words.
_INLINE = frozenset(
    "a abbr b bdi bdo big cite del dfn em font i ins mark q s small span strike strong sub sup tt u".split()  # noqa: SIM905
)
_OF_LOOKS = frozenset({"class", "style", "lang", "dir", "color", "face", "size", "title", "xml:lang"})
_FOOTNOTE_MARK = re.compile(
    r"<sup[^<>]{0,200}>\s{0,9}(?:<a[^<>]{0,500}>)?\s{0,9}[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?\s{0,9}(?:</a>\s{0,9})?</sup",
    re.IGNORECASE,
)
_LISTS, _ROWS = frozenset({"ul", "ol", "menu"}), frozenset({"tr"})
_TABLES = frozenset({"table"})
# By start tag: which open elements it ends, looked for no further out than the others.
_IMPLIED = {
    "li": ((frozenset({"li"}), _LISTS),),
    "dt": ((frozenset({"dt", "dd"}), frozenset({"dl"})),),
    "dd": ((frozenset({"dt", "dd"}), frozenset({"dl"})),),
    "option": ((frozenset({"option"}), frozenset({"select"})),),
    "td": ((frozenset({"td", "th"}), _ROWS | _TABLES),),
    "th": ((frozenset({"td", "th"}), _ROWS | _TABLES),),
    "tr": ((_ROWS, _TABLES),),
} | {
    tag: ((frozenset({"p"}), frozenset({"button", "td", "th", "caption", "object"})),)
    for tag in _BLOCKS - {"html", "head", "body", "title", "button", "caption", "legend", "option", "summary", "label"}
    if tag not in ("li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "select", "optgroup", "figcaption")
}
# Elements looked through for the one that a tag ends; deeper nests are read as if their ends were left out.
_DEPTH = 256
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[A-Za-z][A-Za-z0-9]*);?")
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9._-]+)"
    rb"|\A\s{0,9}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._-]+)",
    re.IGNORECASE,
)
_HEAD = 4096
"""Bytes in which a page says its encoding."""


def read(path: str, raw: bytes) -> Document:
    """The document whose segments are its blocks: paragraphs, headings, list items, cells.

    Raises:
        DocumentError: where the bytes are no text, or so broken that reading them takes too long.
    """
    text, codec = decode_html(path, raw)
    builder = Builder(collapse=True)
    add_html(builder, text, Deadline(path, len(raw)))
    return builder.document(path, "html", codec, raw)


def decode_html(path: str, raw: bytes) -> tuple[str, str]:
    """Text and codec of a page: as for plain text, but what its `meta` element says comes before guessing.

    Raises:
        DocumentError: where the bytes are in no encoding that termend reads.
    """
    declared = _DECLARED.search(raw[:_HEAD])
    if declared is None:
        return decode(path, raw)
    label = (declared[1] or declared[2]).decode("ascii")
    try:
        return decode_declared(path, raw, label, "its head")
    except DocumentError as error:
        try:
            text, codec = decode(path, raw)  # a page saved anew as UTF-8 may still say what it was
        except DocumentError:
            raise error from None
        if codec == "gb18030":
            raise
        return text, codec


def add_html(builder: Builder, text: str, deadline: Deadline, offset: int = 0) -> list[Pair]:
    """Add the prose of an HTML text that begins at `offset` of the file; the tags in it that stand in pairs."""
    reader = _Reader(builder, text, deadline, offset)
    reader.feed(text)
    reader.close()
    reader.end_segment()
    return reader.pairs


def start_tag(text: str) -> tuple[str, list[tuple[str, str | None]]] | None:
    """Name and attributes of a start tag; None for what is none."""
    reader = _StartTag()
    reader.feed(text)
    return reader.found


def is_plain(text: str) -> bool:
    """Whether a start tag says no more than how its words look."""
    found = start_tag(text)
    return found is not None and found[0] in _INLINE and {name for name, _ in found[1]} <= _OF_LOOKS


class _StartTag(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[str, list[tuple[str, str | None]]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = self.found or (tag, attrs)


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element; `at:inner` is its start tag."""

    tag: str
    protected: bool
    at: int
    inner: int
    link: bool
    removable: bool


class _Reader(HTMLParser):
    def __init__(self, builder: Builder, text: str, deadline: Deadline, offset: int) -> None:
        super().__init__(convert_charrefs=False)
        self._builder, self._source, self._offset, self._deadline = builder, text, offset, deadline
        self._lines = [0] + [i + 1 for i, c in enumerate(text) if c == "\n"]
        self._untouched: list[str] = []
        self._elements: list[_Element] = []
        self._open: Counter[str] = Counter()
        self.pairs: list[Pair] = []
        self._title = False

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._untouched:
            if tag == self._untouched[-1] and tag not in VOID:
                self._untouched.append(tag)
            return
        self._block(tag)
        if tag not in VOID:
            self._close_implied(tag)
            self._elements.append(self._element(tag, attrs))
            self._open[tag] += 1
        if tag in _UNTOUCHED or (tag == "sup" and _FOOTNOTE_MARK.match(self._source, self._place())):
            self._untouched.append(tag)
            if tag not in _SILENT:
                self._builder.glue(OBJECT)
        elif tag in _OBJECTS:
            self._builder.glue(OBJECT)
        elif tag in _BREAKS:
            self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._untouched:
            return
        self._block(tag)
        if tag in _BREAKS:
            self._break(tag)
        elif tag in _OBJECTS:
            self._builder.glue(OBJECT)

    def _element(self, tag: str, attrs: list[tuple[str, str | None]]) -> _Element:
        at = self._place()
        names = {name for name, _ in attrs}
        return _Element(
            tag,
            protected=protects(attrs, self._protects()),
            at=at,
            inner=at + len(self.get_starttag_text() or ""),
            link=tag == "a" and "href" in names,
            removable=tag in _INLINE and names <= _OF_LOOKS,
        )

    def handle_endtag(self, tag: str) -> None:
        if self._untouched:
            if tag == self._untouched[-1]:
                self._untouched.pop()
            if self._untouched:
                return
        self._block(tag)
        self._title = False
        for index in self._outwards(frozenset({tag})):
            element = self._elements[index]
            if element.tag == tag:
                if tag in _INLINE and index == len(self._elements) - 1:
                    self._pair(element)
                self._end(index)
                return

    def _pair(self, element: _Element) -> None:
        close = self._place()
        until = self._source.find(">", close) + 1
        if until:
            offset, removable = self._offset, element.removable or element.link
            pair = Pair(element.at + offset, element.inner + offset, close + offset, until + offset)
            self.pairs.append(replace(pair, link=element.link, removable=removable))

    def _block(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_segment()
            self._title = tag == "title"

    def end_segment(self) -> None:
        self._builder.close(TITLE if self._title else None)
        self._title = False

    def _close_implied(self, tag: str) -> None:
        """End the open elements that this one ends without an end tag of theirs (HTML Standard, section 13.1.2.4)."""
        for names, scope in _IMPLIED.get(tag, ()):
            for index in self._outwards(names):
                name = self._elements[index].tag
                if name in names:
                    self._end(index)
                    break
                if name in scope:
                    break

    def _outwards(self, names: frozenset[str]) -> range:
        """Indices of the open elements, the innermost first; none where no element of those names is open."""
        last = len(self._elements) - 1
        return range(last, max(-1, last - _DEPTH) if any(self._open[name] for name in names) else last, -1)

    def _end(self, index: int) -> None:
        """End an open element and all within it."""
        self._open.subtract(element.tag for element in self._elements[index:])
        del self._elements[index:]

    def _protects(self) -> bool:
        return bool(self._elements) and self._elements[-1].protected

    def _break(self, tag: str) -> None:
        at = self._place()
        until = at + len(self.get_starttag_text() or "")
        if tag == "wbr":
            self._builder.mark(ZERO_WIDTH_SPACE, self._offset + at, self._offset + until)
        elif not self._builder.line_break(self._offset + at, self._offset + until):
            self.end_segment()

    def handle_data(self, data: str) -> None:
        self._deadline.check()
        at = self._place()
        self._add(data, at, at + len(data), self._source[at : at + len(data)] == data)

    def handle_entityref(self, name: str) -> None:
        self._reference()

    def handle_charref(self, name: str) -> None:
        self._reference()

    def _reference(self) -> None:
        at = self._place()
        match = _REFERENCE.match(self._source, at)
        if match is not None:
            self._add(without_references(match.group()), at, match.end(), True)

    def _add(self, text: str, at: int, until: int, sound: bool) -> None:
        if self._untouched:
            return
        with self._builder.protecting(self._protects()):
            if not sound:
                self._builder.glue(text)
            elif text == SOFT_HYPHEN:
                self._builder.mark(text, self._offset + at, self._offset + until)
            else:
                self._builder.add(text, self._offset + at, self._offset + until, writing="xml")


def protects(attributes: list[tuple[str, str | None]], inherited: bool) -> bool:
    """Whether an element's content is protected from translation."""
    for name, value in attributes:
        if name in ("translate", "its:translate", "data-translate"):
            inherited = {"no": True, "false": True, "yes": False, "": False}.get((value or "").lower(), inherited)
        elif name == "class" and not _KEPT_CLASSES.isdisjoint((value or "").split()):
            inherited = True
    return inherited


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The page with the edits in it, in its encoding; characters that it lacks are written as references.

    Raises:
        EditError: where an edit does not fit.
    """
    text, codec = decode_html(document.path, document.raw)
    made = splices(document, edits)
    return written(text, made, codec) if made else document.raw


def splices(document: Document, edits: Iterable[Edit]) -> list[Splice]:
    """What the edits write into the page; elements that they leave empty go.

    Raises:
        EditError: where an edit does not fit.
    """
    groups = splicing.changes(document, edits)
    if not groups:
        return []
    text, _ = decode_html(document.path, document.raw)
    pairs = _pairs(document.path, text)
    return settled(text, splicing.splices(into_links(groups, pairs, text)), pairs)


@lru_cache(maxsize=2)
def _pairs(path: str, text: str) -> tuple[Pair, ...]:
    """Remembered: reports ask edit by edit."""
    return tuple(add_html(Builder(collapse=True), text, Deadline(path, len(text))))
