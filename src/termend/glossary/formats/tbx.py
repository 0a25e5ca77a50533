"""TBX: version 2 (ISO 30042:2008, TBX-Basic) and version 3 (ISO 30042:2019; Core, Min, Basic; DCA and DCT style).

A concept with one Chinese term is one row; further Chinese terms of a concept (short forms, other regions) are rows of
their own. What else a concept holds stands in columns named after its data category, below a language with its code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from termend.errors import GlossaryError, OptionError
from termend.glossary.entries import Contents, Entry, Fault, Unheld
from termend.glossary.formats import forms, tbx_rules
from termend.glossary.formats.markup import Element, text_of, walk
from termend.glossary.formats.sections import Layout, Noticed
from termend.glossary.languages import is_chinese, is_english
from termend.glossary.statuses import Status
from termend.records import Term

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MODULES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}
DIALECTS = ("tbx-v2-basic", "tbx-core", "tbx-core-dct", "tbx-min", "tbx-min-dct", "tbx-basic", "tbx-basic-dct")
ENTRY_TAGS = ("termEntry", "conceptEntry")
_LANGUAGE_TAGS = ("langSec", "langSet")
TERM_TAGS = ("tig", "ntig", "termSec")


def read(path: str, raw: bytes) -> Contents:
    """The concepts of a TBX file as rows.

    Raises:
        GlossaryError: where it is no TBX, not well-formed, or has no term in Chinese or none in English.
    """
    text, encoding = text_of(path, raw)
    entries: list[Entry] = []
    faults: list[Noticed] = []
    languages: set[str] = set()
    place = Contents(path, "tbx", (), text)

    def on_entry(element: Element) -> None:
        line = place.line_and_column(element.start)[0]
        entries.extend(_LAYOUT.rows(path, line, element, element.attributes.get("id", ""), languages, faults))
        faults.extend(tbx_rules.faults_of_entry(element, dialect_of(element.root)))

    root = walk(path, text, ENTRY_TAGS, on_entry)
    if root.tag not in ("martif", "tbx", "TBX"):
        raise GlossaryError(path, f"the root element is {root.tag}, not martif or tbx", "Export it as TBX", 1)
    if not any(is_chinese(code) for code in languages) or not any(is_english(code) for code in languages):
        found = ", ".join(sorted(code or "a section without xml:lang" for code in languages)) or "none"
        raise GlossaryError(
            path, f"it needs terms in Chinese and English; its languages are: {found}", "Export both languages"
        )
    dialect = dialect_of(root)
    faults.extend(tbx_rules.faults_of_root(root, dialect))
    placed = [Fault(*place.line_and_column(at), words, message, kind) for at, words, message, kind in faults]
    unheld = tuple(
        Unheld(place.line_and_column(one.start)[0], one.tag, " ".join(one.words.split()), True) for one in _apart(root)
    )
    about = {"dialect": dialect, "style": _style(root)}
    return Contents(
        path, "tbx", tuple(entries), text, encoding, faults=tuple(placed), about=about, size=len(raw), unheld=unheld
    )


def dialect_of(root: Element) -> str:
    """`v2`, or the version 3 dialect as its root names it: `TBX-Core`, `TBX-Min`, `TBX-Basic` …"""
    return "v2" if root.tag == "martif" else root.attributes.get("type", root.attributes.get("dialect", ""))


def form_of(contents: Contents) -> str:
    """Which of `DIALECTS` a file is in; empty where it is in another."""
    dialect, style = contents.about.get("dialect", ""), contents.about.get("style", "")
    if dialect == "v2":
        return "tbx-v2-basic"
    name = dialect.lower() + ("-dct" if style == "dct" else "")
    return name if name in DIALECTS else ""


def _style(root: Element) -> str:
    return root.attributes.get("style", "dca" if root.tag == "martif" else "")


def _apart(root: Element) -> Iterator[Element]:
    """What stands around the concepts and says something: the header, the back matter."""
    for child in root.children:
        for one in child.children if child.tag == "text" else (child,):
            if one.words:
                yield one


def category(element: Element) -> str:
    """The data category of an element: its type in DCA style, its tag in DCT style."""
    return element.attributes.get("type", "") if element.tag in tbx_rules.DCA_ELEMENTS else element.tag


_LAYOUT = Layout(
    _LANGUAGE_TAGS,
    TERM_TAGS,
    category,
    lambda section: section.language,
    {"subjectField": "domain", "note": "note"},
)


def standing(section: Element) -> Status:
    """What the section of a term says of its standing."""
    return _LAYOUT.status(list(_LAYOUT.data(section)))[0]


def write(
    terms: Sequence[Term],
    form: str = "tbx-basic",
    name: str = "glossary",
    others: Sequence[Mapping[str, str]] = (),
) -> bytes:
    """A TBX file in one of `DIALECTS`.

    Args:
        others: further columns of each term, of which the identifier and the source's language are written.

    Raises:
        OptionError: where there are no terms, which TBX does not allow.
    """
    if not terms:
        raise OptionError("A TBX file needs one entry at least; the glossary is empty")
    if form == "tbx-v2-basic":
        return _version_2(terms, name, others)
    return _version_3(terms, form, name, others)


def _ids(terms: Sequence[Term], others: Sequence[Mapping[str, str]]) -> list[str]:
    """An identifier for each term, once each: its own where XML takes it."""
    taken: set[str] = set()
    reserved = {other.get("id", "") for other in others}
    ids = []
    for number in range(1, len(terms) + 1):
        own = others[number - 1].get("id", "") if others else ""
        id = own if forms.IDENTIFIER.fullmatch(own) and own not in taken else f"c{number}"
        while id in taken or (id in reserved and id != own):
            id += "-"
        taken.add(id)
        ids.append(id)
    return ids


def _languages(terms: Sequence[Term], others: Sequence[Mapping[str, str]]) -> list[str]:
    return [other.get("source language") or "zh-CN" for other in others] if others else ["zh-CN"] * len(terms)


ROOT_TYPES = {form: {"core": "TBX-Core", "min": "TBX-Min"}.get(form.split("-")[1], "TBX-Basic") for form in DIALECTS}
"""What the root of each dialect names as its type."""


def frame(form: str, language: str) -> tuple[list[str], str]:
    """The lines up to the root's start tag, and its end tag."""
    start = '<?xml version="1.0" encoding="UTF-8"?>'
    root_type = ROOT_TYPES[form]
    if form == "tbx-v2-basic":
        doctype = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
        return [start, doctype, f'<martif type="{root_type}" xml:lang={quoteattr(language)}>'], "</martif>"
    dct = form.endswith("-dct")
    modules = {"TBX-Core": [], "TBX-Min": ["min"]}.get(root_type, ["min", "basic"])
    spaces = "".join(f" xmlns:{m}={quoteattr(MODULES[m])}" for m in modules) if dct else ""
    root = f'<tbx type="{root_type}" style="{"dct" if dct else "dca"}" xml:lang={quoteattr(language)}'
    return [start, f'{root} xmlns="{NAMESPACE}"{spaces}>'], "</tbx>"


def _version_2(terms: Sequence[Term], name: str, others: Sequence[Mapping[str, str]]) -> bytes:
    opening, closing = frame("tbx-v2-basic", "en")
    lines = [
        *opening,
        "<martifHeader><fileDesc><sourceDesc>",
        f"<p>{escape(name)}</p>",
        "</sourceDesc></fileDesc>",
        '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>',
        "</martifHeader>",
        "<text><body>",
    ]
    for term, id, chinese in zip(terms, _ids(terms, others), _languages(terms, others), strict=True):
        lines.append(f'<termEntry id="{id}">')
        if term.domain:
            lines.append(f'<descrip type="subjectField">{escape(term.domain)}</descrip>')
        if term.note:
            lines.append(f"<note>{escape(term.note)}</note>")
        for language, words in _sections(term, chinese):
            lines.append(f'<langSet xml:lang="{language}">')
            lines.extend(
                f'<tig><term>{escape(word)}</term><termNote type="administrativeStatus">{status}</termNote></tig>'
                for word, status in words
            )
            lines.append("</langSet>")
        lines.append("</termEntry>")
    lines.append(f"</body></text>\n{closing}\n")
    return "\n".join(lines).encode()


def _version_3(terms: Sequence[Term], form: str, name: str, others: Sequence[Mapping[str, str]]) -> bytes:
    dct = form.endswith("-dct")
    core = ROOT_TYPES[form] == "TBX-Core"
    opening, closing = frame(form, "en")

    def category(element: str, type: str, words: str) -> str:
        if dct:
            return f"<min:{type}>{escape(words)}</min:{type}>"
        return f'<{element} type="{type}">{escape(words)}</{element}>'

    lines = [
        *opening,
        "<tbxHeader><fileDesc><sourceDesc>",
        f"<p>{escape(name)}</p>",
        "</sourceDesc></fileDesc></tbxHeader>",
        "<text><body>",
    ]
    for term, id, chinese in zip(terms, _ids(terms, others), _languages(terms, others), strict=True):
        lines.append(f'<conceptEntry id="{id}">')
        if term.domain and not core:
            lines.append(category("descrip", "subjectField", term.domain))
        if term.note:
            lines.append(f"<note>{escape(term.note)}</note>")
        for language, words in _sections(term, chinese, with_forbidden=not core):
            lines.append(f'<langSec xml:lang="{language}">')
            for word, status in words:
                note = "" if core else category("termNote", "administrativeStatus", status)
                lines.append(f"<termSec><term>{escape(word)}</term>{note}</termSec>")
            lines.append("</langSec>")
        lines.append("</conceptEntry>")
    lines.append(f"</body></text>\n{closing}\n")
    return "\n".join(lines).encode()


def _sections(term: Term, chinese: str, with_forbidden: bool = True) -> list[tuple[str, list[tuple[str, str]]]]:
    english = [(term.target, "preferredTerm-admn-sts")]
    english += [(variant, "admittedTerm-admn-sts") for variant in term.variants]
    if with_forbidden:
        english += [(form, "deprecatedTerm-admn-sts") for form in term.forbidden]
    return [(chinese, [(term.source, "preferredTerm-admn-sts")]), ("en", english)]
