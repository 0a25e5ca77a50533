"""The figures that say whether an archive of any size can be checked: speed, overhead, memory, kills, a network."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from termend.archive.measuring import namespaces
from termend.archive.measuring.articles import write
from termend.archive.measuring.processes import HERE, Cluster, Place, Use, environment

_SMALLER = 10  # times as few articles, to see what grows
_LEAST_SPEED_UP, _MOST_OVERHEAD, _MOST_WORKER, _MOST_GROWTH = 1.8, 10.0, 400.0, 32.0
_WORK = "termend.archive.measuring.work"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, with what it should be.

    Attributes:
        name: of what is measured.
        value: a number, or whether something held; None where it could not be measured.
        unit: of the number.
        bound: what must hold, in words; empty for nothing.
        held: whether it does; None where nothing must, or it could not be measured.
        note: why it could not be measured.
    """

    name: str
    value: float | bool | None
    unit: str = ""
    bound: str = ""
    held: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Ran:
    """One run: what it cost, what it wrote, what its processes used, workers killed."""

    cost: dict[str, Any]
    written: dict[str, bytes]
    use: Use
    killed: int

    @property
    def speed(self) -> float:
        return float(self.cost["words"]) / float(self.cost["seconds"])

    @property
    def led(self) -> float:
        """Words a second that the client and the scheduler would keep up with, were there workers enough."""
        used = sum(self.use.processor.get(role, 0.0) for role in ("client", "scheduler"))
        return float(self.cost["words"]) / max(used, 1e-9)


def measure(folder: Path, articles: int, kill_every: float, say: Callable[[str], None]) -> list[Figure]:
    """All figures, on articles made for it.

    Args:
        folder: for articles and results; empty.
        articles: of the whole; throughput, kills and the network are measured on a tenth.
        kill_every: seconds between two kills of a worker.
        say: told what is being done.
    """
    whole, part = folder / "whole.jsonl", folder / "part" / "whole.jsonl"
    part.parent.mkdir()
    words, few = write(whole, articles), max(1, articles // _SMALLER)
    write(part, few)

    def ran(archive: Path, name: str, places: Sequence[Place], kills: float | None = None) -> _Ran:
        say(f"{name} …")
        output = folder / name.replace(" ", "-")
        with Cluster(folder, places, environment()) as made:
            cost = made.run([_WORK, str(archive), made.address, str(output), str(len(places))], kills)
            return _Ran(cost, _contents(output), made.use, made.killed)

    say("one process …")
    plain = _alone(part)
    one = ran(part, "one worker", [HERE])
    two = ran(part, "two workers", [HERE, HERE])
    killed = ran(part, "two workers, killed", [HERE, HERE], kill_every)
    large = ran(whole, "two workers, all articles", [HERE, HERE])
    figures = [
        Figure("articles", articles),
        Figure("words", words),
        Figure("check in one process", plain, "words/s"),
        Figure("one worker", one.speed, "words/s"),
        Figure("two workers", two.speed, "words/s"),
        _bounded("two workers to one", two.speed / one.speed, "×", least=_LEAST_SPEED_UP),
        _bounded("overhead of one worker", 100 * (1 - one.speed / plain), "%", most=_MOST_OVERHEAD),
        _same("one worker and two: the same output", one.written == two.written),
        Figure("workers killed", killed.killed),
        _same("workers killed: the same output", killed.written == two.written),
        Figure("client and scheduler alone", large.led, "words/s"),
        Figure("workers that they keep busy", int(large.led / one.speed)),
        *_memory(two, large, few, articles),
    ]
    why = namespaces.missing()
    name = "two network namespaces: the same output"
    if why is not None:
        return [*figures, Figure(name, None, note=why)]
    with namespaces.two() as places:
        return [*figures, _same(name, ran(part, "two network namespaces", places).written == two.written)]


def _alone(archive: Path) -> float:
    run = subprocess.run(
        [sys.executable, "-m", _WORK, str(archive)], env=environment(), capture_output=True, text=True, check=True
    )
    cost = json.loads(run.stdout.strip().split("\n")[-1])
    return float(cost["words"]) / float(cost["seconds"])


def _memory(small: _Ran, large: _Ran, few: int, many: int) -> list[Figure]:
    found = []
    for role in ("client", "scheduler", "worker"):
        low, high = small.use.memory.get(role, 0.0), large.use.memory.get(role, 0.0)
        found.append(Figure(f"memory of the {role}, {few:,} articles", low, "MB"))
        most = _MOST_WORKER if role == "worker" else None
        name = f"memory of the {role}, {many:,} articles"
        found.append(Figure(name, high, "MB") if most is None else _bounded(name, high, "MB", most=most))
        found.append(_bounded(f"growth of the {role}", high - low, "MB", most=_MOST_GROWTH))
    return found


def _bounded(name: str, value: float, unit: str, least: float | None = None, most: float | None = None) -> Figure:
    held = (least is None or value >= least) and (most is None or value <= most)
    return Figure(name, value, unit, f"≥ {least:g}" if least is not None else f"≤ {most:g}", held)


def _same(name: str, held: bool) -> Figure:
    return Figure(name, held, bound="yes", held=held)


def _contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*.parquet"))}
