"""Glossaries as CSV and TSV: rows with their places, columns by name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from termend.errors import GlossaryError
from termend.glossary.entries import Contents, Entry
from termend.glossary.languages import is_chinese, is_english
from termend.language.hanzi import has_hanzi
from termend.records import Term

_NEEDED = ("source", "target")
_DELIMITERS = (",", "\t", ";")
_FIRST_FIELD = re.compile(r'(?:"(?:[^"]|"")*+"|[^,\t;"])*+([,\t;])')
_LANGUAGE = re.compile("[a-z]{2,3}(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|[0-9]{3}))?")  # zh, zh-hant, en_us; not zh_other
_NAMES = {",": "a comma", "\t": "a tab", ";": "a semicolon"}
_SYNONYMS = {
    "source": ("source term", "source_term", "chinese", "中文", "汉语", "原文", "术语"),
    "target": ("target term", "target_term", "english", "英文", "英语", "译文", "目标语"),
    "note": ("notes", "comment", "comments", "description", "备注"),
    "variants": ("variant", "别名"),
    "type": ("category", "类型"),
    "domain": ("subject", "领域"),
}
_CANONICAL = {synonym: name for name, synonyms in _SYNONYMS.items() for synonym in synonyms}
# DeepL's own exports: source, target, language of each, relevance.
_BARE_COLUMNS = ("source", "target", "source language", "target language", "relevance")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table as it stands: `line` is where the row begins, from 1; `fields` are by column name."""

    line: int
    fields: dict[str, str]


def delimiter_of(text: str) -> str:
    """What separates the fields: the sign that ends the first field of the first line that says something.

    The first field is a column's name or a Chinese name, and holds none of them unless it is in quotes.
    """
    for line in io.StringIO(text):
        if line.strip() and not line.startswith("#"):
            match = _FIRST_FIELD.match(line)
            return match.group(1) if match else ","
    return ","


def read(path: str, text: str, encoding: str = "utf-8", delimiter: str | None = None) -> Contents:
    """All rows; empty lines and lines that begin with `#` are passed over.

    The header names columns (`source,target,…`, or `Chinese,English`, `zh,en`); a table of two to five columns whose
    first row is a pair of Chinese and English has none, as DeepL and Google want it.

    Raises:
        GlossaryError: where there is no header and no pair, two columns have one name, a quote is left open, a row has
            more fields than the header, or is cut by another sign than the header.
    """
    delimiter = delimiter or delimiter_of(text)
    counter = _Counted(text)
    reader = csv.reader(counter, delimiter=delimiter, strict=True)
    names: list[str] | None = None
    has_header = True
    entries: list[Entry] = []
    line, start, last = 1, 0, 0
    try:
        for fields in reader:
            this_line, this_start = line, start
            line, start = reader.line_num + 1, counter.offset
            if not "".join(fields).strip() or fields[0].startswith("#"):
                continue
            if names is None:
                names, has_header = header(path, fields, this_line)
                names = told_apart(path, names, this_line)
                last = max(map(names.index, _NEEDED))
                if has_header:
                    continue
            if not last < len(fields) <= len(names):
                _must_fit(path, fields, names, delimiter, this_line)
            kept = {name: field for name, field in zip(names, fields, strict=False) if field}
            entries.append(Entry(path, this_line, this_start, start, kept))
    except csv.Error as error:
        raise GlossaryError(path, f"a stray quote ({error})", "Double the quote, or close it", line) from error
    if names is None:
        raise GlossaryError(path, "the glossary is empty", "Begin it with the line: source,target", 1)
    form = "tsv" if delimiter == "\t" else "csv"
    return Contents(path, form, tuple(entries), text, encoding, tuple(names), delimiter, has_header, size=len(text))


class _Counted:
    """Lines of a text, and the offset behind the last one given out."""

    def __init__(self, text: str) -> None:
        self._lines = iter(io.StringIO(text, newline=""))
        self.offset = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.offset += len(line)
        return line


def _must_fit(path: str, fields: list[str], header: list[str], delimiter: str, line: int) -> None:
    if len(fields) > len(header) and any(field.strip() for field in fields[len(header) :]):
        raise GlossaryError(
            path,
            f"{len(fields)} fields under {len(header)} columns",
            f"Put quotes around a field that holds {_NAMES[delimiter]}",
            line,
        )
    if len(fields) <= max(map(header.index, _NEEDED)):
        other = next((sign for sign in _DELIMITERS if sign != delimiter and sign in fields[-1]), None)
        raise GlossaryError(
            path,
            f"this row is cut by {_NAMES[other]}, the file by {_NAMES[delimiter]}"
            if other
            else f"{len(fields)} field{'s' * (len(fields) != 1)} under {len(header)} columns",
            f"Put {_NAMES[delimiter]} between the fields of every row",
            line,
        )


def header(path: str, fields: list[str], line: int) -> tuple[list[str], bool]:
    """Column names of a table's first row, and whether it is a header at all.

    Raises:
        GlossaryError: where it names no source and target and is no pair of Chinese and English either.
    """
    names = [field.strip().lstrip("\ufeff").lower() for field in fields]
    if len(names) in (4, 5) and is_chinese(names[2]) and is_english(names[3]) and _is_pair(fields):
        return list(_BARE_COLUMNS[: len(fields)]), False
    if not all(needed in names for needed in _NEEDED):
        renamed = [_canonical(name) for name in names]
        if all(renamed.count(needed) == 1 for needed in _NEEDED):
            names = renamed
    missing = [needed for needed in _NEEDED if needed not in names]
    if not missing:
        return names, True
    if len(missing) == 2 and 2 <= len(fields) <= len(_BARE_COLUMNS) and _is_pair(fields):
        return list(_BARE_COLUMNS[: len(fields)]), False
    raise GlossaryError(
        path,
        f"no column {missing[0]!r} in the header",
        "Begin the file with the line: source,target,variants",
        line,
    )


def told_apart(path: str, names: list[str], line: int) -> list[str]:
    """Column names with a number in place of an empty one.

    Raises:
        GlossaryError: where two columns have one name: nobody could say which is meant.
    """
    seen: set[str] = set()
    for name in names:
        if name and name in seen:
            raise GlossaryError(path, f"two columns are named {name!r}", "Rename or delete one of them", line)
        seen.add(name)
    return [name or f"({number})" for number, name in enumerate(names, 1)]


def _canonical(name: str) -> str:
    if _LANGUAGE.fullmatch(name):
        if is_chinese(name):
            return "source"
        if is_english(name):
            return "target"
    return _CANONICAL.get(name, name)


def _is_pair(fields: list[str]) -> bool:
    return has_hanzi(fields[0]) and not has_hanzi(fields[1]) and any(character.isalpha() for character in fields[1])


def rows(path: str, text: str, delimiter: str | None = None) -> Iterator[Row]:
    """The rows below the header, by column name.

    Raises:
        GlossaryError: as `read`.
    """
    contents = read(path, text, delimiter=delimiter)
    for entry in contents.entries:
        yield Row(entry.line, {column: entry.fields.get(column, "") for column in contents.columns})


def terms(path: str, text: str, name: str) -> Iterator[Term]:
    """The terms of a CSV or TSV text.

    Raises:
        GlossaryError: as `read`, and where a source or target is empty.
    """
    yield from terms_of(read(path, text), name)


def terms_of(contents: Contents, name: str) -> Iterator[Term]:
    """The rows of a glossary file as terms; `name` is the file's name in reports.

    Raises:
        GlossaryError: where a source or target is empty.
    """
    for entry in contents.entries:
        term = entry.term(name)
        if not term.source or not term.target:
            needed = "target" if term.source else "source"
            raise GlossaryError(contents.path, f"an empty {needed}", "Fill the field or delete the row", entry.line)
        yield term


@dataclass(frozen=True, slots=True)
class Cut:
    """A field in the text: its raw text, quotes included, stands at `start:end`."""

    start: int
    end: int
    quoted: bool


def cut(text: str, start: int, end: int, delimiter: str) -> list[Cut]:
    """The fields of the row at `start:end` of a table's text, in order, as the csv module reads them."""
    stop = end
    while stop > start and text[stop - 1] in "\r\n":
        stop -= 1
    fields: list[Cut] = []
    at = start
    while True:
        begins = at
        quoted = at < stop and text[at] == '"'
        if quoted:
            at += 1
            while at < stop and (text[at] != '"' or text[at : at + 2] == '""'):
                at += 2 if text[at] == '"' else 1
            at += 1
        while at < stop and text[at] != delimiter:
            at += 1
        fields.append(Cut(begins, at, quoted))
        if at >= stop:
            return fields
        at += 1


def quoted(value: str, delimiter: str, was_quoted: bool = False) -> str:
    """A field as it is written: in quotes where it was, or where its text needs them."""
    if was_quoted or delimiter in value or '"' in value or "\n" in value or "\r" in value:
        return '"' + value.replace('"', '""') + '"'
    return value


def value_of(term: Term, column: str) -> str:
    """A term's field as a table holds it: lists as `one|two`."""
    value = getattr(term, column)
    return "|".join(value) if isinstance(value, tuple) else str(value)


def write(terms: Sequence[Term], columns: Sequence[str], titles: Sequence[str], delimiter: str) -> bytes:
    """A table of the terms in UTF-8; no header where `titles` are empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if titles:
        writer.writerow(titles)
    writer.writerows([value_of(term, column) for column in columns] for term in terms)
    return out.getvalue().encode()
