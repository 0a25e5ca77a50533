"""inconsistent-name: a name of the source that the draft renders in two ways, and nothing tells which is right."""

from __future__ import annotations

from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.records import Finding, Severity

_SCORE = 0.7


@register("inconsistent-name")
def inconsistent_name(context: CheckContext) -> Iterator[Finding]:
    """Each such name once, at the first place of the second rendering; an editor has to choose."""
    for two in context.two_renderings:
        if not two.is_told:
            yield Finding(
                "inconsistent-name",
                Severity.WARNING,
                two.segment,
                two.start,
                two.end,
                two.text,
                _SCORE,
                two.message,
                places=two.further,
            )
