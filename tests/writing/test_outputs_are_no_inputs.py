"""Every option that names an output, against every file that the same run reads: no input is ever written over."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer

from termend.cli.app import app, main

DECISIONS = (
    '{"version": 1, "draft": "d.txt", "steps": [\n{"id": "1", "at": "2026-01-01T00:00:00Z", "verdict": "variant", '
    '"name": {"source": "江城", "target": "Jiangcheng"}, "places": [{"text": "River City", "left": "", "right": "", '
    '"start": 0, "check": "garbled-term", "score": 0.9}]}\n]}\n'
)
FILES = {
    "d.txt": "The jiangcheng daily opened。\n",
    "s.txt": "江城日报开业。\n",
    "t.csv": "source,target\n江城,Jiangcheng\n江城日报,Jiangcheng Daily\n江城日报,Jiangcheng  Daily\n",
    "c.toml": "min-score = 0.4\n",
    "b.json": '{"version": 1, "findings": []}\n',
    "d.txt.termend.json": DECISIONS,
    "x.tmx": '<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>江城日报开业。</seg></tuv>'
    '<tuv xml:lang="en"><seg>Jiangcheng Daily opened.</seg></tuv></tu></body></tmx>',
}


@dataclass(frozen=True)
class Case:
    """A command line that reads files, and the options that name what it writes; `{}` stands for the file."""

    arguments: tuple[str, ...]
    reads: tuple[str, ...]
    writes: tuple[tuple[str, ...], ...]

    @property
    def command(self) -> str:
        return " ".join(self.arguments[: 2 if self.arguments[0] in ("glossary", "channel", "models") else 1])


REPORTS = (("--output", "{}"), ("--report", "json={}"), ("--format", "html", "-o", "{}"))
CASES = (
    Case(
        ("check", "d.txt", "--source", "s.txt", "--glossary", "t.csv", "--config", "c.toml", "--baseline", "b.json"),
        ("d.txt", "s.txt", "t.csv", "c.toml", "b.json", "d.txt.termend.json"),
        REPORTS,
    ),
    Case(("check", "d.txt", "--glossary", "t.csv", "--write-baseline"), ("d.txt", "t.csv"), (("--baseline", "{}"),)),
    Case(
        ("fix", "d.txt", "--source", "s.txt", "--glossary", "t.csv", "--config", "c.toml"),
        ("d.txt", "s.txt", "t.csv", "c.toml", "d.txt.termend.json"),
        (("--output", "{}"),),
    ),
    Case(
        ("glossary", "lint", "t.csv", "--config", "c.toml", "--baseline", "b.json"),
        ("t.csv", "c.toml", "b.json"),
        REPORTS[:2],
    ),
    Case(("glossary", "lint", "t.csv", "--write-baseline"), ("t.csv",), (("--baseline", "{}"),)),
    Case(("glossary", "lint", "t.csv", "--fix", "--config", "c.toml"), ("t.csv", "c.toml"), REPORTS[:2]),
    Case(("glossary", "convert", "t.csv", "--to", "csv"), ("t.csv",), (("--output", "{}"),)),
    Case(
        ("glossary", "harvest", "x.tmx", "--glossary", "t.csv", "--config", "c.toml"),
        ("x.tmx", "t.csv", "c.toml"),
        (("--output", "{}"),),
    ),
    Case(("learn", "d.txt.termend.json", "--glossary", "t.csv"), ("d.txt.termend.json", "t.csv"), (("-o", "{}"),)),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _runs() -> Iterator[Any]:
    for case in CASES:
        for option in case.writes:
            for name in case.reads:
                for spelling in ("itself", "a symbolic link", "a hard link", "another path"):
                    yield pytest.param(
                        case, option, name, spelling, id=f"{case.command}-{option[-2]}-{name}-{spelling}"
                    )


def _spelt(folder: Path, name: str, spelling: str) -> str:
    if spelling == "a symbolic link":
        (folder / "link").symlink_to(name)
        return "link"
    if spelling == "a hard link":
        os.link(name, "other-name")
        return "other-name"
    return name if spelling == "itself" else f"../{folder.name}/{name}"


@pytest.mark.parametrize(("case", "option", "name", "spelling"), _runs())
def test_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], case: Case, option: tuple[str, ...], name: str, spelling: str
) -> None:
    target = _spelt(folder, name, spelling)
    listed = sorted(os.listdir(folder))  # noqa: PTH208
    assert main([*case.arguments, *(part.format(target) for part in option)]) == 2
    assert Path(target).name in capsys.readouterr().err
    assert {file: (folder / file).read_text(encoding="utf-8") for file in FILES} == FILES
    assert sorted(os.listdir(folder)) == listed  # noqa: PTH208


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.command)
def test_the_same_run_writes_elsewhere(folder: Path, case: Case) -> None:
    """The runs above are refused for their output's sake, and for no other reason."""
    for number, option in enumerate(case.writes):
        assert main([*case.arguments, *(part.format(f"new{number}") for part in option)]) in (0, 1)
        assert (folder / f"new{number}").exists()


def _commands(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    import click

    context = getattr(click, "Context", None)(command)
    if hasattr(command, "list_commands"):
        for name in command.list_commands(context):
            yield from _commands(command.get_command(context, name), f"{path} {name}".strip())
    else:
        yield path, command


# What these write is a model, a table or an example, into a folder of its own.
FOLDERS = re.compile(r"sample|train|models convert|(archive|channel|gazetteer) .*")


def test_no_command_that_writes_is_left_out() -> None:
    writing = {
        name
        for name, command in _commands(typer.main.get_command(app))
        if {"output", "also", "write_baseline", "in_place"} & {parameter.name for parameter in command.params}
    }
    assert {name for name in writing if not FOLDERS.fullmatch(name)} == {case.command for case in CASES}


@pytest.mark.parametrize("command", [["check", "d.txt"], ["glossary", "lint", "t.csv"]])
@pytest.mark.parametrize(
    "outputs",
    [
        ["--report", "json=r", "--report", "sarif=r"],
        ["-o", "r", "--report", "json=./r"],
        ["-o", "r", "--report", "json=link"],
        ["--report", "json=-"],
    ],
)
def test_two_reports_never_go_to_one_file(folder: Path, command: list[str], outputs: list[str]) -> None:
    (folder / "link").symlink_to("r")
    assert main([*command, *outputs]) == 2
    assert not (folder / "r").exists()


def test_standard_output_that_is_an_input(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import subprocess
    import sys

    with (folder / "d.txt").open("a") as appended:
        run = subprocess.run(
            [sys.executable, "-m", "termend", "fix", "d.txt", "-o", "-"], stdout=appended, stderr=subprocess.PIPE
        )
    assert run.returncode == 2
    assert (folder / "d.txt").read_text(encoding="utf-8") == FILES["d.txt"]
