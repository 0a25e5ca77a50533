"""How likely a string of letters is as some name: a letter trigram model (Shannon 1948, section 3)."""

from __future__ import annotations

from collections.abc import Iterable
from math import log

import numpy as np
from numpy.typing import NDArray

BOUNDARY = 0  # a to z are 1 to 26
_SIZE = 27
_STEPS_PER_NAT = 20
_LOWER_ORDER = 4.0  # pseudo-count of the lower order in each mixture (Witten & Bell 1991 with a fixed weight)


class LetterModel:
    """log P(letters) including the end of the name.

    Args:
        codes: shape (27, 27, 27), uint8: `round(-ln P(c | a, b) * 20)`.
    """

    def __init__(self, codes: NDArray[np.uint8]) -> None:
        self.codes = codes
        self._table: list[list[list[float]]] = (-codes.astype(np.float64) / _STEPS_PER_NAT).tolist()

    @classmethod
    def from_words(cls, words: Iterable[str]) -> LetterModel:
        """Estimate from folded names (letters a to z only)."""
        counts = np.zeros((_SIZE, _SIZE, _SIZE))
        for word in words:
            a = b = BOUNDARY
            for c in [*_codes(word), BOUNDARY]:
                counts[a, b, c] += 1
                a, b = b, c
        unigram = counts.sum((0, 1)) + 1
        unigram /= unigram.sum()
        bigram = counts.sum(0) + _LOWER_ORDER * unigram
        bigram /= bigram.sum(-1, keepdims=True)
        trigram = counts + _LOWER_ORDER * bigram[None, :, :]
        trigram /= trigram.sum(-1, keepdims=True)
        return cls(np.clip(np.round(-np.log(trigram) * _STEPS_PER_NAT), 0, 255).astype(np.uint8))

    def log_probability(self, letters: str) -> float:
        """ln P of folded letters; 27 equal symbols would give ln(1/27) a letter."""
        total, a, b = 0.0, BOUNDARY, BOUNDARY
        for c in [*_codes(letters), BOUNDARY]:
            total += self._table[a][b][c]
            a, b = b, c
        return total

    def log_probabilities(self, letters: str) -> list[float]:
        """`log_probability` of each beginning of folded letters, the empty one first."""
        found, total, a, b = [], 0.0, BOUNDARY, BOUNDARY
        for c in _codes(letters):
            found.append(total + self._table[a][b][BOUNDARY])
            total += self._table[a][b][c]
            a, b = b, c
        return [*found, total + self._table[a][b][BOUNDARY]]

    @property
    def uniform(self) -> float:
        """ln P of one letter that nothing is known of."""
        return -log(_SIZE)


def _codes(word: str) -> list[int]:
    return [ord(c) - 96 for c in word]
