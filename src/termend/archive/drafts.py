"""Drafts that are a file each, of any format that `termend check` reads: opened by the client, read by the workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from termend import documents
from termend.archive.rows import Row
from termend.archive.tables import Block, Record
from termend.errors import TermendError

NAME = "document"
"""The column that names a draft where results stand beside it."""
_FILES_AT_ONCE = 256
_BYTES_AT_ONCE = 1 << 20


def blocks(drafts: Sequence[tuple[str, Path]]) -> Iterator[Block]:
    """The drafts as rows, some at a time; one that cannot be opened is a row with its reason."""
    rows: list[Row] = []
    own: list[Record] = []
    for number, (name, file) in enumerate(drafts, 1):
        rows.append(_opened(name, file))
        own.append({NAME: name})
        if len(rows) >= _FILES_AT_ONCE or sum(row.size for row in rows) >= _BYTES_AT_ONCE or number == len(drafts):
            yield Block(rows, own, number / len(drafts))
            rows, own = [], []


def _opened(name: str, file: Path) -> Row:
    try:
        return Row(name, None, draft=documents.read_bytes(str(file)))
    except TermendError as error:
        return Row(name, None, trouble=str(error).removeprefix(f"{file}: "))
