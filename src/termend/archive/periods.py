"""Figures of days put together, so that a plot has columns that can be told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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


def periods(days: Mapping[str, Parted]) -> Periods:
    """The shortest periods of which a plot holds all."""
    if not days:
        return Periods("day", ())
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    unit, names = _names(first, last)
    found: dict[str, Parted] = defaultdict(Parted)
    for day, figures in days.items():
        found[day[: len(names[0])]].add(figures)
    return Periods(unit, tuple((name, found[name]) for name in names))


def _names(first: date, last: date) -> tuple[str, list[str]]:
    """The unit, and the periods from the one of the first day to the one of the last."""
    if (last - first).days < MOST:
        return "day", [date.fromordinal(n).isoformat() for n in range(first.toordinal(), last.toordinal() + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= MOST:
        return "month", [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in months]
    return "year", [f"{year:04d}" for year in range(first.year, last.year + 1)]
