"""Spellings that a syllable has outside pinyin: Wade-Giles, Cantonese, Korean, Japanese and Vietnamese.

Each function gives every spelling in use for one syllable of its standard notation, the usual one first. They are
rules, not lists of names: an initial and a final, each with its customary letters.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product

from termend.language.letters import fold

_PINYIN = re.compile(r"^(zh|ch|sh|[bpmfdtnlgkhjqxzcsryw]?)([aeiouvnmg]+r?)$")
# Wade & Giles (1912), without aspiration marks and diacritics, as newspapers printed it.
_WADE_INITIALS = {
    "b": "p",
    "d": "t",
    "g": "k",
    "zh": "ch",
    "j": "ch",
    "q": "ch",
    "x": "hs",
    "z": "ts",
    "c": "ts",
    "r": "j",
}
_WADE_FINALS = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "ve": "ueh", "v": "u", "e": "o", "i": "ih"}


def split_pinyin(syllable: str) -> tuple[str, str]:
    """Initial and final of a toneless syllable (ü as v): zhong → zh, ong; an → "", an."""
    match = _PINYIN.match(syllable)
    return (match[1], match[2]) if match else ("", syllable)


def wade_giles(syllable: str) -> tuple[str, ...]:
    """zhong → chung; xiao → hsiao; qian → chien."""
    initial, final = split_pinyin(syllable)
    spelt = _WADE_INITIALS.get(initial, initial)
    if final in ("ong", "ian", "ie", "ue", "ve", "v") or (final == "e" and initial in ("g", "k", "h")):
        final = _WADE_FINALS[final]
    elif final == "i" and initial in ("zh", "ch", "sh", "r"):
        final = "ih"
    elif final == "i" and initial in ("z", "c", "s"):
        return ("tzu", "ssu") if initial == "s" else ("tzu",)
    elif final == "uo" and initial in ("d", "t", "l", "n", "zh", "ch", "sh", "r", "z", "c", "s"):
        final = "o"
    return (spelt + final,)


# Jyutping (Linguistic Society of Hong Kong 1993) to the spellings of Hong Kong's registers.
_JYUTPING = re.compile(r"^(gw|kw|ng|[bpmfdtnlgkhzcsjw]?)([a-z]+?)([1-6]?)$")
_CANTONESE_INITIALS = {"z": ("ch", "ts", "j"), "c": ("ch", "ts"), "j": ("y",), "gw": ("kw",), "g": ("k", "g")}
_CANTONESE_FINALS = {
    "oeng": ("eung", "eong"),
    "oek": ("euk", "eok"),
    "eot": ("ut", "eut"),
    "eon": ("un", "eun"),
    "eoi": ("ui", "eui"),
    "aa": ("a", "ah"),
    "aai": ("ai",),
    "aau": ("au", "aau"),
    "aam": ("am",),
    "aan": ("an",),
    "aang": ("ang",),
    "aap": ("ap",),
    "aat": ("at",),
    "aak": ("ak",),
    "an": ("an", "un"),
    "am": ("am", "um"),
    "at": ("at", "ut"),
    "ap": ("ap", "up"),
    "yu": ("u", "yu", "ue"),
    "yun": ("uen", "un", "yuen"),
    "yut": ("uet", "ut"),
    "ou": ("o", "ou", "oo"),
    "u": ("u", "oo"),
    "ing": ("ing",),
    "i": ("i", "ee", "ze"),
    "iu": ("iu", "iew"),
    "oi": ("oi", "oy"),
    "ei": ("ei", "ee", "i", "ay"),
    "au": ("au", "ow"),
}


def cantonese(jyutping: str) -> tuple[str, ...]:
    """gin3 → kin, gin; cung4 → chung, tsung."""
    match = _JYUTPING.match(jyutping)
    if match is None:
        return ()
    initials = _CANTONESE_INITIALS.get(match[1], (match[1],))
    return _joined(initials, _CANTONESE_FINALS.get(match[2], (match[2],)))


_HANGUL_FIRST, _HANGUL_VOWELS, _HANGUL_FINALS = 0xAC00, 21, 28
# Revised Romanisation (2000) first, then McCune-Reischauer and what passports carry.
_KOREAN_INITIALS = (
    ("g", "k"), ("kk",), ("n",), ("d", "t"), ("tt",), ("r", "l"), ("m",), ("b", "p"), ("pp",), ("s", "sh"), ("ss",),
    ("",), ("j", "ch"), ("jj",), ("ch",), ("k",), ("t",), ("p",), ("h",),
)  # fmt: skip
_KOREAN_VOWELS = (
    ("a", "ah"), ("ae", "ai"), ("ya",), ("yae",), ("eo", "o", "u"), ("e",), ("yeo", "you", "yu", "yo"), ("ye",),
    ("o", "oh"), ("wa",), ("wae",), ("oe", "oi"), ("yo",), ("u", "oo"), ("wo", "weo"), ("we",), ("wi", "wee"),
    ("yu", "yoo"), ("eu", "u"), ("ui", "eui"), ("i", "ee"),
)  # fmt: skip
_KOREAN_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "p", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
)  # fmt: skip


def korean(hangul: str) -> tuple[str, ...]:
    """준 → jun, joon, chun, choon; empty for anything but one syllable of Hangul."""
    place = ord(hangul) - _HANGUL_FIRST if len(hangul) == 1 else -1
    if not 0 <= place < len(_KOREAN_INITIALS) * _HANGUL_VOWELS * _HANGUL_FINALS:
        return ()
    initial, rest = divmod(place, _HANGUL_VOWELS * _HANGUL_FINALS)
    vowel, final = divmod(rest, _HANGUL_FINALS)
    return _joined(_KOREAN_INITIALS[initial], _KOREAN_VOWELS[vowel], (_KOREAN_FINALS[final],))


def japanese(reading: str) -> tuple[str, ...]:
    """An on reading as Unihan writes it, in Hepburn: KYOU → kyou, kyo; TETSU → tetsu."""
    full = fold(reading)
    short = full.replace("ou", "o").replace("uu", "u")
    return tuple(dict.fromkeys((short, full))) if full else ()


def vietnamese(reading: str) -> tuple[str, ...]:
    """A Sino-Vietnamese reading without its diacritics: giang → giang; lư → lu."""
    plain = fold(unicodedata.normalize("NFC", reading))
    return (plain,) if plain else ()


def _joined(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys("".join(choice) for choice in product(*parts)))
