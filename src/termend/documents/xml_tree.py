"""XML with the place of every tag and text, so that a text can be changed without writing the rest anew.

Serialising a parsed tree changes quotes, entities and white space all over a file; here the parser (expat) says where
each thing lies, and edits go there. Entities are never expanded and nothing outside the text is ever read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termend.documents.encoding import decode_declared
from termend.errors import DocumentError

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

MAX_DEPTH = 200
MAX_NODES = 1_000_000

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
# How XML begins in UTF-16 without a byte-order mark.
_WIDE = ((b"<\x00?\x00", "utf_16_le"), (b"\x00<\x00?", "utf_16_be"))


@dataclass(slots=True)
class Text:
    """Character data at `at:until`; `text` is shorter than its range where it is a character reference."""

    text: str
    at: int
    until: int
    cdata: bool = False


@dataclass(slots=True)
class Node:
    """An element: its start tag at `at:inner`, its end tag at `close:until` (empty for `<a/>`).

    Attributes:
        tag: `{namespace}name`, or the name alone where it has no namespace.
        attributes: by name, namespaced as tags are.
    """

    tag: str
    attributes: dict[str, str]
    at: int
    inner: int = 0
    close: int = 0
    until: int = 0
    children: list[Node | Text] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The tag without its namespace."""
        return self.tag.rsplit("}", 1)[-1]

    def iter(self) -> Iterator[Node]:
        """The element and all below it, in order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def elements(self, *names: str) -> list[Node]:
        """Child elements, those of the names given where any is (without namespace)."""
        return [c for c in self.children if isinstance(c, Node) and (not names or c.name in names)]

    def first(self, name: str) -> Node | None:
        """The first child element of that name (without namespace)."""
        return next(iter(self.elements(name)), None)

    def text(self) -> str:
        """All character data below, in order."""
        return "".join(c.text if isinstance(c, Text) else c.text() for c in self.children)


def decode_xml(path: str, raw: bytes) -> tuple[str, str]:
    """Text and codec of an XML file: byte-order mark, then its declaration, then UTF-8 (XML 1.0, appendix F).

    Raises:
        DocumentError: where the bytes are not in the encoding they claim.
    """
    wide = next((codec for start, codec in _WIDE if raw.startswith(start)), None)
    declared = _DECLARED.match(raw)
    label = wide or (declared[1].decode("ascii") if declared else None)
    return decode_declared(path, raw, label, "its XML declaration")


def parse(
    path: str,
    text: str,
    handed_over: Collection[str] = (),
    on_element: Callable[[Node, Sequence[Node]], None] | None = None,
) -> Node:
    """The root element of an XML text.

    Args:
        handed_over: names of elements that are given to `on_element` when they are complete, with the elements around
            them from the root down, and then forgotten: so a file of any size is read in little memory.

    Raises:
        DocumentError: where it is not well-formed, declares entities, or is deeper or larger than any draft.
    """
    return _Reader(path, text, frozenset(handed_over), on_element).root


class _Reader:
    def __init__(
        self,
        path: str,
        text: str,
        handed_over: frozenset[str] = frozenset(),
        on_element: Callable[[Node, Sequence[Node]], None] | None = None,
    ) -> None:
        from xml.parsers import expat

        self._path, self._data = path, text.encode("utf-8", "surrogatepass")
        self._handed_over, self._on_element = handed_over, on_element
        self._narrow = len(self._data) == len(text)
        self._byte, self._point = 0, 0
        self._stack: list[Node] = [Node("", {}, 0)]
        self._count = 0
        self._pending: Node | Text | None = None
        self._pending_end: Node | None = None
        self._in_cdata = False
        self._parser = parser = expat.ParserCreate("utf-8", "}")
        parser.buffer_text = False
        parser.ordered_attributes = False
        self._connect(parser)
        try:
            parser.Parse(self._data, True)
        except expat.ExpatError as error:
            raise DocumentError(
                path,
                f"its XML is broken: not well-formed ({expat.ErrorString(error.code)})",
                "Export the file again",
                error.lineno,
            ) from None
        self._mark(len(text))
        self.root = next(child for child in self._stack[0].children if isinstance(child, Node))

    def _connect(self, parser: XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = self._cdata_start
        parser.EndCdataSectionHandler = self._cdata_end
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._other
        parser.CommentHandler = self._other
        parser.ProcessingInstructionHandler = self._other

    def _here(self) -> int:
        """Code point of the event being handled; events come in order, so counting goes on from the last one."""
        byte = self._parser.CurrentByteIndex
        if self._narrow:
            return byte
        self._point += len(self._data[self._byte : byte].decode("utf-8", "surrogatepass"))
        self._byte = byte
        return self._point

    @property
    def _line(self) -> int:
        """Line of the event being handled, from 1."""
        return self._parser.CurrentLineNumber

    def _mark(self, here: int) -> None:
        """What was open up to this event ends here."""
        if isinstance(self._pending, Node):
            self._pending.inner = here
        elif isinstance(self._pending, Text):
            self._pending.until = here
        ended = self._pending_end
        if ended is not None:
            ended.until = here
        self._pending = self._pending_end = None
        if ended is not None and self._on_element is not None and ended.name in self._handed_over:
            self._on_element(ended, self._stack[1:])
            self._stack[-1].children.pop()
            self._count = 0

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        here = self._here()
        self._mark(here)
        self._count += 1
        if len(self._stack) > MAX_DEPTH or self._count > MAX_NODES:
            raise DocumentError(
                self._path, "its XML is deeper or larger than any draft", "Check where it comes from", self._line
            )
        node = Node(_named(tag), {_named(name): value for name, value in attributes.items()}, here)
        self._stack[-1].children.append(node)
        self._stack.append(node)
        self._pending = node

    def _end(self, tag: str) -> None:
        here = self._here()
        self._mark(here)
        node = self._stack.pop()
        node.close = here
        self._pending_end = node

    def _characters(self, text: str) -> None:
        here = self._here()
        self._mark(here)
        self._count += 1
        if self._count > MAX_NODES:
            raise DocumentError(self._path, "its XML is larger than any draft", "Check where it comes from")
        last = self._stack[-1].children[-1] if self._stack[-1].children else None
        if (
            isinstance(last, Text)
            and last.until == here
            and last.cdata == self._in_cdata
            and len(last.text) == here - last.at
            and not self._is_reference()
        ):
            last.text += text
            self._pending = last
            return
        self._pending = Text(text, here, here, self._in_cdata)
        self._stack[-1].children.append(self._pending)

    def _is_reference(self) -> bool:
        index = self._parser.CurrentByteIndex
        return self._data[index : index + 1] in (b"&", b"\r")

    def _cdata_start(self) -> None:
        self._mark(self._here())
        self._in_cdata = True

    def _cdata_end(self) -> None:
        self._mark(self._here())
        self._in_cdata = False

    def _other(self, *_: object) -> None:
        self._mark(self._here())

    def _entity(self, name: str, *_: object) -> None:
        raise DocumentError(
            self._path,
            f"it declares an entity ({name[:40]})",
            "Export the file without a document type declaration",
            self._line,
        )


def _named(name: str) -> str:
    return "{" + name if "}" in name else name
