"""Which senses of a character or word count as its English: the common ones, against how common the English is."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from termend.channel.tables import PROBABILITY, SparseTable
from termend.language.stems import stem

if TYPE_CHECKING:
    from termend.channel.english import English
    from termend.channel.lexicon import Lexicon

_GLOSS_SHARE = 0.85  # of a word's probability that its sense makes up; the rest is how common it is anyhow
_NONE: frozenset[int] = frozenset()


class Senses:
    """Says of words whether they are senses of pieces of Chinese.

    Args:
        gloss: nats by which t(e | f), mixed with the background, beats the background.
        least: t(e | f) from which on a sense counts at all.
    """

    def __init__(self, lexicon: Lexicon, english: English, gloss: float, least: float) -> None:
        times = (exp(gloss) - (1 - _GLOSS_SHARE)) / _GLOSS_SHARE
        self._tables = [
            (table, _counting(table, english, times, least)) for table in (lexicon.by_character, lexicon.by_word)
        ]
        self._places = [{item: n for n, item in enumerate(table.items)} for table, _ in self._tables]
        self._senses: dict[str, frozenset[int]] = {}
        self._numbers: dict[str, tuple[int, int]] = {}

    def of(self, piece: str) -> frozenset[int]:
        """The senses of a character or word, as the numbers that `numbers` has for stems."""
        found = self._senses.get(piece)
        if found is None:
            table, counts = self._tables[len(piece) > 1]
            cells = table.range_of(piece)
            columns = table.columns[cells][counts[cells]].tolist()
            found = self._senses[piece] = frozenset(columns) if columns else _NONE
        return found

    def numbers(self, word: str) -> tuple[int, int]:
        """The number of a word among the senses of characters, and of Chinese words; -1 where it is none of them."""
        found = self._numbers.get(word)
        if found is None:
            stemmed = stem(word)
            of_character, of_word = (places.get(stemmed, -1) for places in self._places)
            found = self._numbers[word] = of_character, of_word
        return found


def _counting(table: SparseTable, english: English, times: float, least: float) -> NDArray[np.bool_]:
    """Shape (cells,): whether each cell of a table is likely enough to count."""
    floors = np.maximum(least, times * np.exp(english.log_stem_frequencies(table.items)))
    counts: NDArray[np.bool_] = PROBABILITY[table.codes] >= floors[table.columns]
    return counts
