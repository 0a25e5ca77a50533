"""XLIFF 1.2 (OASIS 2008) and 2.x (OASIS 2014, 2018), with the dialects of Trados (SDLXLIFF) and memoQ (MQXLIFF).

A segment is the target of a unit, or of each of its segments where it is cut up; its source stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termend.documents import marked_up
from termend.documents.building import Builder
from termend.documents.marked_up import add_text, plain_text
from termend.documents.protection import protects
from termend.documents.splicing import Splice
from termend.documents.xml_tree import Node, Text, decode_xml, parse
from termend.errors import DocumentError
from termend.records import Document, Edit

# XLIFF 1.2, section 2.4: the content of these is the native code of the original file; `g` and `mrk` hold text.
_CODES = frozenset({"bpt", "ept", "it", "bx", "ex", "sc", "ec", "sm", "em"})
_OBJECTS = frozenset({"ph", "x", "cp"})
_NOT_TEXT = _CODES | _OBJECTS


def read(path: str, raw: bytes) -> Document:
    """The document whose segments are the targets.

    Raises:
        DocumentError: where it is no well-formed XLIFF, or its targets are in another language than English.
    """
    text, codec = decode_xml(path, raw)
    root = parse(path, text)
    if root.name != "xliff":
        raise DocumentError(path, f"its root is <{root.name}>, not <xliff>", "Export it as XLIFF again")
    language = _target_language(root)
    if language and language.lower().split("-")[0] != "en":
        raise DocumentError(path, f"its target language is {language}", "Name a file whose targets are English")
    builder = Builder(collapse=True)
    for label, source, target in _units(root):
        add_text(builder, target, _CODES, _OBJECTS, _between_marks(target))
        builder.close(label, plain_text(source, _NOT_TEXT) or None if source else None)
    return builder.document(path, "xliff", codec, raw)


def _target_language(root: Node) -> str:
    files = root.elements("file")
    of_version_1 = files[0].attributes.get("target-language", "") if files else ""
    return root.attributes.get("trgLang", of_version_1).replace("_", "-")


def _units(root: Node) -> Iterator[tuple[str, Node | None, Node]]:
    """Label, source and target of all that is open to translation: a closed group or file closes what is in it."""
    waiting = [(root, False)]
    while waiting:
        node, closed = waiting.pop()
        closed = protects(node, closed) or _is_locked(node)
        if node.name == "trans-unit":
            if not closed:
                yield from _units_of_version_1(node)
        elif node.name == "unit":
            if not closed:
                yield from _units_of_version_2(node)
        else:
            waiting.extend((child, closed) for child in reversed(node.elements()))


def _is_locked(unit: Node) -> bool:
    """Whether a unit is locked (memoQ), or is the header of a PO file."""
    for name, value in unit.attributes.items():
        if name.rsplit("}", 1)[-1] == "locked" and value in ("locked", "true", "yes"):
            return True
        if name == "restype" and value == "x-gettext-domain-header":
            return True
    return False


def _between_marks(target: Node) -> frozenset[int]:
    """Places of the texts between `sm` and `em` that are not to be translated (XLIFF 2, section 4.7.3.1.2)."""
    found: set[int] = set()
    opened: set[str] = set()
    waiting: list[Node | Text] = [target]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Text):
            if opened:
                found.add(item.at)
            continue
        if item.name == "sm" and protects(item):
            opened.add(item.attributes.get("id", ""))
        elif item.name == "em":
            opened.discard(item.attributes.get("startRef", ""))
        waiting.extend(reversed(item.children))
    return frozenset(found)


def _units_of_version_1(unit: Node) -> Iterator[tuple[str, Node | None, Node]]:
    label = f"unit {unit.attributes.get('id', '?')}"
    target = unit.first("target")
    if target is None:
        return
    source = unit.first("source")
    parts = _marked(target)
    if not parts:
        yield label, source, target
        return
    cut = unit.first("seg-source")
    sources = _marked(cut) if cut else {}
    locked = _locked(unit)
    for number, node in parts.items():
        if number in locked:
            continue
        yield f"{label}, segment {number}", sources.get(number, source if len(parts) == 1 else None), node


def _locked(unit: Node) -> set[str]:
    """Segments of a unit that Trados has locked (`sdl:seg`)."""
    return {
        segment.attributes.get("id", "")
        for definitions in unit.elements("seg-defs")
        for segment in definitions.elements("seg")
        if segment.attributes.get("locked") == "true"
    }


def _marked(node: Node) -> dict[str, Node]:
    """The segments that a target or `seg-source` is cut into (`mrk` of type `seg`), by number."""
    return {
        mark.attributes.get("mid", str(index)): mark
        for index, mark in enumerate(n for n in node.iter() if n.name == "mrk" and n.attributes.get("mtype") == "seg")
    }


def _units_of_version_2(unit: Node) -> Iterator[tuple[str, Node | None, Node]]:
    label = f"unit {unit.attributes.get('id', '?')}"
    segments = [node for node in unit.iter() if node.name == "segment"]
    for index, segment in enumerate(segments, 1):
        target = segment.first("target")
        if target is not None:
            number = segment.attributes.get("id", str(index))
            yield (label if len(segments) == 1 else f"{label}, segment {number}"), segment.first("source"), target


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file with the edits in it; see `marked_up.render`."""
    return marked_up.render(document, edits)


def splices(document: Document, edits: Iterable[Edit]) -> list[Splice]:
    """What the edits write into the file; see `marked_up.splices`."""
    return marked_up.splices(document, edits)
