"""What detection says of a stretch, with the source or without: which name it renders, and whether that is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from termend.records import Evidence, Term


class Kind(StrEnum):
    """What became of a name."""

    WRONG = "wrong"
    UNAPPROVED = "unapproved"
    LOST_CASE = "right but for its capitals"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Detected:
    """A stretch of a document that renders a name in no approved form, or the place where a name is missing.

    Attributes:
        segment: index of the segment.
        start, end: code points of the document; equal where the name is missing.
        term: the glossary's row.
        score: calibrated probability.
        reason: the line of the judgement's table that decided; empty where the name is missing.
        evidence: which characters of the name became which words.
        sourced: whether the segment has its source.
        left, right: for a missing name the words it belongs between; empty at the segment's edge.
    """

    kind: Kind
    segment: int
    start: int
    end: int
    term: Term
    score: float
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    sourced: bool = False
    left: str = ""
    right: str = ""
