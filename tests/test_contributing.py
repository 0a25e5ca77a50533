"""The recipes of CONTRIBUTING.md are true: followed in a copy of the package, they give a check and a report."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import termend

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = re.findall(r"^<!-- recipe: (\S+) -->\n```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
LINES = re.findall(r"^<!-- recipe line: (\S+) after (.*) -->\n```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Runs the command of a copy in which the recipes were followed."""
    copy = tmp_path_factory.mktemp("copy")
    for name in ("glossaries", "models"):
        (copy / name).symlink_to(ROOT / name)
    shutil.copytree(
        Path(termend.__file__).parent, copy / "src" / "termend", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name, text in FILES:
        assert not (copy / name).exists()
        (copy / name).write_text(text, encoding="utf-8")
    for name, before, line in LINES:
        text = (copy / name).read_text(encoding="utf-8")
        assert text.count(f"{before}\n") == 1
        (copy / name).write_text(text.replace(f"{before}\n", f"{before}\n{line}"), encoding="utf-8")
    (copy / "draft.txt").write_text("The heavy newspaper group  met.\n", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(copy / "src")}

    def command(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "termend", "check", "draft.txt", "--glossary", "chongqing-media", *arguments],
            cwd=copy, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return command


def test_there_are_recipes_to_follow():
    assert [name for name, _ in FILES] == ["src/termend/checks/rules/double_space.py", "src/termend/reports/names.py"]
    assert len(LINES) == 1


@pytest.mark.slow
def test_a_check(run):
    done = run("--format", "github")
    assert done.returncode == 1, done.stderr
    assert "double-space" in done.stdout
    assert "double-space" not in run("--ignore", "double-space", "--format", "github").stdout


@pytest.mark.slow
def test_a_report(run):
    done = run("--format", "names", "--select", "garbled-term")
    assert (done.returncode, done.stdout) == (1, "重报集团\n"), done.stderr


def test_the_map_names_every_folder():
    package = Path(termend.__file__).parent
    folders = {path.name for path in package.iterdir() if (path / "__init__.py").is_file()}
    assert {name for name in folders - {"sample"} if f"`{name}/`" not in PAGE} == set()
