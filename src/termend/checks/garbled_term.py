"""garbled-term: a stretch of English that is what a translation engine made of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termend.channel.monolingual.evidence import evidence
from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.checks.standing import Standing
from termend.records import Finding, Severity

# A credit in lenticular brackets (【Author: …】) holds the desk's own names.
_CREDIT = re.compile(r"【[^【】\n]*】")


@register("garbled-term")
def garbled_term(context: CheckContext) -> Iterator[Finding]:
    """Garbled names of the segments that have no source, each with its alignment."""
    document = context.document
    credits = [match.span() for match in _CREDIT.finditer(document.text)]
    for garble, standing in context.unpaired:
        if standing is not Standing.WRONG or any(start <= garble.start and garble.end <= end for start, end in credits):
            continue
        text = document.text[garble.start : garble.end]
        yield Finding(
            "garbled-term",
            Severity.ERROR,
            garble.segment,
            garble.start,
            garble.end,
            text,
            garble.score,
            f"{text} may be {garble.term.source}, {garble.term.target}",
            garble.term,
            evidence(garble.candidate),
        )
