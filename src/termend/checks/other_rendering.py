"""other-rendering: a sound rendering of a name of the source that no row of the glossary lists."""

from __future__ import annotations

from collections.abc import Iterator

from termend.channel.monolingual.evidence import evidence
from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.checks.standing import Standing
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


@register("other-rendering")
def other_rendering_without_source(context: CheckContext) -> Iterator[Finding]:
    """What is like a garble but says the same as an approved rendering in other words."""
    for garble, standing in context.unpaired:
        if standing is Standing.SOUND:
            yield Finding(
                "other-rendering",
                Severity.INFO,
                garble.segment,
                garble.start,
                garble.end,
                context.document.text[garble.start : garble.end],
                garble.score,
                f"{garble.term.source} is {garble.term.target} in the glossary; this form is not listed",
                garble.term,
                evidence(garble.candidate),
            )
