"""What a name is the name of, told by its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from termend.gazetteer.reading import Kind
from termend.language.words import split

_KINDS = {
    "place": Kind.PLACE,
    "person": Kind.PERSON,
    "institution": Kind.INSTITUTION,
    "firm": Kind.FIRM,
    "medium": Kind.MEDIUM,
}


_FURTHER_UNITS = {"City": 20_000, "Municipality": 20_000, "Town": 0, "Township": 0, "Village": 0}


@dataclass(frozen=True, slots=True)
class PlaceClass:
    """A Chinese class word that ends the names of places.

    Attributes:
        chinese: the word.
        population: inhabitants that such a place has at least.
        english: the class word in English; empty where there are several.
    """

    chinese: str
    population: int
    english: str


def place_class(chinese: str) -> PlaceClass | None:
    """The longest class word that a Chinese name ends with; None where there is none with a name before it."""
    return next(
        (c for c in _place_classes() if chinese.endswith(c.chinese) and len(chinese) > len(c.chinese) + 1), None
    )


def kind_of(chinese: str, english: str) -> Kind:
    """What is named, by the class words of both languages; `Kind.OTHER` where none tells.

    The Chinese name ends with its class; English may have it at the end or before an “of”, hence the last one there.
    """
    for ending, kind in _chinese_endings():
        if chinese.endswith(ending) and len(chinese) > len(ending) + 1:
            return kind
    head = split(english.partition(" of ")[0])
    return next((_english_words()[word] for word in reversed(head) if word in _english_words()), Kind.OTHER)


def kind_told(remark: str) -> Kind:
    """What is named, by the first telling word of a remark; `Kind.OTHER` where none tells."""
    return next((_remarks()[word] for word in split(remark.lower()) if word in _remarks()), Kind.OTHER)


def class_words() -> frozenset[str]:
    """English class words of places, in lower case: a name with and without one is one name."""
    return frozenset(word.lower() for word, kind in _english_words().items() if kind is Kind.PLACE)


@cache
def administrative_units() -> dict[str, int]:
    """English class words of administrative units (Province …), with the inhabitants that each has at least."""
    units = {c.english: c.population for c in reversed(_place_classes()) if c.population and c.english}
    return {**_FURTHER_UNITS, **units}


def without_legal_form(firm: str) -> str:
    """`Microsoft Corporation`: `Microsoft`; other names as they are."""
    words = firm.split(" ")
    while len(words) > 1 and words[-1].strip(".,") in _legal_forms():
        words.pop()
    return " ".join(words).rstrip(",")


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(word for row in _rows() if row[2] == "tail" for word in row[3].split())


@cache
def _rows() -> tuple[list[str], ...]:
    text = Path(__file__).with_name("kinds.tsv").read_text(encoding="utf-8")
    return tuple(line.split("\t") for line in text.splitlines() if not line.startswith("#"))


@cache
def _place_classes() -> tuple[PlaceClass, ...]:
    rows = (row for row in _rows() if row[:2] == ["place", "zh"])
    return tuple(sorted((PlaceClass(r[3], int(r[4]), r[5]) for r in rows), key=lambda c: (-len(c.chinese), c.chinese)))


@cache
def _chinese_endings() -> tuple[tuple[str, Kind], ...]:
    return tuple(sorted(_words("zh"), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _remarks() -> dict[str, Kind]:
    return dict(_words("remark"))


@cache
def _english_words() -> dict[str, Kind]:
    return dict(_words("en"))


def _words(language: str) -> Iterator[tuple[str, Kind]]:
    for row in _rows():
        if row[1] == language:
            for word in row[3].split():
                yield word, _KINDS[row[0]]
