"""The columns of what an archive's check writes."""

from __future__ import annotations

import pyarrow as pa

FINDINGS = pa.schema(
    [
        pa.field("document", pa.string(), nullable=False),
        pa.field("check", pa.string(), nullable=False),
        pa.field("severity", pa.string(), nullable=False),
        pa.field("segment", pa.int32(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),  # code points of the document's text
        pa.field("end", pa.int64(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("source", pa.string()),  # the term's Chinese
        pa.field("target", pa.string()),
        pa.field("score", pa.float64(), nullable=False),
        pa.field("message", pa.string(), nullable=False),
        pa.field("proposals", pa.list_(pa.string()), nullable=False),
    ]
)

DOCUMENTS = pa.schema(
    [
        pa.field("document", pa.string(), nullable=False),
        pa.field("words", pa.int64(), nullable=False),
        pa.field("errors", pa.int32(), nullable=False),
        pa.field("warnings", pa.int32(), nullable=False),
        pa.field("findings", pa.int32(), nullable=False),
        pa.field("hash", pa.string(), nullable=False),  # SHA-256 of what is checked
        pa.field("repeats", pa.string()),  # the document that it repeats word for word
        pa.field("trouble", pa.string()),  # why it could not be checked
        pa.field("day", pa.string()),  # YYYY-MM-DD, where a column says so
        pa.field("group", pa.string()),  # what figures are to be parted by, where a column says so
    ]
)

TEXT, MENDED, EDITS = "text", "mended", "edits"
EDIT_LIST = pa.list_(
    pa.struct(
        [
            pa.field("start", pa.int64()),
            pa.field("end", pa.int64()),
            pa.field("before", pa.string()),
            pa.field("after", pa.string()),
        ]
    )
)
