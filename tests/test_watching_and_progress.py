"""`check --watch` checks again what is saved; progress is drawn at a terminal, after a while, until a line comes."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from termend.cli import progress
from termend.cli.inputs import Drafts
from termend.cli.watching import changes


def test_saved_files_are_told(tmp_path):
    pytest.importorskip("watchfiles")
    draft, other = tmp_path / "draft.txt", tmp_path / "other.txt"
    for file in (draft, other):
        file.write_text("a", encoding="utf-8")
    stop = threading.Event()

    def write():
        time.sleep(0.5)
        other.write_text("b", encoding="utf-8")
        new = tmp_path / "new"
        new.write_text("c", encoding="utf-8")
        new.replace(draft)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert next(iter(changes([draft], stop))) == {draft}
    finally:
        stop.set()
        writer.join()


def test_a_source_concerns_its_draft(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "a.zh.txt", "b.zh.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    drafts = Drafts(["a.txt", "b.txt"], Path("{stem}.zh.txt"))
    assert drafts.of({tmp_path / "a.zh.txt"}) == ("a.txt",)
    assert drafts.of({tmp_path / "b.txt"}) == ("b.txt",)
    assert set(map(str, drafts.files)) == {"a.txt", "b.txt", "a.zh.txt", "b.zh.txt"}


def _interruptible():
    """A process of a background job ignores what Ctrl-C sends, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
def test_check_watches(tmp_path):
    pytest.importorskip("watchfiles")
    draft = tmp_path / "draft.txt"
    draft.write_text("It rained.\n", encoding="utf-8")
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "termend", "check", "draft.txt", "--watch", "--format", "github"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        preexec_fn=_interruptible,
    ) as process:  # fmt: skip
        time.sleep(3)
        for _ in range(20):
            draft.write_text("It rained。\n", encoding="utf-8")
            time.sleep(0.5)
            if process.poll() is not None:
                break
        process.send_signal(signal.SIGINT)
        try:
            printed, errors = process.communicate(timeout=60)
        finally:
            process.kill()
    assert "untranslated-text" in printed, errors
    assert process.returncode == 1


DRAWS = """
import sys, time
from termend.cli import progress
progress.SECONDS = float(sys.argv[1])
with progress.running("termend check"):
    progress.advance("a.txt", 1, 4)
    time.sleep(1.5)
    progress.hide()
    print("done", file=sys.stderr, flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals to open")
@pytest.mark.parametrize(("seconds", "drawn"), [("0.2", True), ("60", False)])
def test_it_is_drawn_at_a_terminal(seconds, drawn):
    master, slave = os.openpty()
    process = subprocess.Popen([sys.executable, "-c", DRAWS, seconds], stderr=slave, env=os.environ | {"TERM": "xterm"})
    os.close(slave)
    shown = b""
    while True:
        try:
            read = os.read(master, 4096)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        shown += read
    os.close(master)
    assert process.wait(20) == 0
    assert (b"termend check a.txt" in shown) is drawn
    assert shown.rstrip().endswith(b"done")


def test_nothing_is_drawn_elsewhere(capfd):
    with progress.running("termend check"):
        progress.advance("a", 1, 2)
        assert list(progress.over(["a", "b"])) == ["a", "b"]
    assert capfd.readouterr().err == ""
