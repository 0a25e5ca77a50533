"""Character references of markup: `&amp;`, `&#20013;`."""

from __future__ import annotations

import re
from html import unescape

# Numbers beyond all characters; Python reads none of thousands of digits.
_BEYOND = re.compile(r"&#(?:0*[1-9][0-9]{7,}|[xX]0*[1-9a-fA-F][0-9a-fA-F]{6,});?")


def without_references(text: str) -> str:
    """The text that its references stand for, as HTML reads them; U+FFFD for what is no character."""
    return unescape(_BEYOND.sub("\N{REPLACEMENT CHARACTER}", text))
