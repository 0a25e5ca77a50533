"""Options of the commands that report findings, and how a report reaches its reader."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from termend import files, ledger
from termend.cli.printing import encoded, print_data, print_text, say
from termend.cli.progress import hide
from termend.configuration import Configuration
from termend.errors import OptionError
from termend.files import STANDARD
from termend.ledger import Role
from termend.records import Severity
from termend.reports import baseline, terminal
from termend.reports.forms import Form, render
from termend.reports.item import Report

FormatOption = Annotated[Form, typer.Option("--format", help="Form of the report.", show_choices=True)]
ReportOutputOption = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Where to write the report; - is standard output, the default."
    ),
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
    output: str | None = None
    fail_on: Severity | None = None
    baseline: Path | None = None
    write_baseline: bool = False
    also: Sequence[str] = ()

    def outputs(self) -> list[tuple[Form, str]]:
        """Every report, as form and file.

        Raises:
            OptionError: where a further report is none.
        """
        return [(self.form, self.output or STANDARD), *(_form_and_file(value) for value in self.also)]

    def baseline_of(self, project: Configuration) -> Path | None:
        """The baseline to read, or to write; None for none."""
        file = self.baseline or project.baseline
        return file or project.folder / baseline.DEFAULT_NAME if self.write_baseline else file

    def require_writable(self, project: Configuration) -> None:
        """Nothing, where all that is asked for can be written; says so before the work.

        Raises:
            InputError: where a file cannot be written.
            OptionError: where it is an input, or two reports would go to one file.
        """
        file = self.baseline_of(project)
        if file is not None:
            ledger.enter(file, Role.BASELINE)
        if self.write_baseline and file is not None:
            files.require_writable([file], Role.BASELINE)
        else:
            files.require_writable(path for _, path in self.outputs())


def deliver(report: Report, delivery: Delivery, project: Configuration, fails_from: Severity = Severity.INFO) -> int:
    """Write the baseline, or else the report without the baseline's findings; the exit code.

    Args:
        fails_from: the gravity that fails where neither the command line nor the project says so.

    Raises:
        InputError: where a file cannot be read or written.
        OptionError: where an output is an input of the run, or a further report is none.
    """
    file = delivery.baseline_of(project)
    if delivery.write_baseline and file is not None:
        baseline.write(file, report.items, {rule.id for rule in report.rules}, report.files)
        count = len(report.items)
        say(f"{file}: {count} finding{'s' * (count != 1)} from now on left out with --baseline {file}")
        return 0
    if file is not None:
        report = baseline.only_new(report, file)
    for form, path in delivery.outputs():
        _write(report, form, path)
    threshold = delivery.fail_on or project.fail_on or fails_from
    return 1 if any(item.severity.at_least(threshold) for item in report.items) else 0


def _form_and_file(value: str) -> tuple[Form, str]:
    form, _, path = value.partition("=")
    if form not in tuple(Form) or not path:
        raise OptionError(f"--report {value}: write FORM=FILE; the forms are {', '.join(Form)}")
    return Form(form), path


def _write(report: Report, form: Form, path: str) -> None:
    if path != STANDARD:
        text = render(report, form)
        files.write_atomically(path, encoded(text + "\n" if text else ""))
    elif form is not Form.TERMINAL:
        text = render(report, form)
        print_data(text + "\n" if text else "", commands=form is Form.GITHUB)
    elif in_colour():
        from rich.console import Console

        hide()
        terminal.show(report, Console(highlight=False))
    else:
        print_text(render(report, form))


def in_colour() -> bool:
    """Colour is for terminals, unless FORCE_COLOR asks for it elsewhere; rich itself heeds NO_COLOR."""
    return sys.stdout is not None and (sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR")))
