"""English words with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from termend.language.hanzi import HANZI_CLASS

# A word may hold apostrophes and inner full stops (U.S., Xinhua.com); a number its separators. A hyphen ends a token,
# and so does a Chinese character: 重庆Chongqing holds the word Chongqing.
_LETTERS = rf"[^\W_{HANZI_CLASS}]+"
_TOKEN = re.compile(
    rf"\d++(?:[.,]\d++)*+(?:st|nd|rd|th)?(?![^\W\d_{HANZI_CLASS}])"
    rf"|{_LETTERS}(?:['’.]{_LETTERS})*\.?(?<=[A-Z]\.[A-Z]\.)"
    rf"|{_LETTERS}(?:['’.&]{_LETTERS})*"
    rf"|[{HANZI_CLASS}]+"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `text` stands at `start:end` of the text it was cut from."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """The words and numbers of an English text in order; punctuation and spaces lie between them."""
    return list(_cut(text))


@lru_cache(maxsize=1 << 12)
def _cut(text: str) -> tuple[Token, ...]:
    """Remembered: every check cuts the same lines."""
    return tuple(tokens(text))


def tokens(text: str) -> Iterator[Token]:
    """As `tokenize`, one at a time."""
    return (Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))
