"""An empty source or target.

A row without a source can never be found; a row without a target has nothing to print. `check` and `fix` pass over
such a row and say how many there were; the others serve. A concept of a termbase that has no term in Chinese, or none
in English that is approved, is such a row, as many in a termbase of several languages are.

    source,target
    重庆日报,                       ← empty-field

What to do: fill the field or delete the row. There is no automatic fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.glossary.entries import Entry
from termend.lint.context import LintContext
from termend.lint.finding import Remark
from termend.lint.registry import rule
from termend.records import Severity


@rule("empty-field", Severity.WARNING)
def empty_field(context: LintContext) -> Iterator[Remark]:
    for entry in context.entries:
        if entry.is_complete:
            continue
        if entry.parts is None:
            for column in ("source", "target"):
                if not entry.fields.get(column, "").strip():
                    yield Remark(entry, column, "", f"the {column} is empty: the row does not serve")
        else:
            yield Remark(entry, "", "", f"{_lacking(entry)}: the entry does not serve")


def _lacking(entry: Entry) -> str:
    if not entry.source and not entry.target:
        return "neither Chinese nor approved English"
    return "no approved English" if entry.source else "no Chinese"
