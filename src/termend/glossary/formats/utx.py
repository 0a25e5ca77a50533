"""UTX, the Universal Terminology eXchange of AAMT (versions 1.00 to 1.20): tab-separated, two header lines.

A line is one rendering with its term status: approved is the target, non-standard and provisional ones are variants,
forbidden and rejected ones are forbidden forms of the approved line with the same source. A non-standard or provisional
line that stands alone is the target for want of a better one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from termend.errors import GlossaryError
from termend.glossary.entries import Contents, Part, Unheld
from termend.glossary.formats.text import decoded
from termend.glossary.joining import Line, join
from termend.glossary.languages import is_chinese, is_english
from termend.glossary.statuses import Status, is_category, status_of
from termend.records import Piece, Term

STATUS = "term status"
PART_OF_SPEECH = "src:pos"
ID = "concept id"
_LANGUAGES = re.compile(r"\s*([A-Za-z-]+)\s*/\s*([A-Za-z-]+)\s*")
_DATE = re.compile(r"\s*\d{4}-\d{2}-\d{2}(?:T[\d:.+-]*Z?)?\s*")
_NOTES = ("comment", "note")


def read(path: str, raw: bytes) -> Contents:
    """The lines of a UTX file as rows, lines of one source joined to the approved one.

    Raises:
        GlossaryError: where the header is missing, the languages are others, or no line has source and target.
    """
    text, encoding = decoded(path, raw)
    lines = text.split("\n")
    if not lines[0].lower().startswith("#utx"):
        raise GlossaryError(path, "the first line is no UTX header", "Begin it with: #UTX 1.20; zh-CN/en; date", 1)
    swapped = _swapped(path, lines[0])
    columns, begins = _columns(path, lines)
    status = next((column for column in columns if is_category(column)), "")
    names = [_name(column, columns, swapped) for column in columns]
    kept: list[Line] = []
    unheld = [Unheld(1, "header", fact, True) for fact in _facts(lines[0])]
    at = sum(len(line) + 1 for line in lines[:begins])
    for number, line in enumerate(lines[begins:], begins + 1):
        start, at = at, at + len(line) + 1
        body = line.rstrip("\r")
        if body.startswith("#"):
            unheld.append(Unheld(number, "comment", body.lstrip("# ")))
        if not body.strip() or body.startswith("#"):
            continue
        parts: dict[str, tuple[Part, ...]] = {}
        place = start
        for name, value in zip(names, body.split("\t"), strict=False):
            if value:
                parts[name] = (Part(value, (Piece(0, value, place, place + len(value)),)),)
            place += len(value) + 1
        kept.append(Line((number, start, min(at, len(text))), parts, status))
    if kept and not any("source" in line.parts and "target" in line.parts for line in kept):
        raise GlossaryError(path, "this line has no tab between source and target", "Put a tab there", kept[0].place[0])
    done = join(path, kept)
    return Contents(
        path,
        "utx",
        done.entries,
        text,
        encoding,
        faults=done.faults,
        size=len(raw),
        unheld=(*unheld, *done.unheld),
    )


def _name(column: str, columns: Sequence[str], swapped: bool) -> str:
    """A column under termend's name for it, or its own."""
    if column in ("src", "tgt"):
        return "source" if (column == "src") != swapped else "target"
    if column == next((note for note in _NOTES if note in columns), None):
        return "note"
    return column


def _facts(header: str) -> list[str]:
    """What the first line says of the file beside version, languages and date."""
    facts = (part.strip() for part in header.rstrip("\r").split(";")[1:])
    return [fact for fact in facts if fact and not _LANGUAGES.fullmatch(fact) and not _DATE.fullmatch(fact)]


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


def status_word(value: str) -> str:
    """A status in UTX's own words."""
    words = value.strip().lower()
    if words in ("provisional", "approved", "non-standard", "forbidden", "rejected", "obsolete"):
        return words
    return {Status.ADMITTED: "non-standard", Status.FORBIDDEN: "forbidden", Status.UNKNOWN: "provisional"}.get(
        status_of(value) if words else Status.PREFERRED, "approved"
    )


def write(
    terms: Sequence[Term],
    name: str = "glossary",
    date: datetime.date | None = None,
    others: Sequence[Mapping[str, str]] = (),
) -> bytes:
    """A UTX 1.20 file.

    Args:
        date: that of the header; today's where none is given.
        others: further columns of each term, of which status, part of speech and identifier are written.
    """
    day = (date or datetime.datetime.now(tz=datetime.UTC).date()).isoformat()
    columns = ["src", "tgt", PART_OF_SPEECH, STATUS, "domain", "comment"]
    if any(ID in other for other in others):
        columns.append(ID)
    lines = [
        f"#UTX 1.20; zh-CN/en; {day}; copyright: unknown; license: unknown; dictionary name: {_plain(name)}",
        "#" + "\t".join(columns),
    ]
    for number, term in enumerate(terms):
        other = others[number] if others else {}
        rows = [(term.target, status_word(other.get(STATUS, "")))]
        rows += [(variant, "non-standard") for variant in term.variants]
        rows += [(form, "forbidden") for form in term.forbidden]
        for index, (rendering, status) in enumerate(rows):
            note = term.note if index == 0 else ""
            fields = [term.source, rendering, other.get(PART_OF_SPEECH, "noun"), status, term.domain, note]
            lines.append("\t".join(map(_plain, [*fields, *([other.get(ID, "")] if ID in columns else [])])))
    return ("\r\n".join(lines) + "\r\n").encode()


def _plain(text: str) -> str:
    return " ".join(text.split())
