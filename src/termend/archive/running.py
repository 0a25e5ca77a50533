"""Run the work on a Dask cluster and write each partition's result whole.

The client alone reads inputs and writes results, so that workers need no file system in common. What is done already is
known by its file's name, so that the same command goes on where a run was stopped. Workers get a few seconds' work at a
time; what workers die of twice is cut in halves down to the document that kills them, which is set aside.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from typing import Any

from distributed import Client, Future, KilledWorker
from distributed.client import ClosedClientError

from termend.archive import workers
from termend.archive.making import Made
from termend.archive.partitions import Partition
from termend.archive.repeats import Answers, ArchiveRepeats, PartitionRepeats, Repeats
from termend.archive.results import Chained, Results
from termend.archive.rows import Row
from termend.errors import OptionError, TermendError
from termend.glossary import Glossary
from termend.pipeline import Options

SET_ASIDE = "workers die of it"
_GONE = "The scheduler is gone. What is done is kept: the same command goes on from there"
_TASK_CHARACTERS = 1 << 14  # a few seconds' work, so that little is done twice where a worker is lost
_IN_FLIGHT = 3  # tasks for each worker: one under way, one that waits there, one on its way
_OPEN = 4  # partitions that are begun, for each worker: one that takes long does not keep the others waiting
_POLL_SECONDS = 0.05
_COUNT_SECONDS = 5.0  # between two looks at how many workers there are
_PATIENCE_SECONDS = 30.0  # for a scheduler that is lost
_NOTICE_SECONDS = 2.0  # within which a client notices that its scheduler is lost

Work = Callable[[str, Sequence[Row]], list[Made]]


@dataclass(slots=True)
class Progress:
    """How far a run is.

    Attributes:
        documents, words, findings: of this run and of earlier ones with the same output; findings are edits of a fix.
        troubled: documents that could not be done.
        words_now: that workers of this run have looked at.
        ahead, findings_ahead: documents that are done, and findings in them, of partitions that are not.
        done: partitions.
        kept: those of them that an earlier run had done.
        share, share_kept: of all inputs' bytes that are done, and that an earlier run had done.
        names: stems of the files of all partitions that are done, in order.
        began: `time.monotonic()` at the start.
        workers: how many there are.
    """

    documents: int = 0
    words: int = 0
    findings: int = 0
    troubled: int = 0
    words_now: int = 0
    ahead: int = 0
    findings_ahead: int = 0
    done: int = 0
    kept: int = 0
    share: float = 0.0
    share_kept: float = 0.0
    names: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    workers: int = 0

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def words_per_second(self) -> float:
        return self.words_now / max(1e-9, self.seconds)

    @property
    def seconds_left(self) -> float | None:
        """At the rate so far; None before anything is done."""
        done = self.share - self.share_kept
        return self.seconds * (1 - self.share) / done if done > 0 else None


Told = Callable[[Progress], None]


@dataclass(slots=True)
class _Job:
    """A partition under way: what is asked of workers, and what they have answered."""

    part: Partition
    name: str
    rows: list[Row]
    answers: Answers
    made: list[Made | None]
    left: int


@dataclass(frozen=True, slots=True)
class _Task:
    """Some rows of a job, from the first to before the last."""

    job: _Job
    first: int
    last: int


def check(
    client: Client,
    parts: Iterator[Partition],
    terms: Glossary,
    options: Options,
    results: Results,
    told: Told,
    *,
    deduplicate: bool = False,
) -> Progress:
    """Check all partitions; findings and documents are written to folders of the output, one file a partition.

    Args:
        deduplicate: paragraphs that stood in an earlier document of the archive are not looked at again.

    Raises:
        InputError: where a result cannot be written.
        OptionError: where the workers lack termend.
        TermendError: where the scheduler is lost.
    """
    return _Run(client, workers.check, results, told).run(parts, terms, options, deduplicate)


def mend(
    client: Client,
    parts: Iterator[Partition],
    terms: Glossary,
    options: Options,
    results: Results,
    told: Told,
    *,
    deduplicate: bool = False,
) -> Progress:
    """Mend all partitions; each is written with its own columns and two more, the mended text and the edits.

    Args:
        parts: with their rows as they came.

    Raises:
        InputError, TermendError: as `check`.
        OptionError: as `check`, and where the input has a column of the name of one of the new ones.
    """
    return _Run(client, workers.mend, results, told).run(parts, terms, options, deduplicate)


class _Run:
    """The work on every partition that is not known, a few at a time; what comes of each is written in order."""

    def __init__(self, client: Client, work: Work, results: Results, told: Told) -> None:
        self._client, self._work, self._results, self._told = client, work, results, told
        self._progress = Progress()
        self._tasks: dict[str, tuple[_Task, Future[Any]]] = {}
        self._jobs: deque[_Job | tuple[Partition, str, list[Made]]] = deque()
        self._counted = 0.0

    def run(self, parts: Iterator[Partition], terms: Glossary, options: Options, deduplicate: bool) -> Progress:
        """The whole of it, from the first partition to the last."""
        try:
            self._done(parts, terms, options, deduplicate)
        except (CancelledError, ClosedClientError, OSError, RuntimeError) as error:
            if not self._is_lost():
                raise
            raise TermendError(_GONE) from error
        return self._progress

    def _done(self, parts: Iterator[Partition], terms: Glossary, options: Options, deduplicate: bool) -> None:
        with contextlib.ExitStack() as stack:
            repeats: Repeats = stack.enter_context(ArchiveRepeats()) if deduplicate else PartitionRepeats()
            if deduplicate:
                self._results = Chained(self._results)
            name = hashlib.sha256(repr((terms.fingerprint, options)).encode()).hexdigest()
            self._plugin = workers.CheckerPlugin(f"termend-{name}", terms, options)
            self._open()
            self._progress.began = time.monotonic()
            for part in parts:
                self._begin(part, repeats)
                while self._full():
                    self._take()
            while self._jobs:
                self._take()
            with contextlib.suppress(Exception):  # the work is done, and the workers may be gone
                self._client.unregister_worker_plugin(self._plugin.name)

    def _open(self) -> None:
        try:
            self._client.register_plugin(self._plugin)
        except ImportError as error:
            raise OptionError(f"The cluster's workers lack termend ({error}): install this version there") from error

    def _begin(self, part: Partition, repeats: Repeats) -> None:
        name = self._results.name(part)
        known = self._results.known(part, name)
        if known is not None:
            repeats.known(part.rows, known)
            self._jobs.append((part, name, known))
            self._write()
            return
        rows, answers = repeats.plan(part.rows)
        job = _Job(part, name, rows, answers, [None] * len(rows), len(rows))
        self._jobs.append(job)
        first = weight = 0
        for n, row in enumerate(rows, 1):
            weight += row.size
            if weight >= _TASK_CHARACTERS or n == len(rows):
                self._submit(_Task(job, first, n))
                first, weight = n, 0

    def _submit(self, task: _Task) -> None:
        rows = task.job.rows[task.first : task.last]
        future = self._client.submit(self._work, self._plugin.name, rows, pure=False)
        self._tasks[str(future.key)] = (task, future)

    def _full(self) -> bool:
        """Whether the workers have enough to do."""
        now = time.monotonic()
        if now - self._counted > _COUNT_SECONDS:
            self._counted = now
            self._progress.workers = len(self._client.scheduler_info()["workers"])
        workers_ = max(1, self._progress.workers)
        return len(self._tasks) >= _IN_FLIGHT * workers_ or len(self._jobs) >= _OPEN * workers_

    def _take(self) -> None:
        """Take the answers that are there, a little later where there is none, and write what is done."""
        done = [key for key, (_, future) in self._tasks.items() if future.status != "pending"]
        if not done:
            self._require_scheduler()
            time.sleep(_POLL_SECONDS)
            self._told(self._progress)
        for key in done:
            task, future = self._tasks.pop(key)
            if future.status in ("lost", "cancelled"):  # the scheduler forgot it with the worker, or is gone itself
                self._require_scheduler()
                self._submit(task)
            else:
                self._answer(task, future)
        self._write()

    def _require_scheduler(self) -> None:
        """Nothing, where the scheduler answers; it has some time to come back.

        Raises:
            TermendError: where it does not.
        """
        until = time.monotonic() + _PATIENCE_SECONDS
        while self._client.status == "connecting" and time.monotonic() < until:
            time.sleep(_POLL_SECONDS)
        if self._client.status != "running":
            raise TermendError(_GONE)

    def _is_lost(self) -> bool:
        """Whether the scheduler is; what fails for it may fail a little before the client knows why."""
        until = time.monotonic() + _NOTICE_SECONDS
        while self._client.status == "running" and time.monotonic() < until:
            time.sleep(_POLL_SECONDS)
        return self._client.status != "running"

    def _answer(self, task: _Task, future: Future[Any]) -> None:
        job = task.job
        try:
            made = future.result()
        except KilledWorker:
            if task.last - task.first > 1:
                middle = (task.first + task.last) // 2
                self._submit(_Task(job, task.first, middle))
                self._submit(_Task(job, middle, task.last))
                return
            made = [Made(trouble=SET_ASIDE, words=job.rows[task.first].words)]
        except CancelledError:  # the scheduler was lost between the answer and its fetching
            self._require_scheduler()
            self._submit(task)
            return
        except workers.NotOpenedError:
            self._open()
            self._submit(task)
            return
        except ImportError as error:
            raise OptionError(f"The cluster's workers lack termend ({error}): install this version there") from error
        job.made[task.first : task.last] = made
        job.left -= len(made)
        self._progress.words_now += sum(one.words for one in made)
        self._progress.ahead += len(made)
        self._progress.findings_ahead += sum(len(one.items) for one in made)

    def _write(self) -> None:
        """Write what is done, up to the first partition that is not."""
        while self._jobs:
            job = self._jobs[0]
            if isinstance(job, _Job):
                if job.left:
                    return
                made = [one for one in job.made if one is not None]
                answers = job.answers(made)
                self._results.write(job.part, job.name, answers)
                self._progress.ahead -= len(made)
                self._progress.findings_ahead -= sum(len(one.items) for one in made)
                self._count(job.part, job.name, [answer.made for answer in answers], kept=False)
            else:
                self._count(*job, kept=True)
            self._jobs.popleft()

    def _count(self, part: Partition, name: str, made: Sequence[Made], kept: bool) -> None:
        progress = self._progress
        progress.documents += len(made)
        progress.words += sum(one.words for one in made)
        progress.findings += sum(len(one.items) for one in made)
        progress.troubled += sum(one.trouble is not None for one in made)
        progress.done += 1
        progress.share_kept += part.share - progress.share if kept else 0.0
        progress.share = part.share
        progress.kept += kept
        progress.names.append(name)
        self._told(progress)
