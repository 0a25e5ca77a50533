"""`termend archive`: check and mend back catalogues, on one machine or on a Dask cluster."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from termend import glossary as glossaries
from termend.cli import settings
from termend.cli.inputs import GlossaryOption, MinScoreOption
from termend.cli.printing import print_text, say
from termend.cli.settings import ConfigOption
from termend.errors import OptionError
from termend.files import write_atomically

if TYPE_CHECKING:
    from termend.archive.running import Progress

app = typer.Typer(name="archive", no_args_is_help=True, help="Check and mend back catalogues.")

_EVERY_SECONDS = 60  # a line of progress where standard error is no terminal
_EVERY_SECONDS_SHOWN = 0.5
_LEAST_SECONDS = 1.0

InputArgument = Annotated[
    list[Path],
    typer.Argument(metavar="INPUT...", help="Parquet, JSON Lines or CSV (also .gz, .zst), or folders of drafts."),
]
OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where results go.")]
TextOption = Annotated[str, typer.Option("--text-column", help="Column of the drafts.")]
SourceOption = Annotated[str, typer.Option("--source-column", help="Column of their Chinese sources.")]
IdOption = Annotated[str, typer.Option("--id-column", help="Column that names a document. Default: its row's number.")]
DayOption = Annotated[str, typer.Option("--day-column", help="Column of dates, for figures by day.")]
GroupOption = Annotated[str, typer.Option("--group-column", help="Column of outlets or engines, for figures by group.")]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", metavar="tcp://HOST:PORT", help="A Dask cluster that runs already.")
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, help="Workers of one's own. Default: one a core.")
]
MemoryOption = Annotated[str, typer.Option("--memory", help="What each of one's own workers may hold.")]


@app.command()
def check(
    inputs: InputArgument,
    output: OutputOption,
    glossary: GlossaryOption = None,
    text_column: TextOption = "text",
    source_column: SourceOption = "",
    id_column: IdOption = "",
    day_column: DayOption = "",
    group_column: GroupOption = "",
    scheduler: SchedulerOption = None,
    workers: WorkersOption = None,
    memory: MemoryOption = "1GB",
    min_score: MinScoreOption = None,
    config: ConfigOption = None,
) -> int:
    """Flag garbled names in an archive: Parquet of findings and of documents, a summary, and a page with plots.

    A run that was stopped goes on with the same command. Exit 0: clean; 1: findings; 2: could not do all of the work.
    """
    running = _needed()
    from termend.archive import pages, summary
    from termend.archive.batches import Columns
    from termend.archive.inputs import expand
    from termend.archive.partitions import partitions

    project = settings.read(config)
    options = settings.options(project, min_score)
    terms = glossaries.load(settings.glossaries(project, glossary))
    signature = _signature(terms, options.min_score)
    columns = Columns(text_column, source_column, id_column, day_column, group_column)
    parts = partitions(expand(inputs), columns)
    with running.cluster(scheduler, workers or _cores(), memory) as client, _Teller() as told:
        done = running.check(client, parts, terms, options, signature, output, told)
    made = summary.summarise(output, sorted(done.names))
    write_atomically(output / "summary.html", pages.page(made).encode())
    shown = pages.text(made)
    write_atomically(output / "summary.txt", (shown + "\n").encode())
    print_text(shown)
    return 2 if made.troubled else int(bool(made.findings))


@app.command()
def fix(
    inputs: InputArgument,
    output: OutputOption,
    glossary: GlossaryOption = None,
    text_column: TextOption = "text",
    source_column: SourceOption = "",
    id_column: IdOption = "",
    scheduler: SchedulerOption = None,
    workers: WorkersOption = None,
    memory: MemoryOption = "1GB",
    min_score: MinScoreOption = None,
    config: ConfigOption = None,
) -> int:
    """Mend an archive: its own columns with two more, `mended` and `edits`. Nothing is written over. Exit 0: done."""
    running = _needed()
    from termend.archive.batches import Columns
    from termend.archive.inputs import expand
    from termend.archive.partitions import partitions

    project = settings.read(config)
    options = settings.options(project, min_score)
    terms = glossaries.load(settings.glossaries(project, glossary))
    parts = partitions(expand(inputs), Columns(text_column, source_column, id_column))
    with running.cluster(scheduler, workers or _cores(), memory) as client, _Teller() as told:
        done = running.mend(client, parts, terms, options, _signature(terms, options.min_score), output, told)
    print_text(f"{done.documents:,} documents, {done.findings:,} edits")
    return 2 if done.set_aside else 0


def _needed() -> ModuleType:
    try:
        from termend.archive import running
    except ImportError as error:
        missing = getattr(error, "name", None) or "a package"
        raise OptionError(f"Archives need {missing}: pip install 'termend[archive]'") from error
    return running


def _signature(terms: glossaries.Glossary, min_score: float) -> str:
    from termend.reports.signature import signature

    return signature(terms, min_score)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Teller:
    """Tells how far a run is: in one line of a terminal, or in a line a minute."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = time.monotonic()

    def __enter__(self) -> Callable[[Progress], None]:
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")

    def _tell(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._last < (_EVERY_SECONDS_SHOWN if self._shown else _EVERY_SECONDS):
            return
        self._last = now
        text = (
            f"{progress.documents:,} documents, {progress.findings:,} findings, "
            f"{progress.words_per_second:,.0f} words/s, {now - progress.began:,.0f} s"
        )
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()
        else:
            say(text)
