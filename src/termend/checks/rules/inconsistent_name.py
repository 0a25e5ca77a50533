"""inconsistent-name: a name of the source that the draft renders in two ways, and nothing tells which is right."""

from __future__ import annotations

from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.records import Finding


@register("inconsistent-name")
def inconsistent_name(context: CheckContext) -> Iterator[Finding]:
    """Each such name once, at the first place of the second rendering; an editor has to choose."""
    return (two.finding("inconsistent-name") for two in context.two_renderings if not two.is_told)
