"""A cluster whose scheduler, workers and client are processes of their own, so that each can be measured and killed."""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from termend.errors import TermendError

_SAMPLE_SECONDS = 0.5
_START_SECONDS = 180.0
_POLL_SECONDS = 0.2
_MEGABYTE = 2**20
_ENDS_SECONDS = 10.0
LOOPBACK = "127.0.0.1"


@dataclass(slots=True)
class Use:
    """What processes used, by what they are: client, scheduler, worker.

    Attributes:
        memory: most resident memory of one, in MB (2**20 bytes).
        processor: seconds of processor time; not of workers, which come and go.
    """

    memory: dict[str, float] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)

    def sample(self, role: str, process: psutil.Process) -> None:
        """Take note of what a process has used so far; nothing of one that has ended."""
        with contextlib.suppress(psutil.NoSuchProcess):
            self.memory[role] = max(self.memory.get(role, 0.0), process.memory_info().rss / _MEGABYTE)
            times = process.cpu_times()
            self.processor[role] = times.user + times.system


@dataclass(frozen=True, slots=True)
class Place:
    """Where processes run.

    Attributes:
        prefix: of commands, such as `ip netns exec NAME`; empty for this machine's own network.
        address: that they are reached at.
    """

    prefix: tuple[str, ...] = ()
    address: str = LOOPBACK


HERE = Place()


class Cluster:
    """A scheduler and one worker a place, as Dask's own commands start them.

    Args:
        folder: for the scheduler's file.
        places: of the workers; the scheduler and the client stand at the first.
        environment: of all processes.
    """

    def __init__(self, folder: Path, places: Sequence[Place], environment: dict[str, str]) -> None:
        self._places, self._environment = places, environment
        self._file = folder / "scheduler.json"
        self._file.unlink(missing_ok=True)
        self._running: list[subprocess.Popen[bytes]] = []
        self.use = Use()
        self.killed = 0

    def __enter__(self) -> Cluster:
        first = self._places[0]
        self._scheduler = self._start(
            first,
            *("distributed.cli.dask_scheduler", "--host", first.address, "--port", "0", "--no-dashboard"),
            *("--scheduler-file", str(self._file)),
        )
        self._wait_for_file()
        self._nannies = [
            self._start(
                place,
                *("distributed.cli.dask_worker", "--scheduler-file", str(self._file), "--host", place.address),
                *("--nthreads", "1", "--nworkers", "1", "--no-dashboard", "--memory-limit", "2GB"),
            )
            for place in self._places
        ]
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._running):
            with contextlib.suppress(psutil.NoSuchProcess):
                below = psutil.Process(process.pid).children(recursive=True)
                for one in [*below, psutil.Process(process.pid)]:
                    with contextlib.suppress(psutil.NoSuchProcess):
                        one.kill()
            process.wait(_ENDS_SECONDS)

    def lose_scheduler(self) -> None:
        """Kill the scheduler, SIGKILL."""
        self._scheduler.kill()

    @property
    def address(self) -> str:
        """Of the scheduler."""
        return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])

    def run(self, arguments: Sequence[str], kill_every: float | None = None) -> dict[str, Any]:
        """Run the client, `python -m ARGUMENTS`, and read what it prints on its last line, as JSON.

        Args:
            kill_every: seconds between two kills of a worker, SIGKILL; None for none.

        Raises:
            TermendError: where it fails.
        """
        client = self._start(self._places[0], *arguments, captured=True)
        done = threading.Event()
        watching = [threading.Thread(target=self._sample, args=(client.pid, done))]
        if kill_every is not None:
            watching.append(threading.Thread(target=self._kill, args=(kill_every, done)))
        for thread in watching:
            thread.start()
        try:
            printed, said = client.communicate()
        finally:
            done.set()
            for thread in watching:
                thread.join()
        if client.returncode not in (0, 1):
            raise TermendError(f"The run ended with {client.returncode}: {said.decode('utf-8', 'replace')[-2000:]}")
        answer: dict[str, Any] = json.loads(printed.decode().strip().split("\n")[-1])
        return answer

    def _start(self, place: Place, *arguments: str, captured: bool = False) -> subprocess.Popen[bytes]:
        output = subprocess.PIPE if captured else subprocess.DEVNULL
        process = subprocess.Popen(
            [*place.prefix, sys.executable, "-m", *arguments], env=self._environment, stdout=output, stderr=output
        )
        self._running.append(process)
        return process

    def _wait_for_file(self) -> None:
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until and self._scheduler.poll() is None:
            with contextlib.suppress(OSError, ValueError, KeyError):
                if self.address:
                    return
            time.sleep(_POLL_SECONDS)
        raise TermendError("Dask's scheduler did not start: see what `dask scheduler` says")

    def _workers(self) -> Iterator[psutil.Process]:
        """The processes that work: what a nanny starts."""
        for nanny in self._nannies:
            with contextlib.suppress(psutil.NoSuchProcess):
                found = psutil.Process(nanny.pid).children(recursive=True)
                yield from (one for one in found if "spawn_main" in " ".join(one.cmdline()))

    def _sample(self, client: int, done: threading.Event) -> None:
        while not done.wait(_SAMPLE_SECONDS):
            with contextlib.suppress(psutil.NoSuchProcess):
                self.use.sample("client", psutil.Process(client))
                self.use.sample("scheduler", psutil.Process(self._scheduler.pid))
            for worker in self._workers():
                self.use.sample("worker", worker)

    def _kill(self, every: float, done: threading.Event) -> None:
        chosen = random.Random(1)
        while not done.wait(every):
            there = list(self._workers())
            if there:
                with contextlib.suppress(psutil.NoSuchProcess):
                    chosen.choice(there).kill()
                    self.killed += 1


def environment() -> dict[str, str]:
    """That of this process, with one thread for each of the others."""
    return {**os.environ, "OMP_NUM_THREADS": "1"}
