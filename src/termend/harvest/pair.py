"""A stretch of Chinese and the English that a person made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """One line, paragraph or unit in both languages.

    Attributes:
        path: the file of the Chinese.
        place: where it is in the file, for people ("line 12", "unit 3").
        chinese, english: without outer space.
    """

    path: str
    place: str
    chinese: str
    english: str
