"""The README keeps its word: it names every command and check, its examples run and print what it says.

An example is a fenced block of the kind `console` below the line `<!-- example -->`: each `$` line is run in one
empty folder, and the lines below it are its output; a line `…` stands for any lines.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from termend import checks

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^<!-- example -->\n```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.slow


def commands():
    import typer

    from termend.cli.app import app

    def below(command, path):
        if isinstance(command, typer.core.TyperGroup):
            for name in command.list_commands(None):
                yield from below(command.get_command(None, name), [*path, name])
        elif not command.hidden:
            yield " ".join(path)

    yield from below(typer.main.get_command(app), ["termend"])


def test_every_command_stands_in_it():
    assert [command for command in commands() if command not in README] == []


def test_every_check_stands_in_it():
    assert [name for name in checks.names() if f"`{name}`" not in README] == []


def test_it_has_examples_and_a_test_command():
    assert EXAMPLES
    assert "<!-- tests -->\n```" in README


def steps(example):
    """Pairs of a command and the lines it prints."""
    for step in re.split(r"^\$ ", example, flags=re.MULTILINE)[1:]:
        command, _, printed = step.partition("\n")
        yield command, printed.rstrip("\n")


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_examples_print_what_it_says(example, tmp_path):
    programs = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": programs + os.pathsep + os.environ["PATH"], "COLUMNS": "120"}
    for command, printed in steps(example):
        run = subprocess.run(
            command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert run.returncode in (0, 1), run.stderr
        output = run.stdout.rstrip("\n")
        if "…" in printed.split("\n"):
            regex = ".*".join(re.escape(part.strip("\n")) for part in re.split(r"^…$", printed, flags=re.MULTILINE))
            assert re.fullmatch(regex, output, re.DOTALL), f"$ {command}\n{output}"
        else:
            assert output == printed, f"$ {command}\n{output}"
