"""What a lint rule says, as a value that every report form can render.

`LintFinding` is the finished thing: rule, severity, file, place, words, message, fix. It shares its shape with the
`Finding` of a draft as far as both have one: a name (`rule` / `check`), `severity`, a place (`path`, `line`, `column`,
`end_line`, `end_column`), `text`, `message`, `score`, and a replacement (`fix` / `proposals`) in half-open code points
of the file's text. A report form therefore needs from either: name, severity, place, text, message, replacements,
related places.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from termend.glossary.entries import Entry
from termend.records import Edit, Severity


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """Another row that a finding speaks of: the first of two duplicates, the longer term that disagrees.

    Attributes:
        path, line, column: as in `LintFinding`.
        text: that row in a few words, `重庆 → Chongqing`.
    """

    path: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A cell of a workbook that gets another text.

    Attributes:
        row, column: from 1.
        before, after: its text.
    """

    row: int
    column: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One place in a glossary file that a rule speaks of.

    Attributes:
        rule: the rule's id, for example `duplicate-entry`.
        severity: the rule's, or what the configuration makes of it.
        path: the file, as the user named it.
        line, column: where it begins, from 1; a column counts code points. In a workbook: row and column number.
        end_line, end_column: where it ends, the column exclusive; equal to the beginning where nothing is there.
        text: the words of the row that it speaks of, as they stand.
        row: the whole row in a few words: `重庆 → Chongqing`; empty for what belongs to no row.
        message: one sentence for people, without a full stop's worth of place.
        fix: edits of the file's text (half-open code points, `termend.edits.apply`); empty where none is safe.
        related: other rows it speaks of.
        score: probability that the finding is right, where the rule can tell; 1 for rules of form.
        label: the place in a person's words where lines do not serve ("Sheet1!B7"); None elsewhere.
        note: the row's own note, where an inline ignore may stand.
        cells: in a workbook the fix: texts of cells.
    """

    rule: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    row: str
    message: str
    fix: tuple[Edit, ...] = ()
    related: tuple[RelatedPlace, ...] = ()
    score: float = 1.0
    label: str | None = None
    note: str = ""
    cells: tuple[CellEdit, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Hash of rule, row and words, but not of the place: it survives rows inserted above (for baselines)."""
        said = "\x1f".join((self.rule, self.row, self.text))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Replace:
    """A fix: the field's text becomes `after`."""

    column: str
    after: str


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """A fix: the row goes."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule yields; the runner adds place, severity and edits.

    Attributes:
        entry: the row it speaks of.
        column: the field; `source`, `target` …
        text: the words in that field, as they stand; found in the field to tell the column, from `at` on.
        message: one sentence for people.
        changes: the fix; empty where none is safe.
        related: other rows.
        score: probability that it is right.
        at: code point of the field's text where the search for `text` begins.
        severity: where it is not the rule's.
    """

    entry: Entry
    column: str
    text: str
    message: str
    changes: tuple[Replace | DeleteRow, ...] = ()
    related: tuple[Entry, ...] = ()
    score: float = 1.0
    at: int = 0
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class FileRemark:
    """What a rule says of a file and no row.

    Attributes:
        path: the file.
        line, column: from 1.
        text: the words there.
        message: one sentence for people.
    """

    path: str
    line: int
    column: int
    text: str
    message: str
