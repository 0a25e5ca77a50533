"""A small archive, and what runs on it."""

import contextlib
import json

import pytest
from distributed import Client, LocalCluster

from termend.archive import running
from termend.archive.inputs import expand
from termend.archive.partitions import partitions
from termend.archive.results import CheckResults
from termend.archive.rows import Columns
from termend.glossary import Glossary
from termend.pipeline import Options
from termend.records import Term

TERMS = Glossary((Term("沙坪坝区", "Shapingba District", type="place"),))
GARBLED = "Nine works from Sand Ping Dam District won."


def written(path, texts):
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


@pytest.fixture
def archive(tmp_path):
    """Sixty documents, nine of them with a garble."""
    texts = [f"{GARBLED} {n}" if n % 7 == 0 else f"It rained on day {n}, and people went home." for n in range(60)]
    return written(tmp_path / "archive.jsonl", texts)


@pytest.fixture
def glossary(tmp_path):
    path = tmp_path / "g.csv"
    path.write_text("source,target,type\n沙坪坝区,Shapingba District,place\n", encoding="utf-8")
    return path


@contextlib.contextmanager
def threads(count):
    """Workers that are threads of this process: they start at once, and do the same."""
    with (
        LocalCluster(n_workers=count, threads_per_worker=1, processes=False, dashboard_address=":0") as own,
        Client(own, set_as_default=False) as client,
    ):
        yield client


@pytest.fixture(scope="session")
def one_worker():
    with threads(1) as client:
        yield client


@pytest.fixture(scope="session")
def two_workers():
    with threads(2) as client:
        yield client


def checked(archive, output, client, *, size=500, signature="s", **more):
    """The run over an archive, on some workers."""
    parts = partitions(expand([archive]), Columns(), size=size)
    results = CheckResults(output, signature)
    return running.check(client, parts, TERMS, Options(), results, lambda _: None, **more)


def contents(folder):
    """The bytes of all results."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}
