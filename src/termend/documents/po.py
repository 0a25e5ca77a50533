"""Gettext PO files, parsed by translate-toolkit: `msgstr` is the draft, `msgid` its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from termend.documents import splicing
from termend.documents.building import Builder
from termend.documents.encoding import decode, decode_declared, encode
from termend.documents.splicing import Splice
from termend.errors import DocumentError
from termend.language.hanzi import has_hanzi
from termend.records import Document, Edit

_ESCAPED = re.compile(r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)")
_CHARSET = re.compile(rb"Content-Type:\s{0,9}text/[^\"\r\n]{0,200}charset=([A-Za-z0-9._-]+)", re.IGNORECASE)
_TO_BE_FILLED = "CHARSET"  # what xgettext writes where the translator is to name one
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def read(path: str, raw: bytes) -> Document:
    """The document whose segments are its translations, plural forms each by itself; obsolete units are left out.

    Raises:
        DocumentError: where it is no PO file, or in an encoding other than those of plain text.
    """
    text, codec = _decode(path, raw)
    builder = Builder()
    reached = 0
    for unit in _units(path, text):
        if unit.isobsolete() or unit.isheader():
            continue
        for label, source, lines in _translations(unit):
            reached = _add(builder, text, lines, reached)
            builder.close(label, source if has_hanzi(source) else None)
    return builder.document(path, "po", codec, raw)


def _decode(path: str, raw: bytes) -> tuple[str, str]:
    """Text and codec: what the header names, where it names one."""
    declared = _CHARSET.search(raw)
    label = declared[1].decode("ascii") if declared else _TO_BE_FILLED
    return decode(path, raw) if label == _TO_BE_FILLED else decode_declared(path, raw, label, "its header")


def _units(path: str, text: str) -> Sequence[Any]:
    from translate.storage.pypo import pofile

    try:
        store = pofile.parsestring(_with_charset(text).encode("utf-8"))  # type: ignore[no-untyped-call]
    except Exception as error:  # the toolkit raises what its parser meets
        raise DocumentError(path, f"its PO is broken ({str(error)[:120]})", "Check it with msgfmt -c") from error
    if not store.units and text.strip():
        raise DocumentError(path, "this is no PO file", "Export it again")
    units: Sequence[Any] = store.units
    return units


def _with_charset(text: str) -> str:
    return re.sub(r"(charset=)[A-Za-z0-9._-]+", r"\1UTF-8", text, count=1)


def _translations(unit: Any) -> Iterator[tuple[str, str, list[str]]]:
    """Label, source and quoted lines of each form; English has a singular, whose source is `msgid`, and one plural."""
    label = f"unit {next(iter(unit.getlocations()), None) or (unit.source or '')[:30]}"
    forms = unit.msgstr
    sources = [str(source) for source in getattr(unit.source, "strings", [unit.source or ""])]
    if isinstance(forms, dict):
        for number, lines in sorted(forms.items()):
            singular = number == 0 and len(forms) > 1
            yield f"{label}, plural form {number}", sources[0 if singular else -1], lines
    else:
        yield label, sources[0], forms


def _add(builder: Builder, text: str, lines: Iterable[str], reached: int) -> int:
    """Add the quoted lines of a translation, found one after the other behind what was reached."""
    first = True
    for line in lines:
        at = reached
        while True:
            at = text.find(line, at)
            if at < 0:
                return reached
            before = text[text.rfind("\n", 0, at) + 1 : at]
            if re.fullmatch(r"msgstr(?:\[\d+\])?[ \t]*" if first else r"[ \t]*", before):
                break
            at += 1
        _add_line(builder, line[1:-1], at + 1)
        reached, first = at + len(line), False
    return reached


def _add_line(builder: Builder, body: str, at: int) -> None:
    done = 0
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
