"""TMX 1.4: a translation memory whose units are names.

Columns that TMX has no element for stand as properties of the unit (`x-variants`, `x-forbidden`, `x-type`, `x-case`,
`x-domain`); notes as notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

import termend
from termend.errors import GlossaryError
from termend.glossary import concepts
from termend.glossary.concepts import Rendering
from termend.glossary.entries import Contents, Entry, Part, Unheld
from termend.glossary.formats.markup import Element, text_of, walk
from termend.glossary.statuses import Status
from termend.records import Term

_LISTS = ("variants", "forbidden")
_ID = "tuid"


def read(path: str, raw: bytes) -> Contents:
    """The units of a TMX file as rows.

    Raises:
        GlossaryError: where it is no TMX, not well-formed, or has no unit in Chinese and English.
    """
    text, encoding = text_of(path, raw)
    place = Contents(path, "tmx", (), text)
    entries: list[Entry] = []
    languages: set[str] = set()

    def on_entry(unit: Element) -> None:
        entries.extend(_rows(path, place.line_and_column(unit.start)[0], unit, languages))

    root = walk(path, text, ("tu",), on_entry)
    if root.tag != "tmx":
        raise GlossaryError(path, f"the root element is {root.tag}, not tmx", "Export it as TMX", 1)
    if not any(entry.is_complete for entry in entries):
        known = ", ".join(sorted(languages)) or "none"
        raise GlossaryError(path, f"no unit in Chinese and English; its languages are: {known}", "Export both")
    unheld = tuple(
        Unheld(place.line_and_column(one.start)[0], f"header {one.attributes.get('type', one.tag)}", one.words, True)
        for header in root.below("header")
        for one in header.children
        if one.words
    )
    return Contents(path, "tmx", tuple(entries), text, encoding, size=len(raw), unheld=unheld)


def _rows(path: str, line: int, unit: Element, languages: set[str]) -> list[Entry]:
    terms: list[Rendering] = []
    further: dict[str, list[Part]] = {}
    if unit.attributes.get(_ID):
        further["id"] = [Part(unit.attributes[_ID], ())]
    for version in unit.below("tuv"):
        languages.add(version.language)
        terms += [
            Rendering(segment.part, version.language, Status.ADMITTED)
            for segment in version.children
            if segment.tag == "seg" and segment.words
        ]
    for around, prefix in ((unit, ""), *((version, f"{version.language} ") for version in unit.below("tuv"))):
        for child in around.children:
            if child.tag in ("note", "prop") and child.words:
                name = "note" if child.tag == "note" else child.attributes.get("type", "").removeprefix("x-")
                further.setdefault(prefix + (name or child.tag), []).append(child.part)
    lists = {column: further.pop(column) for column in _LISTS if column in further}
    rows = concepts.rows(path, (line, unit.start, unit.end), terms, further)
    return [_with_lists(row, lists) for row in rows] if lists else rows


def _with_lists(row: Entry, lists: dict[str, list[Part]]) -> Entry:
    """A row with the lists that stand as `one|two` in a property."""
    assert row.parts is not None
    fields, parts = dict(row.fields), dict(row.parts)
    for column, texts in lists.items():
        parts[column] = (*parts.get(column, ()), *texts)
        fields[column] = concepts.joined(parts[column])
    return Entry(row.path, row.line, row.start, row.end, fields, parts, None, row.language)


def write(terms: Sequence[Term], name: str = "glossary", others: Sequence[Mapping[str, str]] = ()) -> bytes:
    """A TMX 1.4 file, a unit for each term; `others` are further columns of each, written as properties."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<tmx version="1.4">',
        f'<header creationtool="termend" creationtoolversion="{termend.__version__}" segtype="phrase" '
        f'o-tmf="{escape(name, {chr(34): "&quot;"})}" adminlang="en" srclang="zh-CN" datatype="plaintext"/>',
        "<body>",
    ]
    for term, other in zip(terms, others or [{}] * len(terms), strict=True):
        unit = other.get("id", "")
        lines.append(f"<tu {_ID}={quoteattr(unit)}>" if unit else "<tu>")
        if term.note:
            lines.append(f"<note>{escape(term.note)}</note>")
        values = {"variants": "|".join(term.variants), "forbidden": "|".join(term.forbidden)}
        values |= {"type": term.type, "case": term.case, "domain": term.domain, **other}
        values.pop("id", None)
        lines.extend(
            f"<prop type={quoteattr('x-' + column)}>{escape(value)}</prop>" for column, value in values.items() if value
        )
        lines.append(f'<tuv xml:lang="zh-CN"><seg>{escape(term.source)}</seg></tuv>')
        lines.append(f'<tuv xml:lang="en"><seg>{escape(term.target)}</seg></tuv>')
        lines.append("</tu>")
    lines.append("</body>\n</tmx>\n")
    return "\n".join(lines).encode()
