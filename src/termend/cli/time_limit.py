"""A limit on how long one draft may take: no input, however odd, keeps a desk or a CI job waiting for ever."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from termend.errors import DocumentError

# Twenty times what a slow machine takes, so that only what grows out of proportion to the draft meets the limit.
SECONDS = 120.0
SECONDS_PER_CHARACTER = 0.004


@contextmanager
def within(path: str, size: int) -> Iterator[None]:
    """Work on a draft and, past its time, no more; without a limit where the system has no timers to interrupt with.

    Args:
        path: the draft, for the message.
        size: of the draft, in characters.

    Raises:
        DocumentError: past the limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    limit = SECONDS + SECONDS_PER_CHARACTER * size

    def stop(number: int, frame: FrameType | None) -> None:
        raise DocumentError(
            path, f"it takes more than {limit:.0f} seconds", "Split the draft, or leave out what is no text"
        )

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
