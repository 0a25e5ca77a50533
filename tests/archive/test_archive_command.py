"""`termend archive` as people call it: what it says of wrong input, and how it tells how far it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.archive import cluster
from termend.archive.running import Progress
from termend.cli.app import main
from termend.cli.archive_progress import duration, line


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": "It rained.", "id": 1}) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--text-column", "body"], "There is no column 'body'. The columns are: text, id"),
        (["--memory", "much"], "--memory much is no amount"),
        (["--memory", "300MB"], "less than a worker needs"),
        (["--scheduler", "nonsense"], "No scheduler answers at nonsense"),
        (["--glossary", "none.csv"], "none.csv"),
        (["--workers", "0"], "--workers"),
    ],
)
def test_what_is_wrong_is_said_before_the_work(table, tmp_path, more, said, capsys, monkeypatch):
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    assert main(["archive", "check", str(table), "-o", str(tmp_path / "out"), *more]) == 2
    err = capsys.readouterr().err
    assert said in " ".join(err.split())
    assert "Traceback" not in err


def test_an_output_that_cannot_be_made(table, tmp_path, capsys):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    assert main(["archive", "check", str(table), "-o", str(tmp_path / "out")]) == 2
    assert "Name an output folder" in capsys.readouterr().err


def test_check_and_fix_share_their_options(capsys):
    helps = []
    for command in ("check", "fix"):
        main(["archive", command, "--help"])
        helps.append(capsys.readouterr().out)
    for option in ("--scheduler", "--workers", "--memory", "--deduplicate", "--glossary", "--source-column"):
        assert all(option in text for text in helps)
    assert ["--day-column" in text for text in helps] == [True, False]


def test_how_far_a_run_is():
    progress = Progress(documents=1200, words=300_000, findings=17, words_now=200_000, share=0.75, share_kept=0.25)
    progress.workers = 2
    progress.began -= 100
    assert line(progress) == "1,200 documents, 2,000 words/s, 17 findings, 50 s left"
    progress.workers, progress.troubled = 0, 3
    assert line(progress).endswith("17 findings, 3 not done, waiting for workers")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59, "59 s"), (61, "1 min"), (3599, "1 h 00 min"), (3900, "1 h 05 min"), (1e5, "1 d 3 h")],
)
def test_durations(seconds, said):
    assert duration(seconds) == said


@given(st.floats(0, 1e9))
def test_a_duration_is_short(seconds):
    assert len(duration(seconds)) < 16
