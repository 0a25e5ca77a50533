"""The sounds of many runs of words against many stretches of Chinese at once: the sound channel, in arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termend.channel.sound import LONGEST_CHUNK, SEPARATORS, Sound


@dataclass(frozen=True)
class Heard:
    """How well the first letters of each run fit the best stretch of each text.

    Attributes:
        log_odds: shape (runs, texts, letters + 1), nats against the letters of another name; -inf where nothing fits.
        first, end: likewise: the characters of the stretch, half-open.
    """

    log_odds: NDArray[np.float32]
    first: NDArray[np.int16]
    end: NDArray[np.int16]


def hear(sound: Sound, runs: Sequence[str], texts: Sequence[str]) -> Heard:
    """Align every beginning of some folded letters with some Chinese, by dynamic programming (Viterbi 1967).

    Args:
        runs: folded letters, none empty.
        texts: Chinese.
    """
    size = max((len(run) for run in runs), default=0)
    if not runs or not texts:
        shape = (len(runs), len(texts), size + 1)
        return Heard(np.full(shape, -np.inf, np.float32), np.zeros(shape, np.int16), np.zeros(shape, np.int16))
    number: dict[str, int] = {}
    places = np.full((len(runs), size + 1, LONGEST_CHUNK + 1), -1, np.intp)
    for w, run in enumerate(runs):
        for j in range(1, len(run) + 1):
            for k in range(min(j, LONGEST_CHUNK) + 1):
                places[w, j, k] = number.setdefault(run[j - k : j], len(number))
    alphabet = {c: i for i, c in enumerate(sorted({c for text in texts for c in text}))}
    table = sound.emissions(list(number), list(alphabet))
    table = np.pad(table, ((0, 1), (0, 1)), constant_values=-np.inf)
    silent = np.array([c in SEPARATORS for c in alphabet] + [False]) | np.isneginf(table[:-1]).all(0)
    silent[-1] = False  # what pads the shorter texts ends them
    emitted = table[places].transpose(2, 3, 0, 1)  # (7, alphabet + 1, runs, letters + 1)
    order = sorted(range(len(texts)), key=lambda t: -len(texts[t]))  # so that those under way are the first ones
    lengths = [len(texts[t]) for t in order]
    characters = np.full((len(texts), lengths[0]), len(alphabet), np.intp)
    for row, t in enumerate(order):
        characters[row, : len(texts[t])] = [alphabet[c] for c in texts[t]]
    wide = (len(texts), len(runs), size + 1)
    top, top_first, top_end = np.full(wide, -np.inf, np.float32), np.zeros(wide, np.int16), np.zeros(wide, np.int16)
    state, begun = np.full(wide, -np.inf, np.float32), np.zeros(wide, np.int16)
    for i in range(lengths[0]):
        under_way = sum(length > i for length in lengths)
        here = characters[:under_way, i]
        state[:under_way, :, 0], begun[:under_way, :, 0] = 0.0, i  # a stretch may begin at any character
        new = np.full((under_way, *wide[1:]), -np.inf, np.float32)
        new_begun = np.zeros(new.shape, np.int16)
        for k in range(min(LONGEST_CHUNK, size) + 1):
            reached = state[:under_way, :, : size + 1 - k] + emitted[k, here, :, k:]
            better = reached > new[:, :, k:]
            np.copyto(new[:, :, k:], reached, where=better)
            np.copyto(new_begun[:, :, k:], begun[:under_way, :, : size + 1 - k], where=better)
        voiced = np.flatnonzero(~silent[here])
        if len(voiced) < under_way:
            new, new_begun = new[voiced], new_begun[voiced]
        state[voiced], begun[voiced] = new, new_begun
        better = new > top[voiced]
        top[voiced] = np.where(better, new, top[voiced])
        top_first[voiced] = np.where(better, new_begun, top_first[voiced])
        top_end[voiced] = np.where(better, i + 1, top_end[voiced])
    back = np.argsort(order)
    log_odds = top[back].transpose(1, 0, 2) - _background(sound, runs, size)[:, None, :]
    return Heard(log_odds, top_first[back].transpose(1, 0, 2), top_end[back].transpose(1, 0, 2))


def _background(sound: Sound, runs: Sequence[str], size: int) -> NDArray[np.float32]:
    """ln P of each beginning of each run as some name; 0 beyond its end."""
    found = np.zeros((len(runs), size + 1), np.float32)
    for w, run in enumerate(runs):
        found[w, : len(run) + 1] = sound.letters.log_probabilities(run)
    return found
