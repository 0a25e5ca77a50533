"""The glosses of chosen names, by the stems of the draft: read off the index, a stem for all names at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from termend.channel.recall import ByGloss

MOST = 4  # glosses of one name for one stem


# Characters of a name that may come out as a stem, as a mask, and nats in favour.
Gloss = tuple[int, float]


class Glossed:
    """Remembers what each stem may stand for.

    Args:
        by_gloss: as the index's.
        size: of the index, in names.
        names: numbers of names; no other is looked up.
    """

    def __init__(self, by_gloss: ByGloss, size: int, names: Iterable[int]) -> None:
        self._by_gloss = by_gloss
        self._chosen = np.zeros(size, np.bool_)
        self._chosen[list(names)] = True
        self._by_stem: dict[str, dict[int, list[Gloss]]] = {}

    def of(self, stemmed: str, name: int) -> Sequence[Gloss]:
        """The characters of a chosen name that may come out as a stem, the best first."""
        found = self._by_stem.get(stemmed)
        if found is None:
            found = self._by_stem[stemmed] = self._read(stemmed)
        glosses = found.get(name, ())
        return sorted(glosses, key=_best_first)[:MOST] if len(glosses) > 1 else glosses

    def _read(self, stemmed: str) -> dict[int, list[Gloss]]:
        names, masks, nats = self._by_gloss(stemmed)
        kept = np.flatnonzero(self._chosen[names])
        by_name: dict[int, list[Gloss]] = defaultdict(list)
        for name, gloss in zip(
            names[kept].tolist(), zip(masks[kept].tolist(), nats[kept].tolist(), strict=True), strict=True
        ):
            by_name[name].append(gloss)
        return by_name


def _best_first(gloss: Gloss) -> tuple[float, int]:
    mask, nats = gloss
    return -nats, mask
