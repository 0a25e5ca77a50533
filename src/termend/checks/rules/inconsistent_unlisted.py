"""inconsistent-term: a name that no glossary has, rendered otherwise than elsewhere in the draft."""

from __future__ import annotations

from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.records import WORLD_NAMES, Finding, Proposal, Severity, Term

_SCORE = 0.7


@register("inconsistent-term")
def inconsistent_unlisted(context: CheckContext) -> Iterator[Finding]:
    """Each name once, at the first place of its rarer rendering, where the names of the world or the draft tell."""
    for two in context.two_renderings:
        if two.is_told:
            yield Finding(
                "inconsistent-term",
                Severity.WARNING,
                two.segment,
                two.start,
                two.end,
                two.text,
                _SCORE,
                two.message,
                Term(two.name, two.kept, glossary=WORLD_NAMES),
                proposals=(Proposal(two.kept, two.start, two.end, _SCORE, "rule"),),
                places=two.further,
            )
