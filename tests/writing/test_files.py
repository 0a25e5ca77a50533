"""What is no ordinary file is written through, links stay, and a file is written whole or not at all."""

from __future__ import annotations

import io
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from termend import files, ledger
from termend.cli.app import main
from termend.errors import InputError, OptionError, TermendError
from termend.ledger import Role

DRAFT = "The jiangcheng daily opened。\n"
MENDED = "The Jiangcheng Daily opened.\n"

posix = pytest.mark.skipif(os.name != "posix", reason="links and devices of POSIX")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "terms.csv").write_text("source,target\n江城日报,Jiangcheng Daily\n", encoding="utf-8")
    return tmp_path


def fix(*arguments: str) -> int:
    return main(["fix", *arguments, "--glossary", "terms.csv"])


@posix
def test_a_fifo_is_written_through(folder: Path) -> None:
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((folder / "pipe").read_text(encoding="utf-8")))
    reader.start()
    assert fix("draft.txt", "-o", "pipe") == 0
    reader.join(10)
    assert read == [MENDED]
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)


@posix
def test_a_device_is_written_through(folder: Path) -> None:
    device = folder / "null"
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        with device.open("wb") as opened:
            opened.write(b"x")
    except OSError:
        pytest.skip("making devices is for root, where the folder takes them")
    for arguments in (["check", "draft.txt", "-o", "null"], ["check", "draft.txt", "--report", "json=null"]):
        assert main([*arguments, "--glossary", "terms.csv"]) == 1
    assert fix("draft.txt", "-o", "null") == 0
    assert stat.S_ISCHR(device.stat().st_mode)
    assert sorted(p.name for p in folder.iterdir()) == ["draft.txt", "null", "terms.csv"]


@posix
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "-"])
def test_standard_output_by_any_name(folder: Path, name: str) -> None:
    if name != "-" and not os.path.lexists(name):
        pytest.skip("no such name here")
    with (folder / "out.txt").open("wb") as out:
        out.write(b"before\n")
        out.flush()
        command = [sys.executable, "-m", "termend", "fix", "draft.txt", "--glossary", "terms.csv", "-o", name]
        assert subprocess.run(command, stdout=out, check=False).returncode == 0
    assert (folder / "out.txt").read_text(encoding="utf-8") == "before\n" + MENDED


def test_fix_is_a_filter(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in ([], ["-o", "-"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DRAFT.encode())))
        assert fix("-", *arguments) == 0
        assert capsys.readouterr().out == MENDED


def test_a_file_named_like_standard_output(folder: Path) -> None:
    assert fix("draft.txt", "-o", "./-") == 0
    assert (folder / "-").read_text(encoding="utf-8") == MENDED


@posix
def test_the_target_of_a_symbolic_link_is_replaced(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "real.txt").write_text("old", encoding="utf-8")
    (folder / "link.txt").symlink_to("deep/second.txt")
    (folder / "deep" / "second.txt").symlink_to("real.txt")
    (folder / "new.txt").symlink_to("deep/made.txt")
    for name, target in (("link.txt", "real.txt"), ("new.txt", "made.txt")):
        assert fix("draft.txt", "-o", name) == 0
        assert (folder / name).is_symlink()
        assert (folder / "deep" / target).read_text(encoding="utf-8") == MENDED
    assert (folder / "deep" / "second.txt").is_symlink()
    (folder / "round").symlink_to("round")
    assert fix("draft.txt", "-o", "round") == 2


@posix
def test_in_place_through_a_symbolic_link(folder: Path) -> None:
    (folder / "link.txt").symlink_to("draft.txt")
    assert fix("link.txt", "--in-place") == 0
    assert (folder / "link.txt").is_symlink()
    assert (folder / "draft.txt").read_text(encoding="utf-8") == MENDED


@posix
def test_hard_links_are_not_parted(folder: Path) -> None:
    os.link("draft.txt", "same.txt")
    assert fix("draft.txt", "--in-place") == 2
    assert (folder / "draft.txt").samefile(folder / "same.txt")
    assert (folder / "same.txt").read_text(encoding="utf-8") == DRAFT


@posix
def test_mode_and_owner_stay(folder: Path) -> None:
    (folder / "draft.txt").chmod(0o640)
    owner = (4711, 4712) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    os.chown("draft.txt", *owner)
    assert fix("draft.txt", "--in-place") == 0
    found = (folder / "draft.txt").stat()
    assert (found.st_mode & 0o777, found.st_uid, found.st_gid) == (0o640, *owner)
    mask = os.umask(0o027)
    try:
        assert fix("draft.txt", "-o", "new.txt") == 0
    finally:
        os.umask(mask)
    assert (folder / "new.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("target", ["none/x.txt", "none/", ".", "", "draft.txt/x", "a" * 300, "a\0b"])
def test_places_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
    before = sorted(folder.iterdir())
    with pytest.raises(TermendError):
        files.write_atomically(target, b"x")
    with pytest.raises(TermendError):
        files.write_atomically(target, b"x", Role.DRAFT)
    assert sorted(folder.iterdir()) == before


def test_a_long_name_is_no_trouble(folder: Path) -> None:
    name = "n" * 251 + ".txt"
    assert fix("draft.txt", "-o", name) == 0
    assert (folder / name).read_text(encoding="utf-8") == MENDED


def test_what_a_run_reads_it_does_not_write(folder: Path) -> None:
    with ledger.opened():
        files.read_bytes("draft.txt", Role.SOURCE, 1000)
        with pytest.raises(OptionError, match=r"draft\.txt is the source itself"):
            files.write_atomically("draft.txt", b"x")
        with pytest.raises(OptionError, match="the source itself"):
            files.write_atomically("draft.txt", b"x", Role.DRAFT)
        files.write_atomically("draft.txt", b"x", Role.SOURCE)
        files.write_atomically("once", b"x")
        with pytest.raises(OptionError, match="twice"):
            files.write_atomically("./once", b"y")
    files.write_atomically("once", b"y")


KILLED = """
import os, signal, sys
from termend import files
def die(*arguments): os.kill(os.getpid(), signal.SIGKILL)
os.fsync = die
files.write_atomically(sys.argv[1], b"half")
"""


@posix
def test_what_a_killed_run_left_goes_with_the_next(folder: Path) -> None:
    (folder / "out.txt").write_bytes(b"whole")
    killed = subprocess.run([sys.executable, "-c", KILLED, "out.txt"], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (folder / "out.txt").read_bytes() == b"whole"
    assert len(list(folder.glob(".termend-*"))) == 1
    assert fix("draft.txt", "-o", "out.txt") == 0
    assert list(folder.glob(".termend-*")) == []


@posix
def test_what_a_living_run_writes_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def meanwhile(descriptor: int) -> None:
        flush(descriptor)
        monkeypatch.setattr(os, "fsync", flush)
        subprocess.run(
            [sys.executable, "-c", "from termend import files; files.write_atomically('b.txt', b'b')"], check=True
        )

    monkeypatch.setattr(os, "fsync", meanwhile)
    files.write_atomically("a.txt", b"a")
    assert ((folder / "a.txt").read_bytes(), (folder / "b.txt").read_bytes()) == (b"a", b"b")


@posix
def test_a_full_disk_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    (folder / "out.txt").write_bytes(b"whole")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        files.write_atomically("out.txt", b"half")
    assert (folder / "out.txt").read_bytes() == b"whole"
    assert sorted(p.name for p in folder.iterdir()) == ["draft.txt", "out.txt", "terms.csv"]


@posix
@pytest.mark.parametrize("option", ["draft", "--glossary", "--source", "--config", "--baseline"])
@pytest.mark.parametrize("what", ["fifo", "folder"])
def test_no_ordinary_file_where_one_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str, what: str
) -> None:
    odd = folder / "odd.csv"
    os.mkfifo(odd) if what == "fifo" else odd.mkdir()
    arguments = ["check", "odd.csv"] if option == "draft" else ["check", "draft.txt", option, "odd.csv"]
    assert main(arguments) == 2
    message = capsys.readouterr().err
    assert "odd.csv" in message
    assert "Traceback" not in message
