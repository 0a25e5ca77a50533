"""Name pairs, Chinese with foreign letters, to learn transliteration from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from termend.errors import InputError
from termend.language.hanzi import is_hanzi, simplified
from termend.language.letters import fold

_CEDICT_LINE = re.compile(r"^\S+ (\S+) \[([^\]]*)\] /(.+)/$")
_PART = re.compile(r"[·・\-－–—\s]+")
_NAME = re.compile(r"[^\W\d_][^\d_,;()]*")


@dataclass(frozen=True, slots=True)
class NamePair:
    """Characters and the letters a to z that they were made from (or that were made from them)."""

    source: str
    letters: str
    written: str


def read_cedpane(path: Path) -> Iterator[NamePair]:
    """CedPane in CEDICT's format: every sense of every entry whose pinyin is written as a name.

    Raises:
        InputError: where the file cannot be read.
    """
    for line in _lines(path):
        match = _CEDICT_LINE.match(line)
        if match and match[2][:1].isupper():
            for sense in match[3].split("/"):
                yield from split(match[1], re.sub(r"\s*\([^)]*\)", "", sense))


def read_geonames(path: Path) -> Iterator[NamePair]:
    """GeoNames as a table: id, country, region, population, name, Chinese names with `|` between.

    Raises:
        InputError: where the file cannot be read.
    """
    for line in _lines(path):
        fields = line.split("\t")
        if len(fields) >= 6 and fields[0].isdigit():
            for chinese in dict.fromkeys(simplified(c) for c in fields[5].split("|")):
                yield from split(chinese, fields[4])


def written_names(path: Path) -> Iterator[str]:
    """The English of every name in CedPane."""
    for line in _lines(path):
        match = _CEDICT_LINE.match(line)
        if match and match[2][:1].isupper():
            for sense in match[3].split("/"):
                written = re.sub(r"\s*\([^)]*\)", "", sense)
                if _NAME.fullmatch(written) and len(written.split()) <= 4:
                    yield written


def written_places(path: Path) -> Iterator[str]:
    """The English of every place in GeoNames' table."""
    for line in _lines(path):
        fields = line.split("\t")
        if len(fields) >= 6 and fields[0].isdigit():
            yield fields[4]


def split(chinese: str, written: str) -> Iterator[NamePair]:
    """One pair, or one for each part where both sides have as many parts: 索菲·维尔梅斯, Sophie Wilmès."""
    if not _NAME.fullmatch(written):
        return
    ours, theirs = [p for p in _PART.split(chinese) if p], [p for p in _PART.split(written) if p]
    parts = zip(ours, theirs, strict=True) if len(ours) == len(theirs) else [("".join(ours), " ".join(theirs))]
    for source, word in parts:
        letters = fold(word)
        if source and all(is_hanzi(c) for c in source) and 0.8 * len(source) <= len(letters) <= 4.5 * len(source):
            yield NamePair(source, letters, word)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"it cannot be read ({error})", "Name a file of UTF-8 text") from error
