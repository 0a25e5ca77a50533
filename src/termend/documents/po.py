"""Gettext PO files, read where they stand: `msgstr` is the draft, `msgid` its source.

The grammar is that of GNU gettext's manual ("The Format of PO Files"): an entry is comments, then keywords, each
with one or more quoted strings, on its own line or on those that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from termend.documents import splicing
from termend.documents.building import Builder
from termend.documents.encoding import decode, decode_declared, encode
from termend.documents.splicing import Splice
from termend.errors import DocumentError
from termend.language.hanzi import has_hanzi
from termend.records import Document, Edit

_BEFORE_A_LINE = "\ufeff \t"
_LINE = re.compile(r"[^\r\n]+")
_KEYWORD = re.compile(r"[ \t]*(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,9})\])?(?=[\s\"]|$)")
_STRING = re.compile(r"[ \t]*\"((?:[^\"\\]|\\.)*+)\"")
_REFERENCE = re.compile(r"#:[ \t]*(\S+)")
_DOMAIN = re.compile(r"[ \t]*domain[ \t]")
_ESCAPED = re.compile(r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)")
_CHARSET = re.compile(rb"Content-Type:\s{0,9}text/[^\"\r\n]{0,200}charset=([A-Za-z0-9._-]+)", re.IGNORECASE)
_TO_BE_FILLED = "CHARSET"  # what xgettext writes where the translator is to name one
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_LONGEST_LABEL = 30  # characters of a source that name a unit without a reference


@dataclass(frozen=True, slots=True)
class _String:
    """What stands between two quotes, and where in the file it begins."""

    body: str
    at: int


@dataclass(slots=True)
class _Entry:
    """One message.

    Attributes:
        reference: the first place in the program that uses it.
        parts: the strings of each keyword; `msgstr` and `msgstr[0]` have numbers 0, the next plural form 1.
    """

    reference: str | None
    parts: dict[tuple[str, int], list[_String]] = field(default_factory=dict)

    def text(self, keyword: str) -> str:
        return "".join(_shown(string.body) for string in self.parts.get((keyword, 0), ()))

    @property
    def is_header(self) -> bool:
        return not self.text("msgid") and ("msgctxt", 0) not in self.parts


def read(path: str, raw: bytes) -> Document:
    """The document whose segments are its translations, plural forms each by itself; obsolete units are left out.

    Raises:
        DocumentError: where it is no PO file, or in an encoding other than those of plain text.
    """
    text, codec = _decode(path, raw)
    builder = Builder()
    for entry in _entries(path, text):
        if entry.is_header:
            continue
        for label, source, strings in _translations(entry):
            for string in strings:
                _add(builder, string)
            builder.close(label, source if has_hanzi(source) else None)
    return builder.document(path, "po", codec, raw)


def _decode(path: str, raw: bytes) -> tuple[str, str]:
    """Text and codec: what the header names, where it names one."""
    declared = _CHARSET.search(raw)
    label = declared[1].decode("ascii") if declared else _TO_BE_FILLED
    return decode(path, raw) if label == _TO_BE_FILLED else decode_declared(path, raw, label, "its header")


def _entries(path: str, text: str) -> Iterator[_Entry]:
    entry: _Entry | None = None
    reference: str | None = None
    strings: list[_String] | None = None
    for line in _LINE.finditer(text):
        written = line.group().lstrip(_BEFORE_A_LINE)
        if written.startswith("#"):
            named = _REFERENCE.match(written)
            reference = reference or (named[1] if named else None)
            continue
        at = line.end() - len(written)
        if keyword := _KEYWORD.match(text, at, line.end()):
            name, number = keyword[1], int(keyword[2] or 0)
            if entry is None or name == "msgctxt" or (name == "msgid" and ("msgid", 0) in entry.parts):
                if entry is not None:
                    yield entry
                entry, reference = _Entry(reference), None
            if (name, number) in entry.parts:
                raise _broken(path, text, at, f"{keyword.group().strip()} stands twice")
            strings = entry.parts[name, number] = []
            at = keyword.end()
        elif not written.strip() or _DOMAIN.match(text, at):
            continue
        while string := _STRING.match(text, at, line.end()):
            if strings is None:
                raise _broken(path, text, at, "a string without a keyword")
            strings.append(_String(string[1], string.start(1)))
            at = string.end()
        if text[at : line.end()].strip():
            raise _broken(path, text, at, f"{text[at : line.end()].strip()[:40]!r} is no keyword and no string")
    if entry is not None:
        yield entry


def _broken(path: str, text: str, at: int, what: str) -> DocumentError:
    line = text.count("\n", 0, at) + 1
    return DocumentError(path, f"its PO is broken in line {line}: {what}", "Check it with msgfmt -c")


def _translations(entry: _Entry) -> Iterator[tuple[str, str, list[_String]]]:
    """Label, source and strings of each form; English has a singular, whose source is `msgid`, and one plural."""
    singular = entry.text("msgid")
    label = f"unit {entry.reference or singular[:_LONGEST_LABEL]}"
    forms = sorted((number, strings) for (name, number), strings in entry.parts.items() if name == "msgstr")
    if ("msgid_plural", 0) not in entry.parts:
        for _, strings in forms:
            yield label, singular, strings
        return
    for number, strings in forms:
        is_singular = number == 0 and len(forms) > 1
        yield f"{label}, plural form {number}", singular if is_singular else entry.text("msgid_plural"), strings


def _shown(body: str) -> str:
    return _ESCAPED.sub(lambda match: _SIMPLE.get(match.group()[1:], match.group()), body)


def _add(builder: Builder, string: _String) -> None:
    body, at, done = string.body, string.at, 0
    for match in _ESCAPED.finditer(body):
        builder.add(body[done : match.start()], at + done, at + match.start(), writing="po")
        shown = _SIMPLE.get(match.group()[1:])
        if shown is None:
            builder.glue(match.group())
        else:
            builder.add(shown, at + match.start(), at + match.end(), writing="po")
        done = match.end()
    builder.add(body[done:], at + done, at + len(body), writing="po")


def render(document: Document, edits: Iterable[Edit]) -> bytes:
    """The file with the edits in it, in the encoding that its header names.

    Raises:
        DocumentError: where that encoding lacks a character of an edit.
        EditError: where an edit does not fit.
    """
    made = splices(document, edits)
    if not made:
        return document.raw
    text, codec = _decode(document.path, document.raw)
    try:
        return encode(splicing.splice(text, made), codec)
    except UnicodeEncodeError as error:
        lacking = error.object[error.start]
        raise DocumentError(
            document.path, f"its charset {codec} has no {lacking!r}", "Convert it to UTF-8 with msgconv --to-code=UTF-8"
        ) from None


def splices(document: Document, edits: Iterable[Edit]) -> list[Splice]:
    """What the edits write into the file.

    Raises:
        EditError: where an edit does not fit.
    """
    return splicing.splices(splicing.changes(document, edits))
