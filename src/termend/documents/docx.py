"""Word documents (ECMA-376, WordprocessingML): paragraphs in the body, tables, text boxes, notes, headers and footers.

The text of a paragraph is that of its runs, joined: a name whose letters are formatted apart is one name. What tracked
changes have deleted is no text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from zipfile import ZipFile

from termend.documents import splicing
from termend.documents.archive import open_archive, read_part, rewritten
from termend.documents.building import Builder
from termend.documents.marked_up import add_characters, written
from termend.documents.splicing import Splice
from termend.documents.xml_tree import Node, Text, decode_xml, parse
from termend.errors import DocumentError
from termend.language.marks import OBJECT, SOFT_HYPHEN
from termend.records import Document, Edit

CONTENT_TYPES = "[Content_Types].xml"

# The kinds of parts that hold text, in the order read, by the end of their content type.
_KINDS = (
    ("document.main+xml", "paragraph"),
    ("document.macroEnabled.main+xml", "paragraph"),
    ("template.main+xml", "paragraph"),
    ("footnotes+xml", "footnote paragraph"),
    ("endnotes+xml", "endnote paragraph"),
    ("header+xml", "header paragraph"),
    ("footer+xml", "footer paragraph"),
)
_NOTES = frozenset({"footnote", "endnote"})
_MARKS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": SOFT_HYPHEN}
_BREAKS = frozenset({"br", "cr"})
_OTHER_BREAKS = frozenset({"page", "column"})
# Character and paragraph styles for code, as Word, LibreOffice and pandoc name them.
_CODE_STYLES = frozenset(
    {
        "HTMLCode",
        "HTMLKeyboard",
        "HTMLSample",
        "HTMLVariable",
        "HTMLPreformatted",
        "SourceText",
        "VerbatimChar",
        "SourceCode",
    }
)
OBJECTS = frozenset({"drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "oMath", "oMathPara"})
_NO_TEXT = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "sdtPr", "sectPr", "tblPr", "trPr", "tcPr", "Fallback", "instrText"}
)


def text_parts(path: str, archive: ZipFile) -> Iterator[tuple[str, str]]:
    """Names of the parts that hold text, and the kind of their paragraphs; the main part first.

    Raises:
        DocumentError: where there is no main part.
    """
    text, _ = decode_xml(path, read_part(path, archive, CONTENT_TYPES))
    types = {
        node.attributes.get("PartName", "").lstrip("/"): node.attributes.get("ContentType", "")
        for node in parse(path, text).iter()
        if node.name == "Override"
    }
    names = set(archive.namelist())
    parts = [(name, kind) for end, kind in _KINDS for name, type_ in sorted(types.items()) if type_.endswith(end)]
    parts = [(name, kind) for name, kind in parts if name in names]
    if not parts or parts[0][1] != "paragraph":
        raise DocumentError(path, "this is no Word document: it has no main part", "Save it as DOCX again")
    yield from parts


def read(path: str, raw: bytes) -> Document:
    """The document whose segments are its paragraphs.

    Raises:
        DocumentError: where it is no sound DOCX file.
    """
    builder = Builder()
    with open_archive(path, raw, "DOCX") as archive:
        for part, kind in text_parts(path, archive):
            text, _ = decode_xml(path, read_part(path, archive, part))
            _Paragraphs(builder, part, kind).read(parse(path, text))
    return builder.document(path, "docx", "utf-8", raw)


class _Paragraphs:
    def __init__(self, builder: Builder, part: str, kind: str) -> None:
        self._builder, self._part, self._kind = builder, part, kind
        self._count = 0
        self._note = ""
        self._code = False

    def read(self, node: Node) -> None:
        for child in node.elements():
            if child.name == "p":
                self._paragraph(child)
            elif child.name in _NOTES:
                self._read_note(child)
            elif child.name not in _NO_TEXT:
                self.read(child)

    def _read_note(self, note: Node) -> None:
        """A footnote or endnote; those with a type are the lines that part notes from text."""
        if any(name.endswith("}type") for name in note.attributes):
            return
        self._count += 1
        self._note = f"{note.name} {self._count}"
        self.read(note)

    def _paragraph(self, paragraph: Node) -> None:
        self._count += not self._note
        label = self._note or f"{self._kind} {self._count}"
        boxes: list[Node] = []
        self._code = _style(paragraph, "pPr", "pStyle") in _CODE_STYLES
        with self._builder.protecting(self._code):
            self._inline(paragraph, boxes)
        self._builder.close(label)
        for box in boxes:
            self.read(box)

    def _inline(self, node: Node, boxes: list[Node]) -> None:
        for child in node.elements():
            name = child.name
            if name in _NO_TEXT:
                continue
            if name == "t":
                for text in child.children:
                    if isinstance(text, Text):
                        add_characters(self._builder, text, self._part)
            elif name in _MARKS:
                self._builder.mark(_MARKS[name], child.at, child.until, self._part)
            elif name in _BREAKS:
                self._break(child)
            elif name in OBJECTS:
                self._builder.glue(OBJECT)
                boxes.extend(n for n in _boxes(child) if n.name == "txbxContent")
            elif name == "r":
                with self._builder.protecting(self._code or _style(child, "rPr", "rStyle") in _CODE_STYLES):
                    self._inline(child, boxes)
            else:
                self._inline(child, boxes)

    def _break(self, node: Node) -> None:
        kinds = {value for name, value in node.attributes.items() if name.endswith("}type")}
        if kinds & _OTHER_BREAKS or not self._builder.line_break(node.at, node.until, self._part):
            self._builder.glue("\n")


def _style(node: Node, properties: str, name: str) -> str:
    """The style that a run or a paragraph names; empty where it names none."""
    own = node.first(properties)
    style = own.first(name) if own else None
    values = style.attributes.items() if style else ()
    return next((value for key, value in values if key.endswith("}val")), "")


def _boxes(node: Node) -> Iterator[Node]:
    """Text boxes below a node, the outermost ones, without those of a fallback (which repeat them)."""
    for child in node.elements():
        if child.name == "txbxContent":
            yield child
        elif child.name != "Fallback":
            yield from _boxes(child)


class Copies:
    """Texts of a part that repeat others for programs that do not know text boxes of today (`mc:Fallback`).

    ECMA-376, part 3, section 10.2: a program reads one of the two, so both have to say the same.

    Args:
        text: the part.
        root: its root element.
    """

    def __init__(self, text: str, root: Node) -> None:
        self._places: list[tuple[int, int, int]] = []
        for node in root.iter():
            if node.name != "AlternateContent":
                continue
            original, copy = node.first("Choice"), node.first("Fallback")
            if original is None or copy is None:
                continue
            ours, theirs = list(_texts(original)), list(_texts(copy))
            if [text[a:b] for a, b in ours] == [text[a:b] for a, b in theirs]:
                self._places += [(a, b, c - a) for (a, b), (c, _) in zip(ours, theirs, strict=True)]
        self._places.sort()

    def of(self, splice: Splice) -> Iterator[Splice]:
        """What has to be written into the copy as well, where there is one."""
        at, until, new = splice
        index = bisect_right(self._places, at, key=lambda place: place[0]) - 1
        if index >= 0 and until <= self._places[index][1]:
            shift = self._places[index][2]
            yield at + shift, until + shift, new


def _texts(node: Node) -> Iterator[tuple[int, int]]:
    """Places of the texts and marks below a node."""
    for child in node.iter():
        if child.name == "t":
            yield from ((text.at, text.until) for text in child.children if isinstance(text, Text))
        elif child.name in _MARKS or child.name in _BREAKS:
            yield child.at, child.until


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The archive with the edits in its parts, as plain text.

    Raises:
        EditError: where an edit does not fit.
    """
    path = document.path
    made = splicing.by_part(document, edits)
    if not made:
        return document.raw
    with open_archive(path, document.raw, "DOCX") as archive:
        changed: dict[str, bytes] = {}
        for part, spliced in made.items():
            text, codec = decode_xml(path, read_part(path, archive, part))
            copies = Copies(text, parse(path, text))
            spliced = [*spliced, *(copy for one in spliced for copy in copies.of(one))]
            changed[part] = written(text, [*spliced, *_space_marks(text, spliced)], codec)
        return rewritten(path, archive, changed)


def _space_marks(xml: str, made: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Marks (`xml:space`, XML 1.0, section 2.10) for texts that now begin or end with white space, which Word drops."""
    touched: dict[int, list[tuple[int, int, str]]] = {}
    for at, until, new in made:
        touched.setdefault(xml.rfind(">", 0, at) + 1, []).append((at, until, new))
    for start, own in touched.items():
        tag = xml[xml.rfind("<", 0, start) : start]
        end = xml.find("<", start)
        shifted = [(at - start, until - start, new) for at, until, new in own]
        text = splicing.splice(xml[start:end], shifted)
        if text != text.strip() and "xml:space" not in tag:
            yield start - 1, start - 1, ' xml:space="preserve"'
