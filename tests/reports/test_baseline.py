"""A baseline lets old findings stand wherever their lines go, and nothing new."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.cli.app import main
from termend.records import Severity
from termend.reports import baseline
from termend.reports.item import Report, ReportItem

LINES = ["The town。", "Good copy.", "The 王五 of it.", "The town。 twice。"]


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "names.csv").write_text("source,target\n石音镇,Shiyin Town\n")
    (tmp_path / "draft.txt").write_text("\n".join(LINES))
    return tmp_path


def _check(*more):
    return main(["check", "draft.txt", "--glossary", "names.csv", *more])


def test_old_findings_stand_and_new_ones_fail(project, capsys):
    assert _check() == 1
    assert _check("--baseline", "old.json", "--write-baseline") == 0
    assert _check("--baseline", "old.json") == 0
    moved = ["A new line.", "", *reversed(LINES)]
    (project / "draft.txt").write_text("\n".join(moved))
    assert _check("--baseline", "old.json") == 0, "lines that moved"
    (project / "draft.txt").write_text("\n".join([*moved, "And 马六 came."]))
    capsys.readouterr()
    assert _check("--baseline", "old.json", "--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert [f["text"] for f in report["documents"][0]["findings"]] == ["马六"]


def test_the_new_one_of_two_alike_is_named(project, capsys):
    _check("--baseline", "old.json", "--write-baseline")
    (project / "draft.txt").write_text("\n".join(["First 王五 here.", *LINES]))
    capsys.readouterr()
    assert _check("--baseline", "old.json") == 1
    assert "draft.txt:1:7: warning: untranslated-text: “王五”" in capsys.readouterr().out


def test_a_rewritten_line_keeps_its_old_finding(project):
    _check("--baseline", "old.json", "--write-baseline")
    (project / "draft.txt").write_text("\n".join(LINES).replace("The 王五 of it.", "It is of 王五."))
    assert _check("--baseline", "old.json") == 0


def test_from_another_folder(project, monkeypatch):
    _check("--baseline", "old.json", "--write-baseline")
    (project / "sub").mkdir()
    monkeypatch.chdir(project / "sub")
    assert main(["check", "../draft.txt", "--glossary", "../names.csv", "--baseline", "../old.json"]) == 0


def test_of_the_settings(project):
    (project / "termend.toml").write_text('baseline = "kept.json"')
    assert _check("--write-baseline") == 0
    assert (project / "kept.json").exists()
    assert _check() == 0


@pytest.mark.parametrize("text", [None, "no json", "[]", '{"version": 9, "findings": []}', '{"version": 1}'])
def test_refused(project, capsys, text):
    if text is not None:
        (project / "old.json").write_text(text)
    assert _check("--baseline", "old.json") == 2
    message = capsys.readouterr().err
    assert "old.json" in message
    assert "--write-baseline" in message


def test_the_report_is_not_written_over_the_baseline(project):
    _check("--baseline", "old.json", "--write-baseline")
    before = (project / "old.json").read_bytes()
    assert _check("--baseline", "old.json", "--output", "old.json") == 2
    assert (project / "old.json").read_bytes() == before


def test_what_was_not_looked_at_stays(project):
    (project / "other.txt").write_text("An 王五。\n")
    (project / "names.csv").write_text("source,target\n石音镇,Shiyin  Town\n")
    glossary = ["--glossary", "names.csv"]
    lint = ["glossary", "lint", "names.csv"]
    assert _check("--baseline", "old.json", "--write-baseline") == 0
    assert main(["check", "other.txt", *glossary, "--baseline", "old.json", "--write-baseline"]) == 0
    assert main([*lint, "--baseline", "old.json", "--write-baseline"]) == 0
    assert _check("--baseline", "old.json", "--select", "lost-case", "--write-baseline") == 0
    for command in (["check", "draft.txt", "other.txt", *glossary], lint):
        assert main([*command, "--baseline", "old.json"]) == 0
    (project / "draft.txt").write_text("Good copy.")
    assert _check("--baseline", "old.json", "--write-baseline") == 0
    (project / "draft.txt").write_text("\n".join(LINES))
    assert _check("--baseline", "old.json") == 1, "what is mended is a new finding when it comes back"


WORDS = st.sampled_from(["a", "b c", "d"])
ITEMS = st.lists(
    st.builds(
        ReportItem,
        st.sampled_from(["r", "s"]),
        st.just(Severity.ERROR),
        st.sampled_from(["f.txt", "g.txt"]),
        st.just("m"),
        text=WORDS,
        line_text=st.sampled_from(["x", "y", "z"]),
    ),
    max_size=8,
)


@given(ITEMS, ITEMS)
def test_what_is_left_is_what_was_added(tmp_path_factory, old, added):
    file = tmp_path_factory.mktemp("baseline") / "b.json"
    baseline.write(file, old)
    after = [*added, *old]
    left = baseline.only_new(Report(tuple(after), (), (), ""), file).items
    assert len(left) == len(added)
    assert baseline.only_new(Report(tuple(old), (), (), ""), file).items == ()
    baseline.write(file, after)
    assert baseline.only_new(Report(tuple(old), (), (), ""), file).items == ()
