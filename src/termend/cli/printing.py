"""What every command prints goes through here, so that nothing in a draft, a glossary or a file's name steers the
terminal or the runner of a workflow that shows it."""

from __future__ import annotations

import os
import re
import sys

from termend.cli.progress import hide
from termend.errors import InputError
from termend.visible import visible

# Lines that a runner of GitHub Actions takes for commands to itself; the older form may stand anywhere in a line.
_WORKFLOW_COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_OLD_WORKFLOW_COMMAND = "##["


def say(text: str) -> None:
    """A message on standard error; nothing where that is closed."""
    hide()
    if sys.stderr is not None:
        print(_harmless(visible(text)), file=sys.stderr, flush=True)


def print_text(text: str) -> None:
    """Text for people on standard output.

    Raises:
        InputError: where that is closed.
    """
    hide()
    _require_open()
    print(_harmless(visible(text)), flush=True)


def print_data(text: str, *, commands: bool = False) -> None:
    """Text that another program may read, on standard output: as it is, but escaped where a terminal shows it.

    Args:
        commands: whether the text is meant as workflow commands.

    Raises:
        InputError: where that is closed.
    """
    hide()
    _require_open()
    if not commands:
        text = _harmless(text)
    if sys.stdout.isatty():
        sys.stdout.write(visible(text))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(encoded(text))
    sys.stdout.flush()


def _require_open() -> None:
    if sys.stdout is None:
        raise InputError("standard output", "it is closed", "Name a file with --output, or leave it open")


def encoded(text: str) -> bytes:
    """UTF-8; a byte of a file's name that is none is written as `\\udc..`, which JSON reads as what Python has."""
    return text.encode("utf-8", "backslashreplace")


def _harmless(text: str) -> str:
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    return _WORKFLOW_COMMAND.sub(r"\1\\x3a", text).replace(_OLD_WORKFLOW_COMMAND, "\\x23#[")
