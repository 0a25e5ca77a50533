"""What a Chinese character or word may be called in English: lexical translation probabilities.

The tables are learned from CC-CEDICT with IBM Model 1 (Brown et al. 1993); see `termend.channel.learning.lexicon`.
All English is stemmed (`termend.language.stems`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from termend.channel import shipped_tables
from termend.channel.tables import SparseTable
from termend.language.stems import stem

_SHORTEST_PREFIX = 5
_MOST_CUT = 2
_LONGEST_WORD = 4  # characters
# A word that shares only its beginning with a known sense (musicale: musical) counts as this share of it.
PREFIX_SHARE = 0.3


class Lexicon:
    """t(English stem | Chinese character or word).

    Args:
        characters: probabilities under single characters.
        words: probabilities under words of two to four characters.
    """

    def __init__(self, characters: SparseTable, words: SparseTable) -> None:
        self._characters, self._words = characters, words
        self._ranges: dict[tuple[bool, str], tuple[range, int]] = {}

    def glosses(self, piece: str) -> Mapping[str, float]:
        """Stems that a character or a dictionary word may come out as, with t(stem | piece), the likeliest first.

        Empty for a piece that the dictionary lacks. A word's row sums to 1; a character's to a little less.
        """
        return (self._characters if len(piece) == 1 else self._words).row(piece)

    def has_word(self, word: str) -> bool:
        """Whether the dictionary has this word of two to four characters."""
        return word in self._words

    def probability(self, word: str, piece: str) -> float:
        """t(word | piece) for an English word in any form; 0 where nothing speaks for it.

        Falls back from the stem to a shared beginning of at least five letters, at a discount.
        """
        table = self._characters if len(piece) == 1 else self._words
        beginning, own = self._alike(len(piece) == 1, stem(word))
        found = table.within(piece, beginning)
        if not found:
            return 0.0
        shared = PREFIX_SHARE * found[0][1] if len(stem(word)) >= _SHORTEST_PREFIX else 0.0
        return max(shared, next((p for item, p in found if item == own), 0.0))

    def _alike(self, single: bool, stemmed: str) -> tuple[range, int]:
        """The items under characters or words that begin as a stem does, and its own place among all; -1 for none."""
        found = self._ranges.get((single, stemmed))
        if found is None:
            table = self._characters if single else self._words
            own = table.items.find(stemmed)
            short = len(stemmed) < _SHORTEST_PREFIX
            beginning = range(own, own + (own >= 0)) if short else table.beginning(stemmed[:_SHORTEST_PREFIX])
            found = self._ranges[single, stemmed] = beginning, own
        return found

    def cells(self, pieces: Sequence[str]) -> tuple[list[str], NDArray[np.int64], NDArray[np.float64]]:
        """The glosses of many pieces: stem, place of the piece and t(stem | piece) of each, the pieces in order."""
        stems: list[str] = []
        probabilities: list[float] = []
        lengths = []
        for piece in pieces:
            row = self.glosses(piece)
            stems += row
            probabilities += row.values()
            lengths.append(len(row))
        return stems, np.repeat(np.arange(len(pieces)), lengths), np.array(probabilities, np.float64)

    def words(self) -> Iterator[str]:
        """The dictionary words of two to four characters."""
        return iter(self._words)

    def stems(self) -> Iterator[str]:
        """Every English stem that some character or word may come out as; some come twice."""
        yield from self._characters.items
        yield from self._words.items

    def nearest(self, stemmed: str) -> str:
        """The stem itself where some piece may come out as it, else one that lacks its last letter or two, else itself.

        So journalese finds the senses of journal.
        """
        shorter = (stemmed[:-n] for n in range(1, _MOST_CUT + 1) if len(stemmed) - n >= _SHORTEST_PREFIX)
        return next((s for s in (stemmed, *shorter) if self._characters.holds(s) or self._words.holds(s)), stemmed)

    def segmentations(self, text: str) -> list[tuple[int, int]]:
        """Half-open ranges of `text` that the lexicon can gloss: every character and every dictionary word in it."""
        return _segmentations(text, self._characters.__contains__, self._words.__contains__)

    def segmenter(self) -> Callable[[str], list[tuple[int, int]]]:
        """As `segmentations`, for many thousands of names: all pieces are read first and held while it is."""
        characters, words = frozenset(self._characters), frozenset(self._words)
        return lambda text: _segmentations(text, characters.__contains__, words.__contains__)


def _segmentations(
    text: str, is_character: Callable[[str], bool], is_word: Callable[[str], bool]
) -> list[tuple[int, int]]:
    found = [(i, i + 1) for i, character in enumerate(text) if is_character(character)]
    for start in range(len(text)):
        for end in range(start + 2, min(len(text), start + _LONGEST_WORD) + 1):
            if is_word(text[start:end]):
                found.append((start, end))
    return found


@cache
def shipped() -> Lexicon:
    """The lexicon that travels with the program; read once.

    Raises:
        TermendError: where it is missing or broken.
    """
    archive = shipped_tables.read("lexicon")
    return Lexicon(archive.table("characters"), archive.table("words"))
