"""What single words of English names are, as flags; each word is looked at once, for a glossary has few of them."""

from __future__ import annotations

from functools import cache

from termend.language.function_words import IN_TITLES
from termend.language.numerals import ORDINALS
from termend.lint import kinds, localities

# A word that says nothing by itself; that may be initials; that tells a kind; that counts; that names a known place.
EMPTY, INITIALS, KIND, COUNT, PLACE = 1, 2, 4, 8, 16

_MOST_REMEMBERED = 1 << 14  # words; most of a glossary's stand in one row

_PASSED_OVER = """
de la le el da do s no
co ltd inc corp corporation company limited llc plc gmbh ag sa holdings holding group
"""
_EMPTY = IN_TITLES - {"or"} | frozenset(_PASSED_OVER.split())


class Wording(dict[str, int]):
    """By word the sum of its flags."""

    def __missing__(self, word: str) -> int:
        lowered = word.lower()
        flags = _known().get(lowered, 0) + PLACE * localities.is_one(word)
        if lowered != word and len(word) > 1 and word.isupper() and word.isalpha():
            flags += INITIALS
        elif word[0].isdigit():
            flags += COUNT
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[word] = flags
        return flags


@cache
def _known() -> dict[str, int]:
    """By lower-cased word the sum of the flags that lists give it."""
    listed = ((EMPTY, _EMPTY), (KIND, kinds.telling()), (COUNT, ORDINALS.keys()))
    return {word: sum(flag * (word in words) for flag, words in listed) for _, words in listed for word in words}
