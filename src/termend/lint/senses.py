"""Which senses of a character or word count as its English: the common ones, against how common the English is."""

from __future__ import annotations

from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

import numpy as np

from termend.channel.tables import PROBABILITY
from termend.language.stems import stem

if TYPE_CHECKING:
    from termend.channel.english import English
    from termend.channel.lexicon import Lexicon

_GLOSS_SHARE = 0.85  # of a word's probability that its sense makes up; the rest is how common it is anyhow
_MOST_REMEMBERED = 1 << 14  # words
_NONE: frozenset[int] = frozenset()


class Senses:
    """Says of words whether they are senses of pieces of Chinese.

    Args:
        known: what is known of all of them.
        gloss: nats by which t(e | f), mixed with the background, beats the background.
        least: t(e | f) from which on a sense counts at all.
    """

    def __init__(self, known: Known, gloss: float, least: float) -> None:
        times = (exp(gloss) - (1 - _GLOSS_SHARE)) / _GLOSS_SHARE
        self._known = known
        self._floors = [np.maximum(least, times * background) for background in known.backgrounds]
        self._senses: dict[str, frozenset[int]] = {}

    def of(self, piece: str) -> frozenset[int]:
        """The senses of a character or word, as the numbers that `numbers` has for stems."""
        found = self._senses.get(piece)
        if found is None:
            kind = len(piece) > 1
            columns, codes = self._known.tables[kind].coded(piece)
            counting = columns[PROBABILITY[codes] >= self._floors[kind][columns]].tolist()
            found = self._senses[piece] = frozenset(counting) if counting else _NONE
        return found

    def numbers(self, word: str) -> tuple[int, int]:
        """The number of a word among the senses of characters, and of Chinese words; -1 where it is none of them."""
        return self._known.numbers(word)


class Known:
    """The English of a lexicon, and how common it is.

    Attributes:
        tables: the senses of characters, and of Chinese words.
        backgrounds: for each, shape (items,): the probability of every stem in running text.
    """

    def __init__(self, lexicon: Lexicon, english: English) -> None:
        self.tables = lexicon.by_character, lexicon.by_word
        self.backgrounds = [np.exp(english.log_stem_frequencies(table.items)) for table in self.tables]
        self._places = [{item: n for n, item in enumerate(table.items)} for table in self.tables]
        self._numbers: dict[str, tuple[int, int]] = {}

    def numbers(self, word: str) -> tuple[int, int]:
        """As of `Senses`."""
        found = self._numbers.get(word)
        if found is None:
            stemmed = stem(word)
            of_character, of_word = (places.get(stemmed, -1) for places in self._places)
            if len(self._numbers) >= _MOST_REMEMBERED:
                self._numbers.clear()
            found = self._numbers[word] = of_character, of_word
        return found


@lru_cache(maxsize=1)
def known(lexicon: Lexicon, english: English) -> Known:
    """What is known of the English of a lexicon; remembered for the next glossary."""
    return Known(lexicon, english)
