"""Whether letters are what a Chinese name sounds like: P(letters | characters) against the letters of another name.

Every character is read in one of its ways (pinyin; for some also a Cantonese, Korean, Japanese or Sino-Vietnamese
reading), and every reading gives a chunk of 0 to 6 letters. The best path is found by dynamic programming; its pieces
are the evidence. The tables are learned; see `termend.channel.learning.sound`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from termend.channel import shipped_tables, tables
from termend.channel.letter_model import LetterModel
from termend.channel.tables import SparseTable
from termend.language.letters import fold

LONGEST_CHUNK = 6
# A chunk that was never seen: this, times a uniform letter for each of its letters.
_UNSEEN = exp(-6.0)
_UNSEEN_EMPTY = exp(-6.5)
# Prior of reading a character in another language.
_OTHER_READING = 0.02
_MOST_UNITS = 6
_MOST_CHUNKS = 1 << 14  # remembered at once
# Marks between the parts of a foreign name; they have no sound.
SEPARATORS = frozenset("·・•‧-－–— ")


@dataclass(frozen=True, slots=True)
class SoundPiece:
    """One character and the letters it gave; `reading` is the syllable, behind its language if not Mandarin."""

    source: str
    letters: str
    reading: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class SoundAlignment:
    """The best path of letters through (a stretch of) a name.

    Attributes:
        start, end: characters of the name that were used, half-open.
        log_odds: nats by which the letters are likelier from those characters than as another name; about 0 for chance.
        pieces: in order; their log-odds sum to `log_odds`.
    """

    start: int
    end: int
    log_odds: float
    pieces: tuple[SoundPiece, ...]


# Log-odds, first character and end, each of shape (names,).
Heard = tuple[NDArray[np.float32], NDArray[np.int16], NDArray[np.int16]]


@dataclass(frozen=True)
class EncodedNames:
    """Many Chinese names as arrays.

    Attributes:
        characters: shape (names, longest): index of each character, padded with `silent - 1`.
        units, priors: shape (alphabet + 2, 6): readings of each character and their ln priors; padded. A reading is
            an index into `used`, its last being padding.
        used: index of each of those readings among the channel's units.
        silent: index of the marks between the parts of a name.
    """

    characters: NDArray[np.int32]
    units: NDArray[np.int32]
    priors: NDArray[np.float32]
    used: NDArray[np.int32]
    silent: int

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Shape (names,): how many characters each has."""
        lengths: NDArray[np.int64] = (self.characters != self.silent - 1) @ np.ones(self.characters.shape[1], np.int64)
        return lengths

    @cached_property
    def longest_first(self) -> tuple[NDArray[np.intp], list[NDArray[np.intp]]]:
        """The names by length, the longest first, and each column of `characters` in that order, as far as names go."""
        lengths = self.lengths
        order = np.argsort(-lengths, kind="stable")
        counts = np.searchsorted(-lengths[order], -np.arange(1, self.characters.shape[1] + 1), "right")
        return order, [self.characters[order[:n], i].astype(np.intp) for i, n in enumerate(counts) if n]

    def only(self, names: NDArray[np.intp]) -> EncodedNames:
        """Those names alone, in that order, over an alphabet of their own."""
        chosen = self.characters[names]
        chosen = chosen[:, : np.flatnonzero((chosen != self.silent - 1).any(0)).max(initial=0) + 1]
        letters = np.flatnonzero(_held(np.append(chosen, [self.silent - 1, self.silent]), self.silent + 1))
        place = np.zeros(self.silent + 1, np.int32)
        place[letters] = np.arange(len(letters), dtype=np.int32)
        used = np.flatnonzero(_held(self.units[letters], len(self.used) + 1)[:-1])
        unit_place = np.full(len(self.used) + 1, len(used), np.int32)
        unit_place[used] = np.arange(len(used), dtype=np.int32)
        return EncodedNames(
            place[chosen], unit_place[self.units[letters]], self.priors[letters], self.used[used], len(letters) - 1
        )


def _held(numbers: NDArray[np.int32], limit: int) -> NDArray[np.bool_]:
    """Shape (limit,): whether each number below the limit is among these."""
    held = np.zeros(limit, np.bool_)
    held[numbers] = True
    return held


def _chunks_of(letters: str) -> dict[str, None]:
    """Every chunk of the letters, each once, the empty one too."""
    ends = range(len(letters) + 1)
    return dict.fromkeys(letters[start:end] for end in ends for start in range(max(0, end - LONGEST_CHUNK), end + 1))


class Sound:
    """The sound channel.

    Args:
        chunks: P(chunk | unit), kept as {chunk: {unit: P}}.
        pinyin: P(toneless syllable | character).
        other: readings in other languages, as {character: {"ko:준": share}}.
        letters: the letters of names at large.
    """

    def __init__(self, chunks: SparseTable, pinyin: SparseTable, other: SparseTable, letters: LetterModel) -> None:
        self.chunks, self._pinyin, self._other, self.letters = chunks, pinyin, other, letters
        self.units = list(chunks.items)
        self._unit_index = {unit: i for i, unit in enumerate(self.units)}
        self._by_unit: dict[str, dict[str, float]] = {}
        self.syllables = frozenset(unit for unit in self.units if ":" not in unit)
        self._reading_cache: dict[str, tuple[tuple[int, float], ...]] = {}
        self._chunk_cache: dict[str, tuple[NDArray[np.int32], NDArray[np.float32]]] = {}
        # ln P of a chunk that was never seen, by its length.
        never = [log(_UNSEEN) + (size + 1) * letters.uniform * 0.6 for size in range(1, LONGEST_CHUNK + 1)]
        self._floors = np.array([log(_UNSEEN_EMPTY), *never], np.float32)
        # The units that `_most` was asked for last, with their places.
        self._restricted: tuple[NDArray[np.int32], NDArray[np.int32]] | None = None

    def readings(self, character: str) -> dict[str, float]:
        """Toneless pinyin syllables of a character (ü as v) with P(syllable | character), the likeliest first."""
        return self._pinyin.row(character)

    def readings_abroad(self, character: str) -> dict[str, float]:
        """Readings in other languages as `ko:준`, with their shares."""
        return self._other.row(character)

    def pinyin(self, source: str) -> str:
        """The likeliest pinyin of a name, joined, letters a to z only; characters without one are left out."""
        return "".join(next(iter(self.readings(c)), "").replace("v", "u") for c in source)

    def readings_of(self, character: str) -> tuple[tuple[int, float], ...]:
        """(unit, ln prior) of a character; at most six."""
        found = self._reading_cache.get(character)
        if found is None:
            rows = [(s, p) for s, p in self._pinyin.row(character).items()]
            rows += [(u, p * _OTHER_READING) for u, p in self._other.row(character).items()]
            found = tuple((self._unit_index[u], log(p)) for u, p in rows if u in self._unit_index)[:_MOST_UNITS]
            self._reading_cache[character] = found
        return found

    def chunks_of(self, unit: str) -> dict[str, float]:
        """What a unit is spelt as abroad, with P(chunk | unit); the empty chunk is "". Empty for an unknown unit."""
        found = self._by_unit.get(unit)
        if found is None:
            number = self._unit_index.get(unit, -1)
            if number < 0:
                return {}
            cells, starts, keys = self._transposed
            of_unit = cells[starts[number] : starts[number + 1]]
            chunks = [self.chunks.keys[key] for key in keys[of_unit].tolist()]
            p = tables.PROBABILITY[self.chunks.codes[of_unit]].tolist()
            found = {"" if c == tables.EMPTY else c: likely for c, likely in zip(chunks, p, strict=True)}
            self._by_unit[unit] = found
        return found

    @cached_property
    def _transposed(self) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.intp]]:
        """Shape (cells,): the cells of `chunks` unit by unit; (units + 1,): where each begins; (cells,): their keys."""
        columns = self.chunks.columns
        starts = np.zeros(len(self.units) + 1, np.int64)
        np.cumsum(np.bincount(columns, minlength=len(self.units)), out=starts[1:])
        keys = np.repeat(np.arange(len(self.chunks.keys)), np.diff(self.chunks.starts))
        return np.argsort(columns, kind="stable"), starts, keys

    def background(self, letters: str) -> float:
        """ln P of folded letters as some name."""
        return self.letters.log_probability(letters)

    def _emissions(self, letters: str, used: NDArray[np.int32]) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
        """ln P of every chunk of the letters under some units.

        Returns:
            shape (chunks + 1, used + 1): ln P(chunk | unit); -inf for the last unit, which is padding, and in the last
            row.
            shape (letters + 1, 7): the row of the chunk `letters[j - k : j]`; the last where k > j.
        """
        chunks = list(_chunks_of(letters))
        number = {chunk: n for n, chunk in enumerate(chunks)}
        places = np.full((len(letters) + 1, LONGEST_CHUNK + 1), len(number), np.intp)
        for j in range(len(letters) + 1):
            for k in range(min(j, LONGEST_CHUNK) + 1):
                places[j, k] = number[letters[j - k : j]]
        emissions = np.full((len(chunks) + 1, len(used) + 1), -np.inf, np.float32)
        emissions[:-1, :-1] = self._floors[[len(chunk) for chunk in chunks], None]
        of, columns, log_p = self._cells(chunks, self._places(used))
        emissions[of, columns] = log_p
        return emissions, places

    def emissions(self, chunks: Sequence[str], characters: Sequence[str]) -> NDArray[np.float32]:
        """The most that each character gains by giving a chunk, in ln P; -inf for characters without a reading.

        Returns:
            shape (chunks, characters).
        """
        read = [self.readings_of(c) for c in characters]
        used = np.array(sorted({unit for row in read for unit, _ in row}), np.int32)
        scores = np.full((len(chunks), len(used) + 1), -np.inf, np.float32)
        scores[:, :-1] = self._floors[[len(chunk) for chunk in chunks], None]
        of, columns, log_p = self._cells(chunks, self._places(used))
        scores[of, columns] = log_p
        most = np.full((len(chunks), len(characters)), -np.inf, np.float32)
        for m in range(max((len(row) for row in read), default=0)):
            having = [i for i, row in enumerate(read) if len(row) > m]
            units = np.searchsorted(used, [read[i][m][0] for i in having])
            priors = np.array([read[i][m][1] for i in having], np.float32)
            most[:, having] = np.maximum(most[:, having], scores[:, units] + priors)
        return most

    def _most(self, letters: str, used: NDArray[np.int32]) -> NDArray[np.float32]:
        """Shape (used + 1,): the most that each unit gains by a chunk of the letters over any other name; then -inf."""
        if self._restricted is None or self._restricted[0] is not used:
            self._restricted = (used, self._places(used))
        chunks = list(_chunks_of(letters))
        sizes = np.array([len(chunk) for chunk in chunks])
        most = np.full((LONGEST_CHUNK + 1, len(used) + 1), -np.inf, np.float32)
        longest = min(len(letters), LONGEST_CHUNK)
        most[: longest + 1, :-1] = self._floors[: longest + 1, None]
        of, columns, log_p = self._cells(chunks, self._restricted[1])
        np.maximum.at(most, (sizes[of], columns), log_p)
        share = np.float32(self.background(letters) / max(1, len(letters)))
        gains: NDArray[np.float32] = (most - share * np.arange(LONGEST_CHUNK + 1, dtype=np.float32)[:, None]).max(0)
        return gains

    def _places(self, used: NDArray[np.int32]) -> NDArray[np.int32]:
        """Shape (units,): the place of each unit among the used ones; -1 for the others."""
        places = np.full(len(self.units), -1, np.int32)
        places[used] = np.arange(len(used), dtype=np.int32)
        return places

    def _cells(
        self, chunks: Sequence[str], places: NDArray[np.int32]
    ) -> tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.float32]]:
        """What is likelier than a chunk that was never seen: number of the chunk, place of the unit, ln P each."""
        found = [self._chunk(chunk) for chunk in chunks]
        columns = places[np.concatenate([units for units, _ in found])]
        of = np.repeat(np.arange(len(chunks)), [len(units) for units, _ in found])
        kept = np.flatnonzero(columns >= 0)
        return of[kept], columns[kept], np.concatenate([log_p for _, log_p in found])[kept]

    def _chunk(self, chunk: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The units that a chunk was seen under, with ln P(chunk | unit). Remembered: joined words share chunks."""
        found = self._chunk_cache.get(chunk)
        if found is None:
            units, log_p = self.chunks.cells(chunk or tables.EMPTY)
            found = units.astype(np.int32), np.maximum(log_p, self._floors[len(chunk)])
            if len(self._chunk_cache) >= _MOST_CHUNKS:
                self._chunk_cache.clear()
            self._chunk_cache[chunk] = found
        return found

    def encode(self, sources: Sequence[str], longest: int = 12) -> EncodedNames:
        """Names as arrays for `best`; of a name longer than `longest` characters only its beginning counts."""
        width = min(longest, max((1, *map(len, sources))))
        alphabet = sorted(set("".join([source[:width] for source in sources])) - SEPARATORS)
        points = [ord(c) for c in (*alphabet, *SEPARATORS)]
        place = np.full(max(points) + 1, len(alphabet), np.int32)  # by code point; where a name is at its end, the last
        place[points] = [*range(len(alphabet)), *(len(alphabet) + 1 for _ in SEPARATORS)]
        characters = place[np.array(sources, f"U{width}").view(np.uint32).reshape(len(sources), width)]
        read = [self.readings_of(c) for c in alphabet]
        used = np.array(sorted({unit for row in read for unit, _ in row}), np.int32)
        units = np.full((len(alphabet) + 2, _MOST_UNITS), len(used), np.int32)
        priors = np.zeros((len(alphabet) + 2, _MOST_UNITS), np.float32)
        for i, row in enumerate(read):
            for m, (unit, prior) in enumerate(row):
                units[i, m], priors[i, m] = np.searchsorted(used, unit), prior
        return EncodedNames(characters, units, priors, used, len(alphabet) + 1)

    def best(self, text: str, names: EncodedNames) -> Heard:
        """The best stretch of each of many names for the same English, of which only the letters a to z count."""
        return self.best_of_each([(fold(text), names)])[0]

    def best_of_each(self, asked: Sequence[tuple[str, EncodedNames]]) -> list[Heard]:
        """As `best` for every pair of folded letters, as many each time, and names."""
        lattices = [self._lattice(letters, names) for letters, names in asked]
        counts = [len(names.characters) for _, names in asked]
        width = max(names.characters.shape[1] for _, names in asked)
        size, count = len(asked[0][0]), sum(counts)
        # Every character of every name is a row of the lattices together; the first row is that of a silent one, after
        # which nothing else comes.
        offsets = np.cumsum([0, *(len(lattice) for lattice in lattices)])
        characters = np.full((count, width), -1, np.intp)
        silent = np.ones((count, width), np.bool_)
        lengths = np.zeros(count, np.int64)
        start = 0
        for (_, names), offset in zip(asked, offsets[:-1].tolist(), strict=True):
            end, wide = start + len(names.characters), names.characters.shape[1]
            characters[start:end, :wide] = names.characters + offset
            silent[start:end, :wide] = names.characters == names.silent
            lengths[start:end] = names.lengths
            start = end
        emitted = np.concatenate([*lattices, np.full((1, LONGEST_CHUNK + 1, size + 1), -np.inf, np.float32)])
        top, first, end_ = _best_paths(emitted, characters, silent, lengths)
        heard = []
        start = 0
        for (letters, _), number in zip(asked, counts, strict=True):
            rows = slice(start, start + number)
            heard.append((top[rows] - np.float32(self.background(letters)), first[rows], end_[rows]))
            start += number
        return heard

    def _lattice(self, letters: str, names: EncodedNames) -> NDArray[np.float32]:
        """Shape (alphabet + 2, 7, letters + 1): the most that a character gains by a chunk of k letters ending at j."""
        scores, places = self._emissions(letters, names.used)
        emitted = (scores[:, names.units] + names.priors).max(-1)[places]  # (letters + 1, 7, alphabet + 2)
        before = np.arange(len(letters) + 1) - np.arange(LONGEST_CHUNK + 1)[:, None]
        emitted[(before < 0).T] = -np.inf
        return np.ascontiguousarray(emitted.transpose(2, 1, 0))

    def bounds(self, letters: str, names: EncodedNames) -> NDArray[np.float32]:
        """About the most that each name can score in `best` for the same letters; quick to compute.

        The most that each character can give, wherever in the letters, summed over the best stretch.

        Returns:
            shape (names,).
        """
        by_unit = self._most(letters, names.used)
        by_character = np.maximum((by_unit[names.units] + names.priors).max(-1), 0.0)
        by_character[names.silent] = 0.0
        order, columns = names.longest_first
        # A stretch of more characters than letters / 2 + 1 has silent or one-letter ones that hardly add to it.
        size = len(letters) // 2 + 1
        found = np.zeros(len(order), np.float32)
        sums = [found.copy()]
        for end, column in enumerate(columns, start=1):
            sums.append(sums[-1][: len(column)] + by_character[column])
            whole = sums[end] if end <= size else sums[end] - sums[end - size][: len(column)]
            found[: len(column)] = np.maximum(found[: len(column)], whole)
        bounds = np.empty_like(found)
        bounds[order] = found
        return bounds

    def align(self, text: str, source: str, whole: bool = False) -> SoundAlignment | None:
        """Align letters with a name, or with its best stretch.

        Args:
            text: English; only its letters a to z count.
            source: Chinese; characters without a reading can give nothing.
            whole: every character must be used.

        Returns:
            None where the text has no letters or no path exists.
        """
        letters = fold(text)
        size = len(letters)
        if not size:
            return None
        used = np.array(sorted({unit for c in source for unit, _ in self.readings_of(c)}), np.int32)
        place = {int(unit): n for n, unit in enumerate(used)}
        emissions, places = self._emissions(letters, used)
        scores = emissions[places]
        background = self.background(letters)
        # state: (score, start, pieces) for each number of letters consumed
        state: dict[int, tuple[float, int, tuple[tuple[int, int, int, int, float], ...]]] = {}
        top: tuple[float, int, int, tuple[tuple[int, int, int, int, float], ...]] | None = None
        last = max((i for i, c in enumerate(source) if c not in SEPARATORS), default=-1)
        for i, character in enumerate(source):
            if character in SEPARATORS:
                continue
            if (not whole or i == 0) and 0 not in state:
                state[0] = (0.0, i, ())
            new: dict[int, tuple[float, int, tuple[tuple[int, int, int, int, float], ...]]] = {}
            readings = self.readings_of(character)
            if not readings:
                state = new
                continue
            given = scores[:, :, [place[unit] for unit, _ in readings]] + np.array([p for _, p in readings], np.float32)
            likeliest, gained = given.argmax(-1).tolist(), given.max(-1).tolist()  # by letters used, then by its own
            for j0, (score, start, pieces) in state.items():
                for j in range(max(j0, 0 if whole else 1), min(size, j0 + LONGEST_CHUNK) + 1):
                    p = gained[j][j - j0]
                    if j not in new or score + p > new[j][0]:
                        unit = readings[likeliest[j][j - j0]][0]
                        new[j] = (score + p, start, (*pieces, (i, j0, j, unit, p)))
            state = new
            if size in state and (not whole or i == last) and (top is None or state[size][0] > top[0]):
                top = (state[size][0], state[size][1], i + 1, state[size][2])
        if top is None:
            return None
        score, start, end, path = top
        share = background / size  # spread the background evenly over letters, for the pieces' log-odds
        aligned = tuple(
            SoundPiece(source[n], letters[a:b], self.units[unit], p - share * (b - a)) for n, a, b, unit, p in path
        )
        return SoundAlignment(start, end, score - background, aligned)


def _best_paths(
    emitted: NDArray[np.float32],
    characters: NDArray[np.intp],
    silent: NDArray[np.bool_],
    lengths: NDArray[np.int64],
) -> Heard:
    """The best stretch of each name: every character is one step for all names and all numbers of letters at once.

    Args:
        emitted: shape (rows, 7, letters + 1): what a character gains by a chunk of k letters that ends at j.
        characters: shape (names, longest): rows of `emitted`.
        silent: shape (names, longest): characters that leave everything as it is.
        lengths: shape (names,): how many characters each has; nothing comes of those behind them.

    Returns:
        ln P, first character and end, each of shape (names,).
    """
    (count, width), (_, deep, columns_) = characters.shape, emitted.shape
    order = np.argsort(-lengths, kind="stable")
    characters, silent = characters[order], silent[order]
    going = np.searchsorted(-lengths[order], -np.arange(1, width + 1), "right").tolist()  # names of so many characters
    columns = np.arange(columns_)
    before = np.maximum(columns - np.arange(deep)[:, None], 0)  # letters used before a chunk of k that ends at j
    best = np.full((count, columns_), -np.inf, np.float32)
    first = np.zeros((count, columns_), np.int16)
    top = np.full(count, -np.inf, np.float32)
    top_first, top_end = np.zeros(count, np.int16), np.zeros(count, np.int16)
    of_total = (np.arange(count) * deep)[:, None]
    of_first = (np.arange(count) * columns_)[:, None]
    for i, names in enumerate(going):
        best, first = best[:names], first[:names]
        best[:, 0], first[:, 0] = 0.0, i  # a stretch may begin here, and never with a silent character
        total = emitted[characters[:names, i]] + best[:, before]  # (names, 7, letters + 1)
        k = total.argmax(1)
        new = total.ravel()[(of_total[:names] + k) * columns_ + columns]
        new_first = first.ravel()[of_first[:names] + np.maximum(columns - k, 0)]
        new[:, 0] = -np.inf
        unheard = np.flatnonzero(silent[:names, i])
        new[unheard], new_first[unheard] = best[unheard], first[unheard]
        best, first = new, new_first
        better = np.flatnonzero(best[:, -1] > top[:names])
        top[better], top_first[better], top_end[better] = best[better, -1], first[better, -1], i + 1
    back = np.argsort(order, kind="stable")
    return top[back], top_first[back], top_end[back]


@cache
def shipped() -> Sound:
    """The sound channel that travels with the program; read once.

    Raises:
        TermendError: where its tables are missing or broken.
    """
    archive = shipped_tables.read("sound")
    letters = LetterModel(archive.array("letters").astype(np.uint8))
    return Sound(archive.table("chunks"), archive.table("pinyin"), archive.table("other"), letters)
