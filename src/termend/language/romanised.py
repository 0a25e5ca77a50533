"""Letters reduced to the sounds that engines confuse, so that a distorted romanisation can be compared with pinyin."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_LETTERS = re.compile(r"[^a-z]+")
_CLASSES = (
    ("zh", "j"),
    ("ch", "j"),
    ("sh", "s"),
    ("ph", "b"),
    ("ck", "g"),
    ("ng", "n"),
    ("oo", "u"),
    ("ee", "i"),
    ("q", "j"),
    ("x", "s"),
    ("z", "s"),
    ("c", "g"),
    ("k", "g"),
    ("t", "d"),
    ("p", "b"),
    ("f", "b"),
    ("v", "b"),
    ("w", "u"),
    ("y", "i"),
    ("r", "l"),
    ("m", "n"),
    ("h", ""),
)
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sound_classes(text: str) -> str:
    """Lower-case letters without accents, consonants of one class written alike, doubled letters once."""
    plain = unicodedata.normalize("NFKD", text.lower())
    letters = _NOT_LETTERS.sub("", plain)
    for letter, class_letter in _CLASSES:
        letters = letters.replace(letter, class_letter)
    return _DOUBLED.sub(r"\1", letters)


@lru_cache(maxsize=20_000)
def pinyin_syllables(source: str) -> tuple[str, ...]:
    """Toneless pinyin of each character of a Chinese name (pypinyin); other characters as they stand."""
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(source, style=Style.NORMAL))


@lru_cache(maxsize=20_000)
def readings(character: str) -> tuple[str, ...]:
    """All toneless readings of a Chinese character as people type them, ü both as `v` and as `u` (pypinyin)."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True)
    typed = (each.lower() for r in (found[0] if found else ()) for each in (r, r.replace("v", "u")))
    return tuple(dict.fromkeys(typed))


def spells(letters: str, source: str) -> bool | None:
    """Whether letters are the pinyin of a Chinese name from its beginning: of all of it, or (None) of its start.

    Any reading of each character will do; the last syllable may be cut short.
    """
    reached = {0}  # letters used up by the characters so far
    for character in source:
        options = readings(character)
        onward: set[int] = set()
        for at in reached:
            rest = letters[at:]
            if not rest:
                return None
            for option in options:
                if rest.startswith(option):
                    onward.add(at + len(option))
                elif option.startswith(rest):
                    return None
        reached = onward
        if not reached:
            return False
    return len(letters) in reached
