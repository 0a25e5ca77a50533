"""English letters without their dress: accents, case, hyphens and spaces taken away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPELT_OUT = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
)
_DOUBLED = re.compile("([bcdfghjklmnpqrstvwxz])\\1")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The letters a to z of a text in order: `Sánchez-Łuk` gives `sanchezluk`."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered if lowered.isalpha() else "".join(c for c in lowered if "a" <= c <= "z")
    plain = unicodedata.normalize("NFKD", lowered.translate(_SPELT_OUT))
    return "".join(c for c in plain if "a" <= c <= "z")


def undoubled(letters: str) -> str:
    """Folded letters with every consonant that is written twice written once: pittsburg, pitsburg."""
    return _DOUBLED.sub(r"\1", letters)
