"""What a Chinese character or word may be called in English: lexical translation probabilities.

The tables are learned from CC-CEDICT with IBM Model 1 (Brown et al. 1993); see `termend.channel.learning.lexicon`.
All English is stemmed (`termend.language.stems`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from termend.channel import shipped_tables
from termend.channel.tables import PROBABILITY, SparseTable
from termend.language.stems import stem

Point = TypeVar("Point", int, NDArray[np.int64])

_SHORTEST_PREFIX = 5
_MOST_CUT = 2
_SHORTEST_WORD, _LONGEST_WORD = 2, 4  # characters
_NO_PAIR = -1
_MANY = 5_000  # texts from which on reading the whole lexicon first is the quicker
# A word that shares only its beginning with a known sense (musicale: musical) counts as this share of it.
PREFIX_SHARE = 0.3


class Lexicon:
    """t(English stem | Chinese character or word).

    Args:
        characters: probabilities under single characters; `by_character` afterwards.
        words: probabilities under words of two to four characters; `by_word` afterwards.
    """

    def __init__(self, characters: SparseTable, words: SparseTable) -> None:
        self.by_character, self.by_word = characters, words
        self._ranges: dict[tuple[bool, str], tuple[range, int]] = {}

    def glosses(self, piece: str) -> Mapping[str, float]:
        """Stems that a character or a dictionary word may come out as, with t(stem | piece), the likeliest first.

        Empty for a piece that the dictionary lacks. A word's row sums to 1; a character's to a little less.
        """
        return (self.by_character if len(piece) == 1 else self.by_word).row(piece)

    def likeliest(self, piece: str, least: float) -> list[str]:
        """The stems that a character or a dictionary word comes out as with t(stem | piece) >= `least`."""
        table = self.by_character if len(piece) == 1 else self.by_word
        columns, codes = table.coded(piece)
        return [table.items[column] for column in columns[PROBABILITY[codes] >= least].tolist()]

    def has_word(self, word: str) -> bool:
        """Whether the dictionary has this word of two to four characters."""
        return word in self.by_word

    def probability(self, word: str, piece: str) -> float:
        """t(word | piece) for an English word in any form; 0 where nothing speaks for it.

        Falls back from the stem to a shared beginning of at least five letters, at a discount.
        """
        table = self.by_character if len(piece) == 1 else self.by_word
        stemmed = stem(word)
        beginning, own = self.alike(len(piece) == 1, stemmed)
        found = table.within(piece, beginning)
        if not found:
            return 0.0
        shared = PREFIX_SHARE * found[0][1] if len(stemmed) >= _SHORTEST_PREFIX else 0.0
        return max(shared, next((p for item, p in found if item == own), 0.0))

    def among(self, pieces: Sequence[str]) -> Among:
        """The glosses of some characters and dictionary words together, to be asked word by word."""
        single = [n for n, piece in enumerate(pieces) if len(piece) == 1]
        words = [n for n, piece in enumerate(pieces) if len(piece) > 1]
        tables = ((self.by_character, single), (self.by_word, words))
        return Among(self, [(table, *_rows(table, pieces, places)) for table, places in tables])

    def alike(self, single: bool, stemmed: str) -> tuple[range, int]:
        """The items under characters or words that begin as a stem does, and its own place among all; -1 for none."""
        found = self._ranges.get((single, stemmed))
        if found is None:
            table = self.by_character if single else self.by_word
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
        return iter(self.by_word)

    def stems(self) -> Iterator[str]:
        """Every English stem that some character or word may come out as; some come twice."""
        yield from self.by_character.items
        yield from self.by_word.items

    def nearest(self, stemmed: str) -> str:
        """The stem itself where some piece may come out as it, else one that lacks its last letter or two, else itself.

        So journalese finds the senses of journal.
        """
        shorter = (stemmed[:-n] for n in range(1, _MOST_CUT + 1) if len(stemmed) - n >= _SHORTEST_PREFIX)
        return next((s for s in (stemmed, *shorter) if self.by_character.holds(s) or self.by_word.holds(s)), stemmed)

    def segmentations(self, text: str) -> list[tuple[int, int]]:
        """Half-open ranges of `text` that the lexicon can gloss: every character and every dictionary word in it."""
        found = [(i, i + 1) for i, character in enumerate(text) if character in self.by_character]
        for start in range(len(text)):
            for end in range(start + _SHORTEST_WORD, min(len(text), start + _LONGEST_WORD) + 1):
                if text[start:end] in self.by_word:
                    found.append((start, end))
        return found

    def segmented(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """`segmentations` of some texts together, in no order but that equal pieces of a text stand in theirs.

        Returns:
            shape (3, ranges): the place of the text, the start and the end.
        """
        if len(texts) < _MANY:
            found = [(n, start, end) for n, text in enumerate(texts) for start, end in self.segmentations(text)]
            return np.array(found, np.int64).reshape(len(found), 3).T
        return _segmented(texts, frozenset(self.by_character), frozenset(self.by_word))


def _rows(
    table: SparseTable, pieces: Sequence[str], places: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """The cells of some pieces one after the other: place of the piece, item and P of each, the largest first."""
    rows = [table.coded(pieces[place]) for place in places]
    lengths = [len(columns) for columns, _ in rows]
    nothing = np.zeros(0, np.int64)
    columns = np.concatenate([nothing, *(columns for columns, _ in rows)]).astype(np.int64, copy=False)
    codes = np.concatenate([nothing, *(codes for _, codes in rows)]).astype(np.int64, copy=False)
    return np.repeat(np.array(places, np.int64), lengths), columns, PROBABILITY[codes]


class Among:
    """The glosses of some pieces together.

    Args:
        tables: characters, then words, each with the place of the piece, the item and P of every cell.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        tables: Sequence[tuple[SparseTable, NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]],
    ) -> None:
        self._lexicon, self._tables = lexicon, tables

    def probabilities(self, word: str) -> dict[int, float]:
        """By place of the piece t(word | piece), as of `Lexicon.probability`; without those where it is 0."""
        stemmed = stem(word)
        shares = len(stemmed) >= _SHORTEST_PREFIX
        found: dict[int, float] = {}
        for single, (_, of, items, p) in zip((True, False), self._tables, strict=True):
            beginning, own = self._lexicon.alike(single, stemmed)
            cells = _within(items, beginning)
            for place, item, value in zip(of[cells].tolist(), items[cells].tolist(), p[cells].tolist(), strict=True):
                shared = PREFIX_SHARE * value if shares else 0.0
                found[place] = max(found.get(place, 0.0), value if item == own else shared)
        return found

    def begun(self, beginning: str) -> dict[int, float]:
        """By place of the piece the largest t of a stem that begins so."""
        found: dict[int, float] = {}
        for table, of, items, p in self._tables:
            cells = _within(items, table.beginning(beginning))
            for place, value in zip(of[cells].tolist(), p[cells].tolist(), strict=True):
                found[place] = max(found.get(place, 0.0), value)
        return found


def _within(items: NDArray[np.int64], wanted: range) -> NDArray[np.intp]:
    return np.flatnonzero((items >= wanted.start) & (items < wanted.stop)) if wanted else np.zeros(0, np.intp)


def _segmented(texts: Sequence[str], characters: Set[str], words: Set[str]) -> NDArray[np.int64]:
    """As `Lexicon.segmentations`, for many texts: words are looked for where two characters begin some word.

    Returns:
        shape (3, ranges).
    """
    width = max(2, *map(len, texts))
    points = np.array(texts, f"U{width}").view(np.uint32).reshape(len(texts), width)
    known = np.zeros(sys.maxunicode + 1, np.bool_)
    known[[ord(character) for character in characters]] = True
    of, starts = (known[points] & (points > 0)).nonzero()
    begun = np.array(sorted({_NO_PAIR, *(_pair(ord(word[0]), ord(word[1])) for word in words)}), np.int64)
    first, start = (points[:, 1:] > 0).nonzero()
    pair = _pair(points[first, start].astype(np.int64), points[first, start + 1].astype(np.int64))
    opens = begun[np.searchsorted(begun, pair).clip(max=len(begun) - 1)] == pair
    found = [
        (n, at, end)
        for n, at in zip(first[opens].tolist(), start[opens].tolist(), strict=True)
        for end in range(at + _SHORTEST_WORD, min(len(texts[n]), at + _LONGEST_WORD) + 1)
        if texts[n][at:end] in words
    ]
    longer = np.array(found, np.int64).reshape(len(found), 3).T
    return np.concatenate((np.stack((of, starts, starts + 1)), longer), axis=1)


def _pair(first: Point, second: Point) -> Point:
    """Two code points as one number."""
    return first * (sys.maxunicode + 1) + second


@cache
def shipped() -> Lexicon:
    """The lexicon that travels with the program; read once.

    Raises:
        TermendError: where it is missing or broken.
    """
    archive = shipped_tables.read("lexicon")
    return Lexicon(archive.table("characters"), archive.table("words"))
