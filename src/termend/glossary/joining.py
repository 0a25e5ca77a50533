"""Lines that each hold one rendering with its status, joined to one row for each approved rendering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from termend.glossary.concepts import UNAPPROVED, joined
from termend.glossary.entries import COLUMNS, Entry, Fault, Part, Unheld
from termend.glossary.statuses import Status, status_of

# Columns that tell the concepts of one Chinese name apart.
_TELLING = ("concept id", "id", "domain")
_LISTS = ("variants", "forbidden", UNAPPROVED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file.

    Attributes:
        place: line, start and end.
        parts: its fields, by column; a list's texts one by one.
        status: name of the column that says its status; empty where none does.
    """

    place: tuple[int, int, int]
    parts: Mapping[str, tuple[Part, ...]]
    status: str = ""

    def text(self, column: str) -> str:
        return joined(self.parts.get(column, ())).strip()

    @property
    def standing(self) -> Status:
        """What its status says; a line without one is as good as approved."""
        words = self.text(self.status) if self.status else ""
        return status_of(words) if words else Status.PREFERRED


@dataclass(frozen=True, slots=True)
class Joined:
    """What lines come to."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    unheld: tuple[Unheld, ...]


def join(path: str, lines: Sequence[Line]) -> Joined:
    """Rows of the approved lines, the other lines of a source joined to its first.

    Of a source without an approved line the first admitted one takes its place. Where there is none either, its lines
    stand by themselves as a row without a target.
    """
    by_source: dict[str, list[Line]] = {}
    for line in lines:
        by_source.setdefault(line.text("source"), []).append(line)
    rows: list[tuple[int, Entry]] = []
    faults: list[Fault] = []
    unheld: list[Unheld] = []
    for source, group in by_source.items():
        homes = [line for line in group if line.standing is Status.PREFERRED]
        if not homes:
            homes = [line for line in group if line.standing is Status.ADMITTED][:1]
        if not homes or not source:
            homes = group if not source else group[:1]
        added: dict[int, dict[str, list[Part]]] = {id(line): {} for line in homes}
        named = {column: {home.text(column): home for home in reversed(homes)} for column in _TELLING}
        for line in group:
            standing = line.standing
            if standing is Status.UNKNOWN:
                word = line.text(line.status)
                message = f"nobody knows the status {word!r}: {line.text('target')} is taken as not approved"
                faults.append(Fault(line.place[0], 1, word, message, "status"))
            if id(line) in added and standing.approved:
                continue
            home = line if id(line) in added else _home(line, named, homes[0])
            column = {Status.FORBIDDEN: "forbidden", Status.UNKNOWN: UNAPPROVED}.get(standing, "variants")
            added[id(home)].setdefault(column, []).extend(line.parts.get("target", ()))
            for name in ("variants", "forbidden") if line is not home else ():
                added[id(home)].setdefault(name, []).extend(line.parts.get(name, ()))
            if line is not home:
                unheld += [
                    Unheld(line.place[0], name, line.text(name))
                    for name in line.parts
                    if name not in ("source", "target", *_LISTS, line.status) and line.text(name) != home.text(name)
                ]
        rows += [(line.place[0], _entry(path, line, added[id(line)])) for line in homes]
    rows.sort(key=lambda row: row[0])
    return Joined(tuple(entry for _, entry in rows), tuple(faults), tuple(unheld))


def _home(line: Line, named: Mapping[str, Mapping[str, Line]], first: Line) -> Line:
    """The approved line that a line belongs to: of its concept where the file numbers them, else the first."""
    for column, homes in named.items():
        own = line.text(column)
        if own and own in homes:
            return homes[own]
    return first


def _entry(path: str, line: Line, added: Mapping[str, Sequence[Part]]) -> Entry:
    parts = {column: texts for column, texts in line.parts.items() if joined(texts)}
    if not line.standing.approved:
        parts.pop("target", None)
    for column, texts in added.items():
        parts[column] = (*parts.get(column, ()), *(text for text in texts if text.text))
    order = sorted(parts, key=lambda column: COLUMNS.index(column) if column in COLUMNS else len(COLUMNS))
    return Entry(path, *line.place, {column: joined(parts[column]) for column in order}, parts)
