"""missing-term: a name of the source that no words of the draft render."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.records import Finding, Severity

if TYPE_CHECKING:
    from termend.detection.paired.finding import Aligned


@register("missing-term")
def missing_term(context: CheckContext) -> Iterator[Finding]:
    """Lost names, each at the place where it belongs, with no extent."""
    for aligned in context.aligned:
        if aligned.kind == "missing":
            yield Finding(
                "missing-term",
                Severity.WARNING,
                aligned.segment,
                aligned.start,
                aligned.start,
                "",
                aligned.score,
                f"The source has {aligned.term.source}, {aligned.term.target}; the draft lacks it {_where(aligned)}",
                aligned.term,
                aligned.evidence,
            )


def _where(aligned: Aligned) -> str:
    if aligned.left and aligned.right:
        return f"between “{aligned.left}” and “{aligned.right}”"
    if aligned.right:
        return f"before “{aligned.right}”"
    if aligned.left:
        return f"after “{aligned.left}”"
    return "in this segment"
