"""What TBX allows where: element content and attributes of the core structure, data categories and their picklists.

After ISO 30042:2008 (version 2, TBX-Basic) and ISO 30042:2019 (version 3) with the published definitions of the
dialects TBX-Core, TBX-Min and TBX-Basic.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.glossary.formats.markup import Element

Found = tuple[int, str, str, str]
"""Code point, words there, message, kind (`structure` or `picklist`)."""

DCA_ELEMENTS = frozenset(
    ("admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref")
)
VERSION_3_NAMESPACES = ("urn:iso:std:iso:30042:ed-2", "urn:iso:std:iso:30042:ed:3.0")
STYLES = ("dca", "dct")
_STATUS = ("preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts", "supersededTerm-admn-sts")
_PICKLISTS: dict[str, tuple[str, ...]] = {
    "administrativeStatus": _STATUS,
    "grammaticalGender": ("masculine", "feminine", "neuter", "other"),
    "termType": ("fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"),
    "transactionType": ("origination", "modification"),
}
_PART_OF_SPEECH = {
    "v2": ("noun", "verb", "adjective", "adverb", "properNoun", "other"),
    "v3": ("noun", "verb", "adjective", "adverb", "other"),
}
_AUXILIARY = frozenset(("descrip", "descripGrp", "admin", "adminGrp", "transacGrp", "note", "ref", "xref", "date"))
_CHILDREN: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    # element: (children it must have one of, children it may have)
    "conceptEntry": (frozenset(("langSec",)), _AUXILIARY),
    "langSec": (frozenset(("termSec",)), _AUXILIARY),
    "termSec": (frozenset(("term",)), _AUXILIARY | {"termNote", "termNoteGrp"}),
    "termEntry": (frozenset(("langSet",)), _AUXILIARY),
    "langSet": (frozenset(("tig", "ntig")), _AUXILIARY),
    "tig": (frozenset(("term",)), _AUXILIARY | {"termNote", "termNoteGrp"}),
    "ntig": (frozenset(("termGrp",)), _AUXILIARY),
}
_MIN = frozenset(("administrativeStatus", "customerSubset", "partOfSpeech", "subjectField"))
_BASIC = _MIN | {
    "context",
    "crossReference",
    "definition",
    "externalCrossReference",
    "geographicalUsage",
    "grammaticalGender",
    "projectSubset",
    "responsibility",
    "source",
    "termLocation",
    "termType",
    "transactionType",
    "xGraphic",
}
_DIALECT_CATEGORIES = {
    "TBX-Core": frozenset[str](),
    "TBX-Min": _MIN,
    "TBX-Basic": _BASIC,
}
_SUBJECT_FIELD_PARENTS = ("conceptEntry", "termEntry", "descripGrp")


def categories_of(type: str) -> frozenset[str]:
    """The data categories of a dialect, by the type that its root names."""
    return _DIALECT_CATEGORIES.get(type, _BASIC)


def faults_of_root(root: Element, dialect: str) -> Iterator[Found]:
    """What is wrong with the root and the header."""
    if dialect == "v2":
        kind = root.attributes.get("type", "")
        if kind not in ("TBX", "TBX-Basic"):
            yield root.start, kind, f"the type of martif is {kind!r}: TBX or TBX-Basic", "structure"
        yield from _header(root, "martifHeader")
        return
    if root.namespace not in VERSION_3_NAMESPACES:
        message = f"the namespace is {root.namespace!r}: TBX version 3 has {VERSION_3_NAMESPACES[0]}"
        yield root.start, root.namespace, message, "structure"
    if not dialect.startswith("TBX-"):
        yield root.start, dialect, f"the type of tbx is {dialect!r}: it begins with TBX-", "structure"
    style = root.attributes.get("style", "")
    if style not in STYLES:
        yield root.start, style, f"the style of tbx is {style!r}: dca or dct", "structure"
    yield from _header(root, "tbxHeader")


def _header(root: Element, name: str) -> Iterator[Found]:
    if not root.language:
        yield root.start, root.tag, f"{root.tag} lacks xml:lang", "structure"
    tags = [child.tag for child in root.children]
    if tags != [name, "text"]:
        yield root.start, root.tag, f"{root.tag} holds {', '.join(tags) or 'nothing'}: {name}, text", "structure"
    for header in root.below(name):
        if not any(p.words for source in header.below("sourceDesc") for p in source.below("p")):
            yield header.start, name, f"{name} lacks fileDesc/sourceDesc/p", "structure"


def faults_of_entry(entry: Element, dialect: str) -> Iterator[Found]:
    """What is wrong within one concept."""
    yield from _structure(entry)
    for element in entry.below(*_CHILDREN):
        yield from _structure(element)
    root = entry.root
    style, allowed = root.attributes.get("style", ""), _DIALECT_CATEGORIES.get(root.attributes.get("type", ""))
    for element in _categories(entry):
        yield from _category(element, dialect, style, allowed)
    seen: set[str] = set()
    for section in entry.below("langSec", "langSet"):
        if not section.language:
            yield section.start, section.tag, f"{section.tag} lacks xml:lang", "structure"
        elif section.language.lower() in seen:
            message = f"a second {section.tag} for the language {section.language}"
            yield section.start, section.language, message, "structure"
        seen.add(section.language.lower())
    for term in entry.below("term"):
        if not term.words:
            yield term.start, "", "an empty term", "structure"


def _structure(element: Element) -> Iterator[Found]:
    rule = _CHILDREN.get(element.tag)
    if rule is None:
        return
    needed, allowed = rule
    tags = [child.tag for child in element.children]
    if not needed & set(tags):
        wanted = " or ".join(sorted(needed))
        yield element.start, element.tag, f"{element.tag} lacks {wanted}", "structure"
    for child in element.children:
        if child.tag not in needed | allowed and child.namespace == element.namespace:
            yield child.start, child.tag, f"{child.tag} may not stand in {element.tag}", "structure"
    if element.tag in ("termSec", "tig") and tags and "term" in tags and tags[0] != "term":
        yield element.start, tags[0], f"{element.tag} begins with {tags[0]}: the term comes first", "structure"


def _categories(entry: Element) -> Iterator[Element]:
    for child in entry.children:
        if child.tag in DCA_ELEMENTS or child.namespace != entry.namespace:
            yield child
        yield from _categories(child)


def _category(element: Element, dialect: str, style: str, allowed: frozenset[str] | None) -> Iterator[Found]:
    in_tag = element.tag not in DCA_ELEMENTS
    name = element.tag if in_tag else element.attributes.get("type", "")
    if not name:
        yield element.start, element.tag, f"{element.tag} lacks its type", "structure"
        return
    if style and in_tag != (style == "dct"):
        message = f"{name} is written in {'DCT' if in_tag else 'DCA'} style, and the file says {style.upper()}"
        yield element.start, name, message, "structure"
    if allowed is not None and name not in allowed:
        spoken = "TBX-Basic" if dialect == "v2" else dialect
        yield element.start, name, f"{spoken} has no data category {name}", "picklist"
        return
    picklist = _PICKLISTS.get(name)
    if name == "partOfSpeech":
        picklist = _PART_OF_SPEECH["v2" if dialect == "v2" else "v3"]
    value = element.words
    if picklist is not None and value not in picklist:
        at = element.part.start if value else element.start
        yield at, value, f"{value!r} is no {name}: {', '.join(picklist)}", "picklist"
    parent = element.parent.tag if element.parent is not None else ""
    if name == "subjectField" and parent not in _SUBJECT_FIELD_PARENTS:
        yield element.start, name, "subjectField stands at the concept, not below it", "structure"
