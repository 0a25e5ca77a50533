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
    shape = (len(runs), len(texts), size + 1)
    log_odds = np.full(shape, -np.inf, np.float32)
    first, end = np.zeros(shape, np.int16), np.zeros(shape, np.int16)
    if not runs or not texts:
        return Heard(log_odds, first, end)
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
    emitted = table[places]  # (runs, letters + 1, 7, alphabet + 1)
    before = np.maximum(np.arange(size + 1)[:, None] - np.arange(LONGEST_CHUNK + 1), 0)
    order = sorted(range(len(texts)), key=lambda t: -len(texts[t]))  # so that those under way are the first ones
    lengths = [len(texts[t]) for t in order]
    characters = np.full((len(texts), lengths[0]), len(alphabet), np.intp)
    for row, t in enumerate(order):
        characters[row, : len(texts[t])] = [alphabet[c] for c in texts[t]]
    state = np.full(shape, -np.inf, np.float32)
    begun = np.zeros(shape, np.int16)
    for i in range(lengths[0]):
        under_way = sum(length > i for length in lengths)
        here = characters[:under_way, i]
        state[:, :under_way, 0], begun[:, :under_way, 0] = 0.0, i  # a stretch may begin at any character
        reached = state[:, :under_way][:, :, before] + emitted[..., here].transpose(0, 3, 1, 2)
        best = reached.argmax(-1)[..., None]
        new = np.take_along_axis(reached, best, -1)[..., 0]
        new_begun = np.take_along_axis(begun[:, :under_way][:, :, before], best, -1)[..., 0]
        voiced = ~silent[here]
        state[:, :under_way][:, voiced], begun[:, :under_way][:, voiced] = new[:, voiced], new_begun[:, voiced]
        better = new > log_odds[:, :under_way]
        better[:, ~voiced] = False
        log_odds[:, :under_way][better] = new[better]
        first[:, :under_way][better] = new_begun[better]
        end[:, :under_way][better] = i + 1
    back = np.argsort(order)
    log_odds -= _background(sound, runs, size)[:, None, :]
    return Heard(log_odds[:, back], first[:, back], end[:, back])


def _background(sound: Sound, runs: Sequence[str], size: int) -> NDArray[np.float32]:
    """ln P of each beginning of each run as some name; 0 beyond its end."""
    found = np.zeros((len(runs), size + 1), np.float32)
    for w, run in enumerate(runs):
        found[w, : len(run) + 1] = sound.letters.log_probabilities(run)
    return found
