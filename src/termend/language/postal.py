"""Chinese places as the post office spelt them (Imperial Postal Joint-Session Conference, 1906): Peking, Tsingtao.

Nobody prints them by mistake: they stay in the names of universities, breweries and houses.
"""

from __future__ import annotations

import itertools
from functools import cache

# As syllables begin; those that are not named here are written alike.
_CONSONANTS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcs")
_INITIALS = {
    "zh": ("ch",), "ch": ("ch",), "sh": ("sh",), "j": ("k", "ts", "ch"), "q": ("k", "ts", "ch"),
    "x": ("h", "s", "hs"), "z": ("ts",), "c": ("ts",), "s": ("s", "sz"), "b": ("p",), "d": ("t",), "g": ("k",),
}  # fmt: skip
_FINALS = {
    "ong": ("ung",), "ian": ("ien",), "ou": ("ow",), "ei": ("e", "ei", "eh"), "ui": ("wei",), "ua": ("wa",),
    "uang": ("wang",), "uan": ("wan",), "uai": ("wai",), "u": ("u", "oo", "uh"), "e": ("e", "o"), "ie": ("ieh",),
    "ue": ("ueh",), "i": ("i", "e", "ze", "ih"), "uo": ("o", "ow"), "an": ("an", "en"),
}  # fmt: skip
_MOST_CHARACTERS = 4


@cache
def spellings(syllable: str) -> frozenset[str]:
    """What a toneless pinyin syllable may be on the old maps."""
    initial = next((i for i in _CONSONANTS if syllable.startswith(i)), "")
    final = syllable[len(initial) :]
    made = itertools.product(_INITIALS.get(initial, (initial,)), _FINALS.get(final, (final,)))
    return frozenset(map("".join, made))


def is_spelling(letters: str, syllables: tuple[str, ...]) -> bool:
    """Whether letters spell syllables as the old maps do, and not throughout as pinyin does."""
    if not 1 < len(syllables) <= _MOST_CHARACTERS or letters == "".join(syllables):
        return False
    rests = {letters}
    for syllable in syllables:
        rests = {rest.removeprefix(s) for rest in rests for s in spellings(syllable) if rest.startswith(s)}
    return "" in rests
