"""Comments in a Word document: the part that holds them, and the two entries that make it known (ECMA-376, part 2)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zipfile import ZipFile

from termend.documents.archive import read_part
from termend.documents.docx import CONTENT_TYPES
from termend.documents.escaping import escape
from termend.documents.marked_up import encode_xml
from termend.documents.xml_tree import Node, decode_xml, parse

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What no XML 1.0 document may hold (section 2.2).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONSHIPS = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; its text may have several lines.

    Attributes:
        number: unique among the document's comments.
        date: UTC, as XML Schema writes it (`2026-01-31T08:00:00Z`).
    """

    number: int
    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a stretch of a document, to be written as a comment of theirs.

    Attributes:
        start, end: code points of `Document.text`.
        at: when, ISO 8601; what is no time is left out.
    """

    start: int
    end: int
    author: str
    at: str
    text: str


def stamp(when: datetime) -> str:
    """A moment as comments and changes carry it."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def stamp_of(at: str, otherwise: str) -> str:
    """A moment read from ISO 8601; another where it is none."""
    try:
        return stamp(datetime.fromisoformat(at))
    except (ValueError, OverflowError):
        return otherwise


def first_free(path: str, archive: ZipFile) -> int:
    """A number that no comment of the document has, nor any above it."""
    name = _part(path, archive)
    if name is None:
        return 0
    root = parse(path, decode_xml(path, read_part(path, archive, name))[0])
    numbers = [int(v) for n in root.elements("comment") for k, v in n.attributes.items() if k.endswith("}id")]
    return max(numbers, default=-1) + 1


def with_comments(path: str, archive: ZipFile, main: str, comments: Sequence[Comment]) -> dict[str, bytes]:
    """The parts that change, by name, when the comments are added; some may be new.

    Args:
        main: name of the document's main part.
    """
    if not comments:
        return {}
    name = _part(path, archive)
    if name is not None:
        text, codec = decode_xml(path, read_part(path, archive, name))
        root = parse(path, text)
        prefix = _prefix(text, root)
        body = "".join(_xml(comment, prefix) for comment in comments)
        return {name: encode_xml(_appended(text, root, body), codec)}
    text, codec = decode_xml(path, read_part(path, archive, main))
    root = parse(path, text)
    namespace = root.tag[1:].partition("}")[0]
    folder, base = posixpath.split(main)
    name = posixpath.join(folder, "comments.xml")
    body = "".join(_xml(comment, "w:") for comment in comments)
    part = f'{_HEAD}<w:comments xmlns:w="{namespace}">{body}</w:comments>'
    return {
        name: part.encode(),
        CONTENT_TYPES: _with_type(path, archive, name),
        **_with_relationship(
            path, archive, posixpath.join(folder, "_rels", f"{base}.rels"), "purl.oclc.org" in namespace
        ),
    }


def _part(path: str, archive: ZipFile) -> str | None:
    root = parse(path, decode_xml(path, read_part(path, archive, CONTENT_TYPES))[0])
    for node in root.elements("Override"):
        name = node.attributes.get("PartName", "").lstrip("/")
        if node.attributes.get("ContentType") == _TYPE and name in archive.namelist():
            return name
    return None


def _xml(comment: Comment, prefix: str) -> str:
    p = prefix
    paragraphs = "".join(
        f'<{p}p><{p}r><{p}t xml:space="preserve">{escape(_NO_XML.sub("", line), "xml")}</{p}t></{p}r></{p}p>'
        for line in comment.text.split("\n")
    )
    author, initials = _attribute(comment.author), _attribute("".join(word[0] for word in comment.author.split()))
    who = f'{p}author="{author}" {p}date="{comment.date}" {p}initials="{initials}"'
    return f'<{p}comment {p}id="{comment.number}" {who}>{paragraphs}</{p}comment>'


def _attribute(value: str) -> str:
    return escape(_NO_XML.sub("", value), "xml").replace('"', "&quot;")


def _prefix(text: str, node: Node) -> str:
    tag = text[node.at + 1 : node.inner].split()[0].rstrip("/>")
    return tag[: -len(node.name)] if tag.endswith(node.name) else ""


def _appended(text: str, node: Node, inside: str) -> str:
    """The text with something more at the end of an element, which may be an empty tag."""
    if node.close == node.until or text[node.inner - 2 : node.inner] == "/>":
        tag = text[node.at + 1 : node.inner].split()[0].rstrip("/>")
        return f"{text[: node.inner - 2]}>{inside}</{tag}>{text[node.until :]}"
    return text[: node.close] + inside + text[node.close :]


def _with_type(path: str, archive: ZipFile, name: str) -> bytes:
    text, codec = decode_xml(path, read_part(path, archive, CONTENT_TYPES))
    root = parse(path, text)
    entry = f'<{_prefix(text, root)}Override PartName="/{name}" ContentType="{_TYPE}"/>'
    return encode_xml(_appended(text, root, entry), codec)


def _with_relationship(path: str, archive: ZipFile, name: str, strict: bool) -> dict[str, bytes]:
    if name in archive.namelist():
        text, codec = decode_xml(path, read_part(path, archive, name))
    else:
        text, codec = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>', "utf-8"
    root = parse(path, text)
    taken = {node.attributes.get("Id") for node in root.elements()}
    number = next(n for n in range(1, len(taken) + 2) if f"rIdTermend{n}" not in taken)
    entry = (
        f'<{_prefix(text, root)}Relationship Id="rIdTermend{number}" Type="{_RELATIONSHIPS[strict]}" '
        'Target="comments.xml"/>'
    )
    return {name: encode_xml(_appended(text, root, entry), codec)}
