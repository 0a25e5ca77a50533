"""A server for real clients, in a process of its own."""

import os
import subprocess
import sys

import pytest

PRESS = "source,target,forbidden\n重报集团,Chongqing Daily Press Group,\n铜梁,Tongliang,Tongleung\n"
PLACES = "source,target\n沙坪坝,Shapingba\n"


@pytest.fixture(scope="session")
def glossaries(tmp_path_factory):
    folder = tmp_path_factory.mktemp("glossaries")
    (folder / "press.csv").write_text(PRESS, encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def serving(glossaries, tmp_path_factory):
    """Starts a server; `serving("--token", "x")` is its address."""
    started = []

    def start(*more):
        named = (word for name in ("press", "places") for word in ("--glossary", str(glossaries / f"{name}.csv")))
        command = [sys.executable, "-m", "termend", "serve", "--languagetool", "--port", "0", *named, *more]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=tmp_path_factory.mktemp("cwd"),
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        started.append(process)
        return process.stdout.readline().strip()

    yield start
    for process in started:
        process.terminate()
    for process in started:
        process.wait(20)


@pytest.fixture(scope="session")
def server(serving):
    return serving()
