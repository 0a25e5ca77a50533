"""The `termend` command. One file a command beside this one; each exits 0 clean, 1 findings, 2 trouble."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

import termend
from termend import cycles, ledger
from termend.cli import printing, progress, trouble
from termend.errors import InputError

# In the order of the help: where the function of each command, or its group of commands, stands.
_COMMANDS = {
    "check": "check:check",
    "fix": "fix:fix",
    "sample": "sample:sample",
    "bench": "bench:bench",
    "align": "align:align",
    "evaluate": "evaluate:evaluate",
    "explain": "explain:explain",
    "review": "review:review",
    "serve": "serve:serve",
    "lsp": "lsp:lsp",
    "learn": "learn:learn",
    "train": "train:train",
    "models": "models:app",
    "channel": "channel:app",
    "glossary": "glossary:app",
    "gazetteer": "gazetteer:app",
    "archive": "archive:app",
}


class _Commands(TyperGroup):
    """Imports a command when it is asked for, so that no command pays for what another needs."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in _COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name)
        return self.commands.get(cmd_name)


def _command(name: str) -> Any:
    module, _, attribute = _COMMANDS[name].partition(":")
    found = getattr(import_module(f"termend.cli.{module}"), attribute)
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    alone = typer.Typer(add_completion=False)
    alone.command(name)(found)
    return typer.main.get_command(alone)


app = typer.Typer(
    name="termend",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Repair the names that machine translation breaks.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        printing.print_text(f"termend {termend.__version__}")
        raise typer.Exit


@app.callback()
def _termend(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    traceback: Annotated[
        bool, typer.Option(trouble.OPTION, help="With any command: print where in termend an error arose.")
    ] = False,
) -> None:
    """Repair the names that machine translation breaks."""
    try:
        Path.cwd()
    except OSError as error:
        raise InputError(".", "the current folder is gone", "Change to one that exists") from error


class _OnStandardError(logging.Handler):
    """Says what parts of termend log."""

    def emit(self, record: logging.LogRecord) -> None:
        printing.say(f"termend: {record.getMessage()}")


_HANDLER = _OnStandardError(logging.WARNING)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line in this process and return its exit code; arguments default to those of the process."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = given[: given.index("--")] if "--" in given else given
    kept = [option for option in options if option != trouble.OPTION]
    logging.getLogger("termend").addHandler(_HANDLER)
    title = " ".join(["termend", *(word for word in kept[:1] if not word.startswith("-"))])
    with ledger.opened(), trouble.with_traceback(len(kept) < len(options)), progress.running(title):
        return _done([*kept, *given[len(options) :]])


def _done(arguments: list[str]) -> int:
    try:
        result = app(args=arguments, prog_name="termend", standalone_mode=False)
    except typer.Exit as done:
        return done.exit_code
    except SystemExit as asked:  # how click leaves a pipe that nobody reads
        if isinstance(asked.__context__, BrokenPipeError):
            return trouble.UNREAD
        raise
    except (typer.Abort, KeyboardInterrupt):
        return trouble.INTERRUPTED
    except BrokenPipeError:
        return trouble.UNREAD
    except Exception as error:
        # click's usage errors, from whichever click typer brings
        return trouble.misused(error) if hasattr(error, "format_message") else trouble.told(error)
    return int(result) if isinstance(result, int) else 0


def run() -> NoReturn:
    """Entry point of the console script.

    What is left at the end is the system's to take back: an interpreter that takes its tables apart string by string
    is felt by whoever waits for a check.
    """
    cycles.look_seldom()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # where the terminal's encoding lacks a character
    try:
        code = main()
    except SystemExit as asked:
        code = asked.code if isinstance(asked.code, int) else int(asked.code is not None)
    logging.shutdown()
    os._exit(_flushed(code))


def _flushed(code: int) -> int:
    """The exit code, once all that was printed has left; another where it cannot leave."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except BrokenPipeError:
        return trouble.UNREAD
    except OSError as error:
        return trouble.told(InputError("standard output", error.strerror or "it cannot be written", "Free some space"))
    return code
