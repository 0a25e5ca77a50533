"""Rows of the table by name. A new row is a decorated function; nothing else changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from termend.errors import OptionError
from termend.evaluation.benchmark.material import Material
from termend.registry import Registry


@dataclass(frozen=True, slots=True)
class Measured:
    """What a row came to.

    Attributes:
        value: the figure; None where it could not be measured here.
        unit: of the figure: `of the window's time`, `words/s`, `MB`, `s`, `times`, `ms`.
        note: what it was made from, or why it was not measured; one phrase.
    """

    value: float | None
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        name: as `--only` takes it.
        title: what is measured, at full size.
        wanted: the bound.
        at_least: whether the figure is to be at least that; else at most.
    """

    name: str
    title: str
    wanted: float
    at_least: bool
    measure: Callable[[Material], Measured]

    def holds(self, measured: Measured) -> bool | None:
        """Whether the figure keeps the bound; None where there is none."""
        if measured.value is None:
            return None
        return measured.value >= self.wanted if self.at_least else measured.value <= self.wanted


_ROWS: Registry[Row] = Registry("row", "termend.evaluation.benchmark.matters")


def register(
    name: str, title: str, *, at_least: float | None = None, at_most: float | None = None
) -> Callable[[Callable[[Material], Measured]], Callable[[Material], Measured]]:
    """Decorator: this function measures the row of that name.

    Args:
        at_least, at_most: the bound; one of the two.
    """

    def keep(measure: Callable[[Material], Measured]) -> Callable[[Material], Measured]:
        bound = at_least if at_least is not None else at_most
        assert bound is not None
        _ROWS.add(name, Row(name, title, bound, at_least is not None, measure))
        return measure

    return keep


def rows(only: Sequence[str] = ()) -> tuple[Row, ...]:
    """The rows of those names, all where none is given, in order of name within the order of matters.

    Raises:
        OptionError: where there is no such row.
    """
    known = _ROWS.names()
    unknown = [name for name in only if name not in known]
    if unknown:
        raise OptionError(f"There is no row {unknown[0]!r}: the rows are {', '.join(known)}")
    return tuple(_ROWS.named(name) for name in known if not only or name in only)
