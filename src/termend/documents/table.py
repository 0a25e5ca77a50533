"""CSV and TSV drafts with named columns: a column of English, and one of Chinese where there is one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from termend import edits as editing
from termend.cells import as_text, is_formula, text_mark
from termend.documents import splicing
from termend.documents.building import Builder
from termend.documents.encoding import decode, encode
from termend.documents.escaping import escape
from termend.documents.splicing import Splice
from termend.errors import DocumentError, EditError
from termend.records import Document, Edit, Piece

_ENGLISH = ("target", "en", "english", "translation", "draft", "mt", "text", "译文", "英文", "英语")
_CHINESE = ("source", "zh", "chinese", "原文", "中文", "源文")


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
    writing, skipped = cell.writing, text_mark(cell.text)
    text, at = cell.text[skipped:], cell.at + skipped
    if len(text) == cell.until - at:
        builder.add(text, at, cell.until, writing=writing)
        return
    for index, piece in enumerate(text.split('"')):  # inside quotation marks, two of them stand for one
        if index:
            builder.add('"', at, at + 2, writing=writing)
            at += 2
        builder.add(piece, at, at + len(piece), writing=writing)
        at += len(piece)


def _read_rows(path: str, text: str) -> list[tuple[int, list[_Cell]]]:
    """All rows; those of a tab-separated file that is not quoted by the rules are taken as not quoted at all."""
    delimiter = _delimiter(path, text)
    try:
        return list(_rows(path, text, delimiter, quotes=True))
    except DocumentError:
        if delimiter != "\t":
            raise
        return list(_rows(path, text, delimiter, quotes=False))


def _rows(path: str, text: str, delimiter: str, *, quotes: bool) -> Iterator[tuple[int, list[_Cell]]]:
    """Rows with their numbers from 1, the empty ones left out but counted (RFC 4180, blanks around quotation marks
    allowed)."""
    blanks = " " if delimiter == "\t" else " \t"
    quoted = re.compile(rf'[{blanks}]*+"((?:[^"]|"")*+)"[{blanks}]*+(?=[{delimiter}\r\n]|\Z)')
    bare = re.compile(rf"[^{delimiter}\r\n]*+")
    row_end = re.compile(r"\r\n|\r|\n|\Z")
    at, number = 0, 0
    while at < len(text):
        number += 1
        begins = at
        cells: list[_Cell] = []
        while True:
            match = quoted.match(text, at) if quotes else None
            if match is not None:
                cells.append(_Cell(match[1].replace('""', '"'), match.start(1), match.end(1), "quoted"))
            else:
                match = bare.match(text, at)
                assert match is not None
                if quotes and match.group().lstrip(blanks).startswith('"'):
                    line = text.count("\n", 0, at) + 1
                    raise DocumentError(
                        path, "a row is broken: a quotation mark is not closed", "Export it again", line
                    )
                cells.append(_Cell(match.group(), match.start(), match.end(), "cell" if quotes else "plain"))
            at = match.end()
            if text[at : at + 1] != delimiter:
                break
            at += 1
        end = row_end.match(text, at)
        assert end is not None
        at = end.end()
        if end.start() > begins:
            yield number, cells


def _delimiter(path: str, text: str) -> str:
    head = text.split("\n", 1)[0]
    if path.lower().endswith((".tsv", ".tab")):
        return "\t"
    return max(",;\t", key=head.count)


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
    starts = [segment.start for segment in document.segments]
    places = [piece.start for piece in document.pieces]
    by_segment: dict[int, list[Edit]] = {}
    for edit in edits:
        index = bisect_right(starts, edit.start) - 1
        segment = document.segments[index]
        if index < 0 or edit.end > segment.end:
            raise EditError(f"{document.path}: {edit.before!r} lies in no one cell")
        shifted = Edit(edit.start - segment.start, edit.end - segment.start, edit.before, edit.after)
        by_segment.setdefault(index, []).append(shifted)
    made: list[Splice] = []
    delimiter = _delimiter(document.path, text)
    for index, own in by_segment.items():
        segment = document.segments[index]
        first, last = bisect_left(places, segment.start), bisect_left(places, segment.end) - 1
        made.append(_written(text, document.pieces[first], document.pieces[last], segment.text, own, delimiter))
    return made


def _written(text: str, first: Piece, last: Piece, old: str, edits: Iterable[Edit], delimiter: str) -> Splice:
    at, until = first.at, last.until
    new = editing.apply(old, edits)
    if is_formula(new) and not is_formula(old):
        new = as_text(new)
    if first.writing == "quoted":
        return at, until, escape(new, "quoted")
    if first.writing == "cell" and any(c in new for c in (delimiter, '"', "\r", "\n")):
        begins, ends = _whole_cell(text, at, until, delimiter)
        return begins, ends, f'"{text[begins:at]}{escape(new, "quoted")}{text[until:ends]}"'
    return at, until, new


def _whole_cell(text: str, at: int, until: int, delimiter: str) -> tuple[int, int]:
    """The range with the blanks around it: a quotation mark counts only where a cell begins."""
    blanks = {" ", "\t"} - {delimiter}
    while at and text[at - 1] in blanks:
        at -= 1
    while text[until : until + 1] in blanks:
        until += 1
    return at, until
