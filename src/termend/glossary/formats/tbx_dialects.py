"""From one dialect of TBX to another, concept by concept: all languages, terms and notes go along.

Between version 2 and 3 elements have other names; between DCA and DCT style a data category stands in an attribute or
is the element. What a dialect has no category for is left out and said; where it has none for a status, so are the
terms that are not approved, which would else be taken for approved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from termend.documents.xml_tree import Text
from termend.errors import OptionError
from termend.glossary.entries import Contents
from termend.glossary.formats import tbx, tbx_rules
from termend.glossary.formats.forms import Loss
from termend.glossary.formats.markup import Element, walk
from termend.glossary.statuses import Status, is_category, status_of

_VERSION_3 = {"termEntry": "conceptEntry", "langSet": "langSec", "tig": "termSec", "ntig": "termSec"}
_VERSION_2 = {"conceptEntry": "termEntry", "langSec": "langSet", "termSec": "tig"}
_UNWRAPPED = ("termGrp",)
_TERM_SECTIONS = ("tig", "termSec")
_XML = "http://www.w3.org/XML/1998/namespace"
# Where each data category of TBX-Basic stands in DCA style.
_PLACES = {
    "termNote": "administrativeStatus partOfSpeech grammaticalGender termType geographicalUsage termLocation",
    "descrip": "subjectField definition context",
    "admin": "source customerSubset projectSubset",
    "ref": "crossReference",
    "xref": "externalCrossReference xGraphic",
    "transac": "transactionType",
    "transacNote": "responsibility",
}
_ELEMENT_OF = {category: element for element, categories in _PLACES.items() for category in categories.split()}
_STATUS = "administrativeStatus"
_WRITTEN = {Status.PREFERRED: "preferredTerm", Status.ADMITTED: "admittedTerm", Status.FORBIDDEN: "deprecatedTerm"}
_STATUS_ENDING = "-admn-sts"
_Writer = Callable[[Element], Iterator[str]]


@dataclass
class _Target:
    """The dialect that is written, and what it cannot hold.

    Attributes:
        version: `v2` or `v3`, as `tbx_rules` has them.
        is_dct: whether its categories are elements.
        categories: those it has.
        lost: line and words of what it lacks, by category.
    """

    version: str
    is_dct: bool
    categories: frozenset[str]
    place: Contents
    lost: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def lose(self, what: str, element: Element) -> None:
        line = self.place.line_and_column(element.start)[0]
        self.lost.setdefault(what, []).append((line, " ".join(element.words.split())))


def converted(contents: Contents, form: str) -> tuple[bytes, tuple[Loss, ...]]:
    """A TBX file in another of `tbx.DIALECTS`, and what that cannot hold.

    Raises:
        OptionError: where there is no concept, which TBX does not allow.
    """
    assert contents.text is not None
    name = tbx.ROOT_TYPES[form]
    version = "v2" if form == "tbx-v2-basic" else "v3"
    target = _Target(version, form.endswith("-dct"), tbx_rules.categories_of(name), contents)
    entries: list[str] = []
    root = walk(
        contents.path, contents.text, tbx.ENTRY_TAGS, lambda concept: entries.append("".join(_written(concept, target)))
    )
    if not entries:
        raise OptionError("A TBX file needs one entry at least; the glossary is empty")
    opening, closing = tbx.frame(form, root.language or "en")
    header = next((child for child in root.children if child.tag.endswith("Header")), None)
    lines = [*opening, "".join(_header(header, target)) if header else "", "<text>", "<body>", *entries, "</body>"]
    for back in root.below("back"):
        lines.append("".join(_plain(back)))
    lines += ["</text>", closing, ""]
    losses = tuple(
        Loss(what, tuple(line for line, _ in found), tuple(text for _, text in found))
        for what, found in target.lost.items()
    )
    return "\n".join(lines).encode(), losses


def _header(header: Element, target: _Target) -> Iterator[str]:
    name = "martifHeader" if target.version == "v2" else "tbxHeader"
    yield f"<{name}>"
    for child in header.children:
        if child.tag == "encodingDesc" and header.tag != name:
            target.lose("encodingDesc", child)  # it names the other version's constraints
        else:
            yield from _plain(child)
    yield f"</{name}>"


def _plain(element: Element) -> Iterator[str]:
    """An element and what is in it, under the same names."""
    yield f"<{element.tag}{_attributes(element)}>"
    yield from _content(element, _plain)
    yield f"</{element.tag}>"


def _content(element: Element, write: _Writer) -> Iterator[str]:
    children = iter(element.children)
    for child in element.node.children:
        if isinstance(child, Text):
            yield escape(child.text)
        else:
            yield from write(next(children))


def _attributes(element: Element, without: Sequence[str] = ()) -> str:
    parts = []
    for name, value in element.attributes.items():
        space, _, local = name[1:].rpartition("}") if name.startswith("{") else ("", "", name)
        if local not in without and space in ("", _XML):
            parts.append(f" {'xml:' if space else ''}{local}={quoteattr(value)}")
    return "".join(parts)


def _written(element: Element, target: _Target) -> Iterator[str]:
    """An element of a concept, with all that is below it, in the dialect."""
    in_concept = element.namespace == element.root.namespace
    if (element.tag in tbx_rules.DCA_ELEMENTS and element.attributes.get("type")) or not in_concept:
        yield from _category(element, target)
        return
    if element.tag in _UNWRAPPED:
        yield from _content(element, lambda child: _written(child, target))
        return
    if not _serves(element, target):
        for term in element.below("term"):
            target.lose("terms that are not approved", term)
        return
    names = _VERSION_2 if target.version == "v2" else _VERSION_3
    name = names.get(element.tag, element.tag)
    if name.endswith("Grp") and not any(_is_held(child, target) for child in element.children):
        for child in element.children:  # a group without the category that it is about is no group
            target.lose(_category_name(child), child)
        return
    yield f"<{name}{_attributes(element)}>"
    if name in _TERM_SECTIONS:
        for child in sorted(_flat(element), key=lambda child: (child.tag != "term", child.tag != "termNote")):
            yield from _written(child, target)
    else:
        yield from _content(element, lambda child: _written(child, target))
    yield f"</{name}>"


def _serves(element: Element, target: _Target) -> bool:
    """Whether the dialect can hold a term as what it is; of a section of terms or a concept, one of them."""
    if _STATUS in target.categories:
        return True
    if element.tag in tbx.TERM_TAGS:
        return tbx.standing(element).approved
    terms = list(element.below(*tbx.TERM_TAGS))
    return not terms or any(tbx.standing(term).approved for term in terms)


def _flat(section: Element) -> Iterator[Element]:
    for child in section.children:
        if child.tag in _UNWRAPPED:
            yield from child.children
        else:
            yield child


def _category_name(element: Element) -> str:
    return tbx.category(element) or element.tag


def _is_held(element: Element, target: _Target) -> bool:
    name = _category_name(element)
    return element.tag == "note" or name in target.categories or (is_category(name) and _STATUS in target.categories)


def _category(element: Element, target: _Target) -> Iterator[str]:
    name, words = _category_name(element), ""
    if is_category(name) and element.tag in ("termNote", name):
        name, words = _STATUS, _status(element.words)
    if name not in target.categories:
        target.lose(_category_name(element), element)
        return
    words, told = _in_picklist(name, words or element.words, target.version)
    if not told:
        target.lose(f"{name} {element.words}", element)
    content = escape(words) if words != element.words else "".join(_content(element, _plain))
    if target.is_dct:
        module = "min" if name in tbx_rules.categories_of("TBX-Min") else "basic"
        yield f"<{module}:{name}{_attributes(element, ('type',))}>{content}</{module}:{name}>"
    else:
        tag = element.tag if element.tag in tbx_rules.DCA_ELEMENTS else _ELEMENT_OF.get(name, "descrip")
        yield f"<{tag} type={quoteattr(name)}{_attributes(element, ('type',))}>{content}</{tag}>"


def _status(words: str) -> str:
    """A status in the words of the picklist; one that nobody knows as it stands."""
    if words.endswith(_STATUS_ENDING):
        return words
    if words.lower().startswith("superseded"):
        return "supersededTerm" + _STATUS_ENDING
    known = _WRITTEN.get(status_of(words))
    return known + _STATUS_ENDING if known else words


def _in_picklist(name: str, words: str, version: str) -> tuple[str, bool]:
    """A value as the version's picklist has it, and whether that says as much."""
    if name == "partOfSpeech" and words == "properNoun" and version != "v2":
        return "noun", False
    return words, True
