"""Where given phrases stand in a text, whatever their case: the longest that begins at a word wins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from termend.language.marks import DASHES, HYPHENS, INVISIBLE
from termend.language.possessives import POSSESSIVE
from termend.language.tokens import Token, tokenize

T = TypeVar("T")

_FIRST_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(rf"\s+|[-{HYPHENS}{DASHES}]|[{INVISIBLE}]*")
# A name inside a web address, an e-mail address, a handle or a tag is spelt as the address has it.
_RUN = re.compile(r"\S+")
_OF_ADDRESS = re.compile(r"//|www\.|@|\.(?:com|cn|org|net|gov|html?)\b", re.IGNORECASE)
_TAG = re.compile(r"#\w+")


@dataclass(frozen=True, slots=True)
class Phrase(Generic[T]):
    """A phrase that stands in a text.

    Attributes:
        start, end: its place, a possessive left out.
        words: the words as they stand.
        values: what was registered under these words, in order of registration.
    """

    start: int
    end: int
    words: tuple[Token, ...]
    values: tuple[T, ...]


@lru_cache(maxsize=1 << 11)
def words_of(text: str) -> tuple[Token, ...]:
    """The words of a text, possessives cut off their ends. Remembered: several checks ask for the same lines."""
    return tuple(_bare(token) for token in tokenize(text))


def _bare(token: Token) -> Token:
    text = POSSESSIVE.sub("", token.text)
    return token if text == token.text or not text else Token(text, token.start, token.start + len(text))


def first_word(phrase: str) -> str:
    """The run of letters and numbers that a phrase begins with, lower-cased; empty where it has none."""
    first = _FIRST_WORD.search(phrase)
    return first.group().lower() if first else ""


def first_words(texts: Iterable[str]) -> frozenset[str]:
    """Every word that a phrase in the texts may begin with, as `first_word` has it."""
    return frozenset(word.lower() for text in texts for word in _FIRST_WORD.findall(text))


class PhraseFinder(Generic[T]):
    """Finds phrases of a large table in short texts; only those are cut into words whose first word occurs.

    Args:
        phrases: pairs of a phrase and what it stands for.
        texts: the texts that will be searched.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]], texts: Iterable[str]) -> None:
        present = first_words(texts)
        self._table: dict[str, dict[tuple[str, ...], list[T]]] = {}
        for phrase, value in phrases:
            if first_word(phrase) not in present:
                continue
            key = tuple(word.text.lower() for word in words_of(phrase))
            if key:
                self._table.setdefault(key[0], {}).setdefault(key, []).append(value)
        self._lengths = {first: sorted({len(key) for key in keys}, reverse=True) for first, keys in self._table.items()}

    def find(self, text: str) -> Iterator[Phrase[T]]:
        """Phrases in order of place; of those that begin at one word, every length, the longest first."""
        words = words_of(text)
        lowered = tuple(word.text.lower() for word in words)
        addresses = _addresses(text)
        passed = 0
        for i, word in enumerate(words):
            while passed < len(addresses) and addresses[passed][1] <= word.start:
                passed += 1
            first = lowered[i]
            if first not in self._table or (passed < len(addresses) and addresses[passed][0] <= word.start):
                continue
            for length in self._lengths[first]:
                if i + length > len(words):
                    continue
                values = self._table[first].get(lowered[i : i + length])
                stretch = words[i : i + length]
                if values and _joined(text, stretch):
                    yield Phrase(stretch[0].start, stretch[-1].end, stretch, tuple(values))


def _addresses(text: str) -> list[tuple[int, int]]:
    """Ranges of web addresses, e-mail addresses, handles and tags, in order."""
    found: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        if _OF_ADDRESS.search(run.group()):
            found.append(run.span())
        else:
            found += (tag.span() for tag in _TAG.finditer(text, *run.span()))
    return found


def _joined(text: str, stretch: Sequence[Token]) -> bool:
    """Whether only spaces, hyphens and possessives lie between the words."""
    for left, right in itertools.pairwise(stretch):
        gap = text[left.end : right.start]
        if gap[:2] in ("'s", "’s"):
            gap = gap[2:]
        if not _GAP.fullmatch(gap):
            return False
    return True
