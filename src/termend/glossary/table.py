"""Glossaries as CSV and TSV: rows with their places, columns by name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from termend.errors import GlossaryError
from termend.glossary.entries import COLUMNS, Contents, Entry, Part, Unheld
from termend.glossary.joining import Line, join
from termend.glossary.languages import is_chinese, is_english
from termend.glossary.statuses import is_category
from termend.language.hanzi import has_hanzi
from termend.records import Piece, Term

_NEEDED = ("source", "target")
_DELIMITERS = (",", "\t", ";")
_FIRST_FIELD = re.compile(r'(?:"(?:[^"]|"")*+"|[^,\t;"])*+([,\t;])')
_LANGUAGE = re.compile("[a-z]{2,3}(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|[0-9]{3}))?")  # zh, zh-hant, en_us; not zh_other
_NAMED_LANGUAGE = re.compile(
    r"(chinese|english)(?:[ _]*[(（].+[)）]|[ _](?:prc|simplified|taiwan|united.*|us|uk|china))?"
)
_QUOTED = {d: re.compile(rf'"(?:[^"]|"")*+"(?=[{d}\r\n]|\Z)') for d in _DELIMITERS}
_QUOTED_ON_A_LINE = {d: re.compile(rf'"(?:[^"\r\n]|"")*+"(?=[{d}\r\n]|\Z)') for d in _DELIMITERS}
_BARE = {d: re.compile(rf"[^{d}\r\n]*+") for d in _DELIMITERS}
_LINE_END = re.compile(r"\r\n|\r|\n")
_NAMES = {",": "a comma", "\t": "a tab", ";": "a semicolon"}
_SYNONYMS = {
    "source": ("source term", "source_term", "中文", "汉语", "原文", "术语"),
    "target": ("target term", "target_term", "英文", "英语", "译文", "目标语"),
    "note": ("notes", "comment", "comments", "description", "备注"),
    "variants": ("variant", "别名"),
    "type": ("category", "类型"),
    "domain": ("subject", "领域"),
}
_CANONICAL = {synonym: name for name, synonyms in _SYNONYMS.items() for synonym in synonyms}
_MORE_RENDERINGS = re.compile(r"variants \(\d+\)")
_SIMPLIFIED = ("cn", "hans", "sg", "prc", "simplified", "china")
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

    The header names columns (`source,target,…`, or `Chinese,English`, `zh,en`); a table whose first row is a pair of
    Chinese and English, in either order, has none, as DeepL, Google and OmegaT want it. A row that ends before its
    target is a row without one. Where a column says each row's status, the rows of a source are joined. Between tabs a
    quotation mark that quotes no field stands for itself, as OmegaT means it.

    Raises:
        GlossaryError: where there is no header and no pair, two columns have one name, a quote is left open, a row has
            more fields than the header, is cut by another sign than the header, or no row has a target.
    """
    delimiter = delimiter or delimiter_of(text)
    try:
        return _read(path, text, encoding, delimiter, _strict(path, text, delimiter))
    except _StrayQuoteError:
        if delimiter != "\t":
            raise
    return _read(path, text, encoding, delimiter, _lenient(text, delimiter))


_Record = tuple[list[str], int, int]
"""The fields of a row; the line and the code point where the next one begins."""


class _StrayQuoteError(GlossaryError):
    """A quotation mark that neither quotes a field nor is doubled."""


def _strict(path: str, text: str, delimiter: str) -> Iterator[_Record]:
    """The rows as the csv module reads them (RFC 4180)."""
    counter = _Counted(text)
    reader = csv.reader(counter, delimiter=delimiter, strict=True)
    line = 1
    try:
        for fields in reader:
            line = reader.line_num + 1
            yield fields, line, counter.offset
    except csv.Error as error:
        raise _StrayQuoteError(path, f"a stray quote ({error})", "Double the quote, or close it", line) from error


def _lenient(text: str, delimiter: str) -> Iterator[_Record]:
    """The rows where a quotation mark stands for itself unless it quotes a whole field."""
    at, line = 0, 1
    while at < len(text):
        begins, fields = at, list[str]()
        while True:
            quoted = _QUOTED_ON_A_LINE[delimiter].match(text, at)
            field = quoted or _BARE[delimiter].match(text, at)
            assert field is not None
            fields.append(field[0][1:-1].replace('""', '"') if quoted else field[0])
            at = field.end()
            if text[at : at + 1] != delimiter:
                break
            at += 1
        end = _LINE_END.match(text, at)
        at = end.end() if end else len(text)
        line += len(_LINE_END.findall(text, begins, at))
        yield fields, line, at


def _read(path: str, text: str, encoding: str, delimiter: str, records: Iterable[_Record]) -> Contents:
    names: list[str] | None = None
    has_header = True
    entries: list[Entry] = []
    unheld: list[Unheld] = []
    short: tuple[list[str], int] | None = None
    line, start, last, language = 1, 0, 0, ""
    for fields, next_line, next_start in records:
        this_line, this_start = line, start
        line, start = next_line, next_start
        if not "".join(fields).strip():
            continue
        if fields[0].startswith("#"):
            unheld.append(Unheld(this_line, "comment", delimiter.join(fields).strip("# " + delimiter)))
            continue
        if names is None:
            names, has_header = header(path, fields, this_line)
            names = told_apart(path, names, this_line)
            last = max(map(names.index, _NEEDED))
            language = language_of(fields[names.index("source")]) if has_header else ""
            if has_header:
                continue
        if not last < len(fields) <= len(names):
            _must_fit(path, fields, names, delimiter, this_line)
            if len(fields) <= last:
                short = short or (fields, this_line)
        kept = {name: field for name, field in zip(names, fields, strict=False) if field}
        entries.append(Entry(path, this_line, this_start, start, kept, language=language))
    if names is None:
        raise GlossaryError(path, "the glossary is empty", "Begin it with the line: source,target", 1)
    if short and not any(entry.is_complete for entry in entries):
        raise _too_short(path, short[0], names, delimiter, short[1])
    form = "tsv" if delimiter == "\t" else "csv"
    contents = Contents(
        path,
        form,
        tuple(entries),
        text,
        encoding,
        tuple(names),
        delimiter,
        has_header,
        size=len(text),
        unheld=tuple(unheld),
    )
    return joined(contents, _in_text(text, delimiter))


def joined(contents: Contents, place: Callable[[Entry, int, str], tuple[Piece, ...]]) -> Contents:
    """The rows of a source joined where a column says their status, or further columns hold renderings.

    Args:
        place: where the field of a row in a column, by its index, lies.
    """
    status = next((name for name in contents.columns if is_category(name)), "")
    if not status and not any(map(_MORE_RENDERINGS.fullmatch, contents.columns)):
        return contents
    lines = []
    for row in contents.entries:
        parts: dict[str, tuple[Part, ...]] = {}
        for index, name in enumerate(contents.columns):
            value = row.fields.get(name, "")
            if value:
                column = "variants" if _MORE_RENDERINGS.fullmatch(name) else name
                parts[column] = (*parts.get(column, ()), Part(value, place(row, index, value)))
        lines.append(Line((row.line, row.start, row.end), parts, status))
    done = join(contents.path, lines)
    read = {row.line: row for row in contents.entries}
    entries = tuple(
        replace(entry, cells=read[entry.line].cells, language=read[entry.line].language) for entry in done.entries
    )
    return replace(contents, entries=entries, faults=done.faults, unheld=(*contents.unheld, *done.unheld))


def _in_text(text: str, delimiter: str) -> Callable[[Entry, int, str], tuple[Piece, ...]]:
    """Says where fields lie in a table's text."""

    def place(row: Entry, index: int, value: str) -> tuple[Piece, ...]:
        cell = cut(text, row.start, row.end, delimiter)[index]
        return (Piece(0, value, cell.start, cell.end, "", "quoted" if cell.quoted else "cell"),)

    return place


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
    if len(fields) <= max(map(header.index, _NEEDED)) and _other_sign(fields, delimiter):
        raise _too_short(path, fields, header, delimiter, line)


def _other_sign(fields: list[str], delimiter: str) -> str | None:
    """The sign by which a row is cut that the file's does not cut."""
    return next((sign for sign in _DELIMITERS if sign != delimiter and sign in fields[-1]), None)


def _too_short(path: str, fields: list[str], header: list[str], delimiter: str, line: int) -> GlossaryError:
    other = _other_sign(fields, delimiter)
    return GlossaryError(
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
    if all(needed in names for needed in _NEEDED):
        return _with_synonyms(names), True
    renamed = _renamed(names)
    missing = [needed for needed in _NEEDED if needed not in renamed]
    if not missing:
        return renamed, True
    if len(missing) == 2 and _is_pair(fields):
        return _bare(len(fields), _NEEDED), False
    if len(missing) == 2 and _is_pair(fields[1::-1]):
        return _bare(len(fields), _NEEDED[::-1]), False
    raise GlossaryError(
        path,
        f"no column {missing[0]!r} in the header",
        "Begin the file with the line: source,target,variants",
        line,
    )


def _bare(count: int, first: Sequence[str]) -> list[str]:
    """Names of the columns of a table without a header: a pair, a note, and what the file does not explain."""
    return [*first, "note", *("" for _ in range(3, count))][:count]


def _renamed(names: Sequence[str]) -> list[str]:
    """Column names with one for the Chinese and one for the English.

    Of several Chinese columns the simplified one is the source; English columns of one name are further renderings.
    """
    renamed = _with_synonyms(names)
    for needed, is_language, word in (("source", is_chinese, "chinese"), ("target", is_english, "english")):
        if needed in renamed:
            continue
        found = [i for i, name in enumerate(names) if _is_language(name, is_language, word)]
        if not found:
            continue
        best = min(found, key=lambda i: (needed == "source" and not _is_simplified(names[i]), i))
        renamed[best] = needed
        if needed == "target":
            again = [i for i in found if i != best and names[i] == names[best]]
            for number, i in enumerate(again, 2):
                renamed[i] = f"variants ({number})"
    return renamed


def _with_synonyms(names: Sequence[str]) -> list[str]:
    """Column names with termend's own in place of what others call them, each once."""
    taken = set(names)
    renamed = []
    for name in names:
        own = _CANONICAL.get(name, name)
        renamed.append(name if own in taken else own)
        taken.add(renamed[-1])
    return renamed


def _is_language(name: str, is_language: Callable[[str], bool], word: str) -> bool:
    named = _NAMED_LANGUAGE.fullmatch(name)
    return named[1] == word if named else bool(_LANGUAGE.fullmatch(name)) and is_language(name)


def language_of(title: str) -> str:
    """The code of the Chinese that a column's title names; empty where it names none."""
    name = title.strip().lstrip("\ufeff").lower()
    if _LANGUAGE.fullmatch(name):
        return name if is_chinese(name) else ""
    return "zh-Hant" if _NAMED_LANGUAGE.fullmatch(name) and not _is_simplified(name) else ""


def _is_simplified(name: str) -> bool:
    """Whether a Chinese column is not said to be of another script."""
    parts = re.findall("[a-z]+", name)
    return len(parts) == 1 or any(part in _SIMPLIFIED for part in parts)


def told_apart(path: str, names: list[str], line: int) -> list[str]:
    """Column names with a number in place of an empty one, and behind one that stands again.

    Raises:
        GlossaryError: where two columns that termend reads have one name: nobody could say which is meant.
    """
    apart: list[str] = []
    for number, name in enumerate(names, 1):
        if name in COLUMNS and name in apart:
            raise GlossaryError(path, f"two columns are named {name!r}", "Rename or delete one of them", line)
        apart.append(f"{name} ({number})".lstrip() if not name or name in apart else name)
    return apart


def _is_pair(fields: list[str]) -> bool:
    return (
        len(fields) > 1
        and has_hanzi(fields[0])
        and not has_hanzi(fields[1])
        and any(character.isalpha() for character in fields[1])
    )


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
        GlossaryError: as `read`.
    """
    yield from terms_of(read(path, text), name)


def terms_of(contents: Contents, name: str) -> Iterator[Term]:
    """The complete rows of a glossary file as terms; `name` is the file's name in reports."""
    for entry in contents.complete:
        yield entry.term(name)


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
        quoted = _QUOTED[delimiter].match(text, at, stop)
        until = quoted.end() if quoted else text.find(delimiter, at, stop)
        until = stop if until < 0 else until
        fields.append(Cut(at, until, quoted is not None))
        if until >= stop:
            return fields
        at = until + 1


def quoted(value: str, delimiter: str, was_quoted: bool = False) -> str:
    """A field as it is written: in quotes where it was, or where its text needs them."""
    if was_quoted or delimiter in value or '"' in value or "\n" in value or "\r" in value:
        return '"' + value.replace('"', '""') + '"'
    return value


def value_of(term: Term, column: str, other: Mapping[str, str] | None = None) -> str:
    """A term's field as a table holds it: lists as `one|two`; of a column not termend's own from `other`."""
    if column not in COLUMNS:
        return (other or {}).get(column, "")
    value = getattr(term, column)
    return "|".join(value) if isinstance(value, tuple) else str(value)


def write(
    terms: Sequence[Term],
    columns: Sequence[str],
    titles: Sequence[str],
    delimiter: str,
    others: Sequence[Mapping[str, str]],
) -> bytes:
    """A table of the terms in UTF-8; no header where `titles` are empty. `others` are further columns of each term."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if titles:
        writer.writerow(titles)
    for term, other in zip(terms, others, strict=True):
        writer.writerow([value_of(term, column, other) for column in columns])
    return out.getvalue().encode()
