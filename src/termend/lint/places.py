"""Where a remark stands in its file, and the edits that its fix comes to."""

from __future__ import annotations

from collections.abc import Sequence

from termend.errors import EditError
from termend.glossary.entries import Contents, Entry, Part
from termend.glossary.rewriting import shared, spliced
from termend.glossary.table import Cut, cut, quoted
from termend.lint.finding import CellEdit, DeleteRow, LintFinding, RelatedPlace, Remark, Replace
from termend.lint.registry import Rule
from termend.records import Edit, Severity


def finding(remark: Remark, rule: Rule, severity: Severity, files: dict[str, Contents]) -> LintFinding:
    """A remark as a finding, with its place and edits. `files` are by path."""
    entry = remark.entry
    contents = files[entry.path]
    line, column, end_line, end_column, label = _place(contents, entry, remark)
    return LintFinding(
        rule.id,
        severity,
        entry.path,
        line,
        column,
        end_line,
        end_column,
        remark.text,
        entry.words,
        remark.message,
        _edits(contents, remark),
        tuple(_related(files[other.path], other) for other in remark.related),
        remark.score,
        label,
        entry.fields.get("note", ""),
        _cells(contents, remark),
    )


def _related(contents: Contents, entry: Entry) -> RelatedPlace:
    line, column = entry.line, 1
    if contents.text is not None:
        line, column = contents.line_and_column(entry.start)
    return RelatedPlace(entry.path, line, column, entry.words)


def field_at(contents: Contents, entry: Entry, column: str) -> Cut | None:
    """Where the raw text of a table's field stands in the file's text; None where the row has no such field."""
    assert contents.text is not None
    if column not in contents.columns:
        return None
    fields = cut(contents.text, entry.start, entry.end, contents.delimiter)
    index = contents.columns.index(column)
    return fields[index] if index < len(fields) else None


def _place(contents: Contents, entry: Entry, remark: Remark) -> tuple[int, int, int, int, str | None]:
    if contents.text is None:
        number = (entry.cells or {}).get(remark.column, 1)
        label = f"{contents.about.get('sheet', 'Sheet1')}!{_letters(number)}{entry.line}"
        return entry.line, number, entry.line, number, label
    if entry.parts is not None:
        start, end = _stretch(entry, entry.parts.get(remark.column, ()), remark)
    else:
        start, end = _in_cell(contents, entry, remark)
    line, column = contents.line_and_column(start)
    end_line, end_column = contents.line_and_column(end)
    return line, column, end_line, end_column, None


def _in_cell(contents: Contents, entry: Entry, remark: Remark) -> tuple[int, int]:
    """Half-open code points of a remark's words in a table's text."""
    assert contents.text is not None
    field = field_at(contents, entry, remark.column)
    if field is None:
        return entry.start, entry.start
    raw = contents.text[field.start : field.end]
    inside = field.quoted and raw[1 : 1 + remark.at].find('"') < 0
    at = raw.find(remark.text, min(remark.at + inside, len(raw))) if remark.text else -1
    return (field.start, field.end) if at < 0 else (field.start + at, field.start + at + len(remark.text))


def _stretch(entry: Entry, parts: Sequence[Part], remark: Remark) -> tuple[int, int]:
    """Half-open code points of a remark's words in the file's text, where each part of a list has its own place."""
    offset = 0
    for part in parts:
        at = part.text.find(remark.text, max(0, remark.at - offset)) if remark.text else -1
        if at >= 0 and part.pieces:
            return _in_file(part, at), _in_file(part, at + len(remark.text) - 1, behind=True)
        offset += len(part.text) + 1
    placed = next((part for part in parts if part.pieces), None)
    return (placed.start, placed.pieces[-1].until) if placed else (entry.start, entry.start)


def _in_file(part: Part, at: int, *, behind: bool = False) -> int:
    """The code point of the file where the one at `at` of a part's text begins, or ends."""
    piece = next(piece for piece in reversed(part.pieces) if piece.start <= at)
    if len(piece.text) != piece.until - piece.at:
        return piece.until if behind else piece.at
    return piece.at + at - piece.start + behind


def _letters(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _edits(contents: Contents, remark: Remark) -> tuple[Edit, ...]:
    """The edits of the file's text that a fix comes to; none where it cannot be made without touching anything else.

    Where the file is kept by concept (each part in its own place) a fix changes one term and takes nothing away.
    """
    text = contents.text
    if text is None:
        return ()
    if remark.entry.parts is not None:
        if len(remark.changes) != 1 or not isinstance(remark.changes[0], Replace):
            return ()
        return _term_edits(contents, text, remark.entry, remark.changes[0])
    edits: list[Edit] = []
    for change in remark.changes:
        edit = _edit(contents, text, remark.entry, change)
        if edit is None:
            return ()
        edits.append(edit)
    return tuple(edits)


def _cells(contents: Contents, remark: Remark) -> tuple[CellEdit, ...]:
    """The cells of a workbook that a fix of one term changes."""
    entry = remark.entry
    if contents.text is not None or len(remark.changes) != 1 or not isinstance(remark.changes[0], Replace):
        return ()
    column, after = remark.changes[0].column, remark.changes[0].after
    number, before = (entry.cells or {}).get(column), entry.fields.get(column, "")
    return (CellEdit(entry.line, number, before, after),) if number and before else ()


def _edit(contents: Contents, text: str, entry: Entry, change: Replace | DeleteRow) -> Edit | None:
    if isinstance(change, DeleteRow):
        return Edit(entry.start, entry.end, text[entry.start : entry.end], "")
    field = field_at(contents, entry, change.column)
    if field is None:
        return None
    after = quoted(change.after, contents.delimiter, field.quoted)
    return Edit(field.start, field.end, text[field.start : field.end], after)


def _term_edits(contents: Contents, text: str, entry: Entry, change: Replace) -> tuple[Edit, ...]:
    assert entry.parts is not None
    parts = entry.parts.get(change.column, ())
    after = shared(parts, change.after)
    if after is None:
        return ()
    made: list[Edit] = []
    for part, words in zip(parts, after, strict=True):
        if words == part.text:
            continue
        if part.pieces and part.pieces[0].writing in ("cell", "quoted"):
            piece = part.pieces[0]
            cell = quoted(words, contents.delimiter, piece.writing == "quoted")
            made.append(Edit(piece.at, piece.until, text[piece.at : piece.until], cell))
            continue
        try:
            made += [Edit(at, until, text[at:until], new) for at, until, new in spliced(entry.path, part, words)]
        except EditError:
            return ()
    return tuple(made)
