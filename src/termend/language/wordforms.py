"""English words reduced to what two spellings of one word share: case, inflection, spelling, numbers, demonyms."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from termend.language.numerals import ORDINAL_FIGURE, ORDINALS

_DOMAIN = re.compile(r"\.(?:com|cn|net|org)(?:\.[a-z]{2})?$")
_BRITISH = (
    (re.compile(r"^(.{2,}[^aeiou])isation(s?)$"), r"\1ization\2"),
    (re.compile(r"^(cent|theat|fib|met|kilomet|lit|calib)re(s?)$"), r"\1er\2"),
    (re.compile(r"^(def|lic|pret|off)ence(s?)$"), r"\1ense\2"),
    (re.compile(r"^(programme)(s?)$"), r"program\2"),
    (
        re.compile(r"^(lab|harb|col|hon|fav|neighb|hum|rum|val|vig|arm|end[ea]av|behavi|parl|tum)our(s?)(.*)$"),
        r"\1or\2\3",
    ),
    (re.compile(r"^(cat|dia|ana|mono)logue(s?)$"), r"\1log\2"),
    (re.compile(r"^(travel|cancel|label|model|counsel|jewel)l(ed|ing|er|ery|ers)$"), r"\1\2"),
)
# What a word must hold to be one of these.
_MAY_BE_BRITISH = re.compile("isation|re|ence|programme|our|logue|l(?:ed|ing|er)")
_ABBREVIATIONS = {
    "television": "tv",
    "corporation": "corp",
    "company": "co",
    "limited": "ltd",
    "mount": "mt",
    "saint": "st",
    "doctor": "dr",
}
_POSSESSED = re.compile("'s?$")
_LONGEST_WORD = 64  # letters; what is longer is no word that has forms
_NO_PLURALS = frozenset({"news", "series", "species", "headquarters", "politics", "economics", "athletics", "lens"})
_US = frozenset({"US", "U.S.", "U.S", "USA", "U.S.A.", "U.S.A"})
_UK = frozenset({"UK", "U.K.", "U.K"})


def is_function_word(word: str) -> bool:
    """Whether a name keeps its sense without this word. `An` and `A` with a capital may be names themselves."""
    return word in ("a", "an") or word.lower() in ("the", "and")


@cache
def demonyms() -> dict[str, str]:
    """Countries, their adjectives and peoples, lower case, each with the country: `germany`, `german` → `germany`."""
    text = Path(__file__).with_name("demonyms.tsv").read_text(encoding="utf-8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, _, words = line.partition("\t")
            table.update((word, country) for word in (country, *words.split("|")))
    return table


@cache
def countries() -> frozenset[str]:
    """Keys of countries and continents."""
    return frozenset(demonyms().values())


@lru_cache(maxsize=1 << 17)
def is_address(word: str) -> bool:
    """Whether a word is the address of a site: Sina.com."""
    return _DOMAIN.search(word.lower()) is not None


@lru_cache(maxsize=1 << 15)
def key(word: str) -> str:
    """What every form of a word has in common: `Centres'` and `center` → `center`; `Germans` → `germany`.

    Good for comparing two words only: the key itself need not be a word.
    """
    if word in _US:
        return "america"
    if word in _UK:
        return "britain"
    if len(word) > _LONGEST_WORD:
        return word.lower()
    plain = without_marks(word).lower().replace("’", "'")
    plain = _POSSESSED.sub("", plain)
    ordinal = ORDINAL_FIGURE.fullmatch(plain)
    if ordinal:
        return f"#{ordinal[1]}"
    if plain in ORDINALS:
        return f"#{ORDINALS[plain]}"
    if "." in plain:
        plain = _DOMAIN.sub("", plain).replace(".", "")
    if _MAY_BE_BRITISH.search(plain):
        for pattern, american in _BRITISH:
            plain = pattern.sub(american, plain)
    table = demonyms()
    if plain in table:
        return table[plain]
    single = _singular(plain)
    single = table.get(single, single)
    return _ABBREVIATIONS.get(single, single)


def without_marks(word: str) -> str:
    """The word without accents, dots and strokes above or below its letters."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _singular(word: str) -> str:
    if word in _NO_PLURALS or len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def is_inflected(one: str, other: str) -> bool:
    """Whether two words of one key differ by a plural ending alone: `Martin` and `Martins`, not `German` and `Germans`.

    Peoples and adjectives of countries may be inflected freely.
    """
    a, b = without_marks(one).lower(), without_marks(other).lower()
    return a != b and (_singular(a) == b or _singular(b) == a) and key(a) not in demonyms()
