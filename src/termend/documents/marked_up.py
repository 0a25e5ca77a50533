"""Files that are one XML text: read to a tree, rendered by putting edits into the text."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable

from termend.documents import splicing
from termend.documents.building import Builder
from termend.documents.encoding import encode, is_certain
from termend.documents.protection import protects
from termend.documents.splicing import Splice
from termend.documents.xml_tree import Node, Text, decode_xml
from termend.language.marks import OBJECT
from termend.records import Document, Edit

_CDATA, _CDATA_END = "<![CDATA[", "]]>"


def add_text(
    builder: Builder,
    node: Node,
    codes: Collection[str] = (),
    objects: Collection[str] = (),
    kept: Container[int] = (),
    inherited: bool = False,
) -> None:
    """Add the text of an element and of the elements in it.

    Args:
        codes: names of elements whose content is native code, no text; nothing stands for them.
        objects: names of elements that stand for something a person sees (a placeholder).
        kept: places of texts that are protected from translation whatever stands around them.
        inherited: whether what stands around the element is protected.
    """
    protected = protects(node, inherited)
    for child in node.children:
        if isinstance(child, Text):
            with builder.protecting(protected or child.at in kept):
                add_characters(builder, child)
        elif child.name in objects:
            builder.glue(OBJECT)
        elif child.name not in codes:
            add_text(builder, child, codes, objects, kept, protected)


def add_characters(builder: Builder, text: Text, part: str = "") -> None:
    builder.add(text.text, text.at, text.until, part, "cdata" if text.cdata else "xml")


def plain_text(node: Node, codes: Collection[str] = ()) -> str:
    """The text of an element for reading only, white space collapsed."""
    return " ".join(_characters(node, codes).split())


def _characters(node: Node, codes: Collection[str]) -> str:
    return "".join(
        child.text if isinstance(child, Text) else "" if child.name in codes else _characters(child, codes)
        for child in node.children
    )


def written(text: str, made: Iterable[Splice], codec: str) -> bytes:
    """The file with what is written into it; characters that are not certain in its codec are written as references."""
    return encode_xml(splicing.splice(text, [_certain(text, splice, codec) for splice in made]), codec)


def _certain(text: str, splice: Splice, codec: str) -> Splice:
    at, until, new = splice
    if new.isascii() or codec.startswith("utf"):
        return splice
    in_cdata = text.rfind(_CDATA, 0, at) > text.rfind(_CDATA_END, 0, at)
    around = (_CDATA_END, _CDATA) if in_cdata else ("", "")
    return at, until, "".join(c if is_certain(c, codec) else f"&#{ord(c)};".join(around) for c in new)


def encode_xml(text: str, codec: str) -> bytes:
    """As `encode`; characters that the codec lacks are written as references."""
    try:
        return encode(text, codec)
    except UnicodeEncodeError:
        return text.encode(codec, "xmlcharrefreplace")


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file with the edits in it.

    Raises:
        EditError: where an edit does not fit.
    """
    text, codec = decode_xml(document.path, document.raw)
    made = splices(document, edits)
    return written(text, made, codec) if made else document.raw


def splices(document: Document, edits: Iterable[Edit]) -> list[Splice]:
    """What the edits write into the file.

    Raises:
        EditError: where an edit does not fit.
    """
    return splicing.splices(splicing.changes(document, edits))
