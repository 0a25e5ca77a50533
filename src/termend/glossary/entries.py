"""A glossary file as it stands: every row with its place, nothing stripped, merged or simplified."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from termend.cells import words_of
from termend.records import Piece, Term

_LINE_END = re.compile(r"\r\n?|\n")
UNREAD = "sheet"
"""What `Unheld` calls a further sheet of a workbook that holds a glossary as well."""
COLUMNS = ("source", "target", "variants", "forbidden", "type", "case", "note", "domain")


@dataclass(frozen=True, slots=True)
class Part:
    """A text that has a place of its own in the file: a term of a concept, a field of a line, a cell.

    Attributes:
        text: as it reads.
        pieces: where it lies, in order; their `start` counts in `text`, `at:until` in `Contents.text`, or in the
            member of the archive that `part` names.
    """

    text: str
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """Where its first piece lies; -1 where it has none."""
        return self.pieces[0].at if self.pieces else -1


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; of a concept with several Chinese terms, one row for each of them.

    Attributes:
        path: the file, as the user named it.
        line: line where it begins, from 1; the row number in a workbook.
        start, end: half-open code points of the row, or of the whole concept, in `Contents.text`; both -1 in a
            workbook.
        fields: raw text by column, columns that hold nothing left out. Lists stand as `one|two`. Columns that are not
            termend's own have the file's names.
        parts: where each field lies, a list's texts one by one; None for tables, which are cut on demand.
        cells: number of each field's column from 1, for a workbook; None elsewhere.
        language: code of the Chinese that the source is in; empty where the file names none.
    """

    path: str
    line: int
    start: int
    end: int
    fields: Mapping[str, str]
    parts: Mapping[str, tuple[Part, ...]] | None = None
    cells: Mapping[str, int] | None = None
    language: str = ""

    @property
    def concept(self) -> tuple[str, int, int]:
        """What rows of one concept have in common."""
        return self.path, self.line, self.start

    @property
    def is_complete(self) -> bool:
        """Whether it has a source and a target."""
        return bool(self.source and self.target)

    @property
    def lacks(self) -> str:
        """What an incomplete row lacks, in words."""
        if not self.source and not self.target:
            return "source and target"
        return "target" if self.source else "source"

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
        """The row as a term of a glossary, marks that a cell is text left out; `glossary` is the file's name."""
        said = {column: words_of(text.strip()) for column, text in self.fields.items() if text}
        get = said.get
        return Term(
            get("source", ""),
            get("target", ""),
            split_list(get("variants", "")),
            split_list(get("forbidden", "")),
            get("type", ""),
            get("case", ""),
            get("note", ""),
            get("domain", ""),
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
        kind: `structure`, `picklist`; `status` for one that nobody knows.
    """

    line: int
    column: int
    text: str
    message: str
    kind: str = "structure"


@dataclass(frozen=True, slots=True)
class Unheld:
    """Something of a file that none of its rows holds: a header, a comment, what stands at one rendering alone.

    Attributes:
        line: where it stands, from 1.
        what: its name: `header`, `comment`, a column.
        text: its words.
        of_file: whether it is said of the file as a whole.
    """

    line: int
    what: str
    text: str
    of_file: bool = False


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
        unheld: what the rows do not hold and another form will not have.
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
    unheld: tuple[Unheld, ...] = ()

    @cached_property
    def complete(self) -> tuple[Entry, ...]:
        """The rows that have a source and a target."""
        return tuple([entry for entry in self.entries if entry.is_complete])

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text or ""))]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a code point of `text`."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
