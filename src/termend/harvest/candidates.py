"""What every finder of entries yields."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Chinese term and an English name that a pair seems to give it.

    Attributes:
        chinese, english: as they stand in the pair, without quotation marks.
        confidence: probability that an editor takes the entry as it stands.
        how: `title`, `part of a title`, `name`, `list`, `recurring`.
    """

    chinese: str
    english: str
    confidence: float
    how: str
