"""How well alignment finds the pairs of a parallel text whose lines were merged, split and dropped."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from termend.alignment.segments import linked_pairs

_CLAUSE_END = re.compile(r"[,，;；:：、。.!?！？][\"”’]?\s*")

Line = tuple[str, frozenset[int]]
"""A line and the numbers of the lines that it is made of."""


@dataclass(frozen=True, slots=True)
class PairScore:
    """Pairs (source line, draft line) that share content, found and true."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.true)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.true)

    def __add__(self, other: PairScore) -> PairScore:
        return PairScore(self.right + other.right, self.found + other.found, self.true + other.true)


def measure(sources: Sequence[str], drafts: Sequence[str], seed: int, share: float = 0.1) -> PairScore:
    """Disturb both sides of a document, align them, and count the pairs.

    Args:
        sources, drafts: lines that belong together, as many on each side.
        share: of lines that are merged with the next, the same share split, the same dropped, on each side.
    """
    chance = random.Random(seed)
    disturbed_sources = _disturbed(sources, "", share, chance)
    disturbed_drafts = _disturbed(drafts, " ", share, chance)
    true = {
        (i, j)
        for i, (_, one) in enumerate(disturbed_sources)
        for j, (_, other) in enumerate(disturbed_drafts)
        if one & other
    }
    found = linked_pairs([text for text, _ in disturbed_sources], [text for text, _ in disturbed_drafts])
    return PairScore(len(true & found), len(found), len(true))


def _disturbed(lines: Sequence[str], space: str, share: float, chance: random.Random) -> list[Line]:
    out: list[Line] = []
    index = 0
    while index < len(lines):
        text, own = lines[index], frozenset({index})
        draw = chance.random()
        index += 1
        if draw < share and index < len(lines):
            out.append((text + space + lines[index], own | {index}))
            index += 1
        elif draw < 2 * share:
            out.extend((part, own) for part in _split(text))
        elif draw >= 3 * share:
            out.append((text, own))
    return out


def _split(text: str) -> list[str]:
    """The line in two, at the mark nearest its middle; whole where it has none."""
    cuts = [match.end() for match in _CLAUSE_END.finditer(text) if match.end() < len(text)]
    if not cuts:
        return [text]
    middle = min(cuts, key=lambda cut: abs(cut - len(text) / 2))
    return [text[:middle].strip(), text[middle:].strip()]
