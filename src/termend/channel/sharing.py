"""Work shared between processes, where the system can fork one that has all tables at hand, and has cores for it.

Only Linux forks here. A process that runs threads is not forked: locks that they hold would stay locked.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

_MOST = 4


def processes() -> int:
    """How many processes may share the work, this one among them."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(_MOST, len(os.sched_getaffinity(0)))


def shared(
    work: Callable[[Part], Result], parts: Sequence[Part], meanwhile: Callable[[], None] | None = None
) -> list[Result]:
    """The work on every part, in order; the first is done here, each of the others in a process of its own.

    A part whose process fails is done here.

    Args:
        work: the same for a part wherever it is done; its result is pickled.
        meanwhile: done here as well, where others work at the same time.
    """
    started = [_start(work, part) for part in parts[1:]]
    if meanwhile is not None and any(started):
        meanwhile()
    try:
        results = [work(part) for part in parts[:1]]
        for part, child in zip(parts[1:], started, strict=True):
            answer = None if child is None else _answer(*child)
            results.append(work(part) if answer is None else pickle.loads(answer))
    except BaseException:  # interrupted, or out of time: nobody waits for the others any more
        for child in started:
            if child is not None:
                with contextlib.suppress(OSError):
                    os.kill(child[0], signal.SIGKILL)
        raise
    return results


def _start(work: Callable[[Part], Result], part: Part) -> tuple[int, int] | None:
    """A process that works on a part, and the pipe that it answers by; None where there can be none."""
    try:
        read_end, write_end = os.pipe()
    except OSError:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # numpy's own threads sleep and hold no lock
            process = os.fork()
    except OSError:
        os.close(read_end)
        os.close(write_end)
        return None
    if process == 0:
        _work_and_leave(work, part, write_end)
    os.close(write_end)
    return process, read_end


def _work_and_leave(work: Callable[[Part], Result], part: Part, write_end: int) -> None:
    """Never returns: what the parent would do at its end (buffers, exit handlers) is not this process's to do."""
    code = 1
    try:
        with open(write_end, "wb") as pipe:
            pipe.write(pickle.dumps(work(part), pickle.HIGHEST_PROTOCOL))
        code = 0
    finally:
        os._exit(code)


def _answer(process: int, read_end: int) -> bytes | None:
    with open(read_end, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(process, 0)
    return answer if status == 0 else None
