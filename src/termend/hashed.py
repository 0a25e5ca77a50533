"""Many strings in one array of bytes that are found by a hash table, itself two arrays: it opens at once."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from termend.packed import Texts, pack

_UNTOLD = "surrogatepass"


class Keys(Texts):
    """Strings of which each stands once, with their places.

    Args:
        packed: UTF-8, what `pack` made.
        order: shape (strings,): places by bucket; a string's bucket is its CRC-32 modulo their number.
        buckets: shape (buckets + 1,): bucket i holds `order[buckets[i]:buckets[i + 1]]`.
    """

    def __init__(self, packed: NDArray[np.uint8], order: NDArray[np.uint32], buckets: NDArray[np.uint32]) -> None:
        super().__init__(packed)
        self._order, self._buckets = order.data, buckets.data
        self._mask = len(buckets) - 2

    @classmethod
    def of(cls, packed: NDArray[np.uint8]) -> Keys:
        """With a hash table made anew."""
        order, buckets = table(Texts(packed))
        return cls(packed, order, buckets)

    @classmethod
    def from_strings(cls, strings: Iterable[str]) -> Keys:
        return cls.of(pack(strings))

    def find(self, text: str) -> int:
        """The place of a string; -1 for an unknown one."""
        wanted = text.encode("utf-8", _UNTOLD)
        bucket = crc32(wanted) & self._mask
        for n in range(self._buckets[bucket], self._buckets[bucket + 1]):
            place = self._order[n]
            if self._bytes[self._starts[place] : self._starts[place + 1] - 1] == wanted:
                return place
        return -1

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.find(text) >= 0


def table(texts: Iterable[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """`order` and `buckets` of strings; about one string a bucket, and a power of two of these."""
    hashed = np.array([crc32(text.encode("utf-8", _UNTOLD)) for text in texts], np.uint32)
    size = 1 << max(0, len(hashed) - 1).bit_length()
    of = hashed & np.uint32(size - 1)
    buckets = np.zeros(size + 1, np.uint32)
    np.cumsum(np.bincount(of, minlength=size), out=buckets[1:])
    return np.argsort(of, kind="stable").astype(np.uint32), buckets
