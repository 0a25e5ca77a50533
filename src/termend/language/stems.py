"""English words without their endings (Porter 1980, in the revision that Snowball calls English)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_stemmer: Stemmer.Stemmer | None = None


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of one word, lower-cased, without a possessive ending: `Awards` and `award's` give `award`."""
    global _stemmer
    if _stemmer is None:
        import Stemmer

        _stemmer = Stemmer.Stemmer("english", 0)  # what it remembered itself would be looked up behind what is here
    lowered = word.lower().replace("’", "'")
    if lowered.endswith(("'s", "s'")):
        lowered = lowered[:-2] if lowered.endswith("'s") else lowered[:-1]
    stemmed: str = _stemmer.stemWord(lowered)
    return stemmed


def stems(text: str) -> list[str]:
    """The stems of the words of a text in order; a hyphen parts words."""
    return [stem(word) for word in _WORD.findall(text)]
