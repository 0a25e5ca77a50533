"""OpenDocument text (OASIS ODF 1.3, part 3): paragraphs and headings, in tables, notes, frames, headers and footers."""

from __future__ import annotations

from collections.abc import Iterable

from termend.documents import splicing
from termend.documents.archive import open_archive, read_part, rewritten
from termend.documents.building import Builder
from termend.documents.marked_up import add_characters, written
from termend.documents.xml_tree import Node, Text, decode_xml, parse
from termend.language.marks import OBJECT
from termend.records import Document, Edit

TYPE = b"application/vnd.oasis.opendocument.text"

_PARTS = ("content.xml", "styles.xml")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_SKIPPED = frozenset({f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}note-citation", f"{_TEXT}ruby-text"})
_MARKS = {f"{_TEXT}tab": "\t", f"{_TEXT}s": " "}
_BREAK = f"{_TEXT}line-break"
_STYLE = f"{_TEXT}style-name"
# Styles for code, as LibreOffice and pandoc name them in a file.
_CODE_STYLES = frozenset(
    {
        *("Source_20_Text", "Source_Text", "Example", "Teletype", "Variable", "User_20_Entry", "Preformatted_20_Text"),
        *("Verbatim_20_Char", "Source_20_Code"),
    }
)
_STYLES = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def read(path: str, raw: bytes) -> Document:
    """The document whose segments are its paragraphs; those of a note follow the paragraph that the note stands in.

    Raises:
        DocumentError: where it is no sound ODT file.
    """
    builder = Builder(collapse=True)
    with open_archive(path, raw, "ODT") as archive:
        names = set(archive.namelist())
        for part in _PARTS:
            if part == "content.xml" or part in names:
                text, _ = decode_xml(path, read_part(path, archive, part))
                tree = parse(path, text)
                _Paragraphs(builder, part, _code_styles(tree)).read(tree)
    return builder.document(path, "odt", "utf-8", raw)


def _code_styles(tree: Node) -> frozenset[str]:
    """Names of the styles for code, and of a document's own that are made from one."""
    parents = {
        node.attributes.get(f"{_STYLES}name", ""): node.attributes.get(f"{_STYLES}parent-style-name", "")
        for node in tree.iter()
        if node.tag == f"{_STYLES}style"
    }
    return _CODE_STYLES | {name for name, parent in parents.items() if parent in _CODE_STYLES}


class _Paragraphs:
    def __init__(self, builder: Builder, part: str, code_styles: frozenset[str]) -> None:
        self._builder, self._part, self._code_styles = builder, part, code_styles
        self._count = 0
        self._kind = "paragraph" if part == "content.xml" else "header or footer paragraph"

    def read(self, node: Node) -> None:
        for child in node.elements():
            if child.tag in _PARAGRAPHS:
                self._paragraph(child)
            elif child.tag not in _SKIPPED:
                self.read(child)

    def _paragraph(self, paragraph: Node) -> None:
        inner: list[Node] = []
        self._count += 1
        label = f"{self._kind} {self._count}"
        self._inline(paragraph, inner, paragraph.attributes.get(_STYLE) in self._code_styles)
        self._builder.close(label)
        for node in inner:
            self.read(node)

    def _inline(self, node: Node, inner: list[Node], protected: bool) -> None:
        for child in node.children:
            if isinstance(child, Text):
                with self._builder.protecting(protected):
                    add_characters(self._builder, child, self._part)
            elif child.tag in _MARKS:
                self._builder.mark(_MARKS[child.tag], child.at, child.until, self._part)
            elif child.tag == _BREAK:
                if not self._builder.line_break(child.at, child.until, self._part):
                    self._builder.glue("\n")
            elif child.tag in _SKIPPED:
                continue
            elif child.tag == f"{_TEXT}note" or any(n.tag in _PARAGRAPHS for n in child.iter()):
                inner.append(child)
            elif child.tag.startswith(_TEXT):
                self._inline(child, inner, protected or child.attributes.get(_STYLE) in self._code_styles)
            else:
                self._builder.glue(OBJECT)


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The archive with the edits in its parts.

    Raises:
        EditError: where an edit does not fit.
    """
    path = document.path
    made = splicing.by_part(document, edits)
    if not made:
        return document.raw
    with open_archive(path, document.raw, "ODT") as archive:
        changed: dict[str, bytes] = {}
        for part, spliced in made.items():
            text, codec = decode_xml(path, read_part(path, archive, part))
            changed[part] = written(text, spliced, codec)
        return rewritten(path, archive, changed)
