"""The report for people at a terminal: one line a finding, the reasons under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from termend.records import Severity
from termend.reports.item import Report, ReportItem
from termend.visible import on_one_line

if TYPE_CHECKING:
    from rich.console import Console

    from termend.reports.streamed_report import Streamed

Piece = tuple[str, str]
"""Some text and its style, in rich's words; an empty style for plain."""

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold blue"}


def render(report: Report) -> str:
    """Lines `path:line:column: severity: rule: “text” → “proposal” (score)`, each with its reasons, and a summary."""
    return "\n".join("".join(text for text, _ in line) for line in _lines(report, report.items))


def pieces(streamed: Streamed) -> Iterator[str]:
    """The lines as findings come, the summary at the end."""
    for number, line in enumerate(_lines(streamed.head, streamed.items())):
        yield "\n" * bool(number) + "".join(text for text, _ in line)


def show(report: Report, console: Console) -> None:
    """The same in colour."""
    from rich.text import Text

    for line in _lines(report, report.items):
        console.print(Text.assemble(*((text, style) for text, style in line)), soft_wrap=True)


def _lines(report: Report, items: Iterable[ReportItem]) -> Iterator[tuple[Piece, ...]]:
    found: Counter[Severity] = Counter()
    for item in items:
        found[item.severity] += 1
        yield tuple((on_one_line(text), style) for text, style in _head(item))
        for reason in item.details or _message(item):
            yield (("    " + on_one_line(reason), "dim"),)
    yield _summary(report, found)


def _message(item: ReportItem) -> tuple[str, ...]:
    """The message, where the first line says something else."""
    return (item.message,) if item.headline and item.message not in item.headline else ()


def _head(item: ReportItem) -> tuple[Piece, ...]:
    if item.region is not None:
        place = f"{item.path}:{item.region.start.line}:{item.region.start.column}"
        place += f" ({item.label})" if item.label else ""
    else:
        place = f"{item.path}: {item.label}" if item.label else item.path
    return (
        (place, "bold"),
        (": ", ""),
        (item.severity.value, _STYLE[item.severity]),
        (f": {item.rule}: ", ""),
        (item.headline or item.message, ""),
        ("" if item.score is None else f" ({item.score:.2f})", "dim"),
    )


def _summary(report: Report, found: Counter[Severity]) -> tuple[Piece, ...]:
    total = found.total()
    counts = ", ".join(
        f"{found[s]} {s.value}{'s' * (found[s] != 1)}" for s in (Severity.ERROR, Severity.WARNING) if found[s]
    )
    where = f" in {report.extent}" if report.extent else ""
    text = f"{total} finding{'s' * (total != 1)}{where}"
    if counts:
        text += f": {counts}" + (f", {found[Severity.INFO]} for information" if found[Severity.INFO] else "")
    return ((text, "bold red" if found[Severity.ERROR] else "bold"), (f" ({report.signature})", "dim"))
