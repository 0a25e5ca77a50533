"""The wheel alone does the main job: an empty environment, an empty folder, the shipped glossaries and models."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    (built,) = folder.glob("termend-*.whl")
    return built


def test_the_wheel_carries_what_the_checkout_has(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for kind in ("glossaries", "models"):
        for path in (ROOT / kind).rglob("*"):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(ROOT).parts):
                assert f"termend/shipped/{path.relative_to(ROOT).as_posix()}" in names
    assert not {name for name in names if name.startswith(("tests/", "src/")) or name.endswith(".pyc")}


def test_the_main_job_from_an_empty_folder(wheel, tmp_path):
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python, termend = programs / "python", programs / "termend"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment["XDG_CACHE_HOME"] = str(tmp_path / "cache")

    def run(*arguments):
        return subprocess.run(
            [termend, *arguments], cwd=empty, env=environment, capture_output=True, text=True, check=False
        )

    assert run("sample").returncode == 0
    checked = run("check", "sample/draft.txt")
    assert checked.returncode == 1, checked.stderr
    assert "Upstream News" in checked.stdout
    fixed = run("fix", "sample/draft.txt", "--output", "fixed.txt")
    assert fixed.returncode == 0, fixed.stderr
    text = (empty / "fixed.txt").read_text(encoding="utf-8")
    assert "Upstream News" in text
    assert "。" not in text
    clean = run("check", "sample/right.txt")
    assert clean.returncode == 0, clean.stdout
    assert run("check", "sample/draft.txt", "--glossary", "china-press").returncode == 1
    assert run("--version").stdout.startswith("termend ")
    assert not list((tmp_path / "venv").rglob("site-packages/torch"))
