"""An empty source or target.

A row without a source can never be found; a row without a target has nothing to print. `check` and `fix` refuse to
load such a glossary.

    source,target
    重庆日报,                       ← empty-field

What to do: fill the field or delete the row. There is no automatic fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.lint.context import LintContext
from termend.lint.finding import Remark
from termend.lint.registry import rule
from termend.records import Severity


@rule("empty-field", Severity.ERROR)
def empty_field(context: LintContext) -> Iterator[Remark]:
    for entry in context.entries:
        for column in ("source", "target"):
            if not entry.fields.get(column, "").strip():
                yield Remark(entry, column, "", f"the {column} is empty")
