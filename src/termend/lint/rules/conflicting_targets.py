"""One source, two targets, and no domain to tell them apart.

Two rows, of one file or of two that serve together, give one Chinese name different English names under the same domain
(or under none). Neither a translator nor a machine can know which is meant.

    source,target
    市委,Municipal Party Committee
    市委,City Council               ← conflicting-targets

What to do: keep one row and list the other rendering under `variants`; or, where both are right in their place, give
each its own `domain`. There is no automatic fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.glossary.entries import Entry
from termend.lint.context import LintContext, line_of, other_language
from termend.lint.finding import Remark
from termend.lint.registry import rule
from termend.records import Severity


@rule("conflicting-targets", Severity.ERROR, across=True)
def conflicting_targets(context: LintContext) -> Iterator[Remark]:
    for rows in context.by_source.values():
        if len(rows) == 1:
            continue
        first_of_domain: dict[str, Entry] = {}
        said: set[tuple[str, str]] = set()
        for row in rows:
            first = first_of_domain.setdefault(row.domain, row)
            target = " ".join(row.target.split())
            if target == " ".join(first.target.split()) or (row.domain, target) in said:
                continue
            if other_language(row, first):
                continue
            said.add((row.domain, target))
            where = f" in the domain {row.domain!r}" if row.domain else ", and no domain tells them apart"
            message = f"{line_of(first, row)} renders {first.source} as {first.target!r}{where}"
            yield Remark(row, "target", row.target, message, related=(first,))
