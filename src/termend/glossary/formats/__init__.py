"""Glossary files by form: one module each, found by suffix."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from termend import files
from termend.errors import GlossaryError
from termend.glossary.entries import Contents
from termend.ledger import Role

MAX_BYTES = 64 * 1024 * 1024

_BY_SUFFIX = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".tab": "delimited",
    ".xlsx": "xlsx",
    ".tbx": "tbx",
    ".tmx": "tmx",
    ".utx": "utx",
}
SUFFIXES = tuple(_BY_SUFFIX)


def read(path: Path | str) -> Contents:
    """What a glossary file holds, every row with its place.

    Raises:
        GlossaryError: where it cannot be found, is too large, or is not of the form that its name says.
    """
    return parse(str(path), raw(path))


def raw(path: Path | str) -> bytes:
    """The bytes of a glossary file.

    Raises:
        GlossaryError: where it cannot be found or read, is no ordinary file, or is too large.
    """
    return files.read_bytes(path, Role.GLOSSARY, MAX_BYTES, GlossaryError)


def parse(path: str, raw: bytes) -> Contents:
    """As `read`, of bytes already read.

    Raises:
        GlossaryError: as `read`.
    """
    return _reader(path)(path, raw)


def _reader(path: str) -> Callable[[str, bytes], Contents]:
    name = _BY_SUFFIX.get(Path(path).suffix.lower())
    if name is None:
        raise GlossaryError(path, "no glossary form has this suffix", f"Known are {', '.join(SUFFIXES)}")
    reader: Callable[[str, bytes], Contents] = importlib.import_module(f"termend.glossary.formats.{name}").read
    return reader
