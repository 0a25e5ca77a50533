"""`termend bench`: what a run costs on this machine."""

from __future__ import annotations

import json
import os
import platform
import tempfile
from pathlib import Path
from typing import Annotated

import typer

import termend
from termend.cli.bench_archive import bench_archive
from termend.cli.printing import print_data, print_text
from termend.cli.progress import advance
from termend.evaluation.benchmark.material import Material
from termend.evaluation.benchmark.rows import Measured, Row, rows

_HEADER = "| row | measured | wanted | holds | of |\n| --- | --- | --- | --- | --- |"
_HOLDS = {True: "yes", False: "no", None: "–"}
_QUICK = 0.02  # of the full size


def bench(
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="ROW", help="Measure this row alone. Repeatable.")
    ] = None,
    repeat: Annotated[int, typer.Option("--repeat", min=1, help="Runs of which the median counts.")] = 5,
    quick: Annotated[
        bool, typer.Option("--quick", help="A fiftieth of the sizes, once: to see that all of it works.")
    ] = False,
    archive: Annotated[
        bool, typer.Option("--archive", help="Measure archives on text made for it, and no more.")
    ] = False,
    articles: Annotated[int, typer.Option("--articles", min=10, help="With --archive: how many.")] = 100_000,
    kill_every: Annotated[
        float, typer.Option("--kill-every", min=1, help="With --archive: seconds between two kills of a worker.")
    ] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for a program to keep.")] = False,
) -> int:
    """Measure speed and memory, and hold them against what termend is to keep.

    Each figure is the median of five. Where it is a ratio, the other side is a sliding rapidfuzz window over the same
    text with the same glossary, run in turn with termend, so that another machine gives about the same. Drafts and
    glossaries are made here from what is shipped, the same each time.
    """
    if archive:
        return bench_archive(round(articles * _QUICK) if quick else articles, kill_every, as_json)
    chosen = rows(only or ())
    with tempfile.TemporaryDirectory() as folder:
        material = Material(Path(folder), 1 if quick else repeat, _QUICK if quick else 1.0)
        if not as_json:
            print_text(f"{_machine()}\n\n{_HEADER}")
        done: list[tuple[Row, Measured]] = []
        for number, row in enumerate(chosen):
            advance(row.title, number, len(chosen))
            done.append((row, row.measure(material)))
            if not as_json:
                print_text(_line(*done[-1]))
    if as_json:
        body = {
            "version": 1,
            "termend": termend.__version__,
            "machine": _machine(),
            "scale": material.scale,
            "repeat": material.repeat,
            "rows": [_object(row, measured) for row, measured in done],
        }
        print_data(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
    return 0


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"


def _line(row: Row, measured: Measured) -> str:
    figure = "–" if measured.value is None else f"{_figure(measured.value)} {measured.unit}"
    bound = f"{'≥' if row.at_least else '≤'} {_figure(row.wanted)}"
    return f"| {row.title} | {figure} | {bound} | {_HOLDS[row.holds(measured)]} | {measured.note} |"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")


def _object(row: Row, measured: Measured) -> dict[str, object]:
    return {
        "row": row.name,
        "title": row.title,
        "value": measured.value,
        "unit": measured.unit,
        "wanted": row.wanted,
        "at_least": row.at_least,
        "holds": row.holds(measured),
        "note": measured.note,
    }
