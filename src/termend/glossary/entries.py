"""A glossary file as it stands: every row with its place, nothing stripped, merged or simplified."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from termend.records import Term

_LINE_END = re.compile(r"\r\n?|\n")
COLUMNS = ("source", "target", "variants", "forbidden", "type", "case", "note", "domain")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, or one concept of an XML glossary.

    Attributes:
        path: the file, as the user named it.
        line: line where it begins, from 1; the row number in a workbook.
        start, end: its half-open code points in `Contents.text`; both -1 in a workbook.
        fields: raw text by column, columns that hold nothing left out. Lists stand as `one|two`.
        spans: half-open code points of the raw text of each field, for XML; None for tables, which are cut on demand.
        cells: number of each field's column from 1, for a workbook; None elsewhere.
    """

    path: str
    line: int
    start: int
    end: int
    fields: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]] | None = None
    cells: Mapping[str, int] | None = None

    @property
    def source(self) -> str:
        return self.fields.get("source", "").strip()

    @property
    def target(self) -> str:
        return self.fields.get("target", "").strip()

    @property
    def type(self) -> str:
        return self.fields.get("type", "").strip().lower()

    @property
    def domain(self) -> str:
        return self.fields.get("domain", "").strip()

    @property
    def variants(self) -> tuple[str, ...]:
        return split_list(self.fields.get("variants", ""))

    @property
    def forbidden(self) -> tuple[str, ...]:
        return split_list(self.fields.get("forbidden", ""))

    @property
    def words(self) -> str:
        """The row in a few words: `重庆 → Chongqing`."""
        return f"{self.source or '∅'} → {self.target or '∅'}"

    def term(self, glossary: str = "") -> Term:
        """The row as a term of a glossary; `glossary` is the file's name."""
        get = self.fields.get
        return Term(
            self.source,
            self.target,
            self.variants,
            self.forbidden,
            get("type", "").strip(),
            get("case", "").strip(),
            get("note", "").strip(),
            self.domain,
            glossary,
            self.line,
        )


def split_list(text: str) -> tuple[str, ...]:
    """The parts of `one|two`, stripped, the empty ones left out."""
    if not text:
        return ()
    return tuple(part for part in (piece.strip() for piece in text.split("|")) if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a reader noticed that no row holds: a wrong element, a value outside its picklist, a merged cell.

    Attributes:
        line, column: from 1.
        text: the words it speaks of.
        message: one sentence.
        kind: `structure`, `picklist`.
    """

    line: int
    column: int
    text: str
    message: str
    kind: str = "structure"


@dataclass(frozen=True)
class Contents:
    """What one glossary file holds.

    Attributes:
        path: as the user named it.
        format: name of the module in `termend.glossary.formats` that read it.
        entries: in file order.
        text: the file's text, in which offsets count; None for a workbook.
        encoding: codec of the file's bytes.
        columns: names of the columns in the file's order; empty for XML.
        delimiter: of a table; empty for others.
        has_header: whether the table's first row names its columns.
        faults: what the reader noticed beside the rows.
        about: facts on the file for the limits of services: `version`, `dialect`, `style`, languages.
    """

    path: str
    format: str
    entries: tuple[Entry, ...]
    text: str | None
    encoding: str = "utf-8"
    columns: tuple[str, ...] = ()
    delimiter: str = ""
    has_header: bool = True
    faults: tuple[Fault, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    size: int = 0

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text or ""))]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a code point of `text`."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
