"""unapproved-rendering: recognisably the name and sound English, but the glossary prescribes another form."""

from __future__ import annotations

from collections.abc import Iterator

from termend.channel.monolingual.evidence import evidence
from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.checks.standing import Standing
from termend.records import Finding, Severity


@register("unapproved-rendering")
def unapproved_with_source(context: CheckContext) -> Iterator[Finding]:
    """Renderings that an editor would let stand; a row's variants are the place to list them."""
    text = context.document.text
    for aligned in context.aligned:
        if aligned.kind == "other":
            yield Finding(
                "unapproved-rendering",
                Severity.WARNING,
                aligned.segment,
                aligned.start,
                aligned.end,
                text[aligned.start : aligned.end],
                aligned.score,
                f"{aligned.term.source} is {aligned.term.target} in the glossary; this form is not listed",
                aligned.term,
                aligned.evidence,
            )


@register("unapproved-rendering")
def unapproved_without_source(context: CheckContext) -> Iterator[Finding]:
    """What is like a garble but says the same as an approved rendering in other words."""
    for garble, standing in context.unpaired:
        if standing is Standing.SOUND:
            yield Finding(
                "unapproved-rendering",
                Severity.WARNING,
                garble.segment,
                garble.start,
                garble.end,
                context.document.text[garble.start : garble.end],
                garble.score,
                f"{garble.term.source} is {garble.term.target} in the glossary; this form is not listed",
                garble.term,
                evidence(garble.candidate),
            )
