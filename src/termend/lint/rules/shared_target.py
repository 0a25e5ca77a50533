"""One target for two sources.

Two different Chinese names share one English name. Often a cell was filled down or pasted twice.

    source,target
    沙坪坝区,Shapingba District
    沙河区,Shapingba District       ← shared-target

It stays silent where the sources are plainly two names of one thing: one is the other cut short (重报集团 and
重庆日报报业集团), both sound alike, one is a one-character abbreviation (渝 and 重庆), or they only differ in
traditional and simplified characters.

What to do: correct the target; or, where both names are right, let one row say so in its note with an inline ignore.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.glossary.entries import Entry
from termend.lint.context import LintContext, line_of
from termend.lint.finding import Remark
from termend.lint.naming import akin
from termend.lint.registry import rule
from termend.records import Severity

_MOST = 40  # rows of one target that are held against each other


@rule("shared-target", Severity.WARNING, across=True)
def shared_target(context: LintContext) -> Iterator[Remark]:
    for rows in context.by_target.values():
        if len(rows) == 1:
            continue
        distinct: list[Entry] = []
        sources: set[str] = set()
        for row in rows:
            source = context.sources[row.source]
            if source in sources:
                continue
            sources.add(source)
            rivals = distinct[:_MOST]
            distinct.append(row)
            if not rivals or any(akin(source, context.sources[rival.source]) for rival in rivals):
                continue
            first = rivals[0]
            yield Remark(
                row,
                "target",
                row.target,
                f"{line_of(first, row)} gives {first.source} the same target",
                related=(first,),
            )
