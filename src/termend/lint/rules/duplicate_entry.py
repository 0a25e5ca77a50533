"""The same entry twice.

Two rows, of one file or of two that serve together, say the same: one source (traditional and simplified forms count
as one where the file does not tell them apart, as TBX does with zh-CN and zh-TW), one target, one domain. The second
adds nothing, and the day one of them is changed the other contradicts it.

    source,target
    重庆日报,Chongqing Daily
    重庆日报,Chongqing Daily        ← duplicate-entry

Fix: in a table the later row is deleted where it holds nothing that the first lacks. Where it has further variants or
another note, stands in another file, or belongs to a concept of a termbase (TBX, TMX, UTX), merge the two by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.glossary.entries import Entry
from termend.lint.context import LintContext, line_of, other_language
from termend.lint.finding import DeleteRow, Remark
from termend.lint.registry import rule
from termend.records import Severity


@rule("duplicate-entry", Severity.WARNING, fixable=True, across=True)
def duplicate_entry(context: LintContext) -> Iterator[Remark]:
    for rows in context.by_source.values():
        if len(rows) == 1:
            continue
        seen: dict[tuple[str, str], Entry] = {}
        for row in rows:
            key = (" ".join(row.target.split()), row.domain)
            first = seen.setdefault(key, row)
            if first.concept != row.concept and not other_language(row, first):
                changes = (DeleteRow(),) if row.path == first.path and _adds_nothing(row, first) else ()
                message = f"{line_of(first, row)} already says {first.words}"
                yield Remark(row, "source", row.source, message, changes, (first,))


def _adds_nothing(row: Entry, first: Entry) -> bool:
    return (
        row.source == first.source
        and set(row.variants) <= set(first.variants)
        and set(row.forbidden) <= set(first.forbidden)
        and all(
            not text.strip() or text.strip() == first.fields.get(column, "").strip()
            for column, text in row.fields.items()
            if column not in ("source", "target", "variants", "forbidden")
        )
    )
