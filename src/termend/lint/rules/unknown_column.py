"""A column that termend does not read, or a value that it does not know.

A header such as `varaints` is silently a column of its own, and what stands below it is never used. The `case` column
takes `as-is`, `any` and `lower`.

What to do: correct the header or the value. Columns of your own are fine where their names resemble none of termend's.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.glossary.entries import COLUMNS
from termend.lint.context import LintContext
from termend.lint.finding import FileRemark, Remark
from termend.lint.registry import rule
from termend.records import Severity

CASES = ("as-is", "any", "lower")
_ALIKE = 0.75


@rule("unknown-column", Severity.WARNING)
def unknown_column(context: LintContext) -> Iterator[Remark | FileRemark]:
    from rapidfuzz.distance import Levenshtein

    for contents in context.files:
        for name in contents.columns:
            near = max(COLUMNS, key=lambda known: Levenshtein.normalized_similarity(name, known))
            if name not in COLUMNS and Levenshtein.normalized_similarity(name, near) >= _ALIKE:
                line = contents.entries[0].line - 1 if contents.entries else 1
                yield FileRemark(
                    contents.path, max(line, 1), 1, name, f"unknown column {name!r}: did you mean {near!r}?"
                )
        if not contents.columns:
            continue
        for entry in contents.entries:
            case = entry.fields.get("case", "").strip()
            if case and case.lower() not in CASES:
                yield Remark(entry, "case", case, f"unknown case {case!r}: it is one of {', '.join(CASES)}")
