"""Whether letters may be the sound of a Chinese name: a quick look, and an exact one that costs more.

The exact look is the best path of `termend.channel.sound` (Viterbi over characters, chunks of 0 to 6 letters), kept
to its score and place; the quick one compares skeletons of consonants and is right about the plain cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, log
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from termend.channel.sound import Sound

_CLASSES = str.maketrans(
    dict(zip("bpfvwdtgkqcjxszlrmn", "ppffftt" + "kkkkk" + "sss" + "llmn", strict=True)) | dict.fromkeys("aeiouhy", None)
)
_SURE = 1.2  # sum of the two similarities from which letters count as the sound of a name
_UNSEEN_CHUNK = -9.0  # nats, for a single letter that a character was never seen to give
_UNSEEN_EMPTY = -6.5
_LONGEST_CHUNK = 6
_MOST_READINGS = 3
_RAREST_CHUNK = 0.0005  # P(chunk | unit) below which a chunk is no spelling of a unit
_BEAM = 16.0  # nats behind the best path at which one is given up


class Likeness:
    """Compares letters a to z with stretches of Chinese."""

    def __init__(self, sound: Sound) -> None:
        from rapidfuzz.distance import Indel

        self._sound = sound
        self._similarity = Indel.normalized_similarity
        self._pinyin: dict[str, str] = {}
        self._rows: dict[str, dict[str, float]] = {}

    def pinyin(self, source: str) -> str:
        """The likeliest pinyin of the characters, joined."""
        return "".join([self.syllable(character) for character in source])

    def syllable(self, character: str) -> str:
        """The likeliest pinyin of one character; empty where it has none."""
        found = self._pinyin.get(character)
        if found is None:
            found = self._pinyin[character] = self._sound.pinyin(character)
        return found

    def is_syllable(self, letters: str) -> bool:
        """Whether letters are a syllable of Mandarin."""
        return letters.replace("ü", "v") in self._sound.syllables

    def surely(self, letters: str, source: str) -> bool:
        """The quick look: whether the letters plainly are the sound of the whole of `source`."""
        pinyin = self.pinyin(source)
        if letters == pinyin:
            return True
        spelling: float = self._similarity(letters, pinyin)
        return spelling + self._similarity(_skeleton(letters), _skeleton(pinyin)) >= _SURE

    def surely_each(self, letters: Sequence[str], sources: Sequence[str]) -> list[bool]:
        """`surely` for the letters and the source at each place."""
        from rapidfuzz.process import cpdist

        pinyin = [self.pinyin(source) for source in sources]
        bare = [_skeleton(each) for each in letters], [_skeleton(each) for each in pinyin]
        alike = cpdist(letters, pinyin, scorer=self._similarity, dtype=np.float64)
        alike += cpdist(*bare, scorer=self._similarity, dtype=np.float64)
        sure: list[bool] = (alike >= _SURE).tolist()
        return sure

    def best(self, letters: str, source: str) -> tuple[float, int, int]:
        """The exact look at the best stretch of `source`.

        Returns:
            nats by which the letters are likelier from that stretch than as another name, and its half-open characters.
        """
        size = len(letters)
        chunks = [
            [(end, letters[at:end]) for end in range(at + 1, min(size, at + _LONGEST_CHUNK) + 1)]
            for at in range(size + 1)
        ]
        state: dict[int, tuple[float, int]] = {}
        best, place = -inf, (0, 0)
        for index, character in enumerate(source):
            row = self._emissions(character)
            if not row:
                continue
            state[0] = (0.0, index)  # a stretch may begin at any character
            state = _step(state, row, chunks)
            score, start = state.get(size, (-inf, 0))
            if score > best:
                best, place = score, (start, index + 1)
        return best - self._sound.letters.log_probability(letters), *place

    def _emissions(self, character: str) -> dict[str, float]:
        """ln P(chunk | character), by its likeliest reading for each chunk."""
        row = self._rows.get(character)
        if row is None:
            row = {}
            for unit, prior in self._sound.readings_of(character)[:_MOST_READINGS]:
                for chunk, p in self._sound.chunks_of(self._sound.units[unit]).items():
                    if p >= _RAREST_CHUNK:
                        log_p = log(p) + prior
                        if log_p > row.get(chunk, -inf):
                            row[chunk] = log_p
            self._rows[character] = row
        return row


def _step(
    state: dict[int, tuple[float, int]], row: dict[str, float], chunks: list[list[tuple[int, str]]]
) -> dict[int, tuple[float, int]]:
    """One character of the path: letters consumed → (score, first character).

    `chunks[at]` are the chunks that begin at a letter, with their ends.
    """
    worst = max(score for score, _ in state.values()) - _BEAM
    empty = row.get("", _UNSEEN_EMPTY)
    new: dict[int, tuple[float, int]] = {}
    get = row.get
    for at, (score, start) in state.items():
        if score < worst:
            continue
        if at and (at not in new or score + empty > new[at][0]):
            new[at] = (score + empty, start)
        for end, chunk in chunks[at]:
            p = get(chunk)
            if p is None:
                if end > at + 1:
                    continue
                p = _UNSEEN_CHUNK
            if end not in new or score + p > new[end][0]:
                new[end] = (score + p, start)
    return new


def _skeleton(letters: str) -> str:
    """Consonants by class: `springfield` → `splnkflt`."""
    return letters.translate(_CLASSES)
