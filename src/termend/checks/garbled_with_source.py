"""garbled-term, where the segment has its source: a name is known to be there; the question is what it became."""

from __future__ import annotations

from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.records import Finding, Severity


@register("garbled-term")
def garbled_with_source(context: CheckContext) -> Iterator[Finding]:
    """Words that render a name of the source, and not in a form that an editor accepts."""
    text = context.document.text
    for aligned in context.aligned:
        if aligned.kind == "garbled":
            yield Finding(
                "garbled-term",
                Severity.ERROR,
                aligned.segment,
                aligned.start,
                aligned.end,
                text[aligned.start : aligned.end],
                aligned.score,
                f"The source has {aligned.term.source}, {aligned.term.target}",
                aligned.term,
                aligned.evidence,
            )
