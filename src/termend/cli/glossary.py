"""`termend glossary …`: lint, rules, convert."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from termend.errors import GlossaryError, OptionError
from termend.records import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termend.glossary.entries import Contents
    from termend.lint.finding import LintFinding
    from termend.lint.runner import LintOptions

app = typer.Typer(name="glossary", no_args_is_help=True, help="Check, convert and explore glossaries.")

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@app.command("lint")
def lint(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Glossary files or folders of them.")],
    fix: Annotated[bool, typer.Option("--fix", help="Write the safe fixes into the files.")] = False,
    fail_on: Annotated[Severity, typer.Option("--fail-on", help="Exit 1 from this severity on.")] = Severity.WARNING,
    services: Annotated[
        list[str] | None,
        typer.Option("--for", help="Check the limits of deepl, google, amazon, microsoft. Repeatable."),
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--rule", help="Run this rule alone. Repeatable.")] = None,
    off: Annotated[list[str] | None, typer.Option("--off", help="Leave this rule out. Repeatable.")] = None,
    together: Annotated[bool, typer.Option("--together", help="Hold all files against each other as one.")] = False,
    timing: Annotated[bool, typer.Option("--timing", help="Print seconds and memory on standard error.")] = False,
) -> int:
    """Check glossaries. Exit 0: nothing at or above --fail-on; 1: findings; 2: a file could not be read."""
    from termend.lint.runner import LintOptions
    from termend.reports import lint_terminal

    began = time.perf_counter()
    options = LintOptions(frozenset(only or ()), frozenset(off or ()), {}, _known(services or ()), together)
    contents = [_read(path) for path in _files(paths)]
    if fix:
        contents = [_fixed(one, options) for one in contents]
    findings = _lint(contents, options)
    typer.echo(lint_terminal.render(findings, sum(len(c.entries) for c in contents), len(contents)))
    if timing:
        _print_timing(time.perf_counter() - began)
    return int(any(_RANK[finding.severity] >= _RANK[fail_on] for finding in findings))


@app.command("rules")
def rules(
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="A rule; all where none is given.")] = None,
) -> int:
    """List the lint rules, or explain one."""
    from termend.lint import registry

    if id is not None:
        rule = registry.named(id)
        typer.echo(f"{rule.id} ({rule.severity}{', fixable' * rule.fixable})\n\n{rule.page}")
        return 0
    for rule in registry.rules():
        typer.echo(f"{rule.id:24} {rule.severity:8} {'fix' if rule.fixable else '   '}  {rule.summary}")
    return 0


def _known(services: Sequence[str]) -> tuple[str, ...]:
    from termend.lint import registry

    known = registry.services()
    for service in services:
        if service not in known:
            raise OptionError(f"There is no service {service!r} for --for. Known are: {', '.join(known)}")
    return tuple(dict.fromkeys(services))


def _files(paths: Sequence[str]) -> list[str]:
    from termend.glossary import formats

    files: list[str] = []
    for name in paths:
        path = Path(name)
        if not path.is_dir():
            files.append(name)
            continue
        found = sorted(str(p) for p in path.rglob("*") if p.suffix.lower() in formats.SUFFIXES and p.is_file())
        if not found:
            raise GlossaryError(name, "no glossary in this folder", f"Known are {', '.join(formats.SUFFIXES)}")
        files.extend(found)
    return list(dict.fromkeys(files))


def _read(path: str) -> Contents:
    from termend.glossary import formats

    return formats.read(path)


def _lint(contents: Sequence[Contents], options: LintOptions) -> tuple[LintFinding, ...]:
    from termend.cli.lint_progress import bar
    from termend.lint import runner

    with bar("lint") as advance:
        return runner.lint(contents, options, advance)


def _fixed(contents: Contents, options: LintOptions) -> Contents:
    from termend.documents.encoding import encode
    from termend.files import write_atomically
    from termend.glossary import formats
    from termend.lint import fixing, runner

    if contents.text is None:
        typer.echo(f"{contents.path}: a workbook is not fixed in place; convert it to CSV first", err=True)
        return contents

    def reread(text: str) -> Contents:
        return formats.parse(contents.path, encode(text, contents.encoding))

    text, made = fixing.fixed(contents, lambda one: runner.lint([one], options), reread)
    if not made:
        return contents
    write_atomically(contents.path, encode(text, contents.encoding))
    typer.echo(f"{contents.path}: {made} fix{'es' * (made != 1)}", err=True)
    return reread(text)


def _print_timing(seconds: float) -> None:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    typer.echo(f"{seconds:.2f} s, {peak:.0f} MB at most", err=True)
