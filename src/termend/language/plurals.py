"""The regular plural of an English name."""

from __future__ import annotations

import re

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE)
_CONSONANT_Y = re.compile(r"(?<=[^aeiouAEIOU\W])y$")


def plural(name: str) -> str:
    """A name in the plural: `Plan` gives `Plans`, `Secretary` `Secretaries`, `Mayor of Nanpu` `Mayors of Nanpu`."""
    head, of, rest = name.partition(" of ")
    if of and head:
        return f"{plural(head)}{of}{rest}"
    if _CONSONANT_Y.search(name):
        return name[:-1] + "ies"
    return name + ("es" if _SIBILANT.search(name) else "s")
