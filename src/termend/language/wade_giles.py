"""Pinyin syllables in the romanisation of Wade (1867) and Giles (1892), without its apostrophes and accents."""

from __future__ import annotations

from functools import cache

_INITIALS = {
    "zh": "ch", "ch": "ch", "sh": "sh", "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts", "s": "s",
    "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "r": "j",
}  # fmt: skip
_FINALS = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "ve": "ueh", "er": "erh", "uo": "o", "yi": "i"}
_WHOLE = {
    "zi": ("tzu",), "ci": ("tzu",), "si": ("ssu", "szu"), "zhi": ("chih",), "chi": ("chih",), "shi": ("shih",),
    "ri": ("jih",), "ge": ("ko",), "ke": ("ko",), "he": ("ho",), "e": ("o",), "yan": ("yen",), "ye": ("yeh",),
    "yong": ("yung",), "you": ("yu",), "gui": ("kuei",), "kui": ("kuei",), "guo": ("kuo",), "kuo": ("kuo",),
    "huo": ("huo",), "shuo": ("shuo",), "xiong": ("hsiung",), "jiong": ("chiung",), "qiong": ("chiung",),
}  # fmt: skip


@cache
def spellings(syllable: str) -> frozenset[str]:
    """What a toneless pinyin syllable is in Wade–Giles, letters only; ü is written u."""
    if syllable in _WHOLE:
        return frozenset(_WHOLE[syllable])
    initial = next((i for i in sorted(_INITIALS, key=len, reverse=True) if syllable.startswith(i)), "")
    final = syllable[len(initial) :].replace("v", "u")
    return frozenset((_INITIALS.get(initial, initial) + _FINALS.get(final, final),))
