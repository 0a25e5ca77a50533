"""The bytes of a glossary file as text."""

from __future__ import annotations

from termend.documents.encoding import decode
from termend.errors import DocumentError, GlossaryError


def decoded(path: str, raw: bytes) -> tuple[str, str]:
    """Text and codec, as `termend.documents.encoding.decode` has them.

    Raises:
        GlossaryError: where the bytes are no text in an encoding that termend reads.
    """
    try:
        return decode(path, raw)
    except DocumentError as error:
        raise GlossaryError(path, error.problem, error.remedy, error.line) from error
