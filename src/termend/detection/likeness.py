"""How alike two romanisations sound: an edit distance over classes of sounds, vowels counting half.

Spellings of one name in two languages differ in letters more than in consonants (Covington 1996; Kondrak 2000).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

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
    longer = max(sum(map(_weight, sounds)) for sounds in (a, b))
    return max(0.0, 1 - _distance(a, b) / longer)


class Spellings:
    """Many spellings, to which one is compared at once.

    Args:
        texts: the spellings; one without letters is like nothing.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        codes = [code(text) for text in texts]
        self._lengths = np.array([len(sounds) for sounds in codes], np.intp)
        self._sounds = np.zeros((len(codes), int(self._lengths.max(initial=0))), np.intp)
        for n, sounds in enumerate(codes):
            self._sounds[n, : len(sounds)] = [ord(sound) for sound in sounds]
        self._weights = np.array([sum(map(_weight, sounds)) for sounds in codes])
        lost, _ = _costs()
        self._lost = np.concatenate([np.zeros((len(codes), 1)), np.cumsum(lost[self._sounds], axis=1)], axis=1)

    def alike(self, text: str) -> NDArray[np.float64]:
        """Shape (spellings,): as `alike` of each, by the same edit distance, a row for all at once."""
        sounds = code(text)
        found = np.zeros(len(self._lengths))
        held = np.flatnonzero(self._lengths) if sounds else np.zeros(0, np.intp)
        if not len(held):
            return found
        lost, changed = _costs()
        before, other = self._lost[held], self._sounds[held]
        above = before
        for sound in map(ord, sounds):
            best = np.minimum(above[:, :-1] + changed[sound][other], above[:, 1:] + lost[sound])
            row = np.concatenate([above[:, :1] + lost[sound], best], axis=1)
            above = np.minimum.accumulate(row - before, axis=1) + before  # a sound of the spelling is lost
        distance = above[np.arange(len(held)), self._lengths[held]]
        longer = np.maximum(self._weights[held], sum(map(_weight, sounds)))
        found[held] = np.maximum(0.0, 1 - distance / longer)
        return found


def _weight(sound: str) -> float:
    return 0.5 if sound in _VOWELS else 1.0


@cache
def _costs() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of sounds by their code points: what it costs to lose one, and to change one for another."""
    sounds = [chr(n) for n in range(128)]
    return (
        np.array([_lost(sound) for sound in sounds]),
        np.array([[_changed(one, other) for other in sounds] for one in sounds]),
    )


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
