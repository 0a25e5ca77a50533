"""Read an XML glossary entry by entry, with the place of every text in the file.

The reading is that of drafts (`termend.documents.xml_tree`): no entity declaration is accepted, so that no document can
grow without bound (the "billion laughs") or reach outside itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from termend.documents.xml_tree import Node, Text, decode_xml, parse
from termend.errors import DocumentError, GlossaryError
from termend.glossary.entries import Part
from termend.records import Piece

# Elements of TBX 2 and 3 and of TMX whose content is a program's code or stands for it: no text of a name.
CODES = frozenset(("bpt", "ept", "it", "ph", "ut", "sc", "ec"))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Element:
    """An element with its parent.

    Attributes:
        node: the element as it was read.
        parent: the element around it; None for the root.
        tag: its name without the namespace.
        children: the elements in it.
    """

    def __init__(self, node: Node, parent: Element | None = None) -> None:
        self.node, self.parent, self.tag = node, parent, node.name
        self.children = [Element(child, self) for child in node.children if isinstance(child, Node)]
        self._part: Part | None = None

    @property
    def namespace(self) -> str:
        return self.node.tag[1:].partition("}")[0] if self.node.tag.startswith("{") else ""

    @property
    def attributes(self) -> dict[str, str]:
        return self.node.attributes

    @property
    def start(self) -> int:
        """Code point of the file's text where it begins."""
        return self.node.at

    @property
    def end(self) -> int:
        return self.node.until

    @property
    def language(self) -> str:
        """Its `xml:lang` (or TMX's older `lang`); empty where it has none."""
        return (self.attributes.get(_LANGUAGE) or self.attributes.get("lang", "")).strip()

    @property
    def root(self) -> Element:
        return self if self.parent is None else self.parent.root

    def below(self, *tags: str) -> Iterator[Element]:
        """The descendants of those tags, in document order."""
        for child in self.children:
            if child.tag in tags:
                yield child
            yield from child.below(*tags)

    @property
    def part(self) -> Part:
        """Its text and that of the elements in it, inline codes left out, and where it lies."""
        if self._part is None:
            self._part = self._read()
        return self._part

    def _read(self) -> Part:
        texts = list(_texts(self.node))
        pieces: list[Piece] = []
        length = 0
        for text in texts:
            pieces.append(Piece(length, text.text, text.at, text.until, "", "cdata" if text.cdata else "xml"))
            length += len(text.text)
        return Part("".join([text.text for text in texts]), tuple(pieces))

    @property
    def words(self) -> str:
        """Its text without white space around it, inline codes left out."""
        return self.part.text.strip()


def _texts(node: Node) -> Iterator[Text]:
    for child in node.children:
        if isinstance(child, Text):
            yield child
        elif child.name not in CODES:
            yield from _texts(child)


def text_of(path: str, raw: bytes) -> tuple[str, str]:
    """Text and codec of an XML file: a byte-order mark decides, then the declaration, then UTF-8.

    Raises:
        GlossaryError: where the bytes do not fit the encoding.
    """
    try:
        return decode_xml(path, raw)
    except DocumentError as error:
        raise GlossaryError(path, error.problem, error.remedy, error.line or 1) from error


def walk(path: str, text: str, entry_tags: Collection[str], on_entry: Callable[[Element], None]) -> Element:
    """Parse a document; each entry is handed over when it ends, and then forgotten.

    Args:
        entry_tags: tags of the elements that are handed to `on_entry`, with all that is below them.

    Returns:
        The root with everything but the entries.

    Raises:
        GlossaryError: where the XML is not well-formed, declares entities or is nested too deep.
    """

    def hand_over(node: Node, around: Sequence[Node]) -> None:
        parent: Element | None = None
        for one in around:
            parent = Element(Node(one.tag, one.attributes, one.at), parent)
        on_entry(Element(node, parent))

    try:
        return Element(parse(path, text, entry_tags, hand_over))
    except DocumentError as error:
        raise GlossaryError(path, error.problem, error.remedy, error.line) from error
