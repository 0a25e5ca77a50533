"""UTX, the Universal Terminology eXchange of AAMT (versions 1.00 to 1.20): tab-separated, two header lines.

A line is one rendering with its term status: approved is the target, non-standard and provisional ones are variants,
forbidden and rejected ones are forbidden forms of the approved line with the same source.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from termend.errors import GlossaryError
from termend.glossary.entries import Contents, Entry
from termend.glossary.formats.text import decoded
from termend.glossary.languages import is_chinese, is_english
from termend.records import Term

_LANGUAGES = re.compile(r"\s*([A-Za-z-]+)\s*/\s*([A-Za-z-]+)\s*")
_STATUS_COLUMNS = ("term status", "status")
_FORBIDDEN = ("forbidden", "rejected")
_VARIANT = ("non-standard", "provisional")
_Line = tuple[int, int, int, dict[str, tuple[str, int]]]
"""Line number, start, end, and each field's text with the code point where it begins."""


def read(path: str, raw: bytes) -> Contents:
    """The lines of a UTX file as rows, lines of one source joined to the approved one.

    Raises:
        GlossaryError: where the header is missing, the languages are others, or a line has too few fields.
    """
    text, encoding = decoded(path, raw)
    lines = text.split("\n")
    if not lines[0].lower().startswith("#utx"):
        raise GlossaryError(path, "the first line is no UTX header", "Begin it with: #UTX 1.20; zh-CN/en; date", 1)
    swapped = _swapped(path, lines[0])
    columns, begins = _columns(path, lines)
    kept: list[_Line] = []
    at = sum(len(line) + 1 for line in lines[:begins])
    for number, line in enumerate(lines[begins:], begins + 1):
        start, at = at, at + len(line) + 1
        body = line.rstrip("\r")
        if not body.strip() or body.startswith("#"):
            continue
        fields: dict[str, tuple[str, int]] = {}
        place = start
        for column, value in zip(columns, body.split("\t"), strict=False):
            fields[column] = (value, place)
            place += len(value) + 1
        if "src" not in fields or "tgt" not in fields:
            raise GlossaryError(path, "this line has no tab between source and target", "Put a tab there", number)
        kept.append((number, start, min(at, len(text)), fields))
    entries = _joined(path, kept, swapped)
    return Contents(path, "utx", entries, text, encoding, size=len(raw))


def _swapped(path: str, header: str) -> bool:
    for part in header.split(";")[1:]:
        match = _LANGUAGES.fullmatch(part)
        if match:
            one, other = match.groups()
            if is_chinese(one) and is_english(other):
                return False
            if is_english(one) and is_chinese(other):
                return True
            raise GlossaryError(path, f"its languages are {one} and {other}", "termend reads zh/en", 1)
    raise GlossaryError(path, "the header names no languages", "Write zh-CN/en after the version", 1)


def _columns(path: str, lines: list[str]) -> tuple[list[str], int]:
    for index, line in enumerate(lines[1:10], 1):
        if line.lower().startswith("#src"):
            return [name.strip().lower() for name in line.lstrip("#").rstrip("\r").split("\t")], index + 1
        if line.strip() and not line.startswith("#"):
            break
    raise GlossaryError(path, "no line names the columns", "Write #src, tab, tgt as the second line", 2)


def _joined(
    path: str, kept: list[tuple[int, int, int, dict[str, tuple[str, int]]]], swapped: bool
) -> tuple[Entry, ...]:
    source, target = ("tgt", "src") if swapped else ("src", "tgt")
    extra: dict[str, dict[str, list[str]]] = {}
    approved = []
    for row in kept:
        fields = row[3]
        status = next((fields[c][0].strip().lower() for c in _STATUS_COLUMNS if c in fields), "")
        column = "forbidden" if status in _FORBIDDEN else "variants" if status in _VARIANT else ""
        if column:
            extra.setdefault(fields[source][0].strip(), {}).setdefault(column, []).append(fields[target][0].strip())
        else:
            approved.append(row)
    entries = []
    for number, start, end, fields in approved:
        values = {"source": fields[source], "target": fields[target]}
        for column, name in (("domain", "domain"), ("note", "comment"), ("note", "note")):
            if name in fields:
                values[column] = fields[name]
        texts = {column: value for column, (value, _) in values.items() if value}
        spans = {column: (place, place + len(value)) for column, (value, place) in values.items() if value}
        for column, parts in extra.pop(fields[source][0].strip(), {}).items():
            texts[column] = "|".join(parts)
        entries.append(Entry(path, number, start, end, texts, spans))
    return tuple(entries)


def write(terms: Sequence[Term], name: str = "glossary", date: datetime.date | None = None) -> bytes:
    """A UTX 1.20 file; `date` is that of the header, today's where none is given."""
    day = (date or datetime.datetime.now(tz=datetime.UTC).date()).isoformat()
    lines = [
        f"#UTX 1.20; zh-CN/en; {day}; copyright: unknown; license: unknown; dictionary name: {_plain(name)}",
        "#src\ttgt\tsrc:pos\tterm status\tdomain\tcomment",
    ]
    for term in terms:
        rows = [(term.target, "approved")]
        rows += [(variant, "non-standard") for variant in term.variants]
        rows += [(form, "forbidden") for form in term.forbidden]
        for index, (rendering, status) in enumerate(rows):
            note = term.note if index == 0 else ""
            fields = (term.source, rendering, "noun", status, term.domain, note)
            lines.append("\t".join(map(_plain, fields)))
    return ("\r\n".join(lines) + "\r\n").encode()


def _plain(text: str) -> str:
    return " ".join(text.split())
