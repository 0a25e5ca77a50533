"""garbled-term: a stretch of English that is what a translation engine made of a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.detection.detected import Detected, Kind
from termend.records import Finding, Severity

# A credit in lenticular brackets (【Author: …】) holds the desk's own names.
_CREDIT = re.compile(r"【[^【】\n]*】")


@register("garbled-term")
def garbled_term(context: CheckContext) -> Iterator[Finding]:
    """Words that render a name, and not in a form that an editor accepts."""
    text = context.document.text
    credits = [match.span() for match in _CREDIT.finditer(text)]  # in order, none over another
    for found in context.detected:
        start, end = credits[max(0, bisect_right(credits, (found.start, len(text))) - 1)] if credits else (0, 0)
        credited = not found.sourced and start <= found.start and found.end <= end
        if found.kind is Kind.WRONG and not credited:
            words = text[found.start : found.end]
            yield Finding(
                "garbled-term",
                Severity.ERROR,
                found.segment,
                found.start,
                found.end,
                words,
                found.score,
                _message(found, words),
                found.term,
                found.evidence,
            )


def _message(found: Detected, words: str) -> str:
    name = f"{found.term.source}, {found.term.target}"
    said = f"The source has {name}" if found.sourced else f"{words} may be {name}"
    return f"{said}: {found.reason}" if found.reason else said
