"""What a run writes: a file for each partition, whole or not at all, and what an earlier run has written of it."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
from pyarrow import parquet as pq

from termend.archive.batches import require_room
from termend.archive.making import Made
from termend.archive.partitions import Partition, is_of
from termend.archive.repeats import Answer
from termend.archive.rows import Row
from termend.archive.schemas import DOCUMENTS, EDIT_LIST, EDITS, FINDINGS, MENDED, TEXT
from termend.errors import InputError
from termend.files import write_atomically
from termend.records import Severity

FINDINGS_FOLDER, DOCUMENTS_FOLDER, MENDED_FOLDER = "findings", "documents", "mended"
_SUFFIX = ".parquet"


class Results(Protocol):
    """Where the results of partitions go.

    Attributes:
        whole: whether partitions are wanted with their rows as they came.
    """

    whole: bool

    def name(self, part: Partition) -> str:
        """What the files of a partition are named by."""
        ...

    def known(self, part: Partition, name: str) -> list[Made] | None:
        """What an earlier run made of a partition, document by document; None where it is not there whole."""
        ...

    def write(self, part: Partition, name: str, answers: Sequence[Answer]) -> None:
        """Write what came of a partition.

        Raises:
            InputError: where it cannot be written.
        """
        ...

    def sweep(self, inputs: Sequence[str], names: Sequence[str]) -> int:
        """Remove what earlier runs, with other settings, wrote of these inputs; how many files of others are left."""
        ...


class _Folders:
    """Files of the same names in some folders.

    Args:
        signature: what the results are made with.
    """

    def __init__(self, output: Path, names: Sequence[str], signature: str) -> None:
        self._folders = [output / name for name in names]
        self._signature = signature
        for folder in self._folders:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                problem = error.strerror or "it cannot be made"
                raise InputError(folder, problem, "Name an output folder that can be written") from error

    def name(self, part: Partition) -> str:
        """As `Results`."""
        return part.name(self._signature)

    def sweep(self, inputs: Sequence[str], names: Sequence[str]) -> int:
        """As `Results`."""
        own = {name + _SUFFIX for name in names}
        left = 0
        for folder in self._folders:
            for file in sorted(folder.glob(f"*{_SUFFIX}")):
                if file.name in own:
                    continue
                if any(is_of(file.name, name) for name in inputs):
                    with contextlib.suppress(OSError):
                        file.unlink()
                else:
                    left += 1
        return left

    def _read(self, name: str, rows: int | None = None) -> list[pa.Table] | None:
        """The tables of a partition; None where one is not there, or is not what a run of termend wrote."""
        try:
            return [pq.read_table(folder / f"{name}{_SUFFIX}") for folder in self._folders]
        except (OSError, pa.ArrowException):
            return None

    def _write(self, name: str, tables: Sequence[pa.Table]) -> None:
        for folder, table in zip(self._folders, tables, strict=True):
            held = io.BytesIO()
            pq.write_table(table.replace_schema_metadata({"signature": self._signature}), held, compression="zstd")
            write_atomically(folder / f"{name}{_SUFFIX}", held.getvalue())


class CheckResults(_Folders):
    """Findings, and a row a document."""

    whole = False

    def __init__(self, output: Path, signature: str) -> None:
        super().__init__(output, (FINDINGS_FOLDER, DOCUMENTS_FOLDER), signature)

    def known(self, part: Partition, name: str) -> list[Made] | None:
        """As `Results`."""
        tables = self._read(name)
        if tables is None or tables[1].num_rows != len(part.rows):
            return None
        findings = iter(tables[0].to_pylist())
        return [_known(row, findings) for row in tables[1].to_pylist()]

    def write(self, part: Partition, name: str, answers: Sequence[Answer]) -> None:
        """As `Results`."""
        findings = [{"document": row.id, **item} for row, answer in _pairs(part, answers) for item in answer.made.items]
        documents = [_document(row, answer) for row, answer in _pairs(part, answers)]
        self._write(name, [pa.Table.from_pylist(findings, FINDINGS), pa.Table.from_pylist(documents, DOCUMENTS)])


class MendResults(_Folders):
    """The columns as they came, with the mended text and the edits."""

    whole = True

    def __init__(self, output: Path, signature: str) -> None:
        super().__init__(output, (MENDED_FOLDER,), signature)

    def known(self, part: Partition, name: str) -> list[Made] | None:
        """As `Results`."""
        tables = self._read(name)
        if tables is None or tables[0].num_rows != len(part.rows):
            return None
        mended, edits = (tables[0].column(column).to_pylist() for column in (MENDED, EDITS))
        return [
            Made(tuple(e or ()), mended=text, trouble=None if text is not None else row.trouble or "", words=row.words)
            for row, text, e in zip(part.rows, mended, edits, strict=True)
        ]

    def write(self, part: Partition, name: str, answers: Sequence[Answer]) -> None:
        """As `Results`.

        Raises:
            OptionError: where there is a column of the name of a new one.
        """
        made = [answer.made for answer in answers]
        table = part.table
        require_room(table.schema)
        if any(row.draft is not None for row in part.rows):
            table = table.append_column(pa.field(TEXT, pa.string()), pa.array([m.text for m in made], pa.string()))
        table = table.append_column(pa.field(MENDED, pa.string()), pa.array([m.mended for m in made], pa.string()))
        self._write(
            name, [table.append_column(pa.field(EDITS, EDIT_LIST), pa.array([m.edits for m in made], EDIT_LIST))]
        )


class Chained:
    """Results where a partition's depend on all partitions before it, and so does its name."""

    def __init__(self, results: Results) -> None:
        self._results, self._before = results, b""
        self.whole = results.whole
        self.known, self.write, self.sweep = results.known, results.write, results.sweep

    def name(self, part: Partition) -> str:
        """As `Results`; to be asked for in order."""
        stem, _, digest = self._results.name(part).rpartition("-")
        self._before = hashlib.sha256(self._before + digest.encode()).digest()
        return f"{stem}-{self._before.hex()[: len(digest)]}"


def _pairs(part: Partition, answers: Sequence[Answer]) -> Iterator[tuple[Row, Answer]]:
    return zip(part.rows, answers, strict=True)


def _document(row: Row, answer: Answer) -> dict[str, Any]:
    made = answer.made
    return {
        "document": row.id,
        "words": made.words,
        "errors": made.count(Severity.ERROR),
        "warnings": made.count(Severity.WARNING),
        "hash": row.digest.hex(),
        "findings": len(made.items),
        "repeats": answer.repeats,
        "trouble": made.trouble,
        "day": row.day,
        "group": row.group,
    }


def _known(row: dict[str, Any], findings: Iterator[dict[str, Any]]) -> Made:
    items = []
    for _ in range(row["findings"]):
        item = next(findings)
        del item["document"]
        items.append(item)
    return Made(tuple(items), trouble=row["trouble"], words=row["words"])
