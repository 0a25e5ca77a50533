"""A stretch of a draft that may render a name, however it came to be looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from termend.detection.search.profile import TargetWord


class Stretch(NamedTuple):
    """Words `first:last` of a line."""

    line: int
    first: int
    last: int

    def overlaps(self, other: Stretch) -> bool:
        """Whether both share a word."""
        return self.line == other.line and self.first < other.last and other.first < self.last

    def holds(self, other: Stretch) -> bool:
        """Whether every word of the other is one of this one's."""
        return self.line == other.line and self.first <= other.first and other.last <= self.last


class Proposal(NamedTuple):
    """A stretch that may render a term, with what speaks for it beside the alignment.

    Attributes:
        term: number of the name in the index.
        told: values by name of the feature; see `context.NAMES`.
    """

    stretch: Stretch
    term: int
    told: Mapping[str, float]


class Likely(NamedTuple):
    """A stretch that is taken for a garble of a term by the alignment alone."""

    stretch: Stretch
    term: int
    log_odds: float


def holds(letters: Sequence[str], form: Sequence[TargetWord]) -> bool:
    """Whether words, by their letters, are those of a form in a row and others beside them."""
    said = [word.letters for word in form]
    size = len(said)
    return 0 < size < len(letters) and any(list(letters[n : n + size]) == said for n in range(len(letters) - size + 1))
