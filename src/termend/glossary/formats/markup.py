"""Read an XML glossary entry by entry, with the place of every element in the file's text.

Expat does the parsing. No entity declaration is accepted, so that no document can grow without bound (the "billion
laughs") or reach outside itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from termend.errors import GlossaryError
from termend.glossary.formats.text import decoded

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DEEPEST = 64


@dataclass(slots=True)
class Element:
    """An element with what is below it.

    Attributes:
        name: with its namespace as `{uri}name` where it has one.
        attributes: by name, namespaces likewise.
        start, end: half-open code points of the whole element in the text.
        inner: half-open code points of its text, where it holds text alone and no CDATA section; else None.
        words: its own text, children left out.
    """

    name: str
    attributes: dict[str, str]
    start: int
    end: int = -1
    inner: tuple[int, int] | None = None
    words: str = ""
    children: list[Element] = field(default_factory=list)
    parent: Element | None = None

    @property
    def tag(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition("}")[2]

    @property
    def namespace(self) -> str:
        return self.name[1:].partition("}")[0] if self.name.startswith("{") else ""

    @property
    def language(self) -> str:
        """Its `xml:lang` (or TMX's older `lang`), lower-cased; empty where it has none."""
        lang = self.attributes.get("{http://www.w3.org/XML/1998/namespace}lang") or self.attributes.get("lang", "")
        return lang.lower()

    def below(self, *tags: str) -> Iterator[Element]:
        """The descendants of those tags, in document order."""
        for child in self.children:
            if child.tag in tags:
                yield child
            yield from child.below(*tags)

    @property
    def all_words(self) -> str:
        """Its text and that of everything below, in an approximate order: own text first."""
        return self.words + "".join(child.all_words for child in self.children)


def text_of(path: str, raw: bytes) -> tuple[str, str]:
    """Text and codec of an XML file: a byte-order mark decides, then the declaration, then UTF-8.

    Raises:
        GlossaryError: where the bytes do not fit the encoding.
    """
    declared = _DECLARED.match(raw[:256])
    name = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    if name in ("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be"):
        return decoded(path, raw)
    try:
        return raw.decode(name), name
    except (LookupError, UnicodeDecodeError) as error:
        raise GlossaryError(path, f"it says encoding {name}, its bytes do not", "Save the file as UTF-8", 1) from error


def walk(path: str, text: str, entry_tags: Collection[str], on_entry: Callable[[Element], None]) -> Element:
    """Parse a document; each entry is handed over when it ends, and then forgotten.

    Args:
        entry_tags: tags of the elements that are handed to `on_entry`, with all that is below them.

    Returns:
        The root with everything but the entries.

    Raises:
        GlossaryError: where the XML is not well-formed, declares entities or is nested too deep.
    """
    reader = _Reader(path, text, frozenset(entry_tags), on_entry)
    return reader.read()


class _Reader:
    def __init__(self, path: str, text: str, entry_tags: frozenset[str], on_entry: Callable[[Element], None]) -> None:
        self._path, self._entry_tags, self._on_entry = path, entry_tags, on_entry
        self._data = text.encode("utf-8", "surrogatepass")
        self._byte = self._point = 0
        self._open: list[Element] = []
        self._text_starts: list[int | None] = []
        self._root: Element | None = None
        self._parser = parser = expat.ParserCreate("utf-8", namespace_separator="}")
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = self._cdata
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def read(self) -> Element:
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            problem = expat.errors.messages.get(error.code, "an error")
            raise GlossaryError(
                self._path, f"this is not well-formed XML ({problem})", "Mend it, or export it again", error.lineno
            ) from error
        assert self._root is not None
        return self._root

    def _here(self) -> int:
        """Code point of the current event; events come in order, so only what lies between is decoded."""
        byte = self._parser.CurrentByteIndex
        self._point += len(self._data[self._byte : byte].decode("utf-8", "surrogatepass"))
        self._byte = byte
        return self._point

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise GlossaryError(
                self._path,
                f"elements nested more than {_DEEPEST} deep",
                "Export it again",
                self._parser.CurrentLineNumber,
            )
        element = Element(_braced(name), {_braced(k): v for k, v in attributes.items()}, self._here())
        if self._open:
            self._open[-1].children.append(element)
            element.parent = self._open[-1]
            self._text_starts[-1] = None
        else:
            self._root = element
        self._open.append(element)
        self._text_starts.append(-1)

    def _characters(self, data: str) -> None:
        self._open[-1].words += data
        if self._text_starts[-1] == -1:
            self._text_starts[-1] = self._here()

    def _cdata(self) -> None:
        self._text_starts[-1] = None

    def _end(self, _name: str) -> None:
        element, start = self._open.pop(), self._text_starts.pop()
        here = self._here()
        if start is not None and start >= 0:
            element.inner = (start, here)
        close = self._data.find(b">", self._byte)
        element.end = here + len(self._data[self._byte : close + 1].decode("utf-8", "surrogatepass"))
        if element.tag in self._entry_tags:
            self._on_entry(element)
            if self._open:
                self._open[-1].children.pop()

    def _entity(self, name: str, *_rest: object) -> None:
        raise GlossaryError(
            self._path,
            f"it declares the entity {name!r}, which a glossary never needs and an attack does",
            "Export it without entities",
            self._parser.CurrentLineNumber,
        )

    def _skipped(self, name: str, *_rest: object) -> None:
        raise GlossaryError(
            self._path,
            f"it uses the entity {name!r}, which is not declared",
            "Write the character itself",
            self._parser.CurrentLineNumber,
        )


def _braced(name: str) -> str:
    return "{" + name if "}" in name else name
