"""TMX 1.4: a translation memory whose units are names.

Columns that TMX has no element for stand as properties of the unit (`x-variants`, `x-forbidden`, `x-type`, `x-case`,
`x-domain`); notes as notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

import termend
from termend.errors import GlossaryError
from termend.glossary.entries import Contents, Entry
from termend.glossary.formats.markup import Element, text_of, walk
from termend.glossary.languages import is_chinese, is_english
from termend.records import Term

_PROPERTIES = ("variants", "forbidden", "type", "case", "domain")


def read(path: str, raw: bytes) -> Contents:
    """The units of a TMX file as rows.

    Raises:
        GlossaryError: where it is no TMX, not well-formed, or has no unit in Chinese and English.
    """
    text, encoding = text_of(path, raw)
    found: list[tuple[Element, dict[str, Element]]] = []
    languages: set[str] = set()

    def on_entry(unit: Element) -> None:
        parts: dict[str, Element] = {}
        for version in unit.below("tuv"):
            languages.add(version.language)
            column = "source" if is_chinese(version.language) else "target" if is_english(version.language) else ""
            for segment in version.below("seg"):
                if column:
                    parts.setdefault(column, segment)
        if parts:
            for child in unit.children:
                column = "note" if child.tag == "note" else child.attributes.get("type", "").removeprefix("x-")
                if child.tag == "note" or (child.tag == "prop" and column in _PROPERTIES):
                    parts.setdefault(column, child)
            found.append((unit, parts))

    root = walk(path, text, ("tu",), on_entry)
    if root.tag != "tmx":
        raise GlossaryError(path, f"the root element is {root.tag}, not tmx", "Export it as TMX", 1)
    if not any("source" in parts and "target" in parts for _, parts in found):
        known = ", ".join(sorted(languages)) or "none"
        raise GlossaryError(path, f"no unit in Chinese and English; its languages are: {known}", "Export both")
    contents = Contents(path, "tmx", (), text, encoding)
    entries = []
    for unit, parts in found:
        fields = {column: element.all_words for column, element in parts.items() if element.all_words}
        spans = {c: parts[c].inner for c in fields if parts[c].inner is not None}
        line = contents.line_and_column(unit.start)[0]
        entries.append(Entry(path, line, unit.start, unit.end, fields, {c: s for c, s in spans.items() if s}))
    return Contents(path, "tmx", tuple(entries), text, encoding, size=len(raw))


def write(terms: Sequence[Term], name: str = "glossary") -> bytes:
    """A TMX 1.4 file, a unit for each term."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<tmx version="1.4">',
        f'<header creationtool="termend" creationtoolversion="{termend.__version__}" segtype="phrase" '
        f'o-tmf="{escape(name, {chr(34): "&quot;"})}" adminlang="en" srclang="zh-CN" datatype="plaintext"/>',
        "<body>",
    ]
    for term in terms:
        lines.append("<tu>")
        if term.note:
            lines.append(f"<note>{escape(term.note)}</note>")
        values = {"variants": "|".join(term.variants), "forbidden": "|".join(term.forbidden)}
        values |= {"type": term.type, "case": term.case, "domain": term.domain}
        lines.extend(f'<prop type="x-{column}">{escape(value)}</prop>' for column, value in values.items() if value)
        lines.append(f'<tuv xml:lang="zh-CN"><seg>{escape(term.source)}</seg></tuv>')
        lines.append(f'<tuv xml:lang="en"><seg>{escape(term.target)}</seg></tuv>')
        lines.append("</tu>")
    lines.append("</body>\n</tmx>\n")
    return "\n".join(lines).encode()
