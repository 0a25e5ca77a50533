"""Back catalogues: drafts by the million, checked by any number of workers.

    inputs → tables or drafts → partitions → repeats → workers → results, one file a partition → summary

`check_batch` is the work itself, a function over Arrow record batches that any engine can call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from termend.archive.batches import check_batch as check_batch
    from termend.archive.batches import mend_batch as mend_batch
    from termend.archive.rows import Columns as Columns

__all__ = ["Columns", "check_batch", "mend_batch"]


def __getattr__(name: str) -> Any:
    """pyarrow is opened when the work is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from termend.archive import batches

    return getattr(batches, name)
