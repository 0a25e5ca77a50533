"""Sparse tables of probabilities on disk: key → {item: probability}, small and quick to open.

A table is a NumPy archive without pickles. Probabilities are held as one byte each, `round(-ln p * 20)`, so that a
value read back is within 2.6 % of the one written and none below e^-12.75 is kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from math import exp, log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from termend import arrays
from termend.errors import ModelError
from termend.hashed import Keys
from termend.packed import Texts, pack

_STEPS_PER_NAT = 20
_LAST = "\U0010ffff"  # sorts behind any other character
# How an empty string is written as a key or item.
EMPTY = "∅"
# Endings of the names of the arrays that are the hash table of an array of strings.
ORDER, BUCKETS = ".order", ".buckets"


class SparseTable:
    """A read-only table; rows are decoded when first asked for.

    Args:
        keys: sorted.
        items: what the columns are called; sorted.
        starts: shape (keys + 1,): row i holds the cells `starts[i]:starts[i + 1]`.
        columns: shape (cells,): index into `items`.
        codes: shape (cells,): `round(-ln p * 20)`, uint8.
    """

    def __init__(
        self,
        keys: Keys,
        items: Keys,
        starts: NDArray[np.uint32],
        columns: NDArray[np.unsignedinteger],
        codes: NDArray[np.uint8],
    ) -> None:
        self.keys, self.items, self.starts, self.columns, self.codes = keys, items, starts, columns, codes
        self._rows: dict[str, dict[str, float]] = {}
        self._held: dict[str, tuple[NDArray[np.unsignedinteger], NDArray[np.uint8]]] = {}
        # Of a row its items, ascending, the place of each in the row, and their codes.
        self._by_item: dict[str, tuple[memoryview, memoryview, memoryview]] = {}
        self._named: list[str] = [""] * len(items)  # those of the items that some row was asked for with

    @classmethod
    def from_rows(cls, rows: Mapping[str, Mapping[str, float]]) -> SparseTable:
        """Build a table; probabilities below e^-12.75 and empty rows are left out.

        The result does not depend on the order of `rows`.
        """
        limit = exp(-255 / _STEPS_PER_NAT)
        kept = {k: {i: p for i, p in row.items() if p >= limit} for k, row in rows.items()}
        keys = sorted(k for k, row in kept.items() if row)
        items = sorted({i for k in keys for i in kept[k]})
        place = {item: n for n, item in enumerate(items)}
        starts, columns, codes = [0], [], []
        for key in keys:
            for item, p in sorted(kept[key].items(), key=lambda cell: (-cell[1], cell[0])):
                columns.append(place[item])
                codes.append(min(255, max(0, round(-log(p) * _STEPS_PER_NAT))))
            starts.append(len(columns))
        return cls(
            Keys.from_strings(keys),
            Keys.from_strings(items),
            np.array(starts, np.uint32),
            np.array(columns, np.uint32),
            np.array(codes, np.uint8),
        )

    def arrays(self, prefix: str) -> dict[str, NDArray[np.generic]]:
        """The table as named arrays, for `save`; several tables may share one archive under different prefixes."""
        small: type[np.unsignedinteger] = np.uint16 if len(self.items) < 1 << 16 else np.uint32
        return {
            f"{prefix}.keys": pack(self.keys),
            f"{prefix}.items": pack(self.items),
            f"{prefix}.lengths": np.diff(self.starts).astype(np.uint32),
            f"{prefix}.columns": self.columns.astype(small),
            f"{prefix}.codes": self.codes,
        }

    def __contains__(self, key: str) -> bool:
        return key in self.keys

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys)

    def row(self, key: str) -> dict[str, float]:
        """The probabilities under one key, the largest first; empty for an unknown key. Do not change it."""
        row = self._rows.get(key)
        if row is None:
            cells = self.range_of(key)
            columns = self.columns[cells].tolist()
            for column in columns:
                if not self._named[column]:
                    self._named[column] = self.items[column]
            codes = self.codes[cells].tolist()
            row = {self._named[c]: _PROBABILITY[code] for c, code in zip(columns, codes, strict=True)}
            self._rows[key] = row
        return row

    def range_of(self, key: str) -> slice:
        """Where the cells of a row stand in `columns` and `codes`; empty for an unknown key."""
        i = self.keys.find(key)
        return slice(int(self.starts[i]), int(self.starts[i + 1])) if i >= 0 else slice(0, 0)

    def cells(self, key: str) -> tuple[NDArray[np.unsignedinteger], NDArray[np.float32]]:
        """One row as arrays: indices into `items`, and ln p; empty for an unknown key."""
        cells = self.range_of(key)
        return self.columns[cells], self.codes[cells].astype(np.float32) / np.float32(-_STEPS_PER_NAT)

    def coded(self, key: str) -> tuple[NDArray[np.unsignedinteger], NDArray[np.uint8]]:
        """One row as arrays, the likeliest first: indices into `items`, and places in `PROBABILITY`."""
        held = self._held.get(key)
        if held is None:
            cells = self.range_of(key)
            held = self._held[key] = self.columns[cells], self.codes[cells]
        return held

    def within(self, key: str, items: range) -> list[tuple[int, float]]:
        """Those cells of one row whose items stand in a range: index and P, the largest first."""
        if not items:
            return []
        row = self._by_item.get(key)
        if row is None:
            columns, codes = self.coded(key)
            order = np.argsort(columns)
            row = self._by_item[key] = columns[order].data, order.astype(np.int32).data, codes[order].data
        of_items, places, of_places = row
        first = bisect_left(of_items, items.start)
        last = bisect_left(of_items, items.stop, first)
        if first == last:
            return []
        found = sorted([(places[n], of_items[n], of_places[n]) for n in range(first, last)])
        return [(item, _PROBABILITY[code]) for _, item, code in found]

    def beginning(self, prefix: str) -> range:
        """The indices of the items that begin so."""
        return range(bisect_left(self.items, prefix), bisect_left(self.items, prefix + _LAST))

    def holds(self, item: str) -> bool:
        """Whether some row has this item."""
        return item in self.items


_PROBABILITY = [exp(-code / _STEPS_PER_NAT) for code in range(256)]
PROBABILITY = np.array(_PROBABILITY)  # by code


class Archive:
    """A file of tables and plain arrays.

    Raises:
        ModelError: where the file is missing or is not what `save` wrote.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._arrays: dict[str, NDArray[np.generic]] = arrays.read(path)
        except arrays.UNREADABLE as error:
            raise ModelError(
                path, f"the channel's table cannot be read ({error})", "Install termend again, or build the table anew"
            ) from error

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """All arrays by name."""
        return dict(self._arrays)

    def array(self, name: str) -> NDArray[np.generic]:
        """One array by its name.

        Raises:
            ModelError: where there is none of that name.
        """
        found = self._arrays.get(name)
        if found is None:
            raise ModelError(self.path, f"no array {name!r} in it", "Build the table anew with this version")
        return found

    def strings(self, name: str) -> list[str]:
        """A list of strings that `save` packed."""
        return list(Texts(self.array(name).astype(np.uint8)))

    def keys(self, name: str) -> Keys:
        """Strings that `save` packed, each of which stands once; found by the hash table where there is one."""
        order, buckets = self._arrays.get(f"{name}{ORDER}"), self._arrays.get(f"{name}{BUCKETS}")
        packed_ = self.array(name).astype(np.uint8, copy=False)
        if order is None or buckets is None:
            return Keys.of(packed_)
        return Keys(packed_, order.astype(np.uint32, copy=False), buckets.astype(np.uint32, copy=False))

    def table(self, prefix: str) -> SparseTable:
        """One sparse table by its prefix."""
        lengths = self.array(f"{prefix}.lengths")
        starts = np.zeros(len(lengths) + 1, np.uint32)
        np.cumsum(lengths, out=starts[1:])
        return SparseTable(
            self.keys(f"{prefix}.keys"),
            self.keys(f"{prefix}.items"),
            starts,
            self.array(f"{prefix}.columns").astype(np.uint32, copy=False),
            self.array(f"{prefix}.codes").astype(np.uint8, copy=False),
        )
