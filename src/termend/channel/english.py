"""How common a word is in English press copy, how often it has a capital, and whether it is a known name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from termend.channel import shipped_tables
from termend.channel.tables import PROBABILITY, SparseTable
from termend.hashed import Keys
from termend.language.letters import fold

# A word that was never seen: about one in ten million.
UNSEEN = 1e-7


class English:
    """Word statistics.

    Args:
        words: `frequency` (as its square root) and `capital` of each word, lower-cased.
        stems: `frequency` of each stem, likewise.
        names: known names and their words, folded.
    """

    def __init__(self, words: SparseTable, stems: SparseTable, names: Keys) -> None:
        self._words, self._stems, self._names = words, stems, names
        self._log_stems: dict[str, float] = {}

    def vocabulary(self) -> list[str]:
        """The known words, lower-cased, sorted."""
        return list(self._words.keys)

    def frequency(self, word: str) -> float:
        """P(word) in running text, whatever its case."""
        return max(UNSEEN, self._words.row(_key(word)).get("frequency", 0.0) ** 2)

    def log_stem_frequency(self, stemmed: str) -> float:
        """ln P(any word of this stem)."""
        found = self._log_stems.get(stemmed)
        if found is None:
            found = log(max(UNSEEN, self._stems.row(stemmed).get("frequency", 0.0) ** 2))
            self._log_stems[stemmed] = found
        return found

    def log_stem_frequencies(self, stems: Sequence[str]) -> NDArray[np.float64]:
        """Shape (stems,): `log_stem_frequency` of each; all known ones are looked through, as pays for many."""
        table = self._stems
        place = {key: n for n, key in enumerate(table.keys)}
        places = np.array([place.get(stemmed, -1) for stemmed in stems], np.int64)
        known = places >= 0
        frequencies = np.full(len(places), UNSEEN)
        frequencies[known] = PROBABILITY[table.codes[table.starts[places[known]]]] ** 2
        log_frequencies: NDArray[np.float64] = np.log(np.maximum(UNSEEN, frequencies))
        return log_frequencies

    def capital(self, word: str) -> float:
        """How often the word has a capital inside a sentence, 0 to 1; 0 for an unknown one."""
        return self._words.row(_key(word)).get("capital", 0.0)

    def is_word(self, word: str) -> bool:
        """Whether it is an ordinary English word, seen mostly in lower case."""
        row = self._words.row(_key(word))
        return bool(row) and row.get("capital", 0.0) < 0.5

    def is_name(self, word: str) -> bool:
        """Whether lists of people and places hold it as a name or a word of one."""
        return fold(word) in self._names


@lru_cache(maxsize=1 << 15)
def _key(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


@cache
def shipped() -> English:
    """The statistics that travel with the program; read once.

    Raises:
        TermendError: where they are missing or broken.
    """
    archive = shipped_tables.read("english")
    return English(archive.table("words"), archive.table("stems"), archive.keys("names"))
