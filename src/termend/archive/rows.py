"""A document as one row of a table, and how rows are read off Arrow record batches."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from termend.errors import OptionError

_DAY_LENGTH = len("2026-01-31")
NO_TEXT = "there is no text"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a batch say what.

    Attributes:
        text: the draft.
        source: its Chinese; empty for none.
        id: what names a document; empty for the number of its row.
        day: a date or a timestamp, which figures are told by; empty for none.
        group: an outlet, an engine, a desk, which figures are told by; empty for none.
    """

    text: str = "text"
    source: str = ""
    id: str = ""
    day: str = ""
    group: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """Those that are named, in order, none twice."""
        return tuple(dict.fromkeys(c for c in (self.text, self.source, self.id, self.day, self.group) if c))

    def require(self, there: list[str]) -> None:
        """Nothing, where all that are named are among the columns that are there.

        Raises:
            OptionError: where one is not.
        """
        for name in self.named:
            if name not in there:
                raise OptionError(f"There is no column {name!r}. The columns are: {', '.join(there)}")


@dataclass(frozen=True, slots=True)
class Row:
    """One document.

    Attributes:
        text: None where the cell is empty or holds no text, and of a draft of its own file.
        draft: the bytes of a draft's file, whose name is the id; None for what comes from a table.
        trouble: why the document cannot even be read; None where it can.
    """

    id: str
    text: str | None
    source: str | None = None
    day: str | None = None
    group: str | None = None
    draft: bytes | None = None
    trouble: str | None = None

    @property
    def digest(self) -> bytes:
        """SHA-256 of all that findings depend on."""
        made = hashlib.sha256()
        for part in (self.text, self.source, self.trouble, self.id if self.draft is not None else None):
            raw = b"" if part is None else part.encode("utf-8", "surrogatepass")
            made.update(f"{'-' if part is None else len(raw)} ".encode() + raw)
        made.update(self.draft or b"")
        return made.digest()

    @property
    def size(self) -> int:
        """Of what is to be read, in characters or bytes."""
        return len(self.text or "") + len(self.source or "") + len(self.draft or b"")

    @property
    def words(self) -> int:
        return len((self.text or "").split())


def rows_of(batch: pa.RecordBatch, columns: Columns, first: int = 0) -> Iterator[Row]:
    """The documents of a batch.

    Args:
        first: number of the batch's first row, for documents without an id of their own.

    Raises:
        OptionError: where a column that is named is not there.
    """
    columns.require(batch.schema.names)
    cells = {name: batch.column(name) for name in columns.named}
    for n in range(batch.num_rows):
        values: dict[str, Any] = {}
        trouble = None
        for name in cells:
            try:
                values[name] = cells[name][n].as_py()
            except UnicodeDecodeError:
                trouble = trouble or f"the column {name!r} is not UTF-8"
        yield row(values, columns, str(first + n), trouble)


def row(values: dict[str, Any], columns: Columns, number: str, trouble: str | None = None) -> Row:
    """The document of one row's values, by column."""
    text, source = values.get(columns.text), values.get(columns.source) if columns.source else None
    try:
        text, source = _text(text, columns.text), _text(source, columns.source)
    except ValueError as error:
        text, source, trouble = None, None, trouble or str(error)
    if trouble is None and not (text or "").strip():
        trouble = NO_TEXT
    return Row(
        _words(values.get(columns.id)) or number,
        text,
        source,
        _day(values.get(columns.day)),
        _words(values.get(columns.group)),
        trouble=trouble,
    )


def _text(value: Any, column: str) -> str | None:
    """The text of a cell.

    Raises:
        ValueError: where it holds something else.
    """
    if value is None:
        return None
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError(f"the column {column!r} is not UTF-8") from None
    if not isinstance(value, str):
        raise ValueError(f"the column {column!r} holds no text")
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise ValueError(f"the column {column!r} is not UTF-8")
    return value


def _words(value: Any) -> str | None:
    if value is None:
        return None
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _day(value: Any) -> str | None:
    """A day as it is sorted by; None where the value begins with none."""
    try:
        return date.fromisoformat(str(value)[:_DAY_LENGTH]).isoformat()
    except ValueError:
        return None
