"""TBX: version 2 (ISO 30042:2008, TBX-Basic) and version 3 (ISO 30042:2019; Core, Min, Basic; DCA and DCT style).

A concept with one Chinese term is one row; further Chinese terms of a concept (short forms) are rows of their own.
English terms marked deprecated or superseded are forbidden forms, the first of the others that is marked preferred, or
else the first, is the target, the rest are variants.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from termend.errors import GlossaryError, OptionError
from termend.glossary.entries import Contents, Entry, Fault
from termend.glossary.formats import tbx_rules
from termend.glossary.formats.markup import Element, text_of, walk
from termend.glossary.languages import is_chinese, is_english
from termend.records import Term

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MODULES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}
DIALECTS = ("tbx-v2-basic", "tbx-core", "tbx-core-dct", "tbx-min", "tbx-min-dct", "tbx-basic", "tbx-basic-dct")
_ENTRY_TAGS = ("termEntry", "conceptEntry")
_FORBIDDEN = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm", "supersededTerm", "obsolete")
_PREFERRED = ("preferredTerm-admn-sts", "preferredTerm", "preferred")


def read(path: str, raw: bytes) -> Contents:
    """The concepts of a TBX file as rows.

    Raises:
        GlossaryError: where it is no TBX, not well-formed, or has no concept in Chinese and English.
    """
    text, encoding = text_of(path, raw)
    entries: list[Entry] = []
    faults: list[tuple[int, str, str, str]] = []
    languages: set[str] = set()

    def on_entry(element: Element) -> None:
        entries.extend(_rows(path, element, languages))
        faults.extend(tbx_rules.faults_of_entry(element, dialect_of(_root_of(element))))

    root = walk(path, text, _ENTRY_TAGS, on_entry)
    if root.tag not in ("martif", "tbx", "TBX"):
        raise GlossaryError(path, f"the root element is {root.tag}, not martif or tbx", "Export it as TBX", 1)
    if not any(is_chinese(code) for code in languages) or not any(is_english(code) for code in languages):
        found = ", ".join(sorted(code or "a section without xml:lang" for code in languages)) or "none"
        raise GlossaryError(
            path, f"it needs terms in Chinese and English; its languages are: {found}", "Export both languages"
        )
    dialect = dialect_of(root)
    faults.extend(tbx_rules.faults_of_root(root, dialect))
    contents = Contents(
        path, "tbx", tuple(entries), text, encoding, size=len(raw), about={"dialect": dialect, "style": _style(root)}
    )
    placed = tuple(Fault(*contents.line_and_column(at), words, message, kind) for at, words, message, kind in faults)
    lines = tuple(
        Entry(e.path, contents.line_and_column(e.start)[0], e.start, e.end, e.fields, e.spans) for e in entries
    )
    return Contents(path, "tbx", lines, text, encoding, faults=placed, about=contents.about, size=len(raw))


def dialect_of(root: Element) -> str:
    """`v2`, or the version 3 dialect as its root names it: `TBX-Core`, `TBX-Min`, `TBX-Basic` …"""
    return "v2" if root.tag == "martif" else root.attributes.get("type", root.attributes.get("dialect", ""))


def _root_of(element: Element) -> Element:
    while element.parent is not None:
        element = element.parent
    return element


def _style(root: Element) -> str:
    return root.attributes.get("style", "dca" if root.tag == "martif" else "")


def _category(element: Element) -> str:
    """The data category of an element: its type in DCA style, its tag in DCT style."""
    return element.attributes.get("type", "") if element.tag in tbx_rules.DCA_ELEMENTS else element.tag


def _status(term: Element) -> str:
    section = term.parent
    while section is not None and section.tag not in ("tig", "ntig", "termSec", "langSec", "langSet"):
        section = section.parent
    for child in section.below("termNote", "administrativeStatus", "normativeAuthorization") if section else ():
        if _category(child) in ("administrativeStatus", "normativeAuthorization"):
            return child.words.strip()
    return ""


def _rows(path: str, concept: Element, languages: set[str]) -> list[Entry]:
    chinese: list[Element] = []
    english: list[Element] = []
    for section in concept.below("langSec", "langSet"):
        languages.add(section.language)
        terms = list(section.below("term"))
        if is_chinese(section.language):
            chinese += terms
        elif is_english(section.language):
            english += terms
    common: dict[str, tuple[str, tuple[int, int] | None]] = {}
    for element in concept.below("descrip", "subjectField", "note"):
        column = {"subjectField": "domain", "note": "note"}.get(_category(element))
        if column and column not in common and (column == "domain" or element.parent is concept):
            common[column] = (element.all_words, element.inner)
    forbidden = [term for term in english if _status(term) in _FORBIDDEN]
    accepted = [term for term in english if term not in forbidden]
    target = next((term for term in accepted if _status(term) in _PREFERRED), accepted[0] if accepted else None)
    variants = [term for term in accepted if term is not target]
    texts = dict(common)
    if target is not None:
        texts["target"] = (target.all_words, target.inner)
    for column, terms in (("variants", variants), ("forbidden", forbidden)):
        if terms:
            span = terms[0].inner if len(terms) == 1 else None
            texts[column] = ("|".join(term.all_words for term in terms), span)
    rows = []
    sources: list[Element | None] = [c for c in chinese if _status(c) not in _FORBIDDEN]
    for term in sources or [None]:
        own = dict(texts)
        if term is not None:
            own["source"] = (term.all_words, term.inner)
        elif not english:
            break  # a concept in other languages alone
        fields = {column: words for column, (words, _) in own.items() if words}
        spans = {column: span for column, (words, span) in own.items() if words and span}
        rows.append(Entry(path, 0, concept.start, concept.end, fields, spans))
    return rows


def cannot_hold(form: str) -> tuple[str, ...]:
    """The columns that a TBX dialect has no place for."""
    always = ("type", "case")
    return (*always, "forbidden", "domain") if form.startswith("tbx-core") else always


def write(terms: Sequence[Term], form: str = "tbx-basic", name: str = "glossary") -> bytes:
    """A TBX file in one of `DIALECTS`.

    Raises:
        OptionError: where there are no terms, which TBX does not allow.
    """
    if not terms:
        raise OptionError("A TBX file needs one entry at least; the glossary is empty")
    if form == "tbx-v2-basic":
        return _version_2(terms, name)
    return _version_3(terms, form, name)


def _version_2(terms: Sequence[Term], name: str) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">',
        '<martif type="TBX-Basic" xml:lang="en">',
        "<martifHeader><fileDesc><sourceDesc>",
        f"<p>{escape(name)}</p>",
        "</sourceDesc></fileDesc>",
        '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>',
        "</martifHeader>",
        "<text><body>",
    ]
    for number, term in enumerate(terms, 1):
        lines.append(f'<termEntry id="c{number}">')
        if term.domain:
            lines.append(f'<descrip type="subjectField">{escape(term.domain)}</descrip>')
        if term.note:
            lines.append(f"<note>{escape(term.note)}</note>")
        for language, words in _sections(term):
            lines.append(f'<langSet xml:lang="{language}">')
            lines.extend(
                f'<tig><term>{escape(word)}</term><termNote type="administrativeStatus">{status}</termNote></tig>'
                for word, status in words
            )
            lines.append("</langSet>")
        lines.append("</termEntry>")
    lines.append("</body></text>\n</martif>\n")
    return "\n".join(lines).encode()


def _version_3(terms: Sequence[Term], form: str, name: str) -> bytes:
    dct = form.endswith("-dct")
    dialect = {"core": "TBX-Core", "min": "TBX-Min", "basic": "TBX-Basic"}[form.split("-")[1]]
    core = dialect == "TBX-Core"
    modules = [] if core else ["min"] if dialect == "TBX-Min" else ["min", "basic"]
    spaces = "".join(f" xmlns:{m}={quoteattr(MODULES[m])}" for m in modules) if dct else ""

    def category(element: str, type: str, words: str) -> str:
        if dct:
            return f"<min:{type}>{escape(words)}</min:{type}>"
        return f'<{element} type="{type}">{escape(words)}</{element}>'

    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<tbx type="{dialect}" style="{"dct" if dct else "dca"}" xml:lang="en" xmlns="{NAMESPACE}"{spaces}>',
        "<tbxHeader><fileDesc><sourceDesc>",
        f"<p>{escape(name)}</p>",
        "</sourceDesc></fileDesc></tbxHeader>",
        "<text><body>",
    ]
    for number, term in enumerate(terms, 1):
        lines.append(f'<conceptEntry id="c{number}">')
        if term.domain and not core:
            lines.append(category("descrip", "subjectField", term.domain))
        if term.note:
            lines.append(f"<note>{escape(term.note)}</note>")
        for language, words in _sections(term, with_forbidden=not core):
            lines.append(f'<langSec xml:lang="{language}">')
            for word, status in words:
                note = "" if core else category("termNote", "administrativeStatus", status)
                lines.append(f"<termSec><term>{escape(word)}</term>{note}</termSec>")
            lines.append("</langSec>")
        lines.append("</conceptEntry>")
    lines.append("</body></text>\n</tbx>\n")
    return "\n".join(lines).encode()


def _sections(term: Term, with_forbidden: bool = True) -> list[tuple[str, list[tuple[str, str]]]]:
    english = [(term.target, "preferredTerm-admn-sts")]
    english += [(variant, "admittedTerm-admn-sts") for variant in term.variants]
    if with_forbidden:
        english += [(form, "deprecatedTerm-admn-sts") for form in term.forbidden]
    return [("zh-CN", [(term.source, "preferredTerm-admn-sts")]), ("en", english)]
