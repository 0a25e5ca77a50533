"""unapproved-rendering: recognisably the name and sound English, but the glossary prescribes another form."""

from __future__ import annotations

from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.detection.detected import Kind
from termend.records import Finding, Severity


@register("unapproved-rendering")
def unapproved_rendering(context: CheckContext) -> Iterator[Finding]:
    """Renderings that an editor would let stand; a row's variants are the place to list them."""
    for found in context.detected:
        if found.kind is Kind.UNAPPROVED:
            yield Finding(
                "unapproved-rendering",
                Severity.WARNING,
                found.segment,
                found.start,
                found.end,
                context.document.text[found.start : found.end],
                found.score,
                f"{found.term.source} is {found.term.target} in the glossary; this is {found.reason}",
                found.term,
                found.evidence,
            )
