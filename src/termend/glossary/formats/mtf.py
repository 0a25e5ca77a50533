"""MultiTerm XML, as MultiTerm exports and imports termbases: concepts, their languages, their terms, fields at each.

A field stands in `descrip` under a name that the company chose: `Status`, `Definition`, `Subject`. Read and written
back concept by concept, as TBX is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from termend.errors import GlossaryError
from termend.glossary.entries import Contents, Entry, Fault, Unheld
from termend.glossary.formats.markup import Element, text_of, walk
from termend.glossary.formats.sections import Layout, Noticed
from termend.glossary.languages import is_chinese, is_english
from termend.records import Term

_CONCEPT, _LANGUAGE, _TERM = "conceptGrp", "languageGrp", "termGrp"
_NUMBER = "concept"
_NAMED = (("Chinese", "zh"), ("English", "en"))  # how a language begins that has no code
_NOT_NUMBERED = "-1"  # the number of a concept that MultiTerm is to give one
_STATUSES = {"target": "preferred", "variants": "admitted", "forbidden": "deprecated"}


def _category(element: Element) -> str:
    """The name of a field; the tag of what is none."""
    return element.attributes.get("type", "") or element.tag


def _language(section: Element) -> str:
    """The code of a section's language; where it has none, that of its name."""
    for child in section.children:
        if child.tag == "language":
            name = child.attributes.get("type", "").strip()
            named = next((code for word, code in _NAMED if name.startswith(word)), name)
            return child.attributes.get("lang", "").strip() or named
    return ""


_LAYOUT = Layout(
    (_LANGUAGE,),
    (_TERM,),
    _category,
    _language,
    {"Subject": "domain", "Domain": "domain", "Note": "note", "Type": "type", "Case": "case"},
    frozenset((_NUMBER, "language")),
)


def read(path: str, raw: bytes) -> Contents:
    """The concepts of a MultiTerm file as rows.

    Raises:
        GlossaryError: where it is none, not well-formed, or has no term in Chinese or none in English.
    """
    text, encoding = text_of(path, raw)
    place = Contents(path, "mtf", (), text)
    entries: list[Entry] = []
    noticed: list[Noticed] = []
    languages: set[str] = set()

    def on_entry(concept: Element) -> None:
        line = place.line_and_column(concept.start)[0]
        number = next((child.words for child in concept.children if child.tag == _NUMBER), _NOT_NUMBERED)
        number = "" if number == _NOT_NUMBERED else number
        entries.extend(_LAYOUT.rows(path, line, concept, number, languages, noticed))

    root = walk(path, text, (_CONCEPT,), on_entry)
    if root.tag != "mtf":
        raise GlossaryError(path, f"the root element is {root.tag}, not mtf", "Export it as MultiTerm XML", 1)
    if not any(map(is_chinese, languages)) or not any(map(is_english, languages)):
        found = ", ".join(sorted(code or "a section without a language" for code in languages)) or "none"
        raise GlossaryError(
            path, f"it needs terms in Chinese and English; its languages are: {found}", "Export both languages"
        )
    faults = tuple(Fault(*place.line_and_column(at), words, message, kind) for at, words, message, kind in noticed)
    unheld = tuple(
        Unheld(place.line_and_column(one.start)[0], one.tag, " ".join(one.words.split()), True)
        for one in root.children
        if one.words
    )
    return Contents(path, "mtf", tuple(entries), text, encoding, faults=faults, size=len(raw), unheld=unheld)


def write(terms: Sequence[Term], others: Sequence[Mapping[str, str]] = ()) -> bytes:
    """A MultiTerm file, a concept for each term; `others` are further columns of each, written as fields."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<mtf>"]
    taken: set[str] = set()
    for term, other in zip(terms, others or [{}] * len(terms), strict=True):
        fields = {"Subject": term.domain, "Type": term.type, "Case": term.case, "Note": term.note, **other}
        chinese = fields.pop("source language", "") or "zh-CN"
        number = fields.get("id", "")
        if number.isdecimal() and number not in taken:
            taken.add(fields.pop("id"))
        else:
            number = _NOT_NUMBERED
        lines.append(f"<conceptGrp><concept>{number}</concept>")
        lines += [_field(name, text) for name, text in fields.items() if text]
        lines.append(f'<languageGrp><language type="Chinese" lang={quoteattr(chinese)}/>')
        lines += [_term(term.source, ""), "</languageGrp>", '<languageGrp><language type="English" lang="en"/>']
        lines.append(_term(term.target, _STATUSES["target"]))
        lines += [_term(variant, _STATUSES["variants"]) for variant in term.variants]
        lines += [_term(form, _STATUSES["forbidden"]) for form in term.forbidden]
        lines.append("</languageGrp></conceptGrp>")
    return "\n".join([*lines, "</mtf>", ""]).encode()


def _term(text: str, status: str) -> str:
    return f"<termGrp><term>{escape(text)}</term>{_field('Status', status) if status else ''}</termGrp>"


def _field(name: str, text: str) -> str:
    return f"<descripGrp><descrip type={quoteattr(name)}>{escape(text)}</descrip></descripGrp>"
