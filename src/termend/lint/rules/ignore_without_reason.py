"""A finding is to stand, and nobody says why.

A comment above a row, or the row's note, may let a finding stand: `termend: ignore RULE reason`. Without a reason the
next reader cannot tell a decision from an accident, so such a comment lets nothing stand and is itself reported. The
same goes for one that names no rule, a rule that does not exist, or that no row follows.

    # termend: ignore shared-target          ← ignore-without-reason
    重报集团,Chongqing Daily Press Group

What to do: write the reason behind the rule's id, `# termend: ignore shared-target both names are in use`, or delete
the comment. There is no automatic fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.lint import registry
from termend.lint.context import LintContext
from termend.lint.finding import FileRemark
from termend.lint.ignoring import Ignore, ignores
from termend.lint.registry import rule
from termend.records import Severity


@rule("ignore-without-reason", Severity.WARNING)
def ignore_without_reason(context: LintContext) -> Iterator[FileRemark]:
    known = {one.id for one in registry.rules()}
    for contents in context.files:
        for ignore in ignores(contents):
            message = _fault(ignore, known)
            if message:
                yield FileRemark(contents.path, ignore.line, ignore.column, ignore.text, message)


def _fault(ignore: Ignore, known: set[str]) -> str:
    if not ignore.rules:
        return "it names no rule to ignore"
    for name in ignore.rules:
        if name not in known:
            return f"there is no rule {name}; termend glossary rules lists them"
    if not ignore.reason:
        return "it gives no reason: write one behind the rule's id"
    return "" if ignore.entry else "no row follows it"
