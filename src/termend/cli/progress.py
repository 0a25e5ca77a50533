"""Progress on standard error, where that is a terminal and a command has worked for two seconds.

A process of its own draws it: beside a thread the work would not be shared between processes (`channel.sharing`), and
one in this process is felt at every line of the work. Where the system cannot fork, a thread draws.
"""

from __future__ import annotations

import contextlib
import os
import queue
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

SECONDS = 2.0
"""How long a command works before anything is drawn."""

_REFRESH = 0.2  # seconds between two drawings
_Receive = Callable[[float], str | None]  # what was told within so many seconds, "" for nothing; None at the end


@contextmanager
def running(title: str) -> Iterator[None]:
    """A command works; what it does is drawn after a while, until it prints."""
    global _title
    _title = title
    advance()
    try:
        yield
    finally:
        hide()
        _title = ""


def advance(what: str = "", done: int = 0, total: int = 0) -> None:
    """Tell how far the work is; of an unknown amount where the total is 0."""
    global _drawn
    if not _title or sys.stderr is None or not sys.stderr.isatty():
        return
    if _drawn is None:
        _drawn = _Process(_title) if hasattr(os, "fork") else _Thread(_title)
    _drawn.tell(f"{done} {total} {what}\n")


def hide() -> None:
    """Take it off the screen, before something is printed; the next `advance` begins anew."""
    global _drawn
    if _drawn is not None:
        drawn, _drawn = _drawn, None
        drawn.end()


def over(paths: Sequence[str]) -> Iterator[str]:
    """The paths in order, and how far that is."""
    for done, path in enumerate(paths):
        advance(path, done, len(paths) if len(paths) > 1 else 0)
        yield path


class _Process:
    """Draws in a process that this one tells by a pipe, and that ends with it."""

    def __init__(self, title: str) -> None:
        sys.stderr.flush()
        reading, self._writing = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(self._writing)
            _draw_and_leave(title, reading)
        os.close(reading)

    def tell(self, line: str) -> None:
        with contextlib.suppress(OSError):
            os.write(self._writing, line.encode("utf-8", "replace"))

    def end(self) -> None:
        self.tell("end\n")
        os.close(self._writing)
        with contextlib.suppress(OSError):
            os.waitpid(self._process, 0)


def _draw_and_leave(title: str, reading: int) -> None:
    """Never returns: buffers and exit handlers are the parent's."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts means the parent
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

        def receive(seconds: float) -> str | None:
            if not select.select([reading], [], [], seconds)[0]:
                return ""
            return os.read(reading, 1 << 16).decode("utf-8", "replace") or None

        _draw(title, receive)
    finally:
        os._exit(0)


class _Thread:
    """Draws in a thread."""

    def __init__(self, title: str) -> None:
        self._told: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._thread = threading.Thread(target=_draw, args=(title, self._receive), daemon=True)
        self._thread.start()

    def _receive(self, seconds: float) -> str | None:
        try:
            return self._told.get(timeout=seconds)
        except queue.Empty:
            return ""

    def tell(self, line: str) -> None:
        self._told.put(line)

    def end(self) -> None:
        self.tell("end\n")
        self._thread.join()


_title = ""
_drawn: _Process | _Thread | None = None


def _draw(title: str, receive: _Receive) -> None:
    last = _waited(receive, time.monotonic() + SECONDS)
    if last is None:
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as progress:
        task = progress.add_task(title, total=None)
        while last is not None:
            done, total, what = (*last.split(" ", 2), "", "")[:3]
            if total:
                progress.update(
                    task, description=f"{title} {what}".strip(), completed=int(done), total=int(total) or None
                )
            progress.refresh()
            last = _waited(receive, time.monotonic() + _REFRESH)


def _waited(receive: _Receive, until: float) -> str | None:
    """The last line that was told until then; None where it was the last of all."""
    last = ""
    while (left := until - time.monotonic()) > 0:
        told = receive(left)
        if told is None or told.endswith("end\n"):
            return None
        last = told.splitlines()[-1] if told else last
    return last
