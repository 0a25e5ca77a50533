"""A long plain text that is read line by line from its file, once to count its words, again for its sections."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from termend import files, ledger
from termend.documents import registry, sections
from termend.documents.sections import Section
from termend.errors import DocumentError
from termend.language.hanzi import has_hanzi
from termend.ledger import Role

_HEAD = 2048  # bytes by which the format of a file is told
_MARK = b"\xef\xbb\xbf"
_ENCODINGS = {True: "utf-8-sig", False: "utf-8"}  # by whether it begins with the mark


@dataclass(frozen=True, slots=True)
class StreamedDraft:
    """A draft of which one section is held at a time.

    Attributes:
        words: all of them.
        stamp: size and time of the file.
    """

    path: str
    encoding: str
    words: int
    stamp: tuple[int, int]

    def sections(self) -> Iterator[Section]:
        """Its sections, read from the file's beginning.

        Raises:
            DocumentError: where the file is another than it was.
        """
        with Path(self.path).open(encoding=self.encoding, newline="") as lines:
            if _stamp(lines.fileno()) != self.stamp:
                raise DocumentError(self.path, "it changed while it was read", "Run this again")
            yield from sections.of_lines(self.path, self.encoding, lines, self.words)


def opened(path: str) -> StreamedDraft | None:
    """A draft that can be read so: a long plain text in UTF-8, all of it English; None for any other."""
    if path == files.STANDARD or files.kind(path, DocumentError) is not files.Kind.FILE:
        return None
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
            stamp = _stamp(file.fileno())
        if stamp[0] <= sections.WORDS or registry.format_of(path, head) != "plain":
            return None
        encoding = _ENCODINGS[head.startswith(_MARK)]
        words = 0
        with Path(path).open(encoding=encoding, newline="") as lines:
            for line in lines:
                if "\0" in line or has_hanzi(line):
                    return None
                words += len(line.split())
    except (OSError, UnicodeDecodeError, DocumentError):
        return None  # what is wrong is said when it is read whole
    if words <= sections.WORDS:
        return None
    ledger.enter(path, Role.DRAFT)
    return StreamedDraft(path, encoding, words, stamp)


def _stamp(descriptor: int) -> tuple[int, int]:
    found = os.fstat(descriptor)
    return found.st_size, found.st_mtime_ns
