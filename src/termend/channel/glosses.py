"""The dictionary's glosses together with those that parallel text and lists of names add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from termend.channel import lexicon, shipped_tables
from termend.channel.lexicon import Lexicon
from termend.channel.tables import SparseTable
from termend.language.stems import stem

LONGEST_WORD = 8
_SHORTEST_ROOT = 5
_REMEMBERED = 1 << 16


class Glosses:
    """What a character, word or name of the source may be called.

    Args:
        lexicon: the dictionary's.
        parallel: t(stem | word or name) beside it.
    """

    def __init__(self, lexicon: Lexicon, parallel: SparseTable) -> None:
        self._lexicon, self._parallel = lexicon, parallel
        self.has_word = lru_cache(maxsize=_REMEMBERED)(self._has_word)

    def _has_word(self, word: str) -> bool:
        """Whether a word of two characters or more is known."""
        return word in self._parallel or (len(word) <= 4 and self._lexicon.has_word(word))

    def words(self) -> Iterator[str]:
        """The dictionary words of two to four characters."""
        return self._lexicon.words()

    def probability(self, word: str, piece: str, is_ordinary: bool) -> float:
        """t(word | piece), the larger of the two; only an ordinary word may be another form of a sense."""
        stemmed = stem(word)
        other = self._row(piece).get(stemmed, 0.0)
        if is_ordinary:
            return max(other, self._lexicon.probability(word, piece))
        return max(other, self._lexicon.glosses(piece).get(stemmed, 0.0))

    def share(self, word: str, piece: str) -> float:
        """Probability of the sense of a piece with the word's stem, or one that goes on from it: financial, finance."""
        stemmed = stem(word)
        rows = (self._row(piece), self._lexicon.glosses(piece))
        return max((p for row in rows for known, p in row.items() if _goes_on(stemmed, known)), default=0.0)

    def senses(self, piece: str) -> Iterator[tuple[str, float]]:
        """Stems that a character, word or name may come out as, with t(stem | piece); some come twice."""
        yield from self._lexicon.glosses(piece).items()
        yield from self._row(piece).items()

    def segmentations(self, text: str) -> list[tuple[int, int]]:
        """Half-open ranges of `text` that can be glossed."""
        found = self._lexicon.segmentations(text)
        known = set(found)
        for start in range(len(text)):
            for end in range(start + 2, min(len(text), start + LONGEST_WORD) + 1):
                if (start, end) not in known and text[start:end] in self._parallel:
                    found.append((start, end))
        return found

    def _row(self, piece: str) -> Mapping[str, float]:
        return self._parallel.row(piece) if len(piece) > 1 else {}


def _goes_on(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _SHORTEST_ROOT and long.startswith(short))


@cache
def shipped() -> Glosses:
    """With the tables that travel with the program; read once.

    Raises:
        TermendError: where they are missing or broken.
    """
    return Glosses(lexicon.shipped(), shipped_tables.read("parallel").table("words"))
