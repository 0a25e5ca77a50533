"""The English articles: which indefinite one a name takes, and which names take a definite one."""

from __future__ import annotations

import re

from termend.kinds import MEDIA, PERSON, PLACE

DEFINITE = frozenset({"the"})
INDEFINITE = frozenset({"a", "an"})

_LONGEST_SPELT_OUT = 4  # letters of an acronym
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

# Acronyms said as words: NATO, UNESCO; neither UN nor OECD. No vowels or consonants twice at the head, nor thrice.
_SAID_AS_WORD = re.compile(r"(?![AEIOU]{2}|[^AEIOU]{2})(?!.*(?:[AEIOU]{3}|[^AEIOU]{3}))(?=.*[AEIOU].*[AEIOU])[A-Z]{4,}")

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
    is_spelt_out = first is not None and first.group().isupper() and len(first.group()) <= _LONGEST_SPELT_OUT
    if first and (len(first.group()) == 1 or (is_spelt_out and not _SAID_AS_WORD.fullmatch(first.group()))):
        return "an" if word[0].upper() in _VOWEL_NAMED_LETTERS else "a"
    if _SILENT_H.match(word):
        return "an"
    return "an" if word[0].lower() in "aeiou" and not _CONSONANT_START.match(word) else "a"


def stands_bare(name: str, kind: str) -> bool:
    """Whether a name never has an article of its own.

    That is so of persons, what they taught, acronyms said as words, places without a noun that has one, some media.

    Args:
        kind: what kind of thing it names (`termend.kinds`).
    """
    if kind == PERSON or _TAUGHT.match(name) or _SAID_AS_WORD.fullmatch(name):
        return True
    if kind == MEDIA:
        return _BARE_MEDIA.search(name) is not None
    if kind == PLACE:
        words = name.lower().split()
        return _BUILT.isdisjoint(words[-1:]) and "of" not in words and _ARTICLE_HEADS.isdisjoint(words)
    return False
