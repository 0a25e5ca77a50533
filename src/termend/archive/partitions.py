"""Cut an archive into partitions by the size of their text: the same however often it runs, on whatever workers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from termend.archive import inputs
from termend.archive.batches import Columns, Row, rows_of

PARTITION_BYTES = 1 << 20
"""Text of a partition, about: a few seconds' work, so that little is done twice where a worker is lost."""
_DIGEST_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Partition:
    """Some documents in a row.

    Attributes:
        number: from 0, over all inputs.
        rows: the documents.
        table: the rows as they came, for what is written beside them.
    """

    number: int
    rows: tuple[Row, ...]
    table: pa.Table

    def name(self, signature: str) -> str:
        """The stem of the file that its result is written to: by place, content and what it is checked with."""
        digest = hashlib.sha256(signature.encode())
        for row in self.rows:
            digest.update(f"{row.id}\x00{row.digest}\x00{row.day}\x00{row.group}\x00".encode("utf-8", "surrogatepass"))
        return f"part-{self.number:06d}-{digest.hexdigest()[:_DIGEST_LENGTH]}"


def partitions(paths: Sequence[Path], columns: Columns, size: int = PARTITION_BYTES) -> Iterator[Partition]:
    """The partitions of all inputs, in order; none holds documents of two inputs.

    Raises:
        InputError: where an input cannot be read.
        OptionError: where a column that is named is not there.
    """
    number = 0
    for path in paths:
        of_drafts = path.is_dir() or not inputs.is_table(path)
        read = Columns(inputs.TEXT, id=inputs.NAME) if of_drafts else columns
        prefix = "" if of_drafts or columns.id else f"{path.name}:"
        held: list[Row] = []
        slices: list[pa.RecordBatch] = []
        weight, counted = 0, 1
        for batch in inputs.batches(path):
            first = 0
            for n, row in enumerate(rows_of(batch, read, counted)):
                held.append(Row(prefix + row.id, row.text, row.source, row.day, row.group) if prefix else row)
                weight += len(row.text or "") + len(row.source or "")
                if weight >= size:
                    slices.append(batch.slice(first, n + 1 - first))
                    yield Partition(number, tuple(held), pa.Table.from_batches(slices))
                    number, held, slices, weight, first = number + 1, [], [], 0, n + 1
            if first < batch.num_rows:
                slices.append(batch.slice(first))
            counted += batch.num_rows
        if held:
            yield Partition(number, tuple(held), pa.Table.from_batches(slices))
            number += 1
