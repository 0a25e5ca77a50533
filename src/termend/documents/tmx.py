"""TMX 1.4b (LISA/GALA 2005): translation memories; the English of each unit is the draft, its Chinese the source."""

from __future__ import annotations

from collections.abc import Iterable

from termend.documents import marked_up
from termend.documents.building import Builder
from termend.documents.marked_up import add_text, plain_text
from termend.documents.splicing import Splice
from termend.documents.xml_tree import Node, decode_xml, parse
from termend.errors import DocumentError
from termend.records import Document, Edit

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = frozenset({"bpt", "ept", "it", "ut"})
_OBJECTS = frozenset({"ph"})


def read(path: str, raw: bytes) -> Document:
    """The document whose segments are the English sides of the units.

    Raises:
        DocumentError: where it is no well-formed TMX or has no English.
    """
    text, codec = decode_xml(path, raw)
    root = parse(path, text)
    if root.name != "tmx":
        raise DocumentError(path, f"its root is <{root.name}>, not <tmx>", "Export it as TMX again")
    builder = Builder(collapse=True)
    for index, unit in enumerate((node for node in root.iter() if node.name == "tu"), 1):
        english, chinese = _side(unit, "en"), _side(unit, "zh")
        if english is not None:
            add_text(builder, english, _CODES, _OBJECTS)
            label = f"unit {unit.attributes.get('tuid', index)}"
            builder.close(label, plain_text(chinese, _CODES | _OBJECTS) or None if chinese else None)
    return builder.document(path, "tmx", codec, raw)


def _side(unit: Node, language: str) -> Node | None:
    for variant in unit.elements("tuv"):
        tag = variant.attributes.get(_LANGUAGE, variant.attributes.get("lang", ""))
        if tag.lower().replace("_", "-").split("-")[0] == language:
            return variant.first("seg")
    return None


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file with the edits in it; see `marked_up.render`."""
    return marked_up.render(document, edits)


def splices(document: Document, edits: Iterable[Edit]) -> list[Splice]:
    """What the edits write into the file; see `marked_up.splices`."""
    return marked_up.splices(document, edits)
