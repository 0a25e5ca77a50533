"""CSV and TSV drafts with named columns: a column of English, and one of Chinese where there is one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from termend import edits as editing
from termend.documents import splicing
from termend.documents.building import Builder
from termend.documents.encoding import decode, encode
from termend.documents.escaping import escape
from termend.documents.splicing import Splice
from termend.errors import DocumentError, EditError
from termend.records import Document, Edit

_ENGLISH = ("target", "en", "english", "translation", "draft", "mt", "text", "译文", "英文", "英语")
_CHINESE = ("source", "zh", "chinese", "原文", "中文", "源文")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MAX_CELL = 2**24


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    at: int
    until: int
    writing: str


def read(path: str, raw: bytes) -> Document:
    """The document whose segments are the cells of the English column; labels are row numbers, the header being 1.

    Raises:
        DocumentError: where the columns are not named, a row is broken, or no column is known to be English.
    """
    text, codec = decode(path, raw)
    rows = _read_rows(path, text)
    if not rows:
        return Document(path, "", (), "table", codec, raw)
    header = rows.pop(0)
    names = [_named(cell.text) for cell in header[1]]
    english, chinese = _column(names, _ENGLISH), _column(names, _CHINESE)
    if english is None:
        raise DocumentError(
            path,
            f"none of its columns ({', '.join(cell.text[:20] for cell in header[1]) or 'none'}) is known to be English",
            "Name one of them 'target' and the Chinese one 'source'",
            1,
        )
    builder = Builder()
    for number, cells in rows:
        if english < len(cells):
            source = cells[chinese].text.strip() if chinese is not None and chinese < len(cells) else ""
            _add(builder, cells[english])
            builder.close(f"row {number}", source or None)
    return builder.document(path, "table", codec, raw)


def _named(text: str) -> str:
    return text.strip().lower().replace("_", "-")


def _column(names: list[str], known: Iterable[str]) -> int | None:
    for wanted in known:
        for index, name in enumerate(names):
            if name == wanted or name.split("-")[0] == wanted or name.rsplit("-", 1)[-1] == wanted:
                return index
    return None


def _add(builder: Builder, cell: _Cell) -> None:
    writing = cell.writing
    if len(cell.text) == cell.until - cell.at:
        builder.add(cell.text, cell.at, cell.until, writing=writing)
        return
    at = cell.at
    for index, piece in enumerate(cell.text.split('"')):  # inside quotation marks, two of them stand for one
        if index:
            builder.add('"', at, at + 2, writing=writing)
            at += 2
        builder.add(piece, at, at + len(piece), writing=writing)
        at += len(piece)


def _read_rows(path: str, text: str) -> list[tuple[int, list[_Cell]]]:
    """All rows; those of a tab-separated file that is not quoted by the rules are taken as not quoted at all."""
    delimiter = _delimiter(path, text)
    try:
        return list(_rows(path, text, delimiter, csv.QUOTE_MINIMAL))
    except DocumentError:
        if delimiter != "\t":
            raise
        return list(_rows(path, text, delimiter, csv.QUOTE_NONE))


def _rows(path: str, text: str, delimiter: str, quoting: Literal[0, 3]) -> Iterator[tuple[int, list[_Cell]]]:
    """Rows with their numbers from 1; what the csv module reads is found again in the lines it read."""
    taken: list[str] = []
    lines = iter([match.group() for match in _LINE.finditer(text) if match.group()])
    csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(_noting(lines, taken), delimiter=delimiter, quoting=quoting, strict=True)
    at, number = 0, 0
    while True:
        try:
            values = next(reader, None)
        except csv.Error as error:
            raise DocumentError(path, f"a row is broken ({error})", "Export it again", reader.line_num) from error
        if values is None:
            return
        number += 1
        row = "".join(taken)
        taken.clear()
        if values:
            yield number, _cells(path, row, values, at, delimiter, reader.line_num, quoting)
        at += len(row)


def _delimiter(path: str, text: str) -> str:
    head = text.split("\n", 1)[0]
    if path.lower().endswith((".tsv", ".tab")):
        return "\t"
    return max(",;\t", key=head.count)


def _noting(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _cells(path: str, row: str, values: list[str], start: int, delimiter: str, line: int, quoting: int) -> list[_Cell]:
    cells: list[_Cell] = []
    at = 0
    for value in values:
        quoted = quoting != csv.QUOTE_NONE and row.startswith('"', at)
        written = value.replace('"', '""') if quoted else value
        inner = at + quoted
        end = inner + len(written)
        if row[inner:end] != written or row[end + quoted : end + quoted + 1] not in (delimiter, "\r", "\n", ""):
            raise DocumentError(path, "a cell is quoted in a way that cannot be written back", "Export it again", line)
        writing = "quoted" if quoted else "plain" if quoting == csv.QUOTE_NONE else "cell"
        cells.append(_Cell(value, start + inner, start + end, writing))
        at = end + quoted + 1
    return cells


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file with the edits in it; a cell that comes to need quotation marks gets them.

    Raises:
        EditError: where an edit does not fit, or reaches over a cell's end.
    """
    made = splices(document, edits)
    text, codec = decode(document.path, document.raw)
    return encode(splicing.splice(text, made), codec) if made else document.raw


def splices(document: Document, edits: Iterable[Edit]) -> list[Splice]:
    """What the edits write into the file, cell by cell.

    Raises:
        EditError: where an edit does not fit, or reaches over a cell's end.
    """
    text, _ = decode(document.path, document.raw)
    by_segment: dict[int, list[Edit]] = {}
    for edit in edits:
        index = next((s.index for s in document.segments if s.start <= edit.start and edit.end <= s.end), None)
        if index is None:
            raise EditError(f"{document.path}: {edit.before!r} lies in no one cell")
        segment = document.segments[index]
        shifted = Edit(edit.start - segment.start, edit.end - segment.start, edit.before, edit.after)
        by_segment.setdefault(index, []).append(shifted)
    made: list[tuple[int, int, str]] = []
    delimiter = _delimiter(document.path, text)
    for index, own in by_segment.items():
        segment = document.segments[index]
        pieces = [piece for piece in document.pieces if segment.start <= piece.start < segment.end]
        at, until = pieces[0].at, pieces[-1].until
        new = editing.apply(segment.text, own)
        if pieces[0].writing == "quoted":
            new = escape(new, "quoted")
        elif pieces[0].writing == "cell" and any(c in new for c in (delimiter, '"', "\r", "\n")):
            first, last = _whole_cell(text, at, until, delimiter)
            new = f'"{text[first:at]}{escape(new, "quoted")}{text[until:last]}"'
            at, until = first, last
        made.append((at, until, new))
    return made


def _whole_cell(text: str, at: int, until: int, delimiter: str) -> tuple[int, int]:
    """The range with the blanks around it: a quotation mark counts only where a cell begins."""
    blanks = {" ", "\t"} - {delimiter}
    while at and text[at - 1] in blanks:
        at -= 1
    while text[until : until + 1] in blanks:
        until += 1
    return at, until
