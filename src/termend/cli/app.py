"""The `termend` command. One file a command beside this one; each exits 0 clean, 1 findings, 2 trouble."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import termend
from termend.cli import (
    align,
    bench,
    channel,
    check,
    evaluate,
    explain,
    fix,
    glossary,
    glossary_harvest,
    glossary_show,
    learn,
    models,
    review,
    sample,
    train,
)
from termend.errors import TermendError

app = typer.Typer(
    name="termend",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Repair the names that machine translation breaks.",
)
app.command("check")(check.check)
app.command("fix")(fix.fix)
app.command("sample")(sample.sample)
app.command("bench")(bench.bench)
app.command("align")(align.align)
app.command("evaluate")(evaluate.evaluate)
app.command("explain")(explain.explain)
app.command("review")(review.review)
app.command("learn")(learn.learn)
app.command("train")(train.train)
app.add_typer(models.app)
app.add_typer(channel.app)
glossary.app.command("harvest")(glossary_harvest.harvest)
glossary.app.command("show")(glossary_show.show)
app.add_typer(glossary.app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"termend {termend.__version__}")
        raise typer.Exit


@app.callback()
def _termend(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Repair the names that machine translation breaks."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command line in this process and return its exit code; arguments default to those of the process."""
    try:
        result = app(args=arguments, standalone_mode=False)
    except TermendError as error:
        print(f"termend: {error}", file=sys.stderr)
        return 2
    except typer.Exit as done:
        return done.exit_code
    except typer.Abort:
        return 130
    except Exception as error:
        show = getattr(error, "show", None)  # click's usage errors, from whichever click typer brings
        if show is None:
            raise
        show()
        return 2
    return int(result) if isinstance(result, int) else 0


def run() -> None:
    """Entry point of the console script."""
    sys.exit(main())
