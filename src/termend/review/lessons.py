"""What the decisions teach the glossary: variants, forbidden renderings and rows, written into CSV and TSV files.

Only the rows concerned change, and every other line stays byte for byte as it is; but where a column is added, every
row gets an empty field for it.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from termend.cells import as_text, words_of
from termend.documents.encoding import MAX_BYTES, decode, encode
from termend.errors import GlossaryError
from termend.files import read_bytes
from termend.glossary import table
from termend.glossary.entries import COLUMNS
from termend.glossary.meant import meant
from termend.language.hanzi import simplified
from termend.ledger import Role
from termend.reports.diff import lines_of
from termend.review.decisions import Name, Step, Verdict

TABLES = (".csv", ".tsv", ".tab")
NEW_FILE = "learnt.csv"
_COLUMNS = ("source", "target", "variants", "forbidden", "type", "note")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing to write into a glossary.

    Attributes:
        name: the row it belongs to, or the row to add.
        variant: an accepted rendering to add to it; empty for none.
        forbidden: a rendering to forbid; empty for none.
    """

    name: Name
    variant: str = ""
    forbidden: str = ""


def lessons(steps: Iterable[Step]) -> tuple[Lesson, ...]:
    """What the steps teach, each thing once. Of a rendering first forbidden and then let stand the latter holds."""
    learnt: dict[tuple[str, str, str], Lesson] = {}
    for step in steps:
        if step.verdict is Verdict.ROW and step.row:
            learnt[step.row.source, step.row.target, ""] = Lesson(step.row)
        elif step.name and step.verdict in (Verdict.VARIANT, Verdict.FORBIDDEN):
            for text in dict.fromkeys(place.text for place in step.places if place.text):
                variant = text if step.verdict is Verdict.VARIANT else ""
                forbidden = text if step.verdict is Verdict.FORBIDDEN else ""
                learnt[step.name.source, step.name.target, text] = Lesson(step.name, variant, forbidden)
    return tuple(learnt.values())


def as_table(learnt: Sequence[Lesson]) -> str:
    """The lessons as a glossary of their own, in CSV."""
    return _taught("", learnt, ",")


def taught(path: Path, learnt: Sequence[Lesson]) -> bytes:
    """The bytes of a CSV or TSV glossary with the lessons in it, in its own encoding and line ends.

    Raises:
        GlossaryError: where the file cannot be read, or is neither CSV nor TSV.
    """
    if path.suffix.lower() not in TABLES:
        raise GlossaryError(path, "rows are learnt into CSV and TSV only", "Convert it: termend glossary convert")
    text, codec = decode(str(path), read_bytes(path, Role.GLOSSARY, MAX_BYTES, GlossaryError))
    return encode(taught_text(text, learnt, str(path)), codec)


def taught_text(text: str, learnt: Sequence[Lesson], path: str) -> str:
    """The text of a CSV or TSV glossary with the lessons in it.

    Raises:
        GlossaryError: where it is no such table.
    """
    return _taught(text, learnt, table.delimiter_of(text), path)


def patch(learnt: Sequence[Lesson], glossaries: Sequence[Path] = ()) -> str:
    """The lessons as a unified diff: to the user's glossaries where a row is theirs, else to a new file.

    Raises:
        GlossaryError: where a glossary cannot be read.
    """
    tables = [path for path in glossaries if path.suffix.lower() in TABLES]
    by_name = {path.name: path for path in reversed(tables)}
    shares: dict[Path | None, list[Lesson]] = {}
    for lesson in learnt:
        home = by_name.get(lesson.name.glossary) or (tables[0] if tables else None)
        shares.setdefault(home, []).append(lesson)
    parts: list[str] = []
    for home, share in shares.items():
        if home is None:
            parts.append(_diff("", as_table(share), "/dev/null", NEW_FILE))
        else:
            new, _ = decode(str(home), taught(home, share))
            old, _ = decode(str(home), read_bytes(home, Role.GLOSSARY, MAX_BYTES, GlossaryError))
            name = _from_here(home)
            parts.append(_diff(old, new, name, name))
    return "".join(parts)


def _from_here(path: Path) -> str:
    """The path from the current folder where it lies below it, so that the patch applies there."""
    absolute, here = path.absolute(), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


def _diff(old: str, new: str, old_name: str, new_name: str) -> str:
    lines = difflib.unified_diff(
        lines_of(old),
        lines_of(new),
        old_name if old_name == "/dev/null" else f"a/{old_name.lstrip('/')}",
        f"b/{new_name.lstrip('/')}",
    )
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


@dataclass(slots=True)
class _Record:
    """Lines of a table that hold one record, and its fields."""

    text: str
    fields: list[str]
    line: int = 1
    changed: bool = False

    @property
    def is_row(self) -> bool:
        return bool(self.fields) and not self.fields[0].startswith("#")


@dataclass(slots=True)
class _Table:
    """A table that learns.

    Attributes:
        names: its columns, by termend's names where it reads them.
        head: the record that names the columns; None where none does.
    """

    path: str
    records: list[_Record]
    names: list[str]
    head: _Record | None

    @property
    def rows(self) -> list[_Record]:
        return [record for record in self.records if record.is_row and record is not self.head]


def _taught(text: str, learnt: Sequence[Lesson], delimiter: str, path: str = NEW_FILE) -> str:
    ending = next((sign for sign in ("\r\n", "\n", "\r") if sign in text), "\n")
    into = _table(list(_records(text, delimiter, path)), path)
    before = len(into.names)
    for lesson in learnt:
        _teach(into, lesson)
    wider = delimiter * (len(into.names) - before)
    out: list[str] = []
    for record in into.records:
        if out and not out[-1].endswith(("\n", "\r")):
            out[-1] += ending
        if record.changed:
            padding = [""] * (len(into.names) - len(record.fields))
            out.append(_line([*record.fields, *padding], delimiter, ending))
        elif wider and record.is_row:  # a table whose header is wider than its rows is refused by stricter readers
            body = record.text.rstrip("\r\n")
            out.append(body + delimiter * (before - len(record.fields)) + wider + record.text[len(body) :])
        else:
            out.append(record.text)
    return "".join(out)


def _table(records: list[_Record], path: str) -> _Table:
    first = next((record for record in records if record.is_row), None)
    if first is None:
        head = _Record("", list(_COLUMNS), changed=True)
        records.append(head)
        return _Table(path, records, list(_COLUMNS), head)
    names, has_header = table.header(path, first.fields, first.line)
    return _Table(path, records, table.told_apart(path, names, first.line), first if has_header else None)


def _records(text: str, delimiter: str, path: str) -> Iterable[_Record]:
    """Every record with its own lines, the empty ones and comments too."""
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begins = 0
    try:
        for fields in reader:
            blank = not any(field.strip() for field in fields)
            yield _Record("".join(lines[begins : reader.line_num]), [] if blank else fields, begins + 1)
            begins = reader.line_num
    except csv.Error as error:
        raise GlossaryError(path, f"a stray quote ({error})", "Double the quote, or close it", begins + 1) from error


def _teach(into: _Table, lesson: Lesson) -> None:
    row = _row_of(into, lesson.name)
    if row is None:
        row = _Record("", [""] * len(into.names), changed=True)
        into.records.append(row)
        for column in ("source", "target", "type", "note"):
            value = getattr(lesson.name, column)
            if value and (into.head is not None or column in into.names):
                _put(into, row, column, value)
    for column, value in (("variants", lesson.variant), ("forbidden", lesson.forbidden)):
        if value:
            _add(into, row, column, value)


def _row_of(into: _Table, name: Name) -> _Record | None:
    source, target = into.names.index("source"), into.names.index("target")
    for record in into.rows:
        if simplified(_said(record, source)) == simplified(name.source) and name.target in (
            _said(record, target),
            meant(_said(record, target)).target,
        ):
            return record
    return None


def _said(record: _Record, column: int) -> str:
    """What a field says, without the mark that it is text; empty where the row is shorter."""
    return words_of(record.fields[column].strip()) if column < len(record.fields) else ""


def _add(into: _Table, row: _Record, column: str, value: str) -> None:
    """Add to a list column what is not there yet, and take it out of the opposite one."""
    names = into.names
    opposite = "forbidden" if column == "variants" else "variants"
    if opposite in names and names.index(opposite) < len(row.fields):
        i = names.index(opposite)
        held = _said(row, i).split("|")
        left = [part for part in held if part.strip() != value]
        if len(left) < len(held):
            row.fields[i], row.changed = as_text("|".join(left)), True
    there = _said(row, names.index(column)) if column in names else ""
    parts = [part.strip() for part in there.split("|") if part.strip()]
    if value not in parts:
        _put(into, row, column, "|".join([*parts, value]))


def _put(into: _Table, row: _Record, column: str, value: str) -> None:
    assert column in COLUMNS
    if column not in into.names:
        if into.head is None:
            raise GlossaryError(
                into.path,
                f"it has no header, and so no column for {column}",
                "Give it one: termend glossary convert GLOSSARY -o NEW.csv",
            )
        into.head.fields += [""] * (len(into.names) - len(into.head.fields))
        into.names.append(column)
        into.head.fields.append(column)
        into.head.changed = True
    row.fields += [""] * (len(into.names) - len(row.fields))
    row.fields[into.names.index(column)] = as_text(value)
    row.changed = True


def _line(fields: Sequence[str], delimiter: str, ending: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=ending).writerow(fields)
    return out.getvalue()
