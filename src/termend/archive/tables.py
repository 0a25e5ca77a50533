"""Tables of documents as streams of rows: Parquet, JSON Lines, CSV and TSV, the latter also gzip and Zstandard.

No more than a block of a file is in memory, however large the file. A line that cannot be read is a document with its
reason; so is the rest of a table that breaks off.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
from pyarrow import parquet as pq

from termend.archive.rows import Columns, Row, row, rows_of
from termend.errors import InputError, OptionError

_ROWS_AT_ONCE = 512
_BYTES_AT_ONCE = 1 << 20
_LONGEST_LINE = 64 << 20
_ASKED = 100  # records of JSON Lines that are looked into for the names of columns
_BROKEN = (pa.ArrowException, OSError, EOFError, ValueError, zlib.error)
_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_COMPRESSED = frozenset({".gz", ".zst"})
_LINES = frozenset({".jsonl", ".ndjson"})
_PARQUET = ".parquet"

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of an input.

    Attributes:
        rows: the documents.
        own: the columns as they came, a row a document: a record batch, or values by column.
        share: of the input that is read by now, 0 to 1.
    """

    rows: list[Row]
    own: pa.RecordBatch | list[Record]
    share: float


def is_table(path: Path) -> bool:
    """Whether a file is a table of documents, by its name."""
    return _kind(path) in {_PARQUET, *_LINES, *_DELIMITERS}


def may_be_glossary(path: Path) -> bool:
    """Whether a table is of a form in which people keep glossaries too."""
    return _kind(path) in _DELIMITERS


def _kind(path: Path) -> str:
    suffixes = [s.lower() for s in path.suffixes]
    if suffixes and suffixes[-1] in _COMPRESSED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def require_columns(path: Path, columns: Columns) -> None:
    """Nothing, where a table has the columns that are named; they are looked up before any work is done.

    Raises:
        InputError: where the table cannot be opened.
        OptionError: where there is no such column.
    """
    kind = _kind(path)
    try:
        if kind == _PARQUET:
            with pq.ParquetFile(path) as file:
                there = list(file.schema_arrow.names)
        elif kind in _DELIMITERS:
            with _open(path) as (_, stream):
                there = next(csv.reader(_decoded(stream), delimiter=_DELIMITERS[kind]), [])
        else:
            there = _first_keys(path)
    except (*_BROKEN, csv.Error) as error:
        raise _unreadable(path, error) from error
    try:
        columns.require(there)
    except OptionError as error:
        raise OptionError(f"{path}: {error}") from error


def _first_keys(path: Path) -> list[str]:
    keys: dict[str, None] = {}
    with _open(path) as (_, stream):
        for number, line in enumerate(_lines(stream)):
            if number >= _ASKED:
                break
            value = _parsed(line)
            if isinstance(value, dict):
                keys |= dict.fromkeys(value)
    return list(keys)


def blocks(path: Path, name: str, columns: Columns, whole: bool) -> Iterator[Block]:
    """The rows of a table, some at a time.

    Args:
        name: what it goes under in the ids of documents without one of their own.
        whole: whether columns are kept that are not named.

    Raises:
        OptionError: where a column that is named is not there.
    """
    try:
        if _kind(path) == _PARQUET:
            yield from _of_parquet(path, name, columns, whole)
        else:
            yield from _of_text(path, name, columns)
    except _BROKEN as error:
        trouble = str(_unreadable(path, error)).removeprefix(f"{path}: ")
        yield Block([Row(name, None, trouble=trouble)], [{}], 1.0)


def _unreadable(path: Path, error: BaseException) -> InputError:
    problem = str(error).strip().split("\n")[0] or type(error).__name__
    return InputError(path, f"it cannot be read ({problem})", "Mend the file, or leave it out")


def _of_parquet(path: Path, name: str, columns: Columns, whole: bool) -> Iterator[Block]:
    with pq.ParquetFile(path) as file:
        columns.require(list(file.schema_arrow.names))
        total, done = max(1, file.metadata.num_rows), 0
        for batch in file.iter_batches(_ROWS_AT_ONCE, columns=None if whole else list(columns.named)):
            rows = list(rows_of(batch, columns, done + 1))
            if not columns.id:
                rows = [_named(name, one) for one in rows]
            done += batch.num_rows
            yield Block(rows, batch, done / total)


def _named(name: str, one: Row) -> Row:
    return Row(f"{name}:{one.id}", one.text, one.source, one.day, one.group, one.draft, one.trouble)


def _of_text(path: Path, name: str, columns: Columns) -> Iterator[Block]:
    kind = _kind(path)
    size = max(1, path.stat().st_size)
    with _open(path) as (raw, stream):
        values = _of_csv(stream, _DELIMITERS[kind]) if kind in _DELIMITERS else map(_parsed, _lines(stream))
        rows: list[Row] = []
        own: list[Record] = []
        weight = 0
        for number, value in enumerate(values, 1):
            record, trouble = ({}, value) if isinstance(value, str) else (value, None)
            made = row(record, columns, f"{name}:{number}", trouble)
            rows.append(made)
            own.append(record)
            weight += made.size
            if len(rows) >= _ROWS_AT_ONCE or weight >= _BYTES_AT_ONCE:
                yield Block(rows, own, min(1.0, raw.tell() / size))
                rows, own, weight = [], [], 0
        yield Block(rows, own, 1.0)


@contextmanager
def _open(path: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """The file, and what it holds once it is unpacked."""
    with path.open("rb") as raw:
        match path.suffix.lower():
            case ".gz":
                yield raw, gzip.GzipFile(fileobj=raw)  # type: ignore[misc]
            case ".zst":
                unpacked = pa.CompressedInputStream(pa.PythonFile(raw, "r"), "zstd")
                yield raw, io.BufferedReader(unpacked)
            case _:
                yield raw, raw


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Lines that hold something; None for one that is too long for any record."""
    first = True
    while line := stream.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_LONGEST_LINE)
            yield None
            continue
        line = line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False
        if line.strip():
            yield line


def _parsed(line: bytes | None) -> Record | str:
    """The record of a line of JSON Lines, or what is wrong with it."""
    if line is None:
        return f"its line is longer than {_LONGEST_LINE >> 20} MB"
    try:
        value = json.loads(line)
    except UnicodeDecodeError:
        return "its line is not UTF-8"
    except (ValueError, RecursionError) as error:
        return f"its line is no JSON ({error})"
    return value if isinstance(value, dict) else "its line is no JSON object"


def _of_csv(stream: IO[bytes], delimiter: str) -> Iterator[Record | str]:
    """The records of a CSV file, every value as text, or what is wrong with one."""
    csv.field_size_limit(_LONGEST_LINE)
    reader = csv.reader(_decoded(stream), delimiter=delimiter)
    header = next(reader, [])
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"its line is no CSV ({error})"
            continue
        if not cells:
            continue
        if len(cells) == len(header):
            yield dict(zip(header, cells, strict=True))
        else:
            yield f"its line has {len(cells)} cells, and there are {len(header)} columns"


def _decoded(stream: IO[bytes]) -> io.TextIOWrapper:
    """As text; bytes that are not UTF-8 stand as halves of surrogate pairs, which no text holds."""
    return io.TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline="")


def table(own: Iterable[pa.RecordBatch | list[Record]]) -> pa.Table:
    """Blocks of one input as one table. A column whose values are of several kinds becomes text, as JSON writes it."""
    batches: list[pa.RecordBatch] = []
    records: list[Record] = []
    for block in own:
        if isinstance(block, pa.RecordBatch):
            batches.append(block)
        else:
            records += block
    if not batches:
        return _of_records(records)
    if records:  # what broke off is a row without columns of its own
        schema = batches[0].schema
        batches.append(pa.RecordBatch.from_pylist([dict.fromkeys(schema.names) for _ in records], schema))
    return pa.Table.from_batches(batches)


def _of_records(records: list[Record]) -> pa.Table:
    names = list(dict.fromkeys(name for record in records for name in record))
    columns = {_clean(name): _column([record.get(name) for record in records]) for name in names}
    return pa.table(columns) if columns else pa.table({"row": pa.nulls(len(records), pa.string())})


def _column(values: list[Any]) -> pa.Array:
    try:
        made = pa.array(values)
    except (pa.ArrowException, UnicodeEncodeError, OverflowError):
        whole = [v if v is None or isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in values]
        return pa.array([None if v is None else _clean(v) for v in whole], pa.string())
    return made.cast(pa.string()) if pa.types.is_null(made.type) else made


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
