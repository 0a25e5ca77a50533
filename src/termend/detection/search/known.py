"""What is known to be good before the channel looks."""

from __future__ import annotations

from dataclasses import dataclass

from termend.records import Term


@dataclass(frozen=True, slots=True)
class Known:
    """An accepted rendering at `start:end` of the document's text, and the terms it renders."""

    start: int
    end: int
    terms: tuple[Term, ...]
    segment: int
