"""The summary of an archive for people: a text for a terminal, a page with plots that fetches nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from math import ceil, floor, log10

from termend.archive.periods import Periods, periods
from termend.archive.summary import Parted, Summary
from termend.reports import markup

_BAR_TERMS = 20
_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 720, 220, 44, 10, 26  # units of the drawing; the last three are margins
_COLUMN = 0.72  # of the room of each column is filled
_WIDEST = 48.0
_TICKS = 4  # lines across a plot, about
_LABELS = 6  # periods that are named below it, at most
_TERMS_IN_TEXT, _DOCUMENTS_IN_TEXT = 10, 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot: its label, its figure, and its length as a share of the longest."""

    label: str
    chinese: str
    figure: str
    share: float


@dataclass(frozen=True, slots=True)
class Column:
    """One period of a plot, in units of the drawing."""

    label: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """A word beside the plot; for a line across it, where that is."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Plot:
    """Errors over time.

    Attributes:
        unit: of time: day, month, year.
        across: lines across, with what they stand for.
        below: names of periods.
    """

    unit: str
    columns: Sequence[Column]
    across: Sequence[Label]
    below: Sequence[Label]
    first: str
    last: str
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = _LEFT
    base: int = _HEIGHT - _BOTTOM


def text(summary: Summary) -> str:
    """The summary for a terminal."""
    share = 100 * summary.broken / max(1, summary.documents)
    lines = [
        f"{summary.documents:,} documents, {summary.words:,} words: {summary.findings:,} findings, "
        f"{summary.broken:,} documents ({share:.1f} %) with an error",
    ]
    if summary.repeats:
        lines.append(f"{summary.repeats:,} documents repeat another word for word")
    if summary.troubled:
        document, trouble = summary.troubles[0]
        lines.append(f"{summary.troubled:,} documents could not be checked; {document}, for one: {trouble}")
    if summary.most_broken:
        lines += ["", "Names that break most:"]
        for term in summary.most_broken[:_TERMS_IN_TEXT]:
            shown = ", ".join(f"{garble} ({count})" for garble, count, _ in term.examples)
            lines.append(f"{term.count:>7,}  {term.target} ({term.source}): {shown}")
    if summary.worst:
        lines += ["", "Documents with most errors:"]
        lines += [f"{count:>7,}  {document}" for count, document, _ in summary.worst[:_DOCUMENTS_IN_TEXT]]
    return "\n".join(lines)


def page(summary: Summary) -> str:
    """The summary as one HTML page."""
    template = markup.environment("termend.archive").get_template("summary.html")
    base = resources.files("termend.reports").joinpath("templates", "base.css").read_text(encoding="utf-8")
    over_time = periods(summary.days)
    return template.render(
        summary=summary,
        bars=_bars(summary),
        over_time=over_time,
        plot=_plot(over_time) if over_time.figures else None,
        base=base,
        style=resources.files("termend.archive").joinpath("templates", "summary.css").read_text(encoding="utf-8"),
    )


def _bars(summary: Summary) -> list[Bar]:
    terms = summary.most_broken[:_BAR_TERMS]
    most = max((term.count for term in terms), default=1)
    return [Bar(term.target, term.source, f"{term.count:,}", term.count / most) for term in terms]


def _plot(over_time: Periods) -> Plot:
    figures = over_time.figures
    step = _step(max(f.rate for _, f in figures))
    lines = max(1, ceil(max(f.rate for _, f in figures) / step))
    room, high = (_WIDTH - _LEFT) / len(figures), _HEIGHT - _TOP - _BOTTOM
    width = min(_WIDEST, _COLUMN * room)

    def height(rate: float) -> float:
        return high * rate / (lines * step)

    def middle(n: int) -> float:
        return _LEFT + room * (n + 0.5)

    columns = [
        Column(
            f"{name}: {_plain(f)}",
            round(middle(n) - width / 2, 2),
            round(_TOP + high - height(f.rate), 2),
            round(width, 2),
            round(height(f.rate), 2),
        )
        for n, (name, f) in enumerate(figures)
    ]
    every = ceil(len(figures) / _LABELS)
    return Plot(
        over_time.unit,
        columns,
        [Label(f"{n * step:g}", round(_TOP + high - height(n * step), 2)) for n in range(lines + 1)],
        [Label(name, round(middle(n), 2)) for n, (name, _) in enumerate(figures) if n % every == 0],
        figures[0][0],
        figures[-1][0],
    )


def _step(most: float) -> float:
    """Between two lines across: 1, 2 or 5 times a power of ten."""
    if most <= 0:
        return 1.0
    rough = most / _TICKS
    power = 10.0 ** floor(log10(rough))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= rough * (1 - 1e-9))


def _plain(figures: Parted) -> str:
    return f"{figures.errors:,} errors in {figures.words:,} words, {figures.rate:.2f} a thousand"
