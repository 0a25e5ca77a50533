"""Words and, for each row of a table, which of them it has, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termend.packed import Texts, pack

Arrays = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Runs:
    """Which words each row has.

    Attributes:
        words: sorted.
        ids: shape (cells,): the words of the first row, of the second, and so on.
        starts: shape (rows + 1,): the cells of a row are `starts[n]:starts[n + 1]`.
    """

    words: Texts
    ids: NDArray[np.int32]
    starts: NDArray[np.int32]

    @classmethod
    def read(cls, arrays: Arrays, name: str) -> Runs:
        """From what `arrays` made.

        Raises:
            KeyError: where an array is missing.
        """
        ids, starts = arrays[f"{name}.ids"].astype(np.int32), arrays[f"{name}.starts"].astype(np.int32)
        return cls(Texts(arrays[f"{name}.words"].astype(np.uint8)), ids, starts)

    @staticmethod
    def arrays(name: str, rows: Sequence[Sequence[str]]) -> dict[str, NDArray[np.generic]]:
        """The words of each row as named arrays; no word is empty or holds a line break."""
        words = sorted({word for row in rows for word in row})
        number = {word: n for n, word in enumerate(words)}
        return {
            f"{name}.words": pack(words),
            f"{name}.ids": np.array([number[word] for row in rows for word in row], np.int32),
            f"{name}.starts": np.cumsum([0, *map(len, rows)]).astype(np.int32),
        }

    def count(self, chosen: Sequence[bool]) -> NDArray[np.int64]:
        """Shape (rows,): how many of a row's words are chosen.

        Args:
            chosen: one for each of `words`.
        """
        sums = np.append(0, np.cumsum(np.array(chosen, np.bool_)[self.ids]))
        counts: NDArray[np.int64] = sums[self.starts[1:]] - sums[self.starts[:-1]]
        return counts

    def first(self, chosen: Sequence[bool]) -> NDArray[np.bool_]:
        """Shape (rows,): whether a row's first word is chosen; not where it has none."""
        found = np.zeros(len(self.starts) - 1, np.bool_)
        some = np.flatnonzero(np.diff(self.starts))
        found[some] = np.array(chosen, np.bool_)[self.ids[self.starts[some]]]
        return found
