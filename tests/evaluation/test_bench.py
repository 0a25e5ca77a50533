"""What `termend bench` measures with is sound: its glossaries, its yardstick, its processes."""

import os
import subprocess
import sys

import pytest

from termend.cli.app import main
from termend.errors import TermendError
from termend.evaluation import fuzzy_window, generated_glossary, processes
from termend.glossary import Glossary
from termend.records import Term


@pytest.mark.parametrize("count", [1, 100, 5000])
def test_generated_rows_are_as_many_as_asked_and_all_different(count):
    rows = list(generated_glossary.rows(count))
    assert len({source for source, _ in rows}) == len(rows) == count
    assert rows == list(generated_glossary.rows(count))
    assert all(target.strip() for _, target in rows)


def test_the_window_finds_what_is_near_and_leaves_what_is_right():
    glossary = Glossary((Term("上游新闻", "Upstream News"), Term("重庆", "Chongqing")))
    assert fuzzy_window.find("He reads Upstream Nevs in Chongqing.", glossary) == [(9, 22, "Upstream News")]


def test_a_process_is_charged_for_its_own_memory():
    block = bytearray(64 * 2**20)
    cost = processes.run(["-S", "-c", "pass"], os.environ)
    assert len(block) == 64 * 2**20
    assert 0 < cost.seconds < 30
    assert cost.megabytes is None or cost.megabytes < 40
    fat = processes.run(["-S", "-c", "x = bytearray(64 * 2**20)"], os.environ)
    assert fat.megabytes is None or fat.megabytes > 64


def test_a_process_that_fails_says_why():
    with pytest.raises(TermendError, match="exit code 7"):
        processes.run(["-c", "import sys; print('no room', file=sys.stderr); sys.exit(7)"], os.environ)


@pytest.mark.slow
def test_bench_prints_a_table(capsys):
    assert main(["bench", "--terms", "300", "--repeat", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("| 300 |") == 4
    assert "rapidfuzz window" in printed


def test_lint_can_be_timed_alone(capsys):
    assert main(["bench", "--terms", "50", "--repeat", "1", "--lint-only"]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if "| 50 |" in line]
    assert len(rows) == 1
    assert rows[0].startswith("| glossary lint |")


def test_the_yardstick_runs_by_itself(tmp_path):
    (tmp_path / "draft.txt").write_text("Upstream Nevs wrote.", encoding="utf-8")
    (tmp_path / "terms.csv").write_text("source,target\n上游新闻,Upstream News\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "termend.evaluation.fuzzy_window", tmp_path / "draft.txt", tmp_path / "terms.csv"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "1 windows\n"
