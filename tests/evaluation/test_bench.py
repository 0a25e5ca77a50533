"""What `termend bench` measures with is sound: its drafts and glossaries, its yardstick, its processes, its table."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from termend import sample
from termend.channel.sampling import Sampler
from termend.cli import bench
from termend.cli.app import main
from termend.errors import TermendError
from termend.evaluation import fuzzy_window, generated_glossary, generated_text, processes
from termend.evaluation.benchmark import material as materials
from termend.evaluation.benchmark.rows import rows
from termend.glossary import Glossary
from termend.language.hanzi import has_hanzi
from termend.records import Term

ROWS = {
    "bilingual",
    "cold-1000",
    "cold-20000",
    "cold-100000",
    "first-run",
    "lint",
    "memory-20000",
    "memory-100000",
    "memory-190000-words",
    "memory-10000000-words",
    "page-key",
    "page-mend",
    "page-paint",
    "terms-x10",
    "warm-250",
    "warm-1000",
    "warm-20000",
    "warm-100000",
    "warm-window-1000",
    "warm-window-100000",
    "words-x10",
}


@pytest.mark.parametrize("count", [1, 100, 5000])
def test_generated_rows_are_as_many_as_asked_and_all_different(count):
    rows = list(generated_glossary.rows(count))
    assert len({source for source, _ in rows}) == len(rows) == count
    assert rows == list(generated_glossary.rows(count))
    assert all(target.strip() for _, target in rows)


def test_generated_drafts_are_the_same_each_time():
    pairs = list(generated_text.pairs(2000))
    assert pairs == list(generated_text.pairs(2000))
    assert 2000 <= sum(len(line.split()) for line, _ in pairs) < 2100
    assert not any(has_hanzi(line) for line, _ in pairs)


@pytest.mark.parametrize(("garbled", "stand"), [(0.0, True), (1.0, False)])
def test_names_stand_right_in_generated_drafts_or_garbled(monkeypatch, garbled, stand):
    monkeypatch.setattr(generated_text, "_GARBLED", garbled)
    drawn = []
    monkeypatch.setattr(Sampler, "sample", lambda self, term, draw: drawn.append(term) or SimpleNamespace(text="Xx"))
    pairs = list(generated_text.pairs(300))
    assert all(("Xx" in line) is not stand for line, _ in pairs)
    assert len(drawn) == (0 if stand else len(pairs))
    assert all(term.source in source for term, (_, source) in zip(drawn, pairs, strict=False))


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


def test_every_figure_of_the_promise_has_its_row():
    assert {row.name for row in rows()} == ROWS


def test_a_row_there_is_not(capsys):
    assert main(["bench", "--only", "warm-1001"]) == 2
    assert "warm-1000" in capsys.readouterr().err


@pytest.mark.parametrize(("value", "at_least", "said"), [(2.0, True, "yes"), (2.0, False, "no"), (None, True, "–")])
def test_a_line_says_whether_the_bound_holds(value, at_least, said):
    row = replace(rows()[0], title="t", wanted=1.5, at_least=at_least)
    line = bench._line(row, bench.Measured(value, "times", "of nothing"))
    assert line.split(" | ")[3] == said


@pytest.fixture
def tiny(monkeypatch):
    monkeypatch.setattr(bench, "_QUICK", 0.0001)
    monkeypatch.setattr(sample, "read", lambda name, read=sample.read: b"\n".join(read(name).splitlines()[:2]))


# One row of each matter: the others differ from these in their sizes alone.
OF_EACH_MATTER = ("bilingual", "cold-1000", "lint", "memory-20000", "page-key", "warm-250", "words-x10")


@pytest.mark.slow
@pytest.mark.parametrize("row", OF_EACH_MATTER)
def test_each_row_runs_at_a_tiny_size(row, tiny, capsys):
    assert main(["bench", "--quick", "--json", "--only", row]) == 0
    (printed,) = json.loads(capsys.readouterr().out)["rows"]
    assert printed["row"] == row
    assert printed["wanted"] > 0
    assert printed["value"] is None or printed["value"] > 0
    assert printed["value"] is not None or printed["note"]


def test_one_row_alone_in_the_table(tiny, capsys, monkeypatch):
    monkeypatch.setattr(materials.Material, "termend", lambda *_: processes.Cost(2.0, 1.0, 120.0))
    monkeypatch.setattr(materials.Material, "window", lambda *_: processes.Cost(1.0, 1.0, 40.0))
    assert main(["bench", "--quick", "--only", "cold-1000"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].startswith("| row | measured | wanted | holds |")
    assert lines[4:] == [
        "| cold check of an article, 1,000 terms | 2 of the window's time | ≤ 2 | yes | 50 terms: 2.00 s |"
    ]


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
