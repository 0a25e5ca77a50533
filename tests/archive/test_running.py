"""The run on workers: the same bytes however it is cut short, and nothing stopped by one document."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time

import cloudpickle
import pytest
from pyarrow import parquet as pq

from archive import dying
from archive.conftest import GARBLED, TERMS, checked, contents, written
from termend.archive import running
from termend.archive.cluster import cluster
from termend.archive.inputs import expand
from termend.archive.measuring.processes import HERE, Cluster, environment
from termend.archive.partitions import partitions
from termend.archive.rows import Columns
from termend.pipeline import Options

cloudpickle.register_pickle_by_value(dying)

PATIENCE = 300
"""Seconds, some thirty times what a run takes, that a slow machine is given."""


def documents(folder):
    return pq.read_table(folder / "documents").to_pylist()


def test_any_number_of_workers_and_any_interruption_give_the_same_bytes(archive, tmp_path, one_worker, two_workers):
    one, two = tmp_path / "one", tmp_path / "two"
    done = checked(archive, one, one_worker)
    assert (done.documents, done.troubled, done.kept, done.findings) == (60, 0, 0, 9)
    assert done.share == 1
    shutil.copytree(one, two)
    files = sorted((two / "findings").iterdir())
    assert len(files) > 4
    for file in files[::2]:  # as though the run had been stopped
        file.unlink()
    files[1].write_bytes(b"PAR1")  # and the disk had been full
    again = checked(archive, two, two_workers)
    assert 0 < again.kept < again.done
    assert (again.documents, again.findings, again.names) == (done.documents, done.findings, done.names)
    assert contents(one) == contents(two)


def test_documents_of_one_name_and_one_text_are_all_there(tmp_path, one_worker):
    path = tmp_path / "archive.jsonl"
    path.write_text(
        f'{{"id": 1, "text": "{GARBLED}"}}\n{{"id": 1, "text": "It rained."}}\n{{"id": 1, "text": "{GARBLED}"}}\n'
        '{"id": null, "text": null}\n{"id": 1, "text": null}\n',
        encoding="utf-8",
    )
    parts = partitions(expand([path]), Columns(id="id"))
    results = running_results(tmp_path)
    done = running.check(one_worker, parts, TERMS, Options(), results, lambda _: None)
    rows = documents(tmp_path / "out")
    assert [(r["document"], r["words"], r["findings"], r["repeats"], r["trouble"]) for r in rows] == [
        ("1", 8, 1, None, None),
        ("1", 2, 0, None, None),
        ("1", 8, 1, "1", None),
        ("archive.jsonl:4", 0, 0, None, "there is no text"),
        ("1", 0, 0, None, "there is no text"),
    ]
    assert (done.findings, done.troubled) == (2, 2)


def running_results(folder):
    from termend.archive.results import CheckResults

    return CheckResults(folder / "out", "s")


@pytest.mark.slow
@pytest.mark.timeout(4 * PATIENCE)
def test_a_document_that_kills_its_workers_is_set_aside(tmp_path):
    written(tmp_path / "archive.jsonl", ["a", "bb", "die", "dddd", "eeeee"])

    class Kept:
        whole = False
        answers = ()

        def name(self, part):
            return str(part.number)

        def known(self, part, name):
            return None

        def write(self, part, name, answers):
            self.answers = answers

    kept = Kept()
    parts = partitions(expand([tmp_path / "archive.jsonl"]), Columns())
    with cluster(None, 1, "2GB") as client:
        run = running._Run(client, dying.lengths, kept, lambda _: None)
        progress = run.run(parts, TERMS, Options(), False)
    assert [a.made.items[0]["length"] if a.made.items else a.made.trouble for a in kept.answers] == [
        *(1, 2, running.SET_ASIDE, 4, 5)
    ]
    assert progress.troubled == 1


def command(archive, glossary, output, *more):
    return [
        *(sys.executable, "-m", "termend", "archive", "check", str(archive)),
        *("--glossary", str(glossary), "-o", str(output), *more),
    ]


def begun(process, output):
    """Wait for the first partition that a run has done, or for its end."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and not list((output / "documents").glob("*.parquet")):
        assert time.monotonic() < until, "the run has done nothing yet"
        time.sleep(0.05)


def ran(*arguments):
    return subprocess.run(command(*arguments), capture_output=True, text=True, timeout=PATIENCE)


@pytest.fixture
def tables(tmp_path):
    """A folder of tables, each a partition."""
    folder = tmp_path / "tables"
    folder.mkdir()
    for number in range(6):
        rain = [f"It rained on day {number} {n}." for n in range(9)]
        written(folder / f"{number}.jsonl", [f"{GARBLED} {number}", *rain])
    return folder


@pytest.mark.slow
@pytest.mark.timeout(4 * PATIENCE)
def test_a_killed_run_goes_on(tables, glossary, tmp_path):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    process = subprocess.Popen(command(tables, glossary, killed, "--workers", "1"), start_new_session=True)
    try:
        begun(process, killed)
    finally:
        with contextlib.suppress(ProcessLookupError):  # it may have been done
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
    runs = [ran(tables, glossary, output, "--workers", "2") for output in (killed, whole)]
    assert [run.returncode for run in runs] == [1, 1], runs[0].stderr
    assert runs[0].stdout == runs[1].stdout
    assert len(contents(killed)) == 12
    assert contents(killed) == contents(whole)
    assert (killed / "summary.html").read_bytes() == (whole / "summary.html").read_bytes()


def test_results_with_other_settings_take_the_place_of_earlier_ones(archive, tmp_path, one_worker):
    output = tmp_path / "out"
    first = checked(archive, output, one_worker, signature="one")
    other = output / "findings" / "part-other.jsonl-000000-0123456789ab.parquet"
    other.write_bytes(b"")
    second = checked(archive, output, one_worker, signature="two")
    assert not set(first.names) & set(second.names)
    results = running_results(tmp_path)
    assert results.sweep(["archive.jsonl"], second.names) == 1
    assert {file.stem for file in (output / "findings").iterdir()} == {*second.names, other.stem}
    assert {file.stem for file in (output / "documents").iterdir()} == {*second.names}


@pytest.mark.slow
@pytest.mark.timeout(4 * PATIENCE)
def test_a_lost_scheduler_ends_the_run_and_the_same_command_goes_on(tables, glossary, tmp_path):
    output = tmp_path / "out"
    with Cluster(tmp_path, [HERE], environment()) as first:
        more = ["--scheduler", first.address]
        process = subprocess.Popen(command(tables, glossary, output, *more), stderr=subprocess.PIPE, text=True)
        try:
            begun(process, output)
            first.lose_scheduler()
            _, said = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    assert process.returncode in (1, 2), said  # it may have been done
    if process.returncode == 2:
        assert "the same command goes on" in said
    run = ran(tables, glossary, output, "--workers", "1")
    assert run.returncode == 1, run.stderr
    assert len(contents(output)) == 12


def test_paragraphs_are_looked_at_once_with_the_same_bytes(archive, tmp_path, one_worker, two_workers):
    """Deduplicated over the whole archive, the workers and where it was stopped change nothing either."""
    one, two = tmp_path / "one", tmp_path / "two"
    done = checked(archive, one, one_worker, deduplicate=True)
    shutil.copytree(one, two)
    for file in sorted((two / "findings").iterdir())[1::2]:
        file.unlink()
    again = checked(archive, two, two_workers, deduplicate=True)
    assert 0 < again.kept < again.done
    assert again.names == done.names
    assert contents(one) == contents(two)
