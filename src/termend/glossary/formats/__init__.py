"""Glossary files by form: one module each, found by suffix."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from termend import files
from termend.errors import GlossaryError
from termend.glossary.entries import Contents
from termend.ledger import Role
from termend.registry import Registry


class Form(Protocol):
    """What a module of this package offers for one kind of file."""

    def read(self, path: str, raw: bytes) -> Contents: ...


MAX_BYTES = 64 * 1024 * 1024

_BY_SUFFIX = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".tab": "delimited",
    ".txt": "delimited",
    ".utf8": "delimited",
    ".xlsx": "xlsx",
    ".tbx": "tbx",
    ".tmx": "tmx",
    ".utx": "utx",
}
_FORMS: Registry[Form] = Registry("form", "termend.glossary.formats", {name: name for name in _BY_SUFFIX.values()})
SUFFIXES = tuple(_BY_SUFFIX)
# A text of any kind may end so: in a folder such a file counts only where its first row is a pair of names.
_PLAIN_TEXT = ".txt"


def is_glossary(path: Path) -> bool:
    """Whether a file of a folder is a glossary, by its name and, for plain text, its first row."""
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    if path.suffix.lower() != _PLAIN_TEXT:
        return True
    try:
        return bool(read(path).complete)
    except GlossaryError:
        return False


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
    name = _BY_SUFFIX.get(Path(path).suffix.lower())
    if name is None:
        raise GlossaryError(path, "no glossary form has this suffix", f"Known are {', '.join(SUFFIXES)}")
    return _FORMS.named(name).read(path, raw)
