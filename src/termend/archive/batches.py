"""The work over Arrow record batches: one row a document in, one row a finding out.

Under Spark this is the body of `mapInArrow`, under Ray Data and Polars of `map_batches`; `termend archive` calls it on
Dask's workers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from termend.archive.schemas import EDIT_LIST, EDITS, FINDINGS, MENDED
from termend.errors import OptionError, TermendError
from termend.library.checker import Checker
from termend.library.results import Report
from termend.records import Finding, Severity

_DAY_LENGTH = len("2026-01-31")


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


@dataclass(frozen=True, slots=True)
class Row:
    """One document of a batch. `text` is None where the cell is empty or holds no text."""

    id: str
    text: str | None
    source: str | None = None
    day: str | None = None
    group: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the text and the source."""
        both = f"{self.text or ''}\x00{self.source or ''}"
        return hashlib.sha256(both.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(slots=True)
class Outcome:
    """What came of some documents, as rows of `schemas.FINDINGS` and `schemas.DOCUMENTS`."""

    findings: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)


def check_batch(batch: pa.RecordBatch, checker: Checker, columns: Columns | None = None) -> pa.RecordBatch:
    """The findings of a batch's documents, in order of the documents, then of place.

    A document that cannot be checked has no finding and stops nothing.

    Args:
        batch: one row a document.
        columns: which columns say what; `text` alone by default.

    Returns:
        Rows of `termend.archive.schemas.FINDINGS`.

    Raises:
        OptionError: where a column that is named is not there.
    """
    outcome = check_rows(rows_of(batch, columns or Columns()), checker)
    return pa.RecordBatch.from_pylist(outcome.findings, FINDINGS)


def mend_batch(batch: pa.RecordBatch, checker: Checker, columns: Columns | None = None) -> pa.RecordBatch:
    """The batch with two columns more: `mended`, the mended text, and `edits`, what was changed.

    Raises:
        OptionError: where a column that is named is not there, or one of the new ones is there already.
    """
    columns = columns or Columns()
    for name in (MENDED, EDITS):
        if name in batch.schema.names:
            raise OptionError(f"There is a column {name!r} already: rename it first")
    texts: list[str | None] = []
    edits: list[list[dict[str, Any]] | None] = []
    for row in rows_of(batch, columns):
        try:
            fixed = checker.fix(row.text or "", row.source or None) if row.text else None
        except TermendError:
            fixed = None
        texts.append(row.text if fixed is None else fixed.text)
        made = fixed.edits if fixed else ()
        edits.append([{"start": e.start, "end": e.end, "before": e.before, "after": e.after} for e in made])
    batch = batch.append_column(pa.field(MENDED, pa.string()), pa.array(texts, pa.string()))
    return batch.append_column(pa.field(EDITS, EDIT_LIST), pa.array(edits, EDIT_LIST))


def rows_of(batch: pa.RecordBatch, columns: Columns, first: int = 0) -> Iterator[Row]:
    """The documents of a batch.

    Args:
        first: number of the batch's first row, for documents without an id of their own.

    Raises:
        OptionError: where a column that is named is not there.
    """
    for name in columns.named:
        if name not in batch.schema.names:
            there = ", ".join(batch.schema.names)
            raise OptionError(f"There is no column {name!r}. The columns are: {there}")
    cells = {name: batch.column(name) for name in columns.named}
    for n in range(batch.num_rows):
        values = {name: cells[name][n].as_py() for name in cells}
        text = values[columns.text]
        yield Row(
            _words(values.get(columns.id)) or str(first + n),
            text if isinstance(text, str) else None,
            _words(values.get(columns.source)),
            (_words(values.get(columns.day)) or "")[:_DAY_LENGTH] or None,
            _words(values.get(columns.group)),
        )


def _words(value: Any) -> str | None:
    return None if value is None else str(value)


def check_rows(rows: Iterator[Row] | Sequence[Row], checker: Checker) -> Outcome:
    """The findings and the figures of some documents; one that another repeats word for word is checked once."""
    outcome = Outcome()
    known: dict[str, tuple[str, Report | str]] = {}
    for row in rows:
        digest = row.digest
        repeated = known.get(digest)
        if repeated is None:
            known[digest] = (row.id, _checked(row, checker))
        _, found = known[digest]
        trouble = found if isinstance(found, str) else None
        findings = () if isinstance(found, str) else found.findings
        outcome.findings += [_finding(row.id, finding) for finding in findings]
        outcome.documents.append(
            {
                "document": row.id,
                "words": len((row.text or "").split()),
                "errors": sum(f.severity is Severity.ERROR for f in findings),
                "warnings": sum(f.severity is Severity.WARNING for f in findings),
                "hash": digest,
                "repeats": repeated[0] if repeated else None,
                "trouble": trouble,
                "day": row.day,
                "group": row.group,
            }
        )
    return outcome


def _checked(row: Row, checker: Checker) -> Report | str:
    """The report of a document, or why there is none."""
    if not row.text or not row.text.strip():
        return "there is no text"
    try:
        return checker.check(row.text, row.source or None)
    except (TermendError, ValueError, RecursionError) as error:
        return str(error).strip().split("\n")[0] or type(error).__name__


def _finding(document: str, finding: Finding) -> dict[str, Any]:
    return {
        "document": document,
        "check": finding.check,
        "severity": str(finding.severity),
        "segment": finding.segment,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "source": finding.term.source if finding.term else None,
        "target": finding.term.target if finding.term else None,
        "score": finding.score,
        "message": finding.message,
        "proposals": [proposal.text for proposal in finding.proposals],
    }
