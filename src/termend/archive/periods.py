"""Figures of days put together, so that a plot has columns that can be told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from termend.archive.summary import Parted

MOST = 120
"""Columns of a plot."""


@dataclass(frozen=True, slots=True)
class Periods:
    """Figures by period, in order, those without a document among them.

    Attributes:
        unit: day, month or year.
        figures: by a period's name: `2026-01-31`, `2026-01`, `2026`.
    """

    unit: str
    figures: tuple[tuple[str, Parted], ...]


_UNITS = (("day", len("2026-01-31")), ("month", len("2026-01")), ("year", len("2026")))


def periods(days: Mapping[str, Parted]) -> Periods:
    """The shortest periods of which a plot holds all."""
    if not days:
        return Periods("day", ())
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    for unit, length in _UNITS:
        names = list(dict.fromkeys(_names(first, last, length)))
        if len(names) <= MOST or unit == "year":
            break
    found: dict[str, Parted] = defaultdict(Parted)
    for day, figures in days.items():
        found[day[:length]].add(figures)
    return Periods(unit, tuple((name, found[name]) for name in names))


def _names(first: date, last: date, length: int) -> Iterator[str]:
    """Of every period from the first day to the last."""
    day = first
    while day <= last:
        yield day.isoformat()[:length]
        if day == date.max:
            return
        day += timedelta(days=1)
