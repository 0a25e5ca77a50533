"""Annotations on a pull request: the workflow commands of GitHub Actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from termend.records import Severity
from termend.reports.item import Report, ReportItem
from termend.visible import visible

if TYPE_CHECKING:
    from termend.reports.streamed_report import Streamed

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """One command a line: `::error file=…,line=…,col=…,title=…::message`; nothing where nothing was found."""
    return "\n".join(_command(item) for item in report.items)


def pieces(streamed: Streamed) -> Iterator[str]:
    """The commands as findings come."""
    for number, item in enumerate(streamed.items()):
        yield "\n" * bool(number) + _command(item)


def _command(item: ReportItem) -> str:
    properties = {"file": item.path}
    if item.region is not None:
        start, end = item.region.start, item.region.end
        properties |= {"line": str(start.line), "endLine": str(end.line)}
        # Columns are for one line only: the runner drops them, with a warning, where the lines differ.
        if start.line == end.line:
            properties |= {"col": str(start.column), "endColumn": str(max(start.column, end.column - 1))}
    properties["title"] = f"{item.rule}: {item.label}" if item.label and item.region is None else item.rule
    listed = ",".join(f"{name}={escape_property(value)}" for name, value in properties.items())
    return f"::{_COMMAND[item.severity]} {listed}::{escape_message(item.explanation)}"


def escape_message(text: str) -> str:
    """The text so that the runner reads it as one message: `%`, carriage return and line feed are percent-encoded.

    What would steer the terminal that shows the log is escaped.
    """
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def escape_property(text: str) -> str:
    """The same for a property's value, where `:` and `,` mean something too."""
    return escape_message(text).replace(":", "%3A").replace(",", "%2C")
