"""English names reduced to what does not depend on case, accents, hyphens, apostrophes and the article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from termend.language.letters import fold
from termend.language.possessives import POSSESSIVE
from termend.language.tokens import tokenize

ARTICLE = "the"
_FIGURE = re.compile(r"\d")


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """The letters a to z and figures of one word; the word without its accents where it has neither."""
    if not _FIGURE.search(word):
        return fold(word) or unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if c.isalnum())


def without_possessive(word: str) -> str:
    """`Beijing's`: `Beijing`; other words as they are."""
    return POSSESSIVE.sub("", word)


def key(text: str) -> str:
    """What is equal for two writings of one name: its folded words, without an article before them.

    `The Xi'an–Chengdu Line` and `xian chengdu line` are one.
    """
    words = [folded(token.text) for token in tokenize(text)]
    return " ".join(words[1:] if words[:1] == [ARTICLE] and len(words) > 1 else words)


def key_hash(text_key: str) -> int:
    """Hash of a key, 32 bits."""
    return hash_of(text_key.split(" "))


def hash_of(words: Iterable[str]) -> int:
    """Hash of a key whose folded words these are."""
    value = 0
    for word in words:
        value = extended(value, word)
    return value


def extended(value: int, word: str) -> int:
    """The hash of a key and one more folded word."""
    return crc32(word.encode("utf-8") + b" ", value)
