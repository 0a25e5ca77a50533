"""The ending that makes a name an owner: `China's`, `the States'`."""

from __future__ import annotations

import re

POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
"""At the end of a word or a stretch."""

_OPENING = re.compile(r"^['’]s(?=\W)", re.IGNORECASE)


def behind_possessive(gap: str) -> str:
    """What stands between two words, less the ending of the first."""
    return _OPENING.sub("", gap)
