"""How a report reaches its reader: standard output or a file, and the exit code."""

import json

import pytest

from termend.cli.app import main
from termend.reports.forms import Form


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "names.csv").write_text("source,target\n石音镇,Shiyin Town\n")
    (tmp_path / "draft.txt").write_text("The town。\n")
    (tmp_path / "clean.txt").write_text("The town.\n")
    return tmp_path


def _check(*arguments):
    return main(["check", *arguments, "--glossary", "names.csv"])


@pytest.mark.parametrize("form", Form)
def test_output_is_what_would_be_printed(project, capsys, form):
    assert _check("draft.txt", "--format", form) == 1
    printed = capsys.readouterr().out
    assert _check("draft.txt", "--format", form, "--output", "report") == 1
    assert capsys.readouterr().out == ""
    assert (project / "report").read_text(encoding="utf-8") == printed
    assert "。" in printed


def test_a_clean_draft(project, capsys):
    assert _check("clean.txt", "--format", "github") == 0
    assert capsys.readouterr().out == ""
    assert _check("clean.txt", "--format", "sarif") == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []


def test_no_colour_in_a_pipe(project, capsys, monkeypatch):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    _check("draft.txt")
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    _check("draft.txt")
    assert "\x1b[" in capsys.readouterr().out


def test_output_in_a_folder_that_is_not(project, capsys):
    assert _check("draft.txt", "--output", "gone/report") == 2
    assert "gone/report" in capsys.readouterr().err


def test_further_reports_of_one_run(project, capsys):
    assert _check("draft.txt", "--report", "sarif=a.sarif", "--report", "junit=a.xml") == 1
    assert "untranslated-text" in capsys.readouterr().out
    assert json.loads((project / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (project / "a.xml").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize("value", ["sarif", "sarif=", "fax=a", "=a"])
def test_a_further_report_must_say_form_and_file(project, capsys, value):
    assert _check("draft.txt", "--report", value) == 2
    assert "FORM=FILE" in capsys.readouterr().err


def test_standard_input(project, capsys, monkeypatch):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("The town。\n".encode())))
    assert _check("-", "--format", "sarif") == 1
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 9


def test_a_place_below_the_current_folder_is_relative_in_sarif(project, capsys):
    _check(str(project / "draft.txt"), "--format", "sarif")
    run = json.loads(capsys.readouterr().out)["runs"][0]
    assert run["artifacts"] == [{"location": {"uri": "draft.txt"}}]


def test_several_drafts_one_report(project, capsys):
    assert _check("draft.txt", "clean.txt", "--format", "junit") == 1
    printed = capsys.readouterr().out
    assert printed.count("<testsuite ") == 2
