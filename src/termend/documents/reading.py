"""From a path, or standard input, to a document."""

from __future__ import annotations

from termend import files
from termend.documents import registry
from termend.documents.encoding import MAX_BYTES
from termend.errors import DocumentError
from termend.ledger import Role
from termend.records import Document


def read_bytes(path: str, role: Role = Role.DRAFT) -> bytes:
    """The bytes of a file, or of standard input where the path is `-`; it is an input of the run from now on.

    Raises:
        DocumentError: where there is no such file, it cannot be read, or it is too large.
    """
    if path == files.STANDARD:
        return files.read_standard_input(role, MAX_BYTES, DocumentError)
    return files.read_bytes(path, role, MAX_BYTES, DocumentError)


def read(path: str, role: Role = Role.DRAFT) -> Document:
    """The document at a path, read by the module of its format.

    Args:
        role: what it is to the run.

    Raises:
        DocumentError: where it cannot be read or holds nothing.
    """
    raw = read_bytes(path, role)
    document = registry.module(registry.format_of(path, raw)).read(path, raw)
    if not document.text.strip():
        raise DocumentError(path, "the draft is empty", "Name a file that holds text")
    return document
