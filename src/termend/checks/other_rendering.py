"""other-rendering: a sound rendering of a name of the source that no row of the glossary lists."""

from __future__ import annotations

from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.records import Finding, Severity


@register("other-rendering")
def other_rendering(context: CheckContext) -> Iterator[Finding]:
    """Renderings that an editor would let stand; a row's variants are the place to list them."""
    text = context.document.text
    for aligned in context.aligned:
        if aligned.kind == "other":
            yield Finding(
                "other-rendering",
                Severity.INFO,
                aligned.segment,
                aligned.start,
                aligned.end,
                text[aligned.start : aligned.end],
                aligned.score,
                f"{aligned.term.source} is {aligned.term.target} in the glossary; this form is not listed",
                aligned.term,
                aligned.evidence,
            )
