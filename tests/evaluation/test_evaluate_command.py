"""`termend evaluate` from the command line, in this process."""

import json

import pytest

from termend.cli.app import main

CASE = {
    "id": "invented-1",
    "segments": [{"zh": "青江在这里。", "mt": "The Qingjiang is here.", "ref": "Here is Qingjiang. ||| Qingjiang."}],
    "terms": [{"zh": "青江", "en": ["Qingjiang"], "type": "place"}],
    "errors": [],
}


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(CASE, ensure_ascii=False) + "\n\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("options", [[], ["--mode", "bilingual"], ["--text", "reference"], ["--preferred-only"]])
def test_prints_figures_with_a_signature(cases, capsys, options):
    assert main(["evaluate", str(cases), *options]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("termend ")
    assert "distinct recall" in printed
    assert ("chrF2" in printed or "chrF" in printed) is ("reference" not in options)


def test_json_holds_counts_and_quality(cases, capsys):
    assert main(["evaluate", str(cases), "--json", "--glossary", "pooled"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["documents"] == 1
    assert report["words"] == 4
    assert report["figures"]["precision"] == {"value": 0.0, "low": 0.0, "high": 0.0}
    assert 0 < report["quality"]["chrF"]["before"] == report["quality"]["chrF"]["after"]


def test_clean_text_needs_a_glossary_of_its_own(cases, tmp_path, capsys):
    clean = tmp_path / "clean.txt"
    clean.write_text("One sentence.\nAnother sentence here.\n", encoding="utf-8")
    assert main(["evaluate", str(cases), "--clean", str(clean)]) == 2
    assert main(["evaluate", str(cases), "--clean", str(clean), "--glossary", "pooled"]) == 0
    assert "1 documents, 5 words" in capsys.readouterr().out


def test_foreign_rows_come_from_a_file(cases, tmp_path, capsys):
    assert main(["evaluate", str(cases), "--glossary", "large"]) == 2
    rows = tmp_path / "names.u8"
    rows.write_text("# comment\n卡爾 卡尔 [Ka3 er3] /Karl/\n青江 青江 [Qing1 jiang1] /Other/\n", encoding="utf-8")
    assert main(["evaluate", str(cases), "--glossary", "large", "--distractors", str(rows)]) == 0
    assert "+5000" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["{", '{"id": "x"}', "[]", '{"id": "x", "segments": [1], "terms": [], "errors": []}'])
def test_a_line_that_is_no_case_is_named(tmp_path, capsys, line):
    path = tmp_path / "bad.jsonl"
    path.write_text("\n" + line, encoding="utf-8")
    assert main(["evaluate", str(path)]) == 2
    assert "bad.jsonl:2: no case" in capsys.readouterr().err


def test_a_missing_file_is_named(tmp_path, capsys):
    assert main(["evaluate", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
