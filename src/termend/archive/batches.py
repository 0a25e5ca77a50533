"""The work over Arrow record batches: one row a document in, one row a finding out.

Under Spark this is the body of `mapInArrow`, under Ray Data and Polars of `map_batches`; `termend archive` does the
same work on Dask's workers.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from termend.archive.making import Made, checked, mended
from termend.archive.rows import Columns, rows_of
from termend.archive.schemas import EDIT_LIST, EDITS, FINDINGS, MENDED
from termend.errors import OptionError
from termend.library.checker import Checker


def check_batch(batch: pa.RecordBatch, checker: Checker, columns: Columns | None = None) -> pa.RecordBatch:
    """The findings of a batch's documents, in order of the documents, then of place.

    A document that cannot be checked has no finding and stops nothing; what another repeats is checked once.

    Args:
        batch: one row a document.
        columns: which columns say what; `text` alone by default.

    Returns:
        Rows of `termend.archive.schemas.FINDINGS`.

    Raises:
        OptionError: where a column that is named is not there.
    """
    known: dict[bytes, Made] = {}
    findings: list[dict[str, Any]] = []
    for row in rows_of(batch, columns or Columns()):
        made = known.get(row.digest) or checked(row, checker)
        known[row.digest] = made
        findings += [{"document": row.id, **finding} for finding in made.items]
    return pa.RecordBatch.from_pylist(findings, FINDINGS)


def mend_batch(batch: pa.RecordBatch, checker: Checker, columns: Columns | None = None) -> pa.RecordBatch:
    """The batch with two columns more: `mended`, the mended text, and `edits`, what was changed.

    Of a document that cannot be mended both are null.

    Raises:
        OptionError: where a column that is named is not there, or one of the new ones is there already.
    """
    columns = columns or Columns()
    require_room(batch.schema)
    made = [mended(row, checker) for row in rows_of(batch, columns)]
    batch = batch.append_column(pa.field(MENDED, pa.string()), pa.array([m.mended for m in made], pa.string()))
    return batch.append_column(pa.field(EDITS, EDIT_LIST), pa.array([m.edits for m in made], EDIT_LIST))


def require_room(schema: pa.Schema) -> None:
    """Nothing, where the columns of mended text can be added.

    Raises:
        OptionError: where one of that name is there already.
    """
    for name in (MENDED, EDITS):
        if name in schema.names:
            raise OptionError(f"There is a column {name!r} already: rename it first")
