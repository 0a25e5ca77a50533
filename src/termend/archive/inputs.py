"""From what a user names to batches of rows: Parquet, JSON Lines, CSV (each plain, gzip, Zstandard), folders of drafts.

Everything is read as a stream: no more than a block of a file is in memory, however large the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from pyarrow import csv, json
from pyarrow import parquet as pq

from termend import documents
from termend.errors import InputError, TermendError
from termend.records import Document

_COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
_BLOCK_BYTES = 8 << 20
_ROWS_AT_ONCE = 512
_TABLES = frozenset({".parquet", ".jsonl", ".ndjson", ".csv"})
TEXT, SOURCE, NAME = "text", "source", "document"
FOLDER_SCHEMA = pa.schema([pa.field(NAME, pa.string()), pa.field(TEXT, pa.string()), pa.field("trouble", pa.string())])


def expand(named: list[Path]) -> list[Path]:
    """Files and folders in order; of a folder that holds tables its tables, of one of drafts the folder itself.

    Raises:
        InputError: where one is not there.
    """
    found: list[Path] = []
    for path in named:
        if not path.exists():
            raise InputError(path, "no such file or folder", "Check the name")
        tables = sorted(p for p in path.rglob("*") if p.is_file() and is_table(p)) if path.is_dir() else []
        found += tables or [path]
    return list(dict.fromkeys(found))


def is_table(path: Path) -> bool:
    """Whether a file is a table of documents, by its name."""
    return _kind(path) in _TABLES


def _kind(path: Path) -> str:
    suffixes = [s.lower() for s in path.suffixes]
    if suffixes and suffixes[-1] in _COMPRESSIONS:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def batches(path: Path) -> Iterator[pa.RecordBatch]:
    """The rows of one input, batch by batch.

    Raises:
        InputError: where it cannot be read as what its name says.
    """
    if path.is_dir():
        yield from _of_folder(path)
        return
    kind = _kind(path)
    if kind not in _TABLES:
        yield from _of_drafts(path.parent, [path])
        return
    try:
        if kind == ".parquet":
            yield from pq.ParquetFile(path).iter_batches(_ROWS_AT_ONCE)
        elif kind == ".csv":
            with _stream(path) as stream:
                options = csv.ReadOptions(block_size=_BLOCK_BYTES)
                parse = csv.ParseOptions(newlines_in_values=True)
                yield from csv.open_csv(stream, options, parse)
        else:
            with _stream(path) as stream:
                yield from json.open_json(stream, json.ReadOptions(block_size=_BLOCK_BYTES))
    except (pa.ArrowException, OSError, ValueError) as error:
        problem = str(error).strip().split("\n")[0]
        raise InputError(path, f"it cannot be read ({problem})", "Mend the file, or leave it out") from error


def _stream(path: Path) -> pa.NativeFile:
    compression = _COMPRESSIONS.get(path.suffix.lower())
    return pa.input_stream(str(path), compression=compression, buffer_size=_BLOCK_BYTES)


def _of_folder(folder: Path) -> Iterator[pa.RecordBatch]:
    yield from _of_drafts(folder, sorted(p for p in folder.rglob("*") if p.is_file()))


def _of_drafts(folder: Path, files: list[Path]) -> Iterator[pa.RecordBatch]:
    for first in range(0, len(files), _ROWS_AT_ONCE):
        rows = [_draft(folder, file) for file in files[first : first + _ROWS_AT_ONCE]]
        yield pa.RecordBatch.from_pylist(rows, FOLDER_SCHEMA)


def _draft(folder: Path, file: Path) -> dict[str, str | None]:
    """A draft of any format as its text; without text, and with the reason, where it cannot be read."""
    name = file.relative_to(folder).as_posix()
    try:
        document: Document = documents.read(str(file))
    except TermendError as error:
        return {NAME: name, TEXT: None, "trouble": str(error).split("\n")[0]}
    return {NAME: name, TEXT: document.text, "trouble": None}
