"""Many strings in one array of bytes: each is decoded when it is asked for, so that a large table opens at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

SEPARATOR = "\n"


class Texts(Sequence[str]):
    """Strings behind one another.

    Args:
        packed: UTF-8, what `pack` made.
        separator: one ASCII character that no string holds.
    """

    def __init__(self, packed: NDArray[np.uint8], separator: str = SEPARATOR) -> None:
        self._bytes, self._separator = packed.tobytes(), separator
        ends = np.flatnonzero(packed == ord(separator)) + 1
        starts = np.concatenate(([0], ends, [len(packed) + 1])) if len(packed) else np.zeros(1)
        self._starts = starts.astype(np.int64).data

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
            if place < 0:
                raise IndexError(place)
        start, end = self._starts[place], self._starts[place + 1]
        return self._bytes[start : end - 1].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return iter(self._bytes.decode("utf-8", "surrogatepass").split(self._separator) if len(self) else ())


def pack(texts: Iterable[str], separator: str = SEPARATOR) -> NDArray[np.uint8]:
    """Strings as one array of bytes; none may hold the separator, nor may there be one that is empty alone."""
    return np.frombuffer(separator.join(texts).encode("utf-8", "surrogatepass"), np.uint8)
