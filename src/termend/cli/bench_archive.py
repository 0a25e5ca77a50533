"""`termend bench --archive`: what an archive costs on this machine, and whether what must hold does."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from termend.cli.printing import print_data, print_text, say
from termend.extras import needed

if TYPE_CHECKING:
    from termend.archive.measuring.measured import Figure


def bench_archive(articles: int, kill_every: float, as_json: bool) -> int:
    """Measure and print: a table, or JSON."""
    with needed("archive", "dask", "distributed", "psutil", "pyarrow"):
        from termend.archive.measuring.measured import measure

    with tempfile.TemporaryDirectory(prefix="termend-") as folder:
        figures = measure(Path(folder), articles, kill_every, lambda text: say(f"termend: {text}"))
    if as_json:
        print_data(json.dumps({"processors": os.cpu_count(), "figures": [asdict(f) for f in figures]}, indent=2) + "\n")
        return 0
    print_text(f"{os.cpu_count()} processors\n\n| measured | figure | must be | holds |\n| --- | --- | --- | --- |")
    for figure in figures:
        print_text(f"| {figure.name} | {_value(figure)} | {figure.bound or '–'} | {_word(figure.held)} |")
    return 0


def _value(figure: Figure) -> str:
    match figure.value:
        case None:
            return f"not measured: {figure.note}"
        case bool():
            return "yes" if figure.value else "no"
    digits = 2 if figure.unit == "×" else 1 if figure.unit in ("%", "MB") else 0
    return f"{figure.value:,.{digits}f} {figure.unit}".rstrip()


def _word(held: bool | None) -> str:
    return "–" if held is None else "yes" if held else "no"
