"""Run the work on a Dask cluster, one's own or one that is there, and write each partition's result whole.

The client alone reads inputs and writes results, so that workers need no file system in common. What is done already is
known by its file's name, so that the same command goes on where a run was stopped. A partition under which workers die
is cut in halves down to the document that kills them, which is set aside.
"""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
from distributed import Client, Future, KilledWorker, LocalCluster
from pyarrow import parquet as pq

from termend.archive import workers
from termend.archive.batches import Outcome, Row
from termend.archive.partitions import Partition
from termend.archive.schemas import DOCUMENTS, EDIT_LIST, EDITS, FINDINGS, MENDED
from termend.errors import OptionError
from termend.files import write_atomically
from termend.glossary import Glossary
from termend.pipeline import Options

FINDINGS_FOLDER, DOCUMENTS_FOLDER, MENDED_FOLDER = "findings", "documents", "mended"
_IN_FLIGHT = 3  # partitions for each worker: one under way, one that waits there, one on its way
_DEATHS = 1  # of workers under one task, beyond which it is taken for the cause
_CONNECT_SECONDS = 30
_SET_ASIDE = "its worker died twice"
_POLL_SECONDS = 0.2

T = TypeVar("T")


@dataclass(slots=True)
class Progress:
    """How far a run is.

    Attributes:
        documents, words, findings: of this run and of earlier ones with the same output.
        done: partitions.
        kept: those of them that an earlier run had done.
        set_aside: documents under which workers died.
        names: stems of the files of all partitions that are done, in no order.
        began: `time.monotonic()` at the start.
    """

    documents: int = 0
    words: int = 0
    findings: int = 0
    done: int = 0
    kept: int = 0
    set_aside: int = 0
    names: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    @property
    def words_per_second(self) -> float:
        return self.words / max(1e-9, time.monotonic() - self.began)


Told = Callable[[Progress], None]


@contextlib.contextmanager
def cluster(scheduler: str | None, count: int, memory: str) -> Iterator[Client]:
    """A client of the cluster at an address, or of one's own workers on this machine.

    Args:
        scheduler: `tcp://…`; None for workers of one's own.
        count: of one's own workers.
        memory: limit of each, as Dask writes it.

    Raises:
        OptionError: where no scheduler answers at the address.
    """
    import dask

    settings = {
        "distributed.scheduler.allowed-failures": _DEATHS,
        "distributed.comm.timeouts.connect": f"{_CONNECT_SECONDS}s",
        "distributed.admin.large-graph-warning-threshold": "1GB",
    }
    with dask.config.set(settings):
        if scheduler is not None:
            try:
                client = Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
            except (OSError, ValueError) as error:
                raise OptionError(
                    f"No scheduler answers at {scheduler} ({error}): start one, or leave it out"
                ) from error
            with client:
                yield client
            return
        with (
            LocalCluster(
                n_workers=count, threads_per_worker=1, memory_limit=memory, dashboard_address=None, silence_logs=50
            ) as own,
            Client(own, set_as_default=False) as client,
        ):
            yield client


def check(
    client: Client,
    parts: Iterator[Partition],
    terms: Glossary,
    options: Options,
    signature: str,
    output: Path,
    told: Told,
) -> Progress:
    """Check all partitions; findings and documents are written to folders of the output, one file a partition.

    Raises:
        InputError: where an input cannot be read or a result not written.
    """
    folders = _folders(output, FINDINGS_FOLDER, DOCUMENTS_FOLDER)
    progress = Progress()

    def known(part: Partition) -> bool:
        files = [folder / f"{part.name(signature)}.parquet" for folder in folders]
        if not all(file.exists() for file in files):
            return False
        _count(progress, part.name(signature), pq.read_table(files[1]), pq.read_metadata(files[0]).num_rows)
        progress.kept += 1
        told(progress)
        return True

    def write(part: Partition, made: Sequence[Outcome | str]) -> None:
        findings = [row for one in made if isinstance(one, Outcome) for row in one.findings]
        documents = _documents(part.rows, made)
        tables = pa.Table.from_pylist(findings, FINDINGS), pa.Table.from_pylist(documents, DOCUMENTS)
        for folder, table in zip(folders, tables, strict=True):
            _write(folder / f"{part.name(signature)}.parquet", table, signature)
        progress.set_aside += sum(isinstance(one, str) for one in made)
        _count(progress, part.name(signature), tables[1], len(findings))
        told(progress)

    _run(client, workers.check, parts, known, write, terms, options)
    return progress


def mend(
    client: Client,
    parts: Iterator[Partition],
    terms: Glossary,
    options: Options,
    signature: str,
    output: Path,
    told: Told,
) -> Progress:
    """Mend all partitions; each is written with its own columns and two more, the mended text and the edits.

    Raises:
        InputError: as `check`.
        OptionError: where the input has a column of the name of one of the new ones.
    """
    (folder,) = _folders(output, MENDED_FOLDER)
    progress = Progress()

    def known(part: Partition) -> bool:
        if not (folder / f"{part.name(signature)}.parquet").exists():
            return False
        progress.kept += 1
        _advance(part, 0)
        return True

    def write(part: Partition, made: Sequence[list[tuple[str | None, list[dict[str, Any]]]] | str]) -> None:
        for name in (MENDED, EDITS):
            if name in part.table.schema.names:
                raise OptionError(f"There is a column {name!r} already: rename it first")
        answers = [pair for one in made for pair in ([(None, [])] if isinstance(one, str) else one)]
        table = part.table.append_column(pa.field(MENDED, pa.string()), pa.array([t for t, _ in answers], pa.string()))
        table = table.append_column(pa.field(EDITS, EDIT_LIST), pa.array([e for _, e in answers], EDIT_LIST))
        _write(folder / f"{part.name(signature)}.parquet", table, signature)
        progress.set_aside += sum(isinstance(one, str) for one in made)
        _advance(part, sum(len(edits) for _, edits in answers))

    def _advance(part: Partition, edits: int) -> None:
        progress.documents += len(part.rows)
        progress.words += sum(len((row.text or "").split()) for row in part.rows)
        progress.findings += edits
        progress.done += 1
        told(progress)

    _run(client, workers.mend, parts, known, write, terms, options)
    return progress


def _folders(output: Path, *names: str) -> list[Path]:
    made = [output / name for name in names]
    for folder in made:
        folder.mkdir(parents=True, exist_ok=True)
    return made


def _count(progress: Progress, name: str, documents: pa.Table, findings: int) -> None:
    progress.names.append(name)
    progress.documents += documents.num_rows
    progress.words += sum(documents.column("words").to_pylist())
    progress.findings += findings
    progress.done += 1


def _documents(rows: Sequence[Row], made: Sequence[Outcome | str]) -> list[dict[str, Any]]:
    """The rows of all documents in order, those set aside among them."""
    by_id = {row["document"]: row for one in made if isinstance(one, Outcome) for row in one.documents}
    return [by_id.get(row.id) or _set_aside(row) for row in rows]


def _set_aside(row: Row) -> dict[str, Any]:
    return {
        "document": row.id,
        "words": len((row.text or "").split()),
        "errors": 0,
        "warnings": 0,
        "hash": row.digest,
        "repeats": None,
        "trouble": _SET_ASIDE,
        "day": row.day,
        "group": row.group,
    }


def _write(file: Path, table: pa.Table, signature: str) -> None:
    held = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({"signature": signature}), held, compression="zstd")
    write_atomically(file, held.getvalue())


def _run(
    client: Client,
    work: Callable[[Sequence[Row]], T],
    parts: Iterator[Partition],
    known: Callable[[Partition], bool],
    write: Callable[[Partition, Sequence[T | str]], None],
    terms: Glossary,
    options: Options,
) -> None:
    """Have the work done on every partition that is not known, a few at a time, and write what comes of each."""
    client.register_plugin(workers.CheckerPlugin(terms, options))
    waiting: dict[str, tuple[Partition, Future[Any]]] = {}

    def start(part: Partition) -> None:
        future = client.submit(work, part.rows, pure=False)
        waiting[str(future.key)] = (part, future)

    def take() -> None:
        done = [key for key, (_, future) in waiting.items() if future.status in ("finished", "error", "lost")]
        if not done:
            time.sleep(_POLL_SECONDS)
        for key in done:
            part, future = waiting.pop(key)
            if future.status == "lost":  # the scheduler forgot it with the worker
                start(part)
            else:
                write(part, _answers(client, work, part.rows, future))

    for part in parts:
        if known(part):
            continue
        start(part)
        while len(waiting) >= _IN_FLIGHT * max(1, len(client.scheduler_info()["workers"])):
            take()
    while waiting:
        take()


def _answers(
    client: Client, work: Callable[[Sequence[Row]], T], rows: Sequence[Row], future: Future[Any]
) -> list[T | str]:
    """The work's answers on some documents in order; the reason for each document that no worker survived."""
    try:
        return [future.result()]
    except KilledWorker:
        if len(rows) == 1:
            return [_SET_ASIDE]
    middle = len(rows) // 2
    halves = [(half, client.submit(work, half, pure=False)) for half in (rows[:middle], rows[middle:])]
    return [answer for half, started in halves for answer in _answers(client, work, half, started)]
