"""XLSX: the first sheet whose first row names a source and a target column; of others like it is said that they are
not read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from termend.documents.archive import open_archive
from termend.errors import DocumentError, GlossaryError
from termend.glossary import table
from termend.glossary.entries import COLUMNS, UNREAD, Contents, Entry, Unheld
from termend.glossary.formats.xlsx_parts import members_of
from termend.records import Term

_MOST_ROWS = 1_048_576  # of a sheet (ECMA-376, part 1, section 18.3.1.73, as Excel holds it)
_MOST_COLUMNS = 16_384
_MOST_CELLS = 20_000_000  # looked at, the empty ones between others too
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\"")


def read(path: str, raw: bytes) -> Contents:
    """The rows of a workbook's glossary sheet; `line` is the row's number, `about["sheet"]` the sheet's name.

    Raises:
        GlossaryError: where it is no workbook, is packed to burst or damaged, or has formulas or merged cells where the
            glossary stands: what such a cell means cannot be told from the file alone.
    """
    import openpyxl

    try:
        with open_archive(path, raw, "XLSX") as archive:
            merged = _merged(archive)
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False)
    except DocumentError as error:
        raise GlossaryError(path, error.problem, error.remedy) from error
    except Exception as error:  # openpyxl raises what its parsers raise
        raise _damaged(path, error) from error
    first: Contents | None = None
    last: GlossaryError | None = None
    unread: list[Unheld] = []
    for sheet in book.worksheets:
        try:
            contents = _sheet(path, sheet, merged.get(sheet.title, ()), len(raw))
        except _NoGlossaryError as error:
            last = last or error.reason
            continue
        except GlossaryError:
            if first is None:
                raise
            unread.append(Unheld(1, UNREAD, sheet.title, True))
            continue
        except Exception as error:
            raise _damaged(path, error) from error
        if first is None:
            first = contents
        elif contents.entries:
            unread.append(Unheld(1, UNREAD, sheet.title, True))
    if first is not None:
        return replace(first, unheld=(*first.unheld, *unread)) if unread else first
    raise last or GlossaryError(path, "the workbook has no sheet with cells", "Save the glossary in its first sheet")


def _damaged(path: str, error: Exception) -> GlossaryError:
    said = " ".join(str(error).split())[:120]
    return GlossaryError(path, f"it is no workbook that can be read ({said})", "Save it as XLSX again")


class _NoGlossaryError(Exception):
    def __init__(self, reason: GlossaryError) -> None:
        self.reason = reason


def _sheet(path: str, sheet: Any, merged: Sequence[tuple[int, str]], size: int) -> Contents:
    header: list[str] | None = None
    has_header, language = True, ""
    used: set[int] = set()
    entries: list[Entry] = []
    unheld: list[Unheld] = []
    width = min(sheet.max_column or 0, _MOST_COLUMNS)
    for number, row in _rows(path, sheet):
        values = [_text(cell.value) for cell in row]
        if not any(values):
            continue
        if header is None:
            values += [""] * (width - len(values))
            try:
                header, has_header = table.header(path, values, number)
            except GlossaryError as error:
                raise _NoGlossaryError(error) from error
            header = table.told_apart(path, header, number)
            language = table.language_of(values[header.index("source")]) if has_header else ""
            used = {index for index, name in enumerate(header) if name in COLUMNS}
            if has_header:
                continue
        for index in used:
            if index < len(row) and row[index].data_type == "f":
                raise GlossaryError(
                    path,
                    f"cell {sheet.title}!{row[index].coordinate} holds a formula",
                    "Paste the values in place of the formulas",
                    number,
                )
        fields = {name: value for name, value in zip(header, values, strict=False) if name and value}
        cells = {name: index + 1 for index, name in enumerate(header) if name in fields or name in ("source", "target")}
        if any(name in fields for name in COLUMNS):
            entries.append(Entry(path, number, -1, -1, fields, None, cells, language))
        unheld += [Unheld(number, _BEYOND, value) for value in values[len(header) :] if value]
    if header is None:
        raise _NoGlossaryError(GlossaryError(path, f"the sheet {sheet.title} is empty", "Put the glossary there"))
    for number, reference in merged:
        raise GlossaryError(
            path, f"the cells {sheet.title}!{reference} are merged", "Unmerge them and fill each cell", number
        )
    about = {"sheet": sheet.title}
    contents = Contents(
        path,
        "xlsx",
        tuple(entries),
        None,
        "",
        tuple(header),
        "",
        has_header,
        about=about,
        size=size,
        unheld=tuple(unheld),
    )
    return table.joined(contents, lambda _row, _column, _value: ())


_BEYOND = "cells beyond the header"


def _rows(path: str, sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows of a sheet with their numbers, all that there are: what it says of its own size may be wrong."""
    sheet.reset_dimensions()
    looked_at = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        looked_at += len(row)
        if number > _MOST_ROWS or looked_at > _MOST_CELLS:
            what = f"a cell below row {_MOST_ROWS}" if number > _MOST_ROWS else f"more than {_MOST_CELLS} cells"
            raise GlossaryError(path, f"the sheet {sheet.title} has {what}", "Delete what is no glossary", number)
        yield number, row


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _merged(archive: zipfile.ZipFile) -> dict[str, list[tuple[int, str]]]:
    """First row and reference of the merged ranges of each sheet, by its title."""
    return {
        title: [
            (int(top), f"{left.decode()}{top.decode()}:{right.decode()}{bottom.decode()}")
            for left, top, right, bottom in _MERGED.findall(archive.read(member))
        ]
        for title, member in members_of(archive).items()
    }


def write(
    terms: Sequence[Term],
    columns: Sequence[str] = COLUMNS,
    titles: Sequence[str] | None = None,
    others: Sequence[Mapping[str, str]] = (),
) -> bytes:
    """A workbook with one sheet: a header of `titles` (the column names where none are given) and a row a term.

    Args:
        others: further columns of each term.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("glossary")
    sheet.freeze_panes = "A2"
    header = []
    for title in titles or columns:
        cell = WriteOnlyCell(sheet, title)
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    for term, other in zip(terms, others or [{}] * len(terms), strict=True):
        row = []
        for column in columns:
            cell = WriteOnlyCell(sheet, table.value_of(term, column, other) or None)
            if cell.data_type == "f":
                cell.data_type = "s"
            row.append(cell)
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
