"""Cut an archive into partitions by the size of their text: the same however often it runs, on whatever workers."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from termend.archive import tables
from termend.archive.drafts import blocks as blocks_of_drafts
from termend.archive.inputs import Input
from termend.archive.rows import Columns, Row
from termend.archive.tables import Block, Record
from termend.errors import InputError

PARTITION_CHARACTERS = 1 << 18
"""Text of a partition, about: what is written at once, and done again where a run was stopped."""
_DIGEST_LENGTH = 12
_NUMBER_LENGTH = 6
_MOST_BYTES = 160  # of an input's name in the name of a file; a file system allows 255 in all
PREFIX = "part-"


@dataclass(frozen=True, slots=True)
class Partition:
    """Some documents of one input, in a row.

    Attributes:
        input: name of the input.
        number: from 0, within the input.
        rows: the documents.
        own: the rows as they came, for what is written beside them; empty where that is not kept.
        share: of all inputs that is read by its end, 0 to 1.
    """

    input: str
    number: int
    rows: tuple[Row, ...]
    own: tuple[pa.RecordBatch | list[Record], ...]
    share: float

    def name(self, signature: str) -> str:
        """The stem of the file that its result is written to: by input, place, content and what it is checked with."""
        digest = hashlib.sha256(signature.encode("utf-8", "surrogatepass"))
        for row in self.rows:
            digest.update(row.digest)
            digest.update(f"{row.id}\x00{row.day}\x00{row.group}\x00".encode())
        for own in self.own:
            digest.update(_bytes(own))
        return f"{stem(self.input)}-{self.number:0{_NUMBER_LENGTH}d}-{digest.hexdigest()[:_DIGEST_LENGTH]}"

    @property
    def table(self) -> pa.Table:
        """The rows as they came."""
        return tables.table(self.own)


def stem(name: str) -> str:
    """How the names of all files begin that hold results of an input, up to the number; no two inputs share it."""
    escaped = "".join(f"%{ord(c):02X}" if c in '%/\\:*?"<>|' or ord(c) < ord(" ") else c for c in name)
    raw = escaped.encode("utf-8", "replace")
    if len(raw) > _MOST_BYTES:
        digest = hashlib.sha256(raw).hexdigest()[:_DIGEST_LENGTH]
        escaped = f"{raw[:_MOST_BYTES].decode('utf-8', 'ignore')}%{digest}"
    return PREFIX + escaped


def is_of(file: str, name: str) -> bool:
    """Whether a file of that name holds results of an input."""
    pattern = rf"-\d{{{_NUMBER_LENGTH},}}-[0-9a-f]{{{_DIGEST_LENGTH}}}\.parquet"
    return file.startswith(stem(name)) and re.fullmatch(pattern, file.removeprefix(stem(name))) is not None


def _bytes(own: pa.RecordBatch | list[Record]) -> bytes:
    if isinstance(own, pa.RecordBatch):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, own.schema) as stream:
            stream.write_batch(own)
        return bytes(sink.getvalue())
    return json.dumps(own, default=str).encode()


def require_readable(inputs: Sequence[Input], columns: Columns) -> None:
    """Nothing, where tables have the columns that are named, and something can be read at all.

    Raises:
        InputError: where not one input can be opened.
        OptionError: where a column is not there.
    """
    broken: list[InputError] = []
    for one in inputs:
        try:
            if one.path is not None:
                tables.require_columns(one.path, columns)
        except InputError as error:
            broken.append(error)
    if broken and len(broken) == len(inputs):
        raise broken[0]


def partitions(
    inputs: Sequence[Input], columns: Columns, size: int = PARTITION_CHARACTERS, *, whole: bool = False
) -> Iterator[Partition]:
    """The partitions of all inputs, in order; none holds documents of two inputs.

    Args:
        size: of their text, in characters, about.
        whole: whether the rows are kept as they came.

    Raises:
        OptionError: where a column that is named is not there.
    """
    sizes = [max(1, one.size) for one in inputs]
    total, read = sum(sizes), 0
    for one, bytes_ in zip(inputs, sizes, strict=True):
        held: list[Row] = []
        own: list[pa.RecordBatch | list[Record]] = []
        number, weight, share = 0, 0, 0.0
        for block in _blocks(one, columns, whole):
            first = 0
            for n, row in enumerate(block.rows, 1):
                held.append(row)
                weight += row.size
                if weight >= size:
                    own += [_cut(block, first, n)] if whole else []
                    share = (read + bytes_ * block.share) / total
                    yield Partition(one.name, number, tuple(held), tuple(own), share)
                    number, held, own, weight, first = number + 1, [], [], 0, n
            if first < len(block.rows) and whole:
                own.append(_cut(block, first, len(block.rows)))
        read += bytes_
        if held:
            yield Partition(one.name, number, tuple(held), tuple(own), read / total)


def _blocks(one: Input, columns: Columns, whole: bool) -> Iterator[Block]:
    if one.path is None:
        return blocks_of_drafts(one.drafts)
    return tables.blocks(one.path, one.name, columns, whole)


def _cut(block: Block, first: int, last: int) -> pa.RecordBatch | list[Record]:
    if isinstance(block.own, pa.RecordBatch):
        return block.own.slice(first, last - first)
    return block.own[first:last]
