"""The last resort: whatever goes wrong is one line and an exit code, and a traceback only for who asks for one."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import get_close_matches
from typing import Any

from termend.cli.printing import say
from termend.errors import TermendError

OPTION = "--traceback"
INPUT, FAULT = 2, 3
"""Exit codes: the work could not be done; termend itself is at fault."""
INTERRUPTED, UNREAD = 130, 141
"""Exit codes that shells give to who was interrupted, and to who wrote into a pipe that nobody reads."""

_asked: ContextVar[bool] = ContextVar("traceback", default=False)


@contextmanager
def with_traceback(asked: bool) -> Iterator[None]:
    """While this lasts, `told` prints tracebacks or does not."""
    token = _asked.set(asked)
    try:
        yield
    finally:
        _asked.reset(token)


def told(error: BaseException) -> int:
    """Say on standard error what went wrong; the exit code for it."""
    if _asked.get():
        say("".join(traceback.format_exception(error)).rstrip())
    if isinstance(error, TermendError):
        say(f"termend: {error}")
        return INPUT
    if isinstance(error, OSError):
        place = f"{error.filename!s}: " if error.filename else ""
        problem = error.strerror or type(error).__name__
        say(f"termend: {place}{problem}. Check names, permissions and free space, or see more with {OPTION}")
        return INPUT
    if isinstance(error, MemoryError):
        say("termend: there is not enough memory for this. Split the draft or the glossary")
        return INPUT
    if isinstance(error, RecursionError):
        say("termend: the input is nested deeper than any text. Simplify it, or save it as plain text")
        return INPUT
    said = " ".join(str(error).split())
    kind = type(error).__name__
    say(f"termend: a fault of termend itself ({kind}{': ' * bool(said)}{said}). Report it with what {OPTION} prints")
    return FAULT


def misused(error: Any) -> int:
    """Say what is wrong with a command line, from click's usage error; the exit code for it."""
    if type(error).__name__ == "NoArgsIsHelpError":  # no arguments at all: the help is the answer
        error.show()
        return INPUT
    context = getattr(error, "ctx", None)
    message = " ".join(error.format_message().split())
    if context is not None and "No such command" in message and "Did you mean" not in message:
        known = context.command.list_commands(context)
        meant = get_close_matches(message.split("'")[1], known, n=1)
        message += f" Did you mean {meant[0]}?" if meant else f" There are: {', '.join(known)}."
    say(f"termend: {message}")
    if context is not None:
        say(f"See {context.command_path} --help")
    return INPUT
