"""English words with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A word may hold apostrophes and inner full stops (U.S., Xinhua.com); a number its separators. A hyphen ends a token.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])|[^\W_]+(?:['’.][^\W_]+)*\.?(?<=[A-Z]\.[A-Z]\.)|[^\W_]+(?:['’.&][^\W_]+)*"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `text` stands at `start:end` of the text it was cut from."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """The words and numbers of an English text in order; punctuation and spaces lie between them."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
