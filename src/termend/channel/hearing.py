"""The sound of some letters against one name: the same model as `termend.channel.sound`, for one pair at a time.

A segment asks of a few letters and a few short names, thousands of times; arrays over all units would be built in vain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, log

from termend.channel.sound import LONGEST_CHUNK, SEPARATORS, Sound
from termend.channel.tables import EMPTY, SparseTable
from termend.language.letters import fold

# As in the sound channel: what a chunk that was never seen is worth.
_UNSEEN, _UNSEEN_EMPTY = log(exp(-6.0)), log(exp(-6.5))
_LENGTH_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Heard:
    """Letters came out of characters `start:end` of a name with these odds, in nats against another name's letters."""

    log_odds: float
    start: int
    end: int


class Hearing:
    """Aligns letters with names by dynamic programming (Viterbi 1967), scores only.

    Args:
        sound: the sound channel, for readings and the letters of names at large.
        chunks: P(chunk | reading), by chunk.
    """

    def __init__(self, sound: Sound, chunks: SparseTable) -> None:
        self._sound, self._chunks = sound, chunks
        uniform = sound.letters.uniform
        self._floor = [_UNSEEN_EMPTY] + [
            _UNSEEN + (k + 1) * uniform * _LENGTH_SHARE for k in range(1, LONGEST_CHUNK + 1)
        ]
        self._readings: dict[str, list[tuple[str, float]]] = {}
        self._rows: dict[str, list[list[dict[str, float]]]] = {}

    def hear(self, text: str, name: str) -> Heard | None:
        """The best stretch of a name for all the letters of a text; None where there are none to hear."""
        letters = fold(text)
        size = len(letters)
        if not size:
            return None
        rows = self._chunk_rows(letters)
        background = self._sound.letters.log_probability(letters)
        state, first = [-inf] * (size + 1), [0] * (size + 1)
        top: Heard | None = None
        for i, character in enumerate(name):
            readings = self._readings_of(character)
            if character in SEPARATORS or not readings:
                continue
            state[0], first[0] = 0.0, i  # a stretch may begin at any character
            new, new_first = [-inf] * (size + 1), [0] * (size + 1)
            for j in range(1, size + 1):
                best, best_first = -inf, 0
                for k in range(min(j, LONGEST_CHUNK) + 1):
                    before = state[j - k]
                    if before == -inf:
                        continue
                    score = before + self._emitted(rows[j][k], readings, self._floor[k])
                    if score > best:
                        best, best_first = score, first[j - k]
                new[j], new_first[j] = best, best_first
            state, first = new, new_first
            if state[size] > -inf and (top is None or state[size] - background > top.log_odds):
                top = Heard(state[size] - background, first[size], i + 1)
        return top

    @staticmethod
    def _emitted(row: dict[str, float], readings: Sequence[tuple[str, float]], floor: float) -> float:
        best = -inf
        for unit, prior in readings:
            p = row.get(unit)
            value = (floor if p is None else max(log(p), floor)) + prior
            if value > best:
                best = value
        return best

    def _readings_of(self, character: str) -> list[tuple[str, float]]:
        found = self._readings.get(character)
        if found is None:
            units = self._sound.units
            found = [(units[unit], prior) for unit, prior in self._sound.readings_of(character)]
            self._readings[character] = found
        return found

    def _chunk_rows(self, letters: str) -> list[list[dict[str, float]]]:
        """For each end and length of a chunk of the letters, the readings that give it."""
        rows = self._rows.get(letters)
        if rows is None:
            rows = [
                [self._chunks.row(letters[j - k : j] or EMPTY) for k in range(min(j, LONGEST_CHUNK) + 1)]
                for j in range(len(letters) + 1)
            ]
            self._rows[letters] = rows
        return rows


def shipped(sound: Sound) -> Hearing:
    """With the tables of the sound channel."""
    return Hearing(sound, sound.chunks)
