"""Termbases as tools export them, in the three dialects of TBX, made of concepts for tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class TermOf:
    """A term with its status (empty for none) and a note beside it (empty for none)."""

    text: str
    status: str = ""
    note: str = ""


@dataclass(frozen=True)
class Concept:
    """Terms by language, and what is said of the whole."""

    id: str
    terms: dict[str, Sequence[TermOf]]
    note: str = ""
    definition: str = ""


DIALECTS = ("v2", "dca", "dct")
_HEADS = {
    "v2": '<martif type="TBX-Basic" xml:lang="en">',
    "dca": '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">',
    "dct": '<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" '
    'xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">',
}
_NAMES = {"v2": ("martifHeader", "termEntry", "langSet", "tig")}
_NAMES |= dict.fromkeys(("dca", "dct"), ("tbxHeader", "conceptEntry", "langSec", "termSec"))


def tbx(concepts: Sequence[Concept], dialect: str, ending: str = "\n") -> str:
    """A termbase of these concepts."""
    header, entry, section, term_section = _NAMES[dialect]
    lines = ["<?xml version='1.0' encoding='UTF-8' ?>", "<!-- exported -->", _HEADS[dialect]]
    lines.append(f"<{header}><fileDesc><sourceDesc><p>ours &amp; theirs</p></sourceDesc></fileDesc></{header}>")
    lines.append("<text ><body>")
    for concept in concepts:
        lines.append(f"<{entry} id={quoteattr(concept.id)}>")
        if concept.definition:
            lines.append(_category("descrip", "definition", concept.definition, dialect))
        if concept.note:
            lines.append(f"  <note>{escape(concept.note)}</note>")
        for language, terms in concept.terms.items():
            lines.append(f"  <{section} xml:lang='{language}'>")
            for one in terms:
                notes = _category("termNote", "administrativeStatus", one.status, dialect) if one.status else ""
                notes += f"<note>{escape(one.note)}</note>" if one.note else ""
                lines.append(f"    <{term_section}><term>{escape(one.text)}</term>{notes}</{term_section}>")
            lines.append(f"  </{section}>")
        lines.append(f"</{entry}>")
    lines += ["</body></text>", "</martif>" if dialect == "v2" else "</tbx>", ""]
    return ending.join(lines)


def _category(element: str, name: str, text: str, dialect: str) -> str:
    if dialect == "dct":
        prefix = "min" if name == "administrativeStatus" else "basic"
        return f"<{prefix}:{name}>{escape(text)}</{prefix}:{name}>"
    return f'<{element} type="{name}">{escape(text)}</{element}>'


def counts(data: bytes) -> Counter[str]:
    """How many concepts, sections by language, terms and other elements with a text a file has, read by lxml."""
    root = etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False))
    return Counter(_kinds(root))


def _kinds(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        yield f"{etree.QName(element).localname} {element.get(_LANGUAGE, '')} {element.get('type', '')}"


def notes(data: bytes) -> list[str]:
    """Every text that is no term, in order."""
    root = etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False))
    return [e.text or "" for e in root.iter(etree.Element) if etree.QName(e).localname != "term" and len(e) == 0]
