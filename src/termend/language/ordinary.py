"""Which English words are ordinary ones, that is, stand in lower case in right English.

The list is SCOWL's (Atkinson, Spell Checker Oriented Word Lists); see the README beside it.
"""

from __future__ import annotations

from functools import cache

from termend import resources


@cache
def _words(name: str) -> frozenset[str]:
    path = resources.models() / "english" / f"{name}.txt"
    return frozenset(path.read_text(encoding="utf-8").splitlines())  # no word begins with #, as the remarks do


def is_ordinary(word: str) -> bool:
    """Whether a word, in lower case, is an English word, numbers included: `news`, `post`, `china`; not `chinese`."""
    return not word.isalpha() or word.lower() in _words("ordinary-words")


def is_mostly_a_name(word: str) -> bool:
    """Whether an ordinary word is oftener a name: `china`, `japan`; not `may` or `turkey`."""
    return word.lower() in _words("names-first")
