"""`termend archive`: check and mend back catalogues, on one machine or on a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from termend import glossary as glossaries
from termend.cli import settings
from termend.cli.archive_progress import Telling
from termend.cli.inputs import GlossaryOption, MinScoreOption
from termend.cli.printing import print_text, say
from termend.cli.settings import ConfigOption
from termend.cli.shared_options import sharing
from termend.configuration import Configuration
from termend.extras import needed
from termend.files import write_atomically
from termend.pipeline import Options

if TYPE_CHECKING:
    from termend.archive.results import CheckResults, MendResults
    from termend.archive.rows import Columns
    from termend.archive.running import Progress

_PACKAGES = ("dask", "distributed", "pyarrow")

app = typer.Typer(name="archive", no_args_is_help=True, help="Check and mend back catalogues.")


@dataclass(frozen=True, slots=True)
class Work:
    """What check and fix are told alike: the archive, what to hold it against, who does the work."""

    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT...",
            help="Parquet, JSON Lines or CSV (these also .gz, .zst), drafts, or folders.",
        ),
    ]
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where results go.")]
    glossary: GlossaryOption = None
    text_column: Annotated[str, typer.Option("--text-column", help="Column of the drafts.")] = "text"
    source_column: Annotated[str, typer.Option("--source-column", help="Column of their Chinese sources.")] = ""
    id_column: Annotated[
        str, typer.Option("--id-column", help="Column that names a document. Default: its input and row.")
    ] = ""
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="tcp://HOST:PORT", help="A Dask cluster that runs already.")
    ] = None
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Workers of one's own. Default: one a core.")
    ] = None
    memory: Annotated[str, typer.Option("--memory", help="What each of one's own workers may hold.")] = "1GB"
    deduplicate: Annotated[
        bool,
        typer.Option(
            "--deduplicate",
            help="Look at each document and paragraph of the archive once: a paragraph has the findings it had where "
            "it first stood.",
        ),
    ] = False
    min_score: MinScoreOption = None
    config: ConfigOption = None


@app.command()
@sharing(Work)
def check(
    work: Work,
    day_column: Annotated[str, typer.Option("--day-column", help="Column of dates, for figures by day.")] = "",
    group_column: Annotated[
        str, typer.Option("--group-column", help="Column of outlets or engines, for figures by group.")
    ] = "",
) -> int:
    """Flag garbled names in an archive: Parquet of findings and of documents, a summary, and a page with plots.

    A run that was stopped goes on with the same command. Exit 0: clean; 1: findings; 2: could not do all of the work.
    """
    with needed("archive", *_PACKAGES):
        from termend.archive import pages, running, summary
        from termend.archive.results import CheckResults
        from termend.archive.rows import Columns

    columns = Columns(work.text_column, work.source_column, work.id_column, day_column, group_column)
    names = _done(work, columns, CheckResults, running.check).names
    made = summary.summarise(work.output, names)
    shown = pages.text(made)
    write_atomically(work.output / "summary.html", pages.page(made).encode())
    write_atomically(work.output / "summary.txt", (shown + "\n").encode())
    print_text(shown)
    return 2 if made.troubled else int(bool(made.findings))


@app.command()
@sharing(Work)
def fix(work: Work) -> int:
    """Mend an archive: its own columns with two more, `mended` and `edits`. Nothing is written over.

    A run that was stopped goes on with the same command. Exit 0: done; 2: could not do all of the work.
    """
    with needed("archive", *_PACKAGES):
        from termend.archive import running
        from termend.archive.results import MendResults
        from termend.archive.rows import Columns

    done = _done(work, Columns(work.text_column, work.source_column, work.id_column), MendResults, running.mend)
    text = f"{done.documents:,} documents, {done.words:,} words: {done.findings:,} edits"
    if done.troubled:
        text += f"\n{done.troubled:,} documents could not be mended: their column `mended` is null"
    print_text(text)
    return 2 if done.troubled else 0


def _done(
    work: Work, columns: Columns, kept: type[CheckResults] | type[MendResults], run: Callable[..., Progress]
) -> Progress:
    """Do the work; all that can be wrong with what the user said is told before any worker starts."""
    from termend.archive.cluster import cluster
    from termend.archive.inputs import expand
    from termend.archive.partitions import partitions, require_readable

    project = settings.read(work.config)
    options = settings.options(project, work.min_score)
    terms = glossaries.load(settings.glossaries(project, work.glossary))
    inputs = expand(work.inputs, work.output, project.excludes, say)
    require_readable(inputs, columns)
    results = kept(work.output, _signature(terms, options, project, work.deduplicate))
    parts = partitions(inputs, columns, whole=kept.whole)
    with cluster(work.scheduler, work.workers or _cores(), work.memory) as client, Telling() as told:
        done = run(client, parts, terms, options, results, told, deduplicate=work.deduplicate)
    others = results.sweep([one.name for one in inputs], done.names)
    if others:
        say(f"termend: {work.output} also holds {others} files of results of other inputs: the figures leave them out")
    return done


def _signature(terms: glossaries.Glossary, options: Options, project: Configuration, deduplicate: bool) -> str:
    """All that the results of a text depend on, in one line."""
    from termend.reports.signature import signature

    chosen = {
        "checks": "+".join(sorted(options.checks)),
        "model": options.model or "",
        "severities": "+".join(f"{check} {severity}" for check, severity in sorted(options.severities.items())),
        "mend": "+".join(sorted(options.mend)),
        "world-names": str(options.world_names),
        "ignore": "; ".join(map(repr, project.ignore)),
        "deduplicated": "yes" if deduplicate else "",
    }
    said = (f"{name} {value}" for name, value in chosen.items() if value)
    return " | ".join((signature(terms, options.min_score), *said))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
