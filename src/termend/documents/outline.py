"""What each segment of a draft is on its page (a heading, a list item, a cell, a note), for those who show it.

It is found from where a segment's text lies in its file, so that readers need not know of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from termend.documents.archive import open_archive, read_part
from termend.documents.docx import OBJECTS, text_parts
from termend.documents.encoding import decode
from termend.documents.html import decode_html
from termend.documents.xml_tree import Node, decode_xml, parse
from termend.language.marks import OBJECT
from termend.records import Document, Segment

_LEVELS = 6
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_PICTURES = frozenset({"drawing", "pict", "object"})
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_STYLES = "word/styles.xml"
_MARKDOWN_MARK = re.compile(
    r"\[\^(?P<note>[^\]\s]+)\]|(?P<code>`+)(?!`).+?(?<!`)(?P=code)(?!`)|(?P<image>!\[)|<[a-z][a-z0-9+.-]*:[^<>\s]*>",
    re.DOTALL | re.IGNORECASE,
)
_LONGEST_HEADING = 14  # words of a line of plain text that stands alone and is taken for a heading
_CLOSING = tuple(".!?。！？,;:，；：…)）")


@dataclass(frozen=True, slots=True)
class Role:
    """What a segment is.

    Attributes:
        kind: `heading`, `item`, `cell`, `note`, or empty for a paragraph.
        level: of a heading, from 1.
        table: number of the table that a cell belongs to, from 1; 0 outside of tables.
        row, column: of a cell, from 0.
        objects: what each OBJECT REPLACEMENT CHARACTER of the text stands for: a note's number, or words; as far as
            the format says so.
    """

    kind: str = ""
    level: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    objects: tuple[str, ...] = ()


_Stretch = tuple[int, int, Role]  # code points of a part, and what begins there


def outline(document: Document) -> tuple[Role, ...]:
    """The role of each segment; a plain one where the format knows of none.

    Raises:
        DocumentError: where the file cannot be read any more.
    """
    if document.format == "plain":
        return _by_lines(document.segments)
    parts: dict[str, list[_Stretch]] = {}
    match document.format:
        case "docx":
            parts = _word(document)
        case "odt":
            parts = _open_document(document)
        case "html":
            parts = {"": _Blocks(decode_html(document.path, document.raw)[0]).found}
        case "markdown":
            parts = {"": _markdown(decode(document.path, document.raw)[0])}
    if not parts:
        return (Role(),) * len(document.segments)
    starts = [piece.start for piece in document.pieces]
    begins = {part: [at for at, _, _ in found] for part, found in parts.items()}
    roles: list[Role] = []
    for segment in document.segments:
        first = bisect_right(starts, segment.start - 1)
        piece = document.pieces[first] if first < len(starts) and starts[first] < segment.end else None
        found = parts.get(piece.part, []) if piece else []
        role = _at(found, begins[piece.part], piece.at) if piece and found else Role()
        if document.format == "markdown" and len(role.objects) != segment.text.count(OBJECT):
            role = replace(role, objects=())  # better no name than another's
        roles.append(role)
    return tuple(roles)


def _at(found: Sequence[_Stretch], begins: Sequence[int], place: int) -> Role:
    """The role of the innermost stretch around a place."""
    for i in range(bisect_right(begins, place) - 1, -1, -1):
        if found[i][1] >= place:
            return found[i][2]
    return Role()


def _by_lines(segments: Sequence[Segment]) -> tuple[Role, ...]:
    """Of plain text: a short line without a closing mark that stands alone is a heading, the first the chief one."""
    roles: list[Role] = []
    seen = False
    for i, segment in enumerate(segments):
        text = segment.text.strip()
        alone = not (i and segments[i - 1].text.strip()) and (
            i + 1 < len(segments) and not segments[i + 1].text.strip()
        )
        heading = alone and text[:1].isupper() and not text.endswith(_CLOSING) and len(text.split()) <= _LONGEST_HEADING
        roles.append(Role("heading", 2 if seen else 1) if heading else Role())
        seen = seen or bool(text)
    return tuple(roles)


class _Tables:
    """Counts tables, rows and cells while a tree is walked."""

    def __init__(self) -> None:
        self._count = 0
        self._open: list[list[int]] = []

    def begin(self) -> None:
        self._count += 1
        self._open.append([self._count, -1, -1])

    def end(self) -> None:
        if self._open:
            self._open.pop()

    def row(self) -> None:
        if self._open:
            self._open[-1][1:] = [self._open[-1][1] + 1, -1]

    def cell(self, columns: int = 1) -> None:
        if self._open:
            self._open[-1][2] += columns

    def role(self, role: Role) -> Role:
        """A role as one of the outermost table, where one is open: what is nested in a cell belongs to that cell."""
        if not self._open:
            return role
        table, row, column = self._open[0]
        return replace(role, kind=role.kind or "cell", table=table, row=max(0, row), column=max(0, column))


def _word(document: Document) -> dict[str, list[_Stretch]]:
    with open_archive(document.path, document.raw, "DOCX") as archive:
        trees = {
            part: (kind, parse(document.path, decode_xml(document.path, read_part(document.path, archive, part))[0]))
            for part, kind in text_parts(document.path, archive)
        }
        styles: dict[str, Role] = {}
        if _STYLES in archive.namelist():
            text, _ = decode_xml(document.path, read_part(document.path, archive, _STYLES))
            styles = dict(_styles(parse(document.path, text)))
    return {part: _Word(styles, "note" if "note" in kind else "").found(root) for part, (kind, root) in trees.items()}


def _styles(root: Node) -> Iterator[tuple[str, Role]]:
    """Styles of headings and of lists, by id (which is in the writer's language and says nothing itself)."""
    for style in root.elements("style"):
        name, properties = style.first("name"), style.first("pPr")
        match = _HEADING.fullmatch(_value(name)) if name else None
        if match:
            yield _attribute(style, "styleId"), Role("heading", min(int(match[1]), _LEVELS))
        elif name and _value(name).lower() == "title":
            yield _attribute(style, "styleId"), Role("heading", 1)
        elif properties is not None and properties.first("numPr") is not None:
            yield _attribute(style, "styleId"), Role("item")


def _attribute(node: Node, name: str) -> str:
    return next((value for key, value in node.attributes.items() if key.rsplit("}", 1)[-1] == name), "")


def _value(node: Node) -> str:
    return _attribute(node, "val")


class _Word:
    """The paragraphs of one part of a Word document."""

    def __init__(self, styles: dict[str, Role], kind: str) -> None:
        self._styles, self._kind = styles, kind
        self._tables = _Tables()
        self._notes = dict.fromkeys(_NOTES.values(), 0)
        self._found: list[_Stretch] = []

    def found(self, root: Node) -> list[_Stretch]:
        self._walk(root)
        return sorted(self._found, key=lambda one: one[0])

    def _walk(self, node: Node) -> None:
        for child in node.elements():
            match child.name:
                case "p":
                    objects = tuple(self._objects(child))
                    role = replace(self._role(child), objects=objects)
                    self._found.append((child.at, child.until, self._tables.role(role)))
                    self._walk(child)
                case "tbl":
                    self._tables.begin()
                    self._walk(child)
                    self._tables.end()
                case "tr":
                    self._tables.row()
                    self._walk(child)
                case "tc":
                    self._tables.cell()
                    self._walk(child)
                    properties = child.first("tcPr")
                    span = properties.first("gridSpan") if properties else None
                    wide = _value(span) if span else ""
                    self._tables.cell(int(wide) - 1 if wide.isdecimal() and int(wide) else 0)
                case _:
                    self._walk(child)

    def _role(self, paragraph: Node) -> Role:
        properties = paragraph.first("pPr")
        if properties is None:
            return Role(self._kind)
        style, own, listed = (properties.first(name) for name in ("pStyle", "outlineLvl", "numPr"))
        if own is not None and _value(own).isdecimal() and int(_value(own)) < _LEVELS:
            return Role("heading", int(_value(own)) + 1)
        by_style = self._styles.get(_value(style)) if style else None
        if by_style is not None:
            return by_style
        return Role("item") if listed is not None else Role(self._kind)

    def _objects(self, node: Node) -> Iterator[str]:
        for child in node.elements():
            if child.name in _NOTES:
                notes = _NOTES[child.name]
                self._notes[notes] += 1
                yield str(self._notes[notes])
            elif child.name in OBJECTS:
                yield "an image" if child.name in _PICTURES else "a formula" if "Math" in child.name else "a symbol"
            elif child.name not in ("p", "del", "moveFrom"):
                yield from self._objects(child)


def _open_document(document: Document) -> dict[str, list[_Stretch]]:
    part = "content.xml"
    with open_archive(document.path, document.raw, "ODT") as archive:
        text, _ = decode_xml(document.path, read_part(document.path, archive, part))
    found: list[_Stretch] = []
    _walk_open(parse(document.path, text), _Tables(), "", found)
    return {part: sorted(found, key=lambda one: one[0])}


def _walk_open(node: Node, tables: _Tables, kind: str, found: list[_Stretch]) -> None:
    for child in node.elements():
        name = child.name
        if name == "h":
            level = _attribute(child, "outline-level")
            role = Role("heading", min(_LEVELS, int(level)) if level.isdecimal() and int(level) else 1)
            found.append((child.at, child.until, tables.role(role)))
        elif name == "p":
            found.append((child.at, child.until, tables.role(Role(kind))))
        elif name == "table-row":
            tables.row()
        elif name in ("table-cell", "covered-table-cell"):
            tables.cell()
        elif name == "table":
            tables.begin()
            _walk_open(child, tables, kind, found)
            tables.end()
            continue
        _walk_open(child, tables, {"list-item": "item", "note": "note"}.get(name, kind), found)


class _Blocks(HTMLParser):
    """Where the blocks of a page begin; each ends where the next one of them begins."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0] + [i + 1 for i, c in enumerate(text) if c == "\n"]
        self._end = len(text)
        self._tables = _Tables()
        self._in_item = False
        self.found: list[_Stretch] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._tables.begin()
        elif tag == "tr":
            self._tables.row()
        elif tag in ("td", "th"):
            self._tables.cell()
            self._begin(Role())
        elif re.fullmatch("h[1-6]", tag):
            self._begin(Role("heading", int(tag[1])))
        elif tag in ("li", "dt", "dd"):
            self._in_item = True
            self._begin(Role("item"))
        elif tag in ("p", "div", "section", "article", "blockquote"):
            self._begin(Role("item" if self._in_item else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._tables.end()
        if tag in ("li", "dd", "ul", "ol", "dl"):
            self._in_item = False
        if tag in ("table", "ul", "ol", "dl") or re.fullmatch("h[1-6]", tag):
            self._begin(Role())

    def _begin(self, role: Role) -> None:
        line, column = self.getpos()
        self.found.append((self._lines[line - 1] + column, self._end, self._tables.role(role)))


def _markdown(text: str) -> list[_Stretch]:
    from termend.documents.markdown import parsed

    lines = [0] + [i + 1 for i, c in enumerate(text) if c == "\n"] + [len(text)]
    tables, items = _Tables(), 0
    found: list[_Stretch] = []
    notes: dict[str, str] = {}
    role = Role()
    for token in parsed(text):
        kind = token.type
        items += (kind == "list_item_open") - (kind == "list_item_close")
        if kind == "heading_open":
            role = Role("heading", int(token.tag[1]))
        elif kind == "paragraph_open":
            role = Role("item" if items else "")
        elif kind == "table_open":
            tables.begin()
        elif kind == "table_close":
            tables.end()
        elif kind == "tr_open":
            tables.row()
        elif kind in ("th_open", "td_open"):
            tables.cell()
            role = Role()
        elif kind == "inline" and token.map:
            start, until = lines[token.map[0]], lines[min(token.map[1], len(lines) - 1)]
            held = tables.role(replace(role, objects=tuple(_marks(token.content, notes))))
            if held.table:  # cells share a line: they are told apart by their text, in order
                at = text.find(token.content, found[-1][0] + 1 if found and found[-1][0] >= start else start, until)
                start = at if at >= 0 else start
            found.append((start, until, held))
    return found


def _marks(content: str, notes: dict[str, str]) -> Iterator[str]:
    """What stands in a paragraph of Markdown for something that is no text; notes are counted as they come."""
    for match in _MARKDOWN_MARK.finditer(content):
        if match["note"]:
            yield notes.setdefault(match["note"], str(len(notes) + 1))
        else:
            yield "an image" if match["image"] else "code" if match["code"] else "an address"


def headings(roles: Iterable[Role]) -> list[int]:
    """For each role the level at which a page whose own titles are of level 1 and 2 shows it; 0 for no heading.

    No level is passed over on the way down, as screen readers want it.
    """
    shown: list[int] = []
    last = 1
    for role in roles:
        level = 0
        if role.kind == "heading":
            level = last = min(role.level + 1, last + 1)
        shown.append(level)
    return shown
