"""Work shared between processes, where there are cores for it: forked, with all tables at hand, or started anew.

Only Linux forks here. A process that runs threads is not forked: locks that they hold would stay locked. A process that
is started anew opens the tables and what is kept of the glossary for itself, which maps the same files; it is told the
rest, and pays from some seconds of work on.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

_MOST = 4
_alone = False


class Start(Enum):
    """How a further process begins."""

    FORKED = auto()
    ANEW = auto()


def start() -> Start:
    """How a further process of this one begins."""
    return Start.FORKED if sys.platform == "linux" and threading.active_count() == 1 else Start.ANEW


def stay_alone() -> None:
    """Start no further process from now on: this one is itself one of many that share some work."""
    global _alone
    _alone = True


def processes() -> int:
    """How many processes may share the work, this one among them."""
    if _alone:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return min(_MOST, len(os.sched_getaffinity(0)))
    return min(_MOST, os.cpu_count() or 1)


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


def spawned(
    work: Callable[[Part], Result], parts: Sequence[Part], meanwhile: Callable[[], None] | None = None
) -> list[Result]:
    """As `shared`, each further part in a process that is started anew.

    Args:
        work: a function of a module; a part is pickled as well.
    """
    started: list[subprocess.Popen[bytes] | None] = []
    try:
        started += (_spawn(work, part) for part in parts[1:])
        if meanwhile is not None and any(started):
            meanwhile()
        results = [work(part) for part in parts[:1]]
        for part, child in zip(parts[1:], started, strict=True):
            answer = None if child is None else child.communicate()[0]
            said = answer if answer and child is not None and child.returncode == 0 else None
            results.append(work(part) if said is None else pickle.loads(said))
    except BaseException:
        for child in started:
            if child is not None:
                child.kill()
                child.communicate()
        raise
    return results


def _spawn(work: Callable[[Part], Result], part: Part) -> subprocess.Popen[bytes] | None:
    """A new process that has been told its part; None where there can be none (an embedded Python, no memory)."""
    child = None
    try:
        told = pickle.dumps((work, part), pickle.HIGHEST_PROTOCOL)
        child = subprocess.Popen(
            [sys.executable, "-m", "termend.channel.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert child.stdin is not None
        with child.stdin:
            child.stdin.write(told)
        child.stdin = None
    except (OSError, ValueError, TypeError, AttributeError, pickle.PicklingError):
        if child is not None:
            child.kill()
            child.communicate()
        return None
    return child


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
