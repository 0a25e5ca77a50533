"""IBM Model 1: lexical translation probabilities by expectation maximisation.

Brown, Della Pietra, Della Pietra & Mercer (1993), "The mathematics of statistical machine translation", section 4.1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

NULL = ""


def train(pairs: Sequence[tuple[Sequence[str], Sequence[str]]], iterations: int = 8) -> dict[str, dict[str, float]]:
    """t(target word | source word) from pairs of (source words, target words).

    Every source side is given the empty word, which takes up what no other word explains. Deterministic.

    Returns:
        probabilities by source word; the empty word is under "".
    """
    sources = {NULL: 0}
    targets: dict[str, int] = {}
    links: list[int] = []  # one cell of t for every (source word, target word) that meet
    events: list[int] = []  # which target position a link explains
    cells: dict[tuple[int, int], int] = {}
    event = 0
    for source, target in pairs:
        ids = [0, *(sources.setdefault(s, len(sources)) for s in source)]
        for word in target:
            t = targets.setdefault(word, len(targets))
            for s in ids:
                links.append(cells.setdefault((s, t), len(cells)))
                events.append(event)
            event += 1
    link, at = np.array(links, np.int64), np.array(events, np.int64)
    source_of = np.fromiter((s for s, _ in cells), np.int64, len(cells))
    probability = np.full(len(cells), 1.0 / max(1, len(targets)))
    for _ in range(iterations):
        share = probability[link]
        share /= np.bincount(at, share, event)[at]
        count = np.bincount(link, share, len(cells))
        probability = count / np.bincount(source_of, count, len(sources))[source_of]
    source_names, target_names = list(sources), list(targets)
    table: dict[str, dict[str, float]] = {name: {} for name in source_names}
    for (s, t), p in zip(cells, probability.tolist(), strict=True):
        table[source_names[s]][target_names[t]] = p
    return table
