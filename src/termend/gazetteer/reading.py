"""One thing that a Chinese name is the name of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from termend.records import WORLD_NAMES, Term


class Kind(StrEnum):
    """What is named, in the words that glossaries have for it."""

    PLACE = "place"
    PERSON = "person"
    INSTITUTION = "organisation"
    FIRM = "company"
    MEDIUM = "media"
    OTHER = "name"


class Origin(StrEnum):
    """The list that a reading was found in."""

    CEDPANE = "CedPane"
    CEDICT = "CC-CEDICT"
    GEONAMES = "GeoNames"
    ROR = "ROR"


# Inhabitants from which on a place belongs to a class.
POPULATION_CLASSES = (0, 5_000, 20_000, 100_000, 1_000_000)


def population_class(inhabitants: int) -> int:
    """The greatest floor that a number of inhabitants reaches."""
    return POPULATION_CLASSES[bisect_right(POPULATION_CLASSES, inhabitants) - 1]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a Chinese name is called in English when it means one thing.

    Attributes:
        chinese: the name, as `chinese.normal` writes it.
        forms: the preferred form, then others that are sound.
        kind: what is named.
        population: of a place, inhabitants it has at least (one of `POPULATION_CLASSES`); 0 where unknown.
        origins: the lists that have it.
    """

    chinese: str
    forms: tuple[str, ...]
    kind: Kind
    population: int
    origins: tuple[Origin, ...]

    @property
    def preferred(self) -> str:
        return self.forms[0]


def row(readings: Sequence[Reading]) -> Term:
    """Readings of one name as a row of a glossary: the first one's preferred form, and every other form beside it."""
    first = readings[0]
    forms = tuple(dict.fromkeys(form for reading in readings for form in reading.forms))
    kind = "" if first.kind is Kind.OTHER else str(first.kind)
    origins = dict.fromkeys(origin for reading in readings for origin in reading.origins)
    return Term(first.chinese, forms[0], forms[1:], type=kind, note=", ".join(origins), glossary=WORLD_NAMES)
