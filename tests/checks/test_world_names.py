"""Names of the world beside a source: what is found, what is left alone, and who decides."""

import json

import pytest
from one_check import cases, document

from termend import pipeline
from termend.cli.app import main
from termend.glossary import Glossary
from termend.pipeline import Options
from termend.records import WORLD_NAMES, Severity, Term, WorldNames

PRESS = Term("慕尼黑日报", "Munich Daily", type="media")
SOURCE, DRAFT = "瑞幸咖啡昨天在上海开了新店。", "Ruixing Coffee opened a new shop in Shanghai yesterday."


def found(draft, source, terms=(PRESS,), **options):
    checked = pipeline.check(document(draft, source), Glossary(tuple(terms)), Options(**options))
    return [f for f in checked.findings if f.term is not None and f.term.is_last_resort]


@pytest.mark.parametrize("case", cases("world_names"), ids=lambda case: case["why"])
def test_cases(case):
    findings = found(case["draft"], case["source"])
    assert [[f.text, f.proposals[0].text] for f in findings] == case["found"]
    assert all(
        (f.check, f.severity, f.term.glossary) == ("garbled-term", Severity.WARNING, WORLD_NAMES) for f in findings
    )


def test_nothing_is_looked_for_without_a_source():
    assert found(DRAFT, None) == []


def test_the_users_glossary_goes_before():
    own = Term("瑞幸咖啡", "Ruixing Coffee", type="company")
    assert found(DRAFT, SOURCE, [own]) == []


def test_who_stands_right_by_the_users_glossary_is_nobody_else():
    own = Term("郑敏", "Zheng Min", type="person")
    assert found("Zheng Min thanked the team.", "郑敏感谢了郑幼安。", [own]) == []


def test_they_are_switched_off():
    assert found(DRAFT, SOURCE, world_names=WorldNames.OFF) == []


@pytest.mark.parametrize(("world_names", "mended"), [(WorldNames.REPORT, False), (WorldNames.MEND, True)])
def test_they_are_mended_where_asked(world_names, mended):
    repaired = pipeline.fix(document(DRAFT, SOURCE), Glossary((PRESS,)), Options(world_names=world_names))
    assert ("Luckin Coffee" in repaired.text) is mended


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text(DRAFT + "\n", encoding="utf-8")
    (tmp_path / "source.txt").write_text(SOURCE + "\n", encoding="utf-8")
    return tmp_path


def fixed(folder, *options):
    assert main(["fix", "draft.txt", "--source", "source.txt", *options, "--output", "fixed.txt"]) == 0
    return (folder / "fixed.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("setting", "options", "mended"),
    [
        ("", (), False),
        ("", ("--world-names", "mend"), True),
        ('world-names = "mend"', (), True),
        ('world-names = "mend"', ("--no-world-names",), False),
        ("world-names = false", (), False),
    ],
)
def test_option_and_setting(folder, setting, options, mended):
    (folder / "termend.toml").write_text(setting, encoding="utf-8")
    assert ("Luckin Coffee" in fixed(folder, *options)) is mended


def test_the_report_says_where_it_is_from(folder, capsys):
    assert main(["check", "draft.txt", "--source", "source.txt", "--format", "json"]) in (0, 1)
    (finding,) = json.loads(capsys.readouterr().out)["documents"][0]["findings"]
    assert finding["term"] | {"line": 0} == {
        "source": "瑞幸咖啡",
        "target": "Luckin Coffee",
        "glossary": WORLD_NAMES,
        "line": 0,
    }
    assert main(["check", "draft.txt", "--source", "source.txt", "--no-world-names"]) == 0


def test_a_setting_that_means_nothing(folder, capsys):
    (folder / "termend.toml").write_text('world-names = "perhaps"', encoding="utf-8")
    assert main(["check", "draft.txt"]) == 2
    assert 'Write "report", "mend" or "off"' in capsys.readouterr().err


def test_show_finds_them(folder, capsys):
    assert main(["glossary", "show", "瑞幸咖啡", "--count", "0"]) == 0
    assert "Luckin Coffee" in capsys.readouterr().out
    assert main(["glossary", "show", "luckin coffee", "--count", "0", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["terms"][0]["source"] == "瑞幸咖啡"
