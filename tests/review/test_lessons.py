"""What decisions teach a glossary: the rows concerned and no other byte."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from review import made
from termend.cli.app import main
from termend.errors import GlossaryError
from termend.glossary.loading import read
from termend.review.decisions import Name, Place, Step, Verdict, to_json, to_line
from termend.review.lessons import as_table, lessons, patch, taught

LIBRARY = Name("鸿雁图书馆", "Hongyan Library", "press.csv", 3)
PERSON = Name("罗稳", "Luo Wen", "press.csv", 4)


def _step(verdict: Verdict, text: str, name: Name | None = None, row: Name | None = None) -> Step:
    place = Place(text, "", "", 0, "garbled-term", 0.9)
    return Step(id="id", at="at", verdict=verdict, places=(place,), name=name, row=row)


STEPS = (
    _step(Verdict.REJECT, "not learnt", PERSON),
    _step(Verdict.ACCEPT, "not learnt", PERSON),
    _step(Verdict.VARIANT, "Swan Goose Library", LIBRARY),
    _step(Verdict.VARIANT, "Swan Goose Library", LIBRARY),
    _step(Verdict.FORBIDDEN, 'Luo "Steady", esq.', PERSON),
    _step(Verdict.ROW, "west gate", row=Name("西门", "West Gate", type="place")),
)


def test_only_the_rows_concerned_change(tmp_path: Path) -> None:
    path = tmp_path / "press.csv"
    text = "\ufeff# ours\r\n" + made.GLOSSARY.replace("\n", "\r\n") + "\r\n# the end"
    path.write_bytes(text.encode())
    new = taught(path, lessons(STEPS)).decode()
    old_lines, new_lines = text.split("\r\n"), new.split("\r\n")
    assert [b for a, b in zip(old_lines, new_lines, strict=False) if a not in (b, b[:-1])] == [
        "source,target,variants,type,forbidden",
        "鸿雁图书馆,Hongyan Library,Hong Yan Library|Swan Goose Library,organisation,",
        '罗稳,Luo Wen,,person,"Luo ""Steady"", esq."',
    ]
    assert new_lines[len(old_lines) :] == ["西门,West Gate,,place,", ""]
    path.write_bytes(new.encode())
    rows = {term.source: term for term in read(path)}
    assert rows["罗稳"].forbidden == ('Luo "Steady", esq.',)
    assert taught(path, lessons(STEPS)) == new.encode()


@pytest.mark.parametrize(
    ("text", "taught_lines"),
    [
        (
            "source;target\n# ours\n鸿雁图书馆;Hongyan Library\n\n长江;Yangtze\n",
            "source;target;variants;forbidden;type\n# ours\n鸿雁图书馆;Hongyan Library;Swan Goose Library;;\n\n"
            '长江;Yangtze;;;\n罗稳;Luo Wen;;"Luo ""Steady"", esq.";\n西门;West Gate;;;place\n',
        ),
        (
            "zh,en,note,forbidden,variants,type\n鸿雁图书馆,Hongyan Library\n长江,Yangtze,\n",
            "zh,en,note,forbidden,variants,type\n鸿雁图书馆,Hongyan Library,,,Swan Goose Library,\n长江,Yangtze,\n"
            '罗稳,Luo Wen,,"Luo ""Steady"", esq.",,\n西门,West Gate,,,,place\n',
        ),
    ],
)
def test_rows_are_as_wide_as_the_header_whatever_it_says(tmp_path: Path, text: str, taught_lines: str) -> None:
    path = tmp_path / "press.csv"
    path.write_text(text, encoding="utf-8")
    assert taught(path, lessons(STEPS)).decode() == taught_lines


def test_a_table_without_a_header_learns_rows_and_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "deepl.csv"
    path.write_text("长江,Yangtze\n", encoding="utf-8")
    assert taught(path, lessons(STEPS[-1:])).decode() == "长江,Yangtze\n西门,West Gate\n"
    with pytest.raises(GlossaryError, match="no header"):
        taught(path, lessons(STEPS))


def test_a_rendering_is_not_both_right_and_forbidden(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text("source\ttarget\tvariants\tforbidden\n罗稳\tLuo Wen\tLo Wen|Luo\t\n", encoding="utf-8")
    steps = (_step(Verdict.VARIANT, "Lo Wen", PERSON), _step(Verdict.FORBIDDEN, "Lo Wen", PERSON))
    assert taught(path, lessons(steps)).decode().endswith("罗稳\tLuo Wen\tLuo\tLo Wen\n")


def test_without_a_glossary_the_rows_make_one(tmp_path: Path) -> None:
    path = tmp_path / "learnt.csv"
    path.write_text(as_table(lessons(STEPS)), encoding="utf-8")
    rows = {term.source: term for term in read(path)}
    assert rows["鸿雁图书馆"].variants == ("Swan Goose Library",)
    assert rows["西门"].target == "West Gate"
    assert len(rows) == 3


@pytest.mark.skipif(shutil.which("git") is None, reason="git applies the patch")
@pytest.mark.parametrize("named", [True, False])
def test_git_applies_the_patch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool) -> None:
    monkeypatch.chdir(tmp_path)
    glossary = Path("press.csv")
    glossary.write_text(made.GLOSSARY, encoding="utf-8")
    expected = taught(glossary, lessons(STEPS)) if named else as_table(lessons(STEPS)).encode()
    learnt = patch(lessons(STEPS), [glossary] if named else [])
    subprocess.run(["git", "apply", "-"], input=learnt.encode(), check=True)
    assert (glossary if named else Path("learnt.csv")).read_bytes() == expected


def test_other_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="CSV and TSV"):
        taught(tmp_path / "terms.tbx", lessons(STEPS))


def test_the_command_prints_writes_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decisions, glossary = tmp_path / "draft.txt.termend.json", tmp_path / "press.csv"
    decisions.write_text(to_json("draft.txt", map(to_line, STEPS)), encoding="utf-8")
    glossary.write_text(made.GLOSSARY, encoding="utf-8")
    assert main(["learn", str(decisions)]) == 0
    assert "西门,West Gate" in capsys.readouterr().out
    assert main(["learn", str(decisions), "--glossary", str(glossary)]) == 0
    assert "+西门,West Gate,,place,\n" in capsys.readouterr().out
    assert glossary.read_text(encoding="utf-8") == made.GLOSSARY
    for wrong in (
        ["learn", str(tmp_path / "none.json")],
        ["learn", str(glossary)],
        ["learn", str(decisions), "--in-place"],
        ["learn", str(decisions), "--glossary", str(glossary), "--output", str(glossary)],
    ):
        assert main(wrong) == 2
        assert capsys.readouterr().err.startswith("termend: ")
    assert glossary.read_text(encoding="utf-8") == made.GLOSSARY
    assert main(["learn", str(decisions), "--glossary", str(glossary), "--in-place"]) == 0
    assert {t.source for t in read(glossary)} > {"西门", "罗稳"}


def test_no_spreadsheet_runs_what_is_learnt(tmp_path: Path) -> None:
    path = tmp_path / "press.csv"
    path.write_text("source,target,variants,forbidden\n罗稳,Luo Wen,'-Luo,\n", encoding="utf-8")
    steps = (
        _step(Verdict.FORBIDDEN, '=HYPERLINK("http://x")', PERSON),
        _step(Verdict.VARIANT, "+Luo", PERSON),
        _step(Verdict.ROW, "west gate", row=Name("西门", "@West Gate", type="place")),
    )
    new = taught(path, lessons(steps))
    assert new.decode().splitlines()[1:] == [
        '罗稳,Luo Wen,\'-Luo|+Luo,"\'=HYPERLINK(""http://x"")",',
        "西门,'@West Gate,,,place",
    ]
    path.write_bytes(new)
    rows = {term.source: term for term in read(path)}
    assert (rows["罗稳"].variants, rows["罗稳"].forbidden) == (("-Luo", "+Luo"), ('=HYPERLINK("http://x")',))
    assert rows["西门"].target == "@West Gate"
    assert taught(path, lessons(steps)) == new
    assert as_table(lessons(steps[:1])).splitlines()[1].startswith("罗稳,Luo Wen,,\"'=HYPERLINK")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "gb18030"])
def test_encoding_and_line_ends_stay(
    ending: str, codec: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    glossary = tmp_path / "press.csv"
    rows = ["source;target", "鸿雁图书馆;Hongyan Library", '长江;"The ""Long"" River"']
    glossary.write_bytes(ending.join(rows).encode(codec))
    new = taught(glossary, lessons(STEPS)).decode(codec)
    assert set(ending) == set(new) & set("\r\n")
    assert '长江;"The ""Long"" River";;;' in new.split(ending)
    decisions = tmp_path / "d.termend.json"
    decisions.write_text(to_json("d", map(to_line, STEPS)), encoding="utf-8")
    assert main(["learn", str(decisions), "--glossary", str(glossary), "--output", "-"]) == 0
    assert "鸿雁图书馆;Hongyan Library;Swan Goose Library;;" in capsys.readouterr().out
