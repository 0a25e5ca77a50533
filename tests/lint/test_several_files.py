"""Files that are named together serve together, and are held against each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from termend.cli.app import main
from termend.glossary import formats
from termend.lint import runner
from termend.lint.runner import LintOptions

OWN = "source,target\n铜梁,Tongliang\n重庆日报,Chongqing Daily\n江津,Jiangjin\n"
THEIRS = (
    "source,target\n铜梁,Copper Beam\n重庆日报报业集团,Chungking Daily Press Group\n江津,Jiangjin\n永川,Tongliang\n"
)


def found(*texts: str, rule: str = "") -> list[tuple[str, str, int]]:
    files = [formats.parse(f"{name}.csv", text.encode()) for name, text in zip("ab", texts, strict=False)]
    options = LintOptions(rules=frozenset([rule] if rule else []), off=frozenset(["unexplained-target"]))
    return [(f.rule, f.path, f.line) for f in runner.lint(files, options)]


def test_conflicts_duplicates_and_nested_names_between_files_are_found() -> None:
    assert found(OWN, THEIRS) == [
        ("conflicting-targets", "b.csv", 2),
        ("nested-terms", "b.csv", 3),
        ("duplicate-entry", "b.csv", 4),
        ("shared-target", "b.csv", 5),
    ]
    assert found(OWN) == []


def test_what_a_file_says_by_itself_is_said_once() -> None:
    assert found("source,target\n重 庆,Chongqing\n", OWN) == [("stray-space", "a.csv", 2)]


def test_the_other_file_is_named_and_no_fix_reaches_across(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text(OWN, encoding="utf-8")
    other.write_text("source,target\n江津,Jiangjin\n", encoding="utf-8")
    assert main(["glossary", "lint", str(one), str(other), "--fix"]) == 1
    assert f"{one}, line 4 already says 江津 → Jiangjin" in capsys.readouterr().out
    assert other.read_text(encoding="utf-8") == "source,target\n江津,Jiangjin\n"
