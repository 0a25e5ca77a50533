"""Glossaries as CSV and TSV: a header line, columns by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from termend.errors import GlossaryError
from termend.records import Term

COLUMNS = ("source", "target", "variants", "forbidden", "type", "case", "note", "domain")
_NEEDED = ("source", "target")
_LIST_COLUMNS = ("variants", "forbidden")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table as it stands: `line` is where the row begins, from 1; `fields` are by column name."""

    line: int
    fields: dict[str, str]


def rows(path: str, text: str, delimiter: str | None = None) -> Iterator[Row]:
    """The rows below the header; empty lines and lines that begin with `#` are passed over.

    Raises:
        GlossaryError: where the header lacks a column, a quote is left open or a row has more fields than the header.
    """
    if delimiter is None:
        delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    begins = 1
    try:
        for fields in reader:
            line, begins = begins, reader.line_num + 1
            if not any(f.strip() for f in fields) or fields[0].startswith("#"):
                continue
            if header is None:
                header = _header(path, fields, line)
                continue
            if len(fields) > len(header):
                raise GlossaryError(
                    path,
                    f"{len(fields)} fields under {len(header)} columns",
                    "Put quotes around a field that holds a comma",
                    line,
                )
            yield Row(line, dict(zip(header, fields, strict=False)))
    except csv.Error as error:
        raise GlossaryError(path, f"a stray quote ({error})", "Double the quote, or close it", begins) from error
    if header is None:
        raise GlossaryError(path, "the glossary is empty", "Begin it with the line: source,target", 1)


def _header(path: str, fields: list[str], line: int) -> list[str]:
    names = [field.strip().lower() for field in fields]
    for needed in _NEEDED:
        if needed not in names:
            raise GlossaryError(
                path,
                f"no column {needed!r} in the header",
                "Begin the file with the line: source,target,variants",
                line,
            )
    return names


def terms(path: str, text: str, name: str) -> Iterator[Term]:
    """The terms of a CSV or TSV text.

    Raises:
        GlossaryError: as `rows`, and where a source or target is empty.
    """
    for row in rows(path, text):
        fields = {column: row.fields.get(column, "").strip() for column in COLUMNS}
        for needed in _NEEDED:
            if not fields[needed]:
                raise GlossaryError(path, f"an empty {needed}", "Fill the field or delete the row", row.line)
        lists = {c: tuple(p for p in (x.strip() for x in fields[c].split("|")) if p) for c in _LIST_COLUMNS}
        yield Term(
            fields["source"],
            fields["target"],
            lists["variants"],
            lists["forbidden"],
            fields["type"],
            fields["case"],
            fields["note"],
            fields["domain"],
            name,
            row.line,
        )
