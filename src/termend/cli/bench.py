"""`termend bench`: what a run costs on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from termend import documents, sample
from termend.cli.bench_archive import bench_archive
from termend.cli.printing import print_text
from termend.documents.reading import read_bytes
from termend.errors import TermendError
from termend.evaluation import processes
from termend.evaluation.generated_glossary import table
from termend.evaluation.processes import Cost
from termend.files import write_atomically
from termend.repair.opening import shipped_folder

_HEADER = ("command", "terms", "first run", "again", "processor", "peak memory", "of the window's time")


def bench(
    draft: Annotated[
        Path | None, typer.Argument(metavar="[DRAFT]", help="The draft to run on; by default the example.")
    ] = None,
    terms: Annotated[list[int] | None, typer.Option("--terms", help="Size of a glossary. Repeatable.")] = None,
    repeat: Annotated[int, typer.Option("--repeat", min=1, help="Runs after the first; the fastest counts.")] = 3,
    lint_only: Annotated[bool, typer.Option("--lint-only", help="Time glossary lint alone.")] = False,
    archive: Annotated[
        bool, typer.Option("--archive", help="Measure archives on text made for it, and no more.")
    ] = False,
    articles: Annotated[int, typer.Option("--articles", min=10, help="With --archive: how many.")] = 100_000,
    kill_every: Annotated[
        float, typer.Option("--kill-every", min=1, help="With --archive: seconds between two kills of a worker.")
    ] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="With --archive: print JSON.")] = False,
) -> int:
    """Time check, fix and lint in fresh processes, beside a sliding rapidfuzz window over the same text.

    "First run" builds what termend keeps of a glossary between runs; "again" finds it kept.
    "processor" is what that took of a core. Modules are compiled once and then read, as where they were installed.
    """
    if archive:
        return bench_archive(articles, kill_every, as_json)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = folder / f"draft{draft.suffix if draft else '.txt'}"
        write_atomically(text, read_bytes(str(draft)) if draft else sample.read("draft.txt"))
        environment = _environment(folder)
        lines: list[Sequence[str]] = [_HEADER, ("---",) * len(_HEADER)]
        for count in terms or (1_000, 20_000, 100_000):
            lines += _rows(folder, text, count, repeat, environment, lint_only)
        clauses = {} if lint_only else _repair_speed(text, environment)
    words = documents.read(str(draft)).words if draft else len(sample.read("draft.txt").split())
    print_text(f"{words} words, {os.cpu_count()} processors\n")
    print_text("\n".join("| " + " | ".join(line) + " |" for line in lines))
    for backend, milliseconds in clauses.items():
        print_text(f"\nrepair by {backend}: {milliseconds} ms a clause")
    return 0


def _environment(folder: Path) -> dict[str, str]:
    """That of this process, with caches of its own and one thread a process."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONPYCACHEPREFIX": str(folder / "modules")}
    return {**inherited, **own, "OMP_NUM_THREADS": "1"}


def _rows(
    folder: Path, draft: Path, count: int, repeat: int, environment: Mapping[str, str], lint_only: bool
) -> list[tuple[str, ...]]:
    glossary = folder / f"{count}.csv"
    write_atomically(glossary, table(count).encode())
    commands: dict[str, list[str]] = {
        "check": ["-m", "termend", "check", str(draft), "--glossary", str(glossary)],
        "fix": ["-m", "termend", "fix", str(draft), "--glossary", str(glossary), "--output", str(folder / "fixed")],
        "glossary lint": ["-m", "termend", "glossary", "lint", str(glossary)],
    }
    if lint_only:
        arguments = commands["glossary lint"]
        first = processes.run(arguments, environment)
        return [_row("glossary lint", count, first, _best(arguments, repeat, environment), None)]
    window = _best(["-m", "termend.evaluation.fuzzy_window", str(draft), str(glossary)], repeat, environment)
    rows = [_row("rapidfuzz window", count, None, window, None)]
    for name, arguments in commands.items():
        first = processes.run(arguments, environment)
        rows.append(_row(name, count, first, _best(arguments, repeat, environment), window))
    return rows


def _repair_speed(draft: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Milliseconds a clause by backend; empty where no model is installed, without transformers where that is not."""
    model = shipped_folder()
    if model is None:
        return {}
    backends = ["ctranslate2", *(["transformers"] if find_spec("torch") and find_spec("transformers") else [])]
    taken: dict[str, str] = {}
    for backend in backends:
        command = [sys.executable, "-m", "termend.evaluation.repair_speed", backend, str(model), str(draft)]
        run = subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)
        if run.returncode != 0:
            raise TermendError(f"{backend} failed on {model}: {run.stderr[-2000:]}")
        taken[backend] = run.stdout.strip()
    return taken


def _best(arguments: Sequence[str], repeat: int, environment: Mapping[str, str]) -> Cost:
    costs = [processes.run(arguments, environment) for _ in range(repeat)]
    return min(costs, key=lambda cost: cost.seconds)


def _row(name: str, count: int, first: Cost | None, best: Cost, window: Cost | None) -> tuple[str, ...]:
    memory = "–" if best.megabytes is None else f"{max(best.megabytes, (first or best).megabytes or 0.0):.0f} MB"
    ratio = "–" if window is None else f"{best.seconds / window.seconds:.2f}"
    return (
        name,
        f"{count:,}",
        f"{first.seconds:.2f} s" if first else "–",
        f"{best.seconds:.2f} s",
        "–" if best.processor is None else f"{best.processor:.2f} s",
        memory,
        ratio if name != "glossary lint" else "–",
    )
