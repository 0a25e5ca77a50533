"""Rows that have to do with a row: names inside it, names that hold it, names that are easily taken for it."""

from __future__ import annotations

from dataclasses import dataclass

from termend.glossary.glossary import Glossary
from termend.language.hanzi import simplified
from termend.records import Term

_MOST = 5
_ALIKE = 75.0


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Rows around a row.

    Attributes:
        inside: names whose characters stand in it, longest first.
        around: names in whose characters it stands, shortest first.
        alike: others whose Chinese or English is spelt nearly the same, nearest first; at most five.
    """

    inside: tuple[Term, ...]
    around: tuple[Term, ...]
    alike: tuple[Term, ...]


def rows_of(glossary: Glossary, name: str) -> tuple[Term, ...]:
    """The rows of a Chinese term, else those with that English among their renderings, whatever its case."""
    rows = glossary.by_source.get(simplified(name.strip()), ())
    folded = name.strip().casefold()
    return rows or tuple(
        row for row in glossary.terms if any(rendering.casefold() == folded for rendering in row.renderings)
    )


def neighbours(glossary: Glossary, term: Term) -> Neighbours:
    """The rows that have to do with a term."""
    from rapidfuzz import fuzz

    others = [row for row in glossary.terms if row.source != term.source]
    inside = sorted((row for row in others if row.source in term.source), key=lambda r: (-len(r.source), r.source))
    around = sorted((row for row in others if term.source in row.source), key=lambda r: (len(r.source), r.source))
    nested = {row.source for row in (*inside, *around)}
    rated = [
        (max(fuzz.ratio(row.source, term.source), fuzz.ratio(row.target.casefold(), term.target.casefold())), row)
        for row in others
        if row.source not in nested
    ]
    near = sorted((one for one in rated if one[0] >= _ALIKE), key=lambda one: (-one[0], one[1].source, one[1].target))
    return Neighbours(tuple(inside), tuple(around), tuple(row for _, row in near[:_MOST]))
