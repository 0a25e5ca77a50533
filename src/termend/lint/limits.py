"""What the glossary features of translation services accept, as they document it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from termend.glossary.entries import Contents, Entry
from termend.lint.context import LintContext
from termend.lint.finding import FileRemark, Remark

MEBIBYTE = 1024 * 1024
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one service.

    Attributes:
        name: as people call it.
        file_size: size of the glossary at most, in `file_unit`.
        text_bytes: size of one source or target in UTF-8; None where none is documented.
        formats: forms it takes, by the names of `termend.glossary.formats` modules and `csv`, `tsv`.
        header: `none` where a header would become an entry, `codes` where a row of language codes is needed.
        columns: fields of a row at most; None where more are passed over.
    """

    name: str
    file_size: int
    text_bytes: int | None
    formats: tuple[str, ...]
    header: str
    columns: int | None
    file_unit: Literal["bytes", "characters"] = "bytes"


def exceeded(context: LintContext, limits: Limits) -> Iterator[Remark | FileRemark]:
    """What in these files the service would refuse or misread."""
    for contents in context.files:
        yield from _file(contents, limits)
        seen: dict[str, Entry] = {}
        for entry in contents.entries:
            yield from _entry(entry, limits)
            first = seen.setdefault(entry.source, entry)
            if first is not entry and entry.source:
                message = f"{limits.name} takes a source once, and line {first.line} has it"
                yield Remark(entry, "source", entry.source, message, related=(first,))


def _file(contents: Contents, limits: Limits) -> Iterator[FileRemark]:
    def remark(text: str, message: str) -> FileRemark:
        return FileRemark(contents.path, 1, 1, text, message)

    if contents.format not in limits.formats:
        wanted = ", ".join(form.upper() for form in limits.formats)
        yield remark("", f"{limits.name} takes {wanted}, not {contents.format.upper()}: convert it")
    size = len(contents.text or "") if limits.file_unit == "characters" else contents.size
    if size > limits.file_size:
        yield remark("", f"{size:,} {limits.file_unit} are more than the {limits.file_size:,} of {limits.name}")
    if contents.format in ("csv", "tsv"):
        if contents.encoding not in ("utf-8", "utf-8-sig"):
            yield remark("", f"{limits.name} reads UTF-8, not {contents.encoding}")
        first_line = (contents.text or "").partition("\n")[0].rstrip("\r")
        if limits.header == "none" and contents.has_header:
            yield remark(first_line, f"{limits.name} takes no header: this line becomes an entry")
        if limits.header == "codes" and not re.match(r"\s*\"?(zh|en)\b", first_line, re.IGNORECASE):
            yield remark(first_line, f"{limits.name} needs a first line of language codes, zh,en")
        if limits.columns is not None and len(contents.columns) > limits.columns:
            message = f"{limits.name} takes {limits.columns} columns, not {len(contents.columns)}"
            yield remark(first_line, message)


def _entry(entry: Entry, limits: Limits) -> Iterator[Remark]:
    for column in ("source", "target"):
        text = entry.fields.get(column, "")
        size = len(text.encode("utf-8", "surrogatepass"))
        if limits.text_bytes is not None and size > limits.text_bytes:
            message = f"{size} bytes in {column}: {limits.name} takes {limits.text_bytes}"
            yield Remark(entry, column, text, message)
        if not text.strip():
            yield Remark(entry, column, "", f"{limits.name} takes no empty {column}")
        elif _CONTROL.search(text):
            yield Remark(entry, column, text, f"{limits.name} takes no control character or line break")
        elif text != text.strip():
            yield Remark(entry, column, text, f"{limits.name} takes no space around a text")
