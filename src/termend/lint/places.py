"""Where a remark stands in its file, and the edits that its fix comes to."""

from __future__ import annotations

from xml.sax.saxutils import escape

from termend.glossary.entries import Contents, Entry
from termend.glossary.table import Cut, cut, quoted
from termend.lint.finding import DeleteRow, LintFinding, RelatedPlace, Remark, Replace
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
    )


def _related(contents: Contents, entry: Entry) -> RelatedPlace:
    line, column = entry.line, 1
    if contents.text is not None:
        line, column = contents.line_and_column(entry.start)
    return RelatedPlace(entry.path, line, column, entry.words)


def field_at(contents: Contents, entry: Entry, column: str) -> Cut | None:
    """Where the raw text of a field stands in the file's text; None where it has no place of its own."""
    if contents.text is None:
        return None
    if entry.spans is not None:
        span = entry.spans.get(column)
        return Cut(span[0], span[1], False) if span else None
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
    field = field_at(contents, entry, remark.column)
    if field is None:
        line, column = contents.line_and_column(entry.start)
        return line, column, line, column, None
    raw = contents.text[field.start : field.end]
    inside = field.quoted and raw[1 : 1 + remark.at].find('"') < 0
    at = raw.find(remark.text, min(remark.at + inside, len(raw))) if remark.text else -1
    start, end = (field.start, field.end) if at < 0 else (field.start + at, field.start + at + len(remark.text))
    line, column = contents.line_and_column(start)
    end_line, end_column = contents.line_and_column(end)
    return line, column, end_line, end_column, None


def _letters(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _edits(contents: Contents, remark: Remark) -> tuple[Edit, ...]:
    if contents.text is None:
        return ()
    edits: list[Edit] = []
    for change in remark.changes:
        edit = _edit(contents, contents.text, remark.entry, change)
        if edit is None:
            return ()
        edits.append(edit)
    return tuple(edits)


def _edit(contents: Contents, text: str, entry: Entry, change: Replace | DeleteRow) -> Edit | None:
    if isinstance(change, DeleteRow):
        return Edit(entry.start, entry.end, text[entry.start : entry.end], "")
    field = field_at(contents, entry, change.column)
    if field is None:
        return None
    before = text[field.start : field.end]
    xml = entry.spans is not None
    after = escape(change.after) if xml else quoted(change.after, contents.delimiter, field.quoted)
    return Edit(field.start, field.end, before, after)
