"""Spellings of one foreign name: Hassan and Hasan, Saleh and Salih."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz.distance import Hamming

from termend.language.letters import fold

_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")
_LEAST_CONSONANTS = 2
_LEAST_LETTERS = 6  # of the longer; in a short word one letter is too much of it


def is_spelling_of(ours: Sequence[str], theirs: Sequence[str], pinyin: str, is_word: Callable[[str], bool]) -> bool:
    """Whether the words are the other ones, some with other vowels or with a letter doubled or not.

    In Chinese names another vowel is another name (Li Na, Li Nu): of what is written in pinyin no word is a spelling.

    Args:
        pinyin: letters of the name's own reading.
        is_word: whether a word is ordinary English, which is not spelt as one likes.
    """
    if len(ours) != len(theirs) or fold("".join(theirs)) == pinyin or fold("".join(ours)) == pinyin:
        return False
    others = [(a, b) for a, b in zip(ours, theirs, strict=True) if fold(a) != fold(b)]
    return bool(others) and all(_alike(fold(a), fold(b)) and not (is_word(a) or is_word(b)) for a, b in others)


def _alike(mine: str, other: str) -> bool:
    """Whether one vowel at most is another; letters that are doubled count once. Atlanta is no Atalanta."""
    one, two = (_DOUBLED.sub(r"\1", word) for word in (mine, other))
    consonants = _VOWELS.sub("", one)
    return (
        consonants == _VOWELS.sub("", two)
        and len(consonants) >= _LEAST_CONSONANTS
        and max(len(mine), len(other)) >= _LEAST_LETTERS
        and one[:1] == two[:1]
        and len(one) == len(two)
        and Hamming.distance(one, two) <= 1
    )
