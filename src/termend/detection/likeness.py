"""How alike two romanisations sound: an edit distance over classes of sounds, vowels counting half.

Spellings of one name in two languages differ in letters more than in consonants (Covington 1996; Kondrak 2000).
"""

from __future__ import annotations

import re
from functools import lru_cache

from termend.language.letters import fold

# Letters that are one sound, the longest first.
_SOUNDS = (
    ("tsch", "C"),
    ("sch", "S"),
    ("tch", "C"),
    ("zh", "C"),
    ("ch", "C"),
    ("sh", "S"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("qu", "kw"),
    ("gh", "g"),
    ("kh", "k"),
    ("ng", "N"),
    ("nh", "n"),
    ("hs", "S"),
    ("ts", "s"),
    ("tz", "s"),
    ("x", "S"),
    ("q", "C"),
    ("j", "C"),
    ("c", "k"),
    ("y", "i"),
    ("w", "u"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
)
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = frozenset("aeiou")
_SOFT = frozenset("hrN")  # often lost on the way through another language
_PAIRS = "pb td kg fv sz SC Ss Cs Cz lr mn nN bv bf kh gh Ck gC iC Ct zC uv ub fh ts"
_NEAR = frozenset(frozenset(pair) for pair in _PAIRS.split())
# What one edit costs, a lost consonant being 1.
_LOST_VOWEL, _LOST_SOFT, _OTHER_VOWEL, _NEAR_CONSONANT, _OTHER, _UNLIKE = 0.5, 0.6, 0.35, 0.4, 1.0, 1.2


@lru_cache(maxsize=1 << 16)
def code(text: str) -> str:
    """The sounds of folded letters, one character each, none twice in a row."""
    letters = fold(text)
    for spelt, sound in _SOUNDS:
        letters = letters.replace(spelt, sound)
    return _REPEATED.sub(r"\1", letters)


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str) -> float:
    """How alike two spellings sound: 1 the same, 0 nothing in common or nothing to hear."""
    a, b = code(one), code(other)
    if not a or not b:
        return 0.0
    longer = max(sum(0.5 if c in _VOWELS else 1.0 for c in sounds) for sounds in (a, b))
    return max(0.0, 1 - _distance(a, b) / longer)


def _lost(sound: str) -> float:
    return _LOST_VOWEL if sound in _VOWELS else _LOST_SOFT if sound in _SOFT else 1.0


def _changed(one: str, other: str) -> float:
    if one == other:
        return 0.0
    vowels = (one in _VOWELS) + (other in _VOWELS)
    if vowels == 2:
        return _OTHER_VOWEL
    if frozenset((one, other)) in _NEAR:
        return _NEAR_CONSONANT
    return _UNLIKE if vowels else _OTHER


def _distance(a: str, b: str) -> float:
    """Weighted edit distance (Wagner & Fischer 1974)."""
    above = [0.0]
    for y in b:
        above.append(above[-1] + _lost(y))
    for x in a:
        row = [above[0] + _lost(x)]
        for j, y in enumerate(b):
            row.append(min(above[j] + _changed(x, y), above[j + 1] + _lost(x), row[j] + _lost(y)))
        above = row
    return above[-1]
