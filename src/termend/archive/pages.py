"""The summary of an archive for people: a text for a terminal, a page with plots that fetches nothing."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from termend.archive.summary import Parted, Summary
from termend.reports import markup

_BAR_TERMS = 20
_PLOT_WIDTH, _PLOT_HEIGHT = 720, 160  # units of the drawing
_TERMS_IN_TEXT, _DOCUMENTS_IN_TEXT = 10, 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot: its label, its figure, and its length as a share of the longest."""

    label: str
    figure: str
    share: float


@dataclass(frozen=True, slots=True)
class Column:
    """One day of a plot, in units of the drawing."""

    label: str
    x: float
    y: float
    width: float
    height: float


def text(summary: Summary) -> str:
    """The summary for a terminal."""
    share = 100 * summary.broken / max(1, summary.documents)
    lines = [
        f"{summary.documents:,} documents, {summary.words:,} words: {summary.findings:,} findings, "
        f"{summary.broken:,} documents ({share:.1f} %) with an error",
    ]
    if summary.repeats:
        lines.append(f"{summary.repeats:,} documents repeat another of their partition word for word")
    if summary.troubled:
        lines.append(f"{summary.troubled:,} documents could not be checked: {summary.troubles[0][1]}, for one")
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
    return template.render(
        summary=summary,
        bars=_bars(summary),
        columns=_columns(summary.days),
        base=base,
        width=_PLOT_WIDTH,
        height=_PLOT_HEIGHT,
        style=resources.files("termend.archive").joinpath("templates", "summary.css").read_text(encoding="utf-8"),
    )


def _bars(summary: Summary) -> list[Bar]:
    terms = summary.most_broken[:_BAR_TERMS]
    most = max((term.count for term in terms), default=1)
    return [Bar(f"{term.target} ({term.source})", f"{term.count:,}", term.count / most) for term in terms]


def _columns(days: dict[str, Parted]) -> list[Column]:
    ordered = sorted(days.items())
    most = max((figures.rate for _, figures in ordered), default=0.0) or 1.0
    width = _PLOT_WIDTH / max(1, len(ordered))
    return [
        Column(
            f"{day}: {figures.errors} errors in {figures.words:,} words, {figures.rate:.2f} a thousand",
            round(n * width, 2),
            round(_PLOT_HEIGHT * (1 - figures.rate / most), 2),
            round(width * 0.8, 2),
            round(_PLOT_HEIGHT * figures.rate / most, 2),
        )
        for n, (day, figures) in enumerate(ordered)
    ]
