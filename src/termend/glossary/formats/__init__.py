"""Glossary files by form: one module each, found by suffix."""

from __future__ import annotations

import re
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
    ".mtf": "mtf",
}
_FORMS: Registry[Form] = Registry("form", "termend.glossary.formats", {name: name for name in _BY_SUFFIX.values()})
_ANY_XML = ".xml"
_BY_ROOT = {"mtf": "mtf", "martif": "tbx", "tbx": "tbx", "tmx": "tmx"}
_ROOT = re.compile(rf"<({'|'.join(_BY_ROOT)})[\s>]", re.IGNORECASE)
_HEAD = 4096  # bytes of a file in which its root begins
SUFFIXES = (*_BY_SUFFIX, _ANY_XML)
# Files of any kind may end so: in a folder such a one counts only where it reads as a glossary.
_OF_ANY_KIND = (".txt", _ANY_XML)


def is_glossary(path: Path) -> bool:
    """Whether a file of a folder is a glossary, by its name and, where that says little, by what it holds."""
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    if path.suffix.lower() not in _OF_ANY_KIND:
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
    suffix = Path(path).suffix.lower()
    name = _by_root(path, raw) if suffix == _ANY_XML else _BY_SUFFIX.get(suffix)
    if name is None:
        raise GlossaryError(path, "no glossary form has this suffix", f"Known are {', '.join(SUFFIXES)}")
    return _FORMS.named(name).read(path, raw)


def encoded(contents: Contents, text: str) -> bytes:
    """A changed text of a glossary file in the file's encoding; in XML, characters that it lacks as references."""
    if contents.format in _BY_ROOT.values():
        from termend.documents.marked_up import encode_xml

        return encode_xml(text, contents.encoding)
    from termend.documents.encoding import encode

    return encode(text, contents.encoding)


def _by_root(path: str, raw: bytes) -> str:
    """Name of the module for an XML file, by its root element."""
    root = _ROOT.search(raw[:_HEAD].replace(b"\x00", b"").decode("latin-1"))
    if root is None:
        known = ", ".join(_BY_ROOT)
        raise GlossaryError(path, f"its root is none of those of a glossary ({known})", "Export it in one of them")
    return _BY_ROOT[root[1].lower()]
