"""Change single cells of a workbook: their text, with what formatting its characters have, and no other byte of a part.

A cell usually points to a string that others may share (ECMA-376, 18.4); a changed one gets a string of its own in its
place (18.3.1.53), so that the others keep theirs.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence

from termend.documents.archive import open_archive, read_part, rewritten
from termend.documents.marked_up import written
from termend.documents.splicing import splice
from termend.documents.xml_tree import Node, Text, decode_xml, parse
from termend.errors import DocumentError, EditError, GlossaryError
from termend.glossary.entries import Part
from termend.glossary.formats.xlsx_parts import SHARED_STRINGS, members_of
from termend.glossary.rewriting import spliced
from termend.records import Piece

_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_TYPE = re.compile(r"""\bt\s*=\s*(["'])s\1""")
_PREFIXED = re.compile(r"<\w+:")
_PHONETIC = "rPh"  # a reading above the characters, no text of the cell

Cell = tuple[int, int]
"""Row and column, both from 1."""


def with_texts(path: str, raw: bytes, sheet: str, texts: Mapping[Cell, tuple[str, str]]) -> bytes:
    """The workbook with other texts in some cells of a sheet.

    Args:
        texts: of each cell what it reads as, and what it shall.

    Raises:
        GlossaryError: where the workbook cannot be read.
    """
    try:
        with open_archive(path, raw, "XLSX") as archive:
            member = members_of(archive)[sheet]
            text, codec = decode_xml(path, read_part(path, archive, member))
            made = _changes(path, text, texts, _strings(path, archive))
            if not made:
                return raw
            return rewritten(path, archive, {member: written(text, made, codec)})
    except (DocumentError, KeyError) as error:
        problem = error.problem if isinstance(error, DocumentError) else f"it has no sheet {sheet}"
        raise GlossaryError(path, problem, "Save it as XLSX again") from error


def _strings(path: str, archive: zipfile.ZipFile) -> list[tuple[str, Part]]:
    """The shared strings: what stands between their tags, and their text with its places in that."""
    if SHARED_STRINGS not in archive.namelist():
        return []
    text, _ = decode_xml(path, read_part(path, archive, SHARED_STRINGS))
    strings: list[tuple[str, Part]] = []

    def keep(node: Node, _around: Sequence[Node]) -> None:
        inner = text[node.inner : node.close]
        strings.append((inner, _part(node, -node.inner)))

    parse(path, text, ("si",), keep)
    return strings


def _part(node: Node, offset: int = 0) -> Part:
    pieces: list[Piece] = []
    length = 0
    for text in _texts(node):
        pieces.append(Piece(length, text.text, text.at + offset, text.until + offset, "", "xml"))
        length += len(text.text)
    return Part("".join(piece.text for piece in pieces), tuple(pieces))


def _texts(node: Node) -> list[Text]:
    found: list[Text] = []
    for child in node.elements():
        if child.name == "t":
            found += [text for text in child.children if isinstance(text, Text)]
        elif child.name != _PHONETIC:
            found += _texts(child)
    return found


def _changes(
    path: str, text: str, texts: Mapping[Cell, tuple[str, str]], strings: Sequence[tuple[str, Part]]
) -> list[tuple[int, int, str]]:
    made: list[tuple[int, int, str]] = []

    def look(row: Node, _around: Sequence[Node]) -> None:
        for cell in row.elements("c"):
            place = _REFERENCE.fullmatch(cell.attributes.get("r", ""))
            wanted = texts.get((int(place[2]), _number(place[1]))) if place else None
            if wanted is not None:
                made.extend(_change(path, text, cell, *wanted, strings))

    parse(path, text, ("row",), look)
    return made


def _change(
    path: str, text: str, cell: Node, before: str, after: str, strings: Sequence[tuple[str, Part]]
) -> list[tuple[int, int, str]]:
    """What to write where so that a cell reads as `after`; nothing where it does not read as `before`."""
    kind, value = cell.attributes.get("t", ""), cell.first("v")
    try:
        if kind == "inlineStr":
            part = _part(cell)
            return list(spliced(path, part, after)) if part.text == before else []
        if kind != "s" or value is None:
            return []
        inner, part = strings[int(value.text())]
        if part.text != before:
            return []
        string = splice(inner, spliced(path, part, after))
    except (EditError, ValueError, IndexError):
        return []
    start = text[cell.at : cell.inner]
    if not start.startswith("<c ") or _PREFIXED.search(inner):
        return []  # a part that names its elements otherwise than the other may
    return [
        (cell.at, cell.inner, _TYPE.sub('t="inlineStr"', start, count=1)),
        (cell.inner, cell.close, f"<is>{string}</is>"),
    ]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
