"""A text as it has to stand in Markdown (CommonMark 0.31, section 2.4), given what stands around it."""

from __future__ import annotations

import re

_ALWAYS = re.compile(r"[\\`*_\[\]~|]|<(?=[A-Za-z/!?]|$)|&(?=#?\w+;|#?\w*$)|!$|(?<!\S)#")
# What begins a block where it stands first on a line, behind the marks of quotations and lists.
_BEGINS_BLOCK = re.compile(r"(\d{1,9})([.)])|[-+>#=:]")
_BEFORE_BLOCK = re.compile(r"[ \t>*+\-|]*+(?:\d{1,9}[.)][ \t]++[ \t>*+\-|]*+)?")


def escaped(text: str, around: str, at: int, until: int) -> str:
    r"""The text so that in place of `around[at:until]` it reads as itself: `1. FC Köln` as `1\. FC Köln`.

    Marks that mean nothing where they stand are escaped too: a backslash before a mark is never seen.
    """
    if not text:
        return text
    written = _ALWAYS.sub(r"\\\g<0>", text)
    line = around[max(around.rfind("\n", 0, at), around.rfind("\r", 0, at)) + 1 : at]
    if _BEFORE_BLOCK.fullmatch(line):
        begins = _BEGINS_BLOCK.match(written)
        if begins is not None:
            mark = begins.end(1) if begins[1] else 0
            written = f"{written[:mark]}\\{written[mark:]}"
    return written
