"""The bytes of a glossary file as text."""

from __future__ import annotations

import codecs

from termend.documents.encoding import decode
from termend.errors import DocumentError, GlossaryError

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)  # UTF-32 LE begins as UTF-16


def decoded(path: str, raw: bytes) -> tuple[str, str]:
    """Text and codec, as `termend.documents.encoding.decode` has them.

    Raises:
        GlossaryError: where the bytes are no text in an encoding that termend reads.
    """
    if b"\x00" in raw and not raw.startswith(_MARKS):
        line = raw.count(b"\n", 0, raw.index(b"\x00")) + 1
        problem = "a NUL byte: this is binary, or UTF-16 without its byte-order mark"
        raise GlossaryError(path, problem, "Save the file as UTF-8", line)
    try:
        return decode(path, raw)
    except DocumentError as error:
        raise GlossaryError(path, error.problem, error.remedy, error.line) from error
