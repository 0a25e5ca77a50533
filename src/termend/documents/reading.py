"""From a path, or standard input, to a document."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path

from termend.documents import plain, registry
from termend.documents.encoding import MAX_BYTES
from termend.errors import DocumentError
from termend.records import Document


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input where the path is `-`.

    Raises:
        DocumentError: where there is no such file, it cannot be read, or it is too large.
    """
    if path == "-":
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise DocumentError(path, f"more than a draft's {MAX_BYTES // 2**20} MB", "Split the draft")
        return raw
    file = Path(path)
    try:
        if file.is_dir():
            raise DocumentError(path, "this is a folder", "Name the files in it")
        if file.exists() and not file.is_file():
            raise DocumentError(path, "this is no ordinary file", "Name a file, or - for standard input")
        if file.stat().st_size > MAX_BYTES:
            size = file.stat().st_size // 2**20
            raise DocumentError(path, f"{size} MB is more than a draft's {MAX_BYTES // 2**20} MB", "Split the file")
        return file.read_bytes()
    except FileNotFoundError:
        raise DocumentError(path, "no such file", "Check the name") from None
    except OSError as error:
        raise DocumentError(path, error.strerror or "it cannot be read", "Check its permissions") from error


def read(path: str) -> Document:
    """The document at a path, read by the module of its format.

    Raises:
        DocumentError: where it cannot be read or holds nothing.
    """
    return parse(path, read_bytes(path))


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
