"""What every lint rule is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from termend.glossary.entries import Contents, Entry
from termend.language.hanzi import simplified


@dataclass(frozen=True)
class LintContext:
    """One file, or several that are held against each other as one glossary.

    Attributes:
        files: what was read.
        services: names of the services whose limits the glossary must keep (`--for`).
    """

    files: tuple[Contents, ...]
    services: tuple[str, ...] = ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All rows, in file order."""
        return tuple(entry for contents in self.files for entry in contents.entries)

    @cached_property
    def complete(self) -> tuple[Entry, ...]:
        """The rows that have a source and a target."""
        return tuple(entry for contents in self.files for entry in contents.complete)

    @cached_property
    def sources(self) -> dict[str, str]:
        """Each source as it stands → in simplified characters and without outer space."""
        return {source: simplified(source) for source in {entry.source for entry in self.entries}}

    @cached_property
    def by_source(self) -> dict[str, list[Entry]]:
        """Complete rows of each simplified source, in file order."""
        return _group(self.complete, (self.sources[e.source] for e in self.complete))

    @cached_property
    def by_target(self) -> dict[str, list[Entry]]:
        """Complete rows of each target, case folded, in file order."""
        return _group(self.complete, (fold(e.target) for e in self.complete))


def line_of(other: Entry, row: Entry) -> str:
    """Where another row stands, seen from a row: `line 3`, or `house.csv, line 3` in another file."""
    return f"line {other.line}" if other.path == row.path else f"{other.path}, line {other.line}"


def other_language(row: Entry, other: Entry) -> bool:
    """Whether their files say that two sources are in different languages, as zh-CN and zh-TW are."""
    return bool(row.language and other.language) and row.language.lower() != other.language.lower()


def fold(rendering: str) -> str:
    """A rendering as it is compared: case folded, single spaces."""
    return " ".join(rendering.casefold().split())


def _group(entries: Sequence[Entry], keys: Iterable[str]) -> dict[str, list[Entry]]:
    table: dict[str, list[Entry]] = {}
    for entry, key in zip(entries, keys, strict=True):
        table.setdefault(key, []).append(entry)
    return table
