"""From a path, or standard input, to a document."""

from __future__ import annotations

import codecs

from termend import files
from termend.documents import plain, registry
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
    return parse(path, read_bytes(path, role))


def parse(path: str, raw: bytes) -> Document:
    """The document of a file's bytes; the path says its format and is what messages name.

    Raises:
        DocumentError: as `read`.
    """
    return _with_text(registry.module(registry.format_of(path, raw)).read(path, raw))


def parse_text(path: str, text: str) -> Document:
    """The document of a text that an editor or a program holds; the path says its format.

    Raises:
        DocumentError: as `read`.
    """
    if registry.named_format(path) in (None, "plain"):
        return _with_text(plain.of_text(path, text))
    # The mark says that these bytes are UTF-8, whatever a declaration in the text says of the file it came from.
    return parse(path, codecs.BOM_UTF8 + text.encode("utf-8", "replace"))


def _with_text(document: Document) -> Document:
    if not document.text.strip():
        raise DocumentError(document.path, "the draft is empty", "Name a file that holds text")
    return document
