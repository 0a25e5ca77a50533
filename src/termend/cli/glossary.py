"""`termend glossary …`: lint, rules, convert."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from termend.cli import glossary_harvest, glossary_show, settings, trouble
from termend.cli.printing import print_text, say
from termend.cli.progress import advance
from termend.cli.reporting import (
    AlsoOption,
    BaselineOption,
    Delivery,
    FormatOption,
    ReportOutputOption,
    WriteBaselineOption,
    deliver,
)
from termend.cli.settings import ConfigOption
from termend.errors import GlossaryError, OptionError
from termend.ledger import Role
from termend.records import Severity
from termend.reports.forms import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termend.configuration import Configuration
    from termend.glossary.entries import Contents
    from termend.glossary.formats.forms import Loss
    from termend.lint.finding import LintFinding
    from termend.lint.runner import LintOptions

app = typer.Typer(name="glossary", no_args_is_help=True, help="Check, convert and explore glossaries.")

LintFailOnOption = Annotated[
    Severity | None, typer.Option("--fail-on", help="Exit 1 only for findings this grave or graver. Default: warning.")
]


@app.command("lint")
def lint(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Glossary files or folders of them.")],
    fix: Annotated[bool, typer.Option("--fix", help="Write the safe fixes into the files.")] = False,
    services: Annotated[
        list[str] | None,
        typer.Option("--for", help="Check the limits of deepl, google, amazon, microsoft. Repeatable."),
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--rule", help="Run this rule alone. Repeatable.")] = None,
    off: Annotated[list[str] | None, typer.Option("--off", help="Leave this rule out. Repeatable.")] = None,
    timing: Annotated[bool, typer.Option("--timing", help="Print seconds and memory on standard error.")] = False,
    form: FormatOption = Form.TERMINAL,
    output: ReportOutputOption = None,
    also: AlsoOption = None,
    fail_on: LintFailOnOption = None,
    baseline: BaselineOption = None,
    write_baseline: WriteBaselineOption = False,
    config: ConfigOption = None,
) -> int:
    """Check glossaries, each by itself and all against each other.

    Exit 0: nothing at or above --fail-on; 1: findings; 2: a file could not be read."""
    from termend.lint import ignoring, runner
    from termend.reports import lint_report

    began = time.perf_counter()
    project = settings.read(config)
    options = _options(project, only or (), off or (), services or ())
    delivery = Delivery(form, output, fail_on, baseline, write_baseline, also or ())
    contents, trouble_code = _read_all(paths, project)
    if trouble_code and not contents:
        return trouble_code
    delivery.require_writable(project)
    if fix:
        contents = [_fixed(one, options, project) for one in contents]
    findings = ignoring.reported(_lint(contents, options), contents, project.ignores)
    report = lint_report.report(findings, contents, runner.chosen(options))
    code = deliver(report, delivery, project, Severity.WARNING)
    if timing:
        _print_timing(time.perf_counter() - began)
    return trouble_code or code


def _read_all(paths: Sequence[str], project: Configuration) -> tuple[list[Contents], int]:
    """The glossaries that can be read, and the exit code for the others, each of which is named; one alone raises."""
    files = [path for path in _files(paths) if not project.excludes(path)]
    if not files:
        say(f"termend: nothing to do: the project's settings exclude {', '.join(paths)}")
    if len(files) == 1:
        return [_read(files[0])], 0
    read: list[Contents] = []
    code = 0
    for path in files:
        try:
            read.append(_read(path))
        except Exception as error:
            code = max(code, trouble.told(error))
    return read, code


def _options(project: Configuration, only: Sequence[str], off: Sequence[str], services: Sequence[str]) -> LintOptions:
    """What the project and the command line say together; a rule named on the command line runs."""
    from termend.lint import registry
    from termend.lint.runner import LintOptions

    known = [rule.id for rule in registry.rules()]
    off_in_project = frozenset(known) - project.active("rules", known) - frozenset(only)
    severities = project.severities("rules", known)
    return LintOptions(frozenset(only), frozenset(off) | off_in_project, severities, _known(services))


@app.command("rules")
def rules(
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="A rule; all where none is given.")] = None,
) -> int:
    """List the lint rules, or explain one."""
    from termend.lint import registry

    if id is not None:
        rule = registry.named(id)
        print_text(f"{rule.id} ({rule.severity}{', fixable' * rule.fixable})\n\n{rule.page}")
        return 0
    for rule in registry.rules():
        print_text(f"{rule.id:24} {rule.severity:8} {'fix' if rule.fixable else '   '}  {rule.summary}")
    return 0


def _known(services: Sequence[str]) -> tuple[str, ...]:
    from termend.lint import registry

    known = registry.services()
    for service in services:
        if service not in known:
            raise OptionError(f"There is no service {service!r} for --for. Known are: {', '.join(known)}")
    return tuple(dict.fromkeys(services))


def _files(paths: Sequence[str]) -> list[str]:
    from termend.documents.expanding import below
    from termend.files import Kind, kind
    from termend.glossary import formats

    files: list[str] = []
    for name in paths:
        if kind(name, GlossaryError) is not Kind.FOLDER:
            files.append(name)
            continue
        below_it = below(name, formats.SUFFIXES)  # a folder in it may not be looked into, which reading it says
        found = [file for file in below_it if Path(file).is_dir() or formats.is_glossary(Path(file))]
        if not found:
            raise GlossaryError(name, "no glossary in this folder", f"Known are {', '.join(formats.SUFFIXES)}")
        files.extend(found)
    return list(dict.fromkeys(files))


def _read(path: str) -> Contents:
    from termend.glossary import formats

    return formats.read(path)


def _lint(contents: Sequence[Contents], options: LintOptions) -> tuple[LintFinding, ...]:
    from termend.lint import runner

    return runner.lint(contents, options, advance)


def _fixed(contents: Contents, options: LintOptions, project: Configuration) -> Contents:
    from termend.files import write_atomically
    from termend.glossary import formats
    from termend.lint import fixing, ignoring, runner

    def reread(data: bytes) -> Contents:
        return formats.parse(contents.path, data)

    def lint_one(one: Contents) -> Sequence[LintFinding]:
        return ignoring.reported(runner.lint([one], options), [one], project.ignores)

    if contents.text is None:
        data, made = fixing.fixed_workbook(contents, formats.raw(contents.path), lint_one, reread)
    else:
        text, made = fixing.fixed(contents, lint_one, lambda text: reread(formats.encoded(contents, text)))
        data = formats.encoded(contents, text)
    if not made:
        return contents
    converted = sum(f.rule == _SCRIPT_RULE and bool(f.fix or f.cells) for f in lint_one(contents))
    write_atomically(contents.path, data, Role.GLOSSARY)
    scripts = f", {converted} of them from traditional to simplified script" if converted else ""
    say(f"{contents.path}: {made} fix{'es' * (made != 1)}{scripts}")
    return reread(data)


_SCRIPT_RULE = "traditional-character"


def _print_timing(seconds: float) -> None:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{seconds:.2f} s, {peak:.0f} MB at most")


@app.command("convert")
def convert(
    path: Annotated[str, typer.Argument(metavar="GLOSSARY", help="A glossary in any form that termend reads.")],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write, - for standard output; its suffix tells the form."
        ),
    ],
    to: Annotated[str | None, typer.Option("--to", help="The form, where the suffix does not tell.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 where the form cannot hold everything.")] = False,
    row_by_row: Annotated[bool, typer.Option("--losses", help="Name what is lost row by row.")] = False,
) -> int:
    """Write a glossary in another form, and say what that form cannot hold.

    A file that is in that form already is written as it is, byte for byte.
    """
    from termend.files import write_atomically
    from termend.glossary import converting

    done = converting.convert(path, to, output)
    write_atomically(output, done.data)
    form = done.form
    for loss in done.losses:
        say(f"{path}: {_told(loss, form)}")
        for line, text in zip(loss.lines, loss.texts, strict=False) if row_by_row else ():
            say(f"{path}:{line}: {loss.column or 'row'}: {text}")
    for remark in done.remarks:
        say(f"{path}: {remark}")
    say(f"{output}: {done.said}")
    return int(strict and bool(done.losses))


@app.command("forms")
def list_forms() -> int:
    """List the forms that `convert` writes, and what each can hold."""
    from termend.glossary.formats import forms

    for form in forms.FORMS.values():
        further = ("any other column",) if form.further is None else form.further
        held = ", ".join((*form.columns, *further))
        print_text(f"{form.name:16} {form.about}; holds {held}")
    return 0


def _told(loss: Loss, form: str) -> str:
    from termend.glossary.loading import lines_in_words

    count = len(loss.lines)
    where = f"{count} row{'s' * (count != 1)} ({lines_in_words(loss.lines)})"
    if loss.of_file:
        return f"{form} cannot hold the file's {loss.column}: {'; '.join(loss.texts)}"
    if not loss.column:
        return f"{form} takes one row of a source: left out {where}"
    return f"{form} cannot hold {loss.column}: lost from {where}"


app.command("harvest")(glossary_harvest.harvest)
app.command("show")(glossary_show.show)
