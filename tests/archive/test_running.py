"""The run on workers of its own: the same bytes however it is cut short, and nothing stopped by one document."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from termend.archive import running
from termend.archive.batches import Columns
from termend.archive.partitions import partitions
from termend.glossary import Glossary
from termend.pipeline import Options
from termend.records import Term

pytestmark = pytest.mark.slow

TERMS = Glossary((Term("重报集团", "Chongqing Daily Press Group", type="org"),))
GARBLED = "Nine works of the heavy newspaper group won."


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "archive.jsonl"
    texts = [GARBLED if n % 7 == 0 else f"It rained on day {n}, and people went home." for n in range(60)]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


def checked(archive, output, workers):
    parts = partitions([archive], Columns(), size=500)
    with running.cluster(None, workers, "2GB") as client:
        return running.check(client, parts, TERMS, Options(), "s", output, lambda _: None)


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}


def test_any_number_of_workers_and_any_interruption_give_the_same_bytes(archive, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    done = checked(archive, one, 1)
    assert (done.documents, done.set_aside, done.kept) == (60, 0, 0)
    assert done.findings == 9
    for file in sorted((one / "findings").iterdir())[::2]:  # as though the run had been stopped
        (two / "findings").mkdir(parents=True, exist_ok=True)
        (two / "documents").mkdir(exist_ok=True)
        for folder in ("findings", "documents"):
            (two / folder / file.name).write_bytes((one / folder / file.name).read_bytes())
    again = checked(archive, two, 2)
    assert 0 < again.kept < again.done
    assert (again.documents, again.findings) == (done.documents, done.findings)
    assert contents(one) == contents(two)


def test_a_document_that_kills_its_workers_is_set_aside(tmp_path):
    import cloudpickle

    from archive import dying

    cloudpickle.register_pickle_by_value(dying)

    path = tmp_path / "archive.jsonl"
    texts = ["a", "bb", "die", "dddd", "eeeee"]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    made = []
    with running.cluster(None, 1, "2GB") as client:
        parts = partitions([path], Columns())
        running._run(
            client,
            dying.lengths,
            parts,
            lambda part: False,
            lambda part, answers: made.extend(answers),
            TERMS,
            Options(),
        )
    flat = [n for one in made for n in (one if isinstance(one, list) else [one])]
    assert flat == [1, 2, running._SET_ASIDE, 4, 5]


def test_a_killed_run_goes_on(archive, tmp_path):
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    glossary = tmp_path / "g.csv"
    glossary.write_text("source,target,type\n重报集团,Chongqing Daily Press Group,org\n", encoding="utf-8")
    command = [sys.executable, "-m", "termend", "archive", "check", str(archive), "--glossary", str(glossary)]
    process = subprocess.Popen([*command, "-o", str(killed), "--workers", "1"], start_new_session=True)
    time.sleep(3)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    runs = [subprocess.run([*command, "-o", str(o)], capture_output=True, text=True) for o in (killed, whole)]
    assert [run.returncode for run in runs] == [1, 1], runs[0].stderr
    assert runs[0].stdout == runs[1].stdout
    assert contents(killed) == contents(whole)
    assert (killed / "summary.html").read_bytes() == (whole / "summary.html").read_bytes()
