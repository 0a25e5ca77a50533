"""What harvesting proposes: entries with where they were seen, and conflicts with the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from termend.records import Term


@dataclass(frozen=True, slots=True)
class Context:
    """A place where an entry was seen.

    Attributes:
        path, place: the file, and where in it, for people.
        chinese, english: the words around it.
    """

    path: str
    place: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposed row.

    Attributes:
        source, target: the Chinese term and its English name.
        confidence: probability that an editor takes the row as it stands.
        count: in how many pairs it was seen.
        how: what gave it away: `title`, `part of a title`, `name`, `recurring`.
        contexts: the first few places.
    """

    source: str
    target: str
    confidence: float
    count: int
    how: str
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entry whose Chinese the glossary has under other names."""

    entry: Entry
    rows: tuple[Term, ...]
