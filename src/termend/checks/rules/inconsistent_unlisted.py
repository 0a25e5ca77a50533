"""inconsistent-term: a name that no glossary has, rendered otherwise than elsewhere in the draft."""

from __future__ import annotations

from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.records import Finding


@register("inconsistent-term")
def inconsistent_unlisted(context: CheckContext) -> Iterator[Finding]:
    """Each name once, at the first place of its rarer rendering, where the names of the world or the draft tell."""
    return (two.finding("inconsistent-term") for two in context.two_renderings if two.is_told)
