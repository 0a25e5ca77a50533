"""English text cut into runs of letters and numbers."""

from __future__ import annotations

import re

WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+|[^\W\d_]+")


def split(text: str) -> list[str]:
    """Runs of letters and numbers (with an ordinal's ending) in order; hyphens, stops and apostrophes part them."""
    return WORD.findall(text)
