"""A status that nobody knows.

A termbase, or a column of a table, says of a term what may be done with it. The values of the standards are known
(`preferredTerm-admn-sts`, `legalTerm` …; UTX's `approved`, `provisional` …), and so are the words that people write:
approved, allowed, forbidden, deprecated, obsolete, not recommended, do not use. Of any other value nobody can tell
whether it approves the term, so the term is neither used nor flagged.

    source,target,status
    铜梁,Copper Bridge,tbd           ← unknown-status

What to do: write one of the known values. There is no automatic fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.lint.context import LintContext
from termend.lint.finding import FileRemark
from termend.lint.registry import rule
from termend.records import Severity


@rule("unknown-status", Severity.WARNING)
def unknown_status(context: LintContext) -> Iterator[FileRemark]:
    for contents in context.files:
        for fault in contents.faults:
            if fault.kind == "status":
                yield FileRemark(contents.path, fault.line, fault.column, fault.text, fault.message)
