"""Words of a draft that are spelt almost like a word of a rendering."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from termend.channel import recall
from termend.channel.recall import Index
from termend.detection.search import explaining
from termend.detection.search.lines import Line
from termend.detection.search.words import Word

_MOST_COMPARED = 1_000_000


def near(all_lines: Sequence[Line], index: Index) -> dict[str, list[tuple[int, float, str]]]:
    """Terms with a word in a rendering that is spelt almost so, by the draft's folded word."""
    asked = sorted({w.letters for line in all_lines for w in line.words if may_be_near(w)})
    known = list(index.spellings.keys)
    if not asked or not known:
        return {}
    found: dict[str, list[tuple[int, float, str]]] = defaultdict(list)
    for words_, spelt in _compared(asked, known):
        like = process.cdist(
            words_, spelt, scorer=Levenshtein.normalized_similarity, score_cutoff=recall.LEAST_LIKE, dtype=np.float32
        )
        for a, k in zip(*np.nonzero(like), strict=True):
            if words_[a] == spelt[k]:
                continue
            for term in index.spellings.terms[index.spellings.find(spelt[k])].tolist():
                found[words_[a]].append((term, explaining.near_worth(float(like[a, k]), spelt[k]), spelt[k]))
    return found


def _compared(asked: list[str], known: list[str]) -> list[tuple[list[str], list[str]]]:
    """Which words to compare: all where they are few, else those that begin alike. Both lists are sorted."""
    if len(asked) * len(known) <= _MOST_COMPARED:
        return [(asked, known)]
    pairs = []
    for letter in sorted({word[0] for word in asked}):
        spelt = known[bisect_left(known, letter) : bisect_left(known, chr(ord(letter) + 1))]
        pairs.append(([word for word in asked if word[0] == letter], spelt))
    return [(a, k) for a, k in pairs if k]


def may_be_near(word: Word) -> bool:
    return (
        len(word.letters) >= recall.SHORTEST_NEAR
        and not word.function
        and word.mention is None
        and (not word.known_word or (word.capital and not word.opening))
    )
