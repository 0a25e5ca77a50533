"""Characters that an English text gives by their sound, in pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from termend.language.hanzi import runs
from termend.language.tokens import Token

_LONGEST_WORDS = 3
_LONGEST_CHARACTERS = 6
_EXACT = 0.97
_ONE_SYLLABLE = 0.6


def romanised(chinese: str, words: Sequence[Token]) -> Iterator[tuple[int, int, int, float]]:
    """Word number, range of characters and strength, for each word of a run that spells some characters.

    Only capitalised words are taken for pinyin. Several words together (Hu Xueyi), the name's order kept or its
    surname put last, link each to all the characters.
    """
    spelt: dict[str, list[tuple[int, int]]] = {}
    for start, end in runs(chinese):
        syllables = [_syllables(c) for c in chinese[start:end]]
        for i in range(len(syllables)):
            forms = {""}
            for j in range(i, min(len(syllables), i + _LONGEST_CHARACTERS)):
                forms = {form + s for form in forms for s in syllables[j]}
                if len(forms) > 16:
                    break
                for form in forms:
                    spelt.setdefault(form, []).append((start + i, start + j + 1))
    for first in range(len(words)):
        for last in range(first, min(len(words), first + _LONGEST_WORDS)):
            if not words[last].text[:1].isupper():
                break
            letters = [re.sub(r"[^a-zü]", "", word.text.lower()) for word in words[first : last + 1]]
            for order in (letters, letters[1:] + letters[:1]) if len(letters) > 1 else (letters,):
                for start, end in spelt.get("".join(order), ()):
                    strength = _EXACT if end - start > 1 else _ONE_SYLLABLE
                    for number in range(first, last + 1):
                        yield number, start, end, strength


@lru_cache(maxsize=1 << 14)
def _syllables(character: str) -> tuple[str, ...]:
    """The readings of a character without tones, ü also as u."""
    from pypinyin import Style, pinyin

    readings = {reading for reading in pinyin(character, style=Style.NORMAL, heteronym=True)[0] if reading.isalpha()}
    return tuple(sorted(readings | {reading.replace("ü", "u").replace("v", "u") for reading in readings}))
