"""Which English words are ordinary ones, that is, stand in lower case in right English.

The list is SCOWL's (Atkinson, Spell Checker Oriented Word Lists); see the README beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache

import numpy as np

from termend import resources
from termend.packed import Texts


@cache
def _words(name: str) -> Texts:
    """The words of a list, which are sorted, one a line."""
    content = (resources.models() / "english" / f"{name}.txt").read_bytes()
    return Texts(np.frombuffer(content.rstrip(b"\n"), np.uint8))


@lru_cache(maxsize=1 << 14)
def _holds(name: str, word: str) -> bool:
    words = _words(name)
    place = bisect_left(words, word)
    return place < len(words) and words[place] == word


def is_ordinary(word: str) -> bool:
    """Whether a word, in lower case, is an English word, numbers included: `news`, `post`, `china`; not `chinese`."""
    return not word.isalpha() or _holds("ordinary-words", word.lower())


def is_mostly_a_name(word: str) -> bool:
    """Whether an ordinary word is oftener a name: `china`, `japan`; not `may` or `turkey`."""
    return _holds("names-first", word.lower())
