"""untranslated-text: Chinese characters and full-width punctuation left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.language.hanzi import HANZI_CLASS
from termend.records import Finding, Proposal, Severity

_FULL_WIDTH = {"。": ".", "，": ",", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")", "、": ","}
_LEFTOVER = re.compile(f"[{HANZI_CLASS}]+|[{''.join(_FULL_WIDTH)}]")


@register("untranslated-text")
def untranslated_text(context: CheckContext) -> Iterator[Finding]:
    """Every leftover, with the English mark as proposal where there is one."""
    for segment in context.document.segments:
        for match in _LEFTOVER.finditer(segment.text):
            start, end = segment.start + match.start(), segment.start + match.end()
            mark = _FULL_WIDTH.get(match.group())
            proposals = (Proposal(mark, start, end, 1.0, "rule"),) if mark else ()
            yield Finding(
                "untranslated-text",
                Severity.WARNING,
                segment.index,
                start,
                end,
                match.group(),
                1.0,
                f"{match.group()} is left from the Chinese",
                proposals=proposals,
            )
