"""The English articles: which indefinite one a name takes, and which names take a definite one."""

from __future__ import annotations

import re

from termend.kinds import MEDIA, PERSON, PLACE

DEFINITE = frozenset({"the"})
INDEFINITE = frozenset({"a", "an"})

_VOWEL_NAMED_LETTERS = "AEFHILMNORSX"
_CONSONANT_START = re.compile(r"(?:uni(?!n|m)|u[bcfkqrst][aeiou]|use|eu|one\b|once\b|ubi)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_VOWEL_NUMBER = re.compile(r"(?:8\d*|11|18|11th|18th|8\d*th)(?!\d)")

# Heads of place names that stand with "the": the Yangtze River, the Qinghai-Tibet Plateau.
_ARTICLE_HEADS = frozenset((
    "river", "rivers", "sea", "ocean", "strait", "straits", "canal", "gulf", "islands", "isles", "mountains",
    "alps", "desert", "plateau", "basin", "delta", "peninsula", "republic", "kingdom", "states", "union", "region",
    "zone", "highlands", "plain", "coast", "belt", "grassland", "corridor",
))  # fmt: skip

# What is built, last in its name: some have an article and some have none, and the draft knows (the Humen Bridge).
_BUILT = frozenset((
    "bridge", "dam", "tunnel", "tower", "wall", "grottoes", "caves", "hall", "hotel", "museum", "palace", "temple",
    "monastery", "mosque", "railway", "expressway", "highway", "motorway", "line", "area", "stadium", "arena",
    "gymnasium", "theatre", "theater", "center", "centre", "building", "reservoir", "observatory", "library",
    "memorial", "monument",
))  # fmt: skip

# Media that are called by what they carry: Upstream News, Hunan TV. Papers have an article: the Evening News.
_BARE_MEDIA = re.compile(
    r"(?:(?<!Evening )(?<!Morning )(?<!Daily )(?<!Weekly )\bNews|\bTV|\bOnline|[Nn]et|\.(?:com|cn))$"
)

# What a person taught: Mao Zedong Thought, Deng Xiaoping Theory.
_TAUGHT = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+ (?:Thought|Theory)\b")


def indefinite_article(name: str) -> str:
    """`a` or `an`, by the sound that a name begins with."""
    word = name.lstrip("\"'“‘(")
    if not word:
        return "a"
    if word[0].isdigit():
        return "an" if _VOWEL_NUMBER.match(word) else "a"
    first = re.match(r"[^\W\d_]+", word)
    if first and (len(first.group()) == 1 or (first.group().isupper() and len(first.group()) <= 4)):
        return "an" if word[0].upper() in _VOWEL_NAMED_LETTERS else "a"
    if _SILENT_H.match(word):
        return "an"
    return "an" if word[0].lower() in "aeiou" and not _CONSONANT_START.match(word) else "a"


def stands_bare(name: str, kind: str) -> bool:
    """Whether a name never has an article of its own.

    That is so of persons, what they taught, places without a noun that has one, and some media.

    Args:
        kind: what kind of thing it names (`termend.kinds`).
    """
    if _TAUGHT.match(name):
        return True
    if kind == PERSON:
        return True
    if kind == MEDIA:
        return _BARE_MEDIA.search(name) is not None
    if kind == PLACE:
        words = name.lower().split()
        return _BUILT.isdisjoint(words[-1:]) and "of" not in words and _ARTICLE_HEADS.isdisjoint(words)
    return False
