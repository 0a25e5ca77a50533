"""What the search asks of names, as arrays: read off a profile when a name is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from termend.detection.search.profile import Profile, Profiles

_ONES = np.array([bin(mask).count("1") for mask in range(1 << 12)], np.int64)


def ones(masks: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many characters each mask holds; at most 24."""
    counts: NDArray[np.int64] = _ONES[masks & 0xFFF] + _ONES[masks >> 12]
    return counts


class Traits:
    """Columns by number of the name.

    Attributes:
        full: masks of the characters that weigh 1.
        light: masks of those that weigh less, of which a name has one at most.
        lightness: its weight.
        total: weight of all characters.
        capitals: whether its renderings are written with capitals.
        holding: bits of the function words that stand in its renderings.
    """

    def __init__(self, count: int, function_words: Sequence[str]) -> None:
        self._bits = {word: 1 << n for n, word in enumerate(function_words)}
        self._known = np.zeros(count, np.bool_)
        self.full, self.light = np.zeros(count, np.int64), np.zeros(count, np.int64)
        self.lightness, self.total = np.zeros(count), np.zeros(count)
        self.capitals, self.holding = np.zeros(count, np.bool_), np.zeros(count, np.int64)

    def bit(self, word: str) -> int:
        """Of a function word in lower case; 0 for one that no rendering is asked for."""
        return self._bits.get(word, 0)

    def fill(self, names: NDArray[np.integer], profiles: Profiles) -> None:
        """Read the rows of some names."""
        for name in sorted(set(names[~self._known[names]].tolist())):
            self._read(name, profiles[name])

    def _read(self, name: int, profile: Profile) -> None:
        for place, weight in enumerate(profile.weights):
            if weight == 1.0:
                self.full[name] |= 1 << place
            elif weight:
                self.light[name] |= 1 << place
                self.lightness[name] = weight
        self.total[name] = profile.total_weight
        self.capitals[name] = profile.capitals
        self.holding[name] = sum(self._bits.get(word, 0) for word in profile.function_words)
        self._known[name] = True

    def weight(self, names: NDArray[np.integer], masks: NDArray[np.int64]) -> NDArray[np.float64]:
        """Total weight of the characters of each mask of each name, as `Profile.weight`."""
        light: NDArray[np.float64] = np.where(masks & self.light[names], self.lightness[names], 0.0)
        weight: NDArray[np.float64] = ones(masks & self.full[names]) + light
        return weight
