"""Options of the commands that report findings, and how a report reaches its reader."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from termend.configuration import Configuration
from termend.errors import OptionError
from termend.files import write_atomically
from termend.records import Severity
from termend.reports import baseline, terminal
from termend.reports.forms import Form, render
from termend.reports.item import Report

FormatOption = Annotated[Form, typer.Option("--format", help="Form of the report.", show_choices=True)]
ReportOutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write the report; standard output else.")
]
AlsoOption = Annotated[
    list[str] | None,
    typer.Option(
        "--report", metavar="FORM=FILE", help="Write a second report, for example sarif=termend.sarif. Repeatable."
    ),
]
FailOnOption = Annotated[
    Severity | None,
    typer.Option("--fail-on", help="Exit 1 only for findings this grave or graver. Default: info, so any."),
]
BaselineOption = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Leave out the findings this file lists.")
]
WriteBaselineOption = Annotated[
    bool,
    typer.Option(
        "--write-baseline",
        help=f"List today's findings in the baseline file (default {baseline.DEFAULT_NAME}); exit 0.",
    ),
]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the user said of the report.

    Attributes:
        fail_on, baseline: None where the project's settings decide.
        also: further reports, as `FORM=FILE`.
    """

    form: Form = Form.TERMINAL
    output: Path | None = None
    fail_on: Severity | None = None
    baseline: Path | None = None
    write_baseline: bool = False
    also: Sequence[str] = ()


def deliver(report: Report, delivery: Delivery, project: Configuration, fails_from: Severity = Severity.INFO) -> int:
    """Write the baseline, or else the report without the baseline's findings; the exit code.

    Args:
        fails_from: the gravity that fails where neither the command line nor the project says so.

    Raises:
        InputError: where a file cannot be read or written.
        OptionError: where the output would be the baseline, or a further report is none.
    """
    also = [_form_and_file(value) for value in delivery.also]
    file = delivery.baseline or project.baseline
    if delivery.write_baseline:
        file = file or project.folder / baseline.DEFAULT_NAME
        baseline.write(file, report.items)
        count = len(report.items)
        print(
            f"{file}: {count} finding{'s' * (count != 1)} from now on left out with --baseline {file}", file=sys.stderr
        )
        return 0
    if file is not None:
        outputs = [output for output in (delivery.output, *(path for _, path in also)) if output is not None]
        if any(output.absolute() == file.absolute() for output in outputs):
            raise OptionError(f"{file} is the baseline: name another file for the report")
        report = baseline.only_new(report, file)
    _write(report, delivery)
    for form, path in also:
        _write(report, Delivery(form, path))
    threshold = delivery.fail_on or project.fail_on or fails_from
    return 1 if any(item.severity.at_least(threshold) for item in report.items) else 0


def _form_and_file(value: str) -> tuple[Form, Path]:
    form, _, path = value.partition("=")
    if form not in tuple(Form) or not path:
        raise OptionError(f"--report {value}: write FORM=FILE; the forms are {', '.join(Form)}")
    return Form(form), Path(path)


def _write(report: Report, delivery: Delivery) -> None:
    if delivery.output is None and delivery.form is Form.TERMINAL and _in_colour():
        from rich.console import Console

        terminal.show(report, Console(highlight=False))
        return
    text = render(report, delivery.form)
    if delivery.output is not None:
        write_atomically(delivery.output, (text + "\n" if text else "").encode("utf-8", "surrogatepass"))
    elif text:
        typer.echo(text)


def _in_colour() -> bool:
    """Colour is for terminals, unless FORCE_COLOR asks for it elsewhere; rich itself heeds NO_COLOR."""
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))
