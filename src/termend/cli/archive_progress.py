"""How far an archive's run is: one line of a terminal that is drawn anew, elsewhere a line a minute."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from termend.cli import progress
from termend.cli.printing import say

if TYPE_CHECKING:
    from termend.archive.running import Progress

_SECONDS = 60.0
_SECONDS_ON_A_TERMINAL = 0.5
_LEAST_SHARE = 0.001  # of the archive, before which nobody can tell how long it takes
_CLEAR = "\r\x1b[K"


class Telling:
    """Tells while the work goes on. Entered, it is what `archive.running` calls."""

    def __init__(self) -> None:
        self._on_a_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._every = _SECONDS_ON_A_TERMINAL if self._on_a_terminal else _SECONDS
        self._last = time.monotonic()

    def __enter__(self) -> Callable[[Progress], None]:
        progress.hide()
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self._on_a_terminal:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def _tell(self, done: Progress) -> None:
        now = time.monotonic()
        if now - self._last < self._every:
            return
        self._last = now
        if self._on_a_terminal:
            sys.stderr.write(f"{_CLEAR}{line(done)}")
            sys.stderr.flush()
        else:
            say(line(done))


def line(done: Progress) -> str:
    """Documents, words a second, findings, time left."""
    told = [
        f"{done.documents + done.ahead:,} documents",
        f"{done.words_per_second:,.0f} words/s",
        f"{done.findings + done.findings_ahead:,} findings",
    ]
    if done.troubled:
        told.append(f"{done.troubled:,} not done")
    left = done.seconds_left
    if not done.workers:
        told.append("waiting for workers")
    elif left is not None and done.share - done.share_kept >= _LEAST_SHARE:
        told.append(f"{duration(left)} left")
    return ", ".join(told)


def duration(seconds: float) -> str:
    """As people say it: 40 s, 12 min, 3 h 05 min, 2 d 4 h."""
    minutes = round(seconds / 60) if seconds >= 60 else 0
    hours = minutes // 60
    if minutes < 1:
        return f"{seconds:.0f} s"
    if hours < 1:
        return f"{minutes} min"
    if hours < 24:
        return f"{hours} h {minutes % 60:02d} min"
    return f"{hours // 24} d {hours % 24} h"
