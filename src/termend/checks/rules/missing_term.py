"""missing-term: a name of the source that no words of the draft render."""

from __future__ import annotations

from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.detection.detected import Detected, Kind
from termend.records import Finding, Severity


@register("missing-term")
def missing_term(context: CheckContext) -> Iterator[Finding]:
    """Lost names, each at the place where it belongs, with no extent."""
    for found in context.detected:
        if found.kind is Kind.MISSING:
            yield Finding(
                "missing-term",
                Severity.WARNING,
                found.segment,
                found.start,
                found.start,
                "",
                found.score,
                f"The source has {found.term.source}, {found.term.target}; the draft lacks it {_where(found)}",
                found.term,
                found.evidence,
            )


def _where(found: Detected) -> str:
    if found.left and found.right:
        return f"between “{found.left}” and “{found.right}”"
    if found.right:
        return f"before “{found.right}”"
    if found.left:
        return f"after “{found.left}”"
    return "in this segment"
