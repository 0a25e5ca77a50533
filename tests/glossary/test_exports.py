"""What other tools export is read as it is meant: OmegaT, memoQ, spreadsheets, services; one bad row stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from termend import glossary
from termend.cli.app import main
from termend.errors import GlossaryError
from termend.glossary import formats, loading
from termend.glossary.meant import meant

OMEGAT = "铜梁\tTongliang; Tong Liang\ta district\n# kept by the desk\n长三角\tYangtze River Delta (YRD)\n渝北\n"


def rows(name: str, text: str) -> list[tuple[str, ...]]:
    return [
        (e.source, e.target, "|".join(e.variants), e.fields.get("note", ""))
        for e in formats.parse(name, text.encode()).complete
    ]


@pytest.mark.parametrize("suffix", [".txt", ".tab", ".utf8"])
def test_a_glossary_of_omegat(tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / f"g{suffix}"
    file.write_text(OMEGAT, encoding="utf-8")
    (tmp_path / "README.txt").write_text("No glossary.\n", encoding="utf-8")
    for name in (file, tmp_path):
        terms = {t.source: t for t in glossary.load([str(name)]).terms}
        assert (terms["铜梁"].target, terms["铜梁"].variants, terms["铜梁"].note) == (
            "Tongliang",
            ("Tong Liang",),
            "a district",
        )
        assert terms["长三角"].target == "Yangtze River Delta"
        assert set(terms["长三角"].variants) == {"Yangtze River Delta (YRD)", "YRD"}
    assert main(["glossary", "lint", str(file), "--fail-on", "error"]) == 0
    out = capsys.readouterr().out
    assert f"g{suffix}:4:1: warning: empty-field" in out
    assert out.count("warning") == 2  # one finding and the count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tongliang,铜梁\n", ("铜梁", "Tongliang", "", "")),
        ("铜梁,Tongliang,a district\n", ("铜梁", "Tongliang", "", "a district")),
        ("zh-TW,zh-CN,en\n銅梁,铜梁,Tongliang\n", ("铜梁", "Tongliang", "", "")),
        ("Chinese (PRC);English (US);Definition\n铜梁;Tongliang;x\n", ("铜梁", "Tongliang", "", "")),
        ("source,target,comments\n铜梁,Tongliang,x\n", ("铜梁", "Tongliang", "", "x")),
        (
            "Entry_ID,Chinese_PRC,Term_Info,English_United_States,Term_Info,English_United_States,Term_Info\n"
            "1,铜梁,a,Tongliang,b,Tong Liang,c\n",
            ("铜梁", "Tongliang", "Tong Liang", ""),
        ),
    ],
)
def test_tables_of_other_tools(text: str, expected: tuple[str, ...]) -> None:
    assert rows("g.csv", text) == [expected]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("g.csv", "source,target\n铜梁,Tongliang\n渝北,\n"),
        ("g.csv", "source,target,type\n铜梁,Tongliang,place\n渝北\n"),
        ("g.tsv", "source\ttarget\n铜梁\tTongliang\n\tYubei\n"),
        ("g.utx", "#UTX 1.20; zh/en; 2026-01-01\n#src\ttgt\n铜梁\tTongliang\n渝北\n"),
        (
            "g.tmx",
            '<tmx><body><tu><tuv xml:lang="zh"><seg>铜梁</seg></tuv>'
            '<tuv xml:lang="en"><seg>Tongliang</seg></tuv></tu>\n'
            '<tu><tuv xml:lang="zh"><seg>渝北</seg></tuv><tuv xml:lang="de"><seg>Yubei</seg></tuv></tu></body></tmx>',
        ),
    ],
)
def test_one_incomplete_row_stops_nothing_and_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    draft = tmp_path / "d.txt"
    draft.write_text("They met in Tongliang on Friday.\n", encoding="utf-8")
    assert main(["check", str(draft), "--glossary", str(file)]) == 0
    assert f"{name}: 1 of 2 entries skipped" in capsys.readouterr().err
    assert main(["glossary", "lint", str(file)]) == 1
    assert "warning: empty-field" in capsys.readouterr().out
    assert main(["glossary", "convert", str(file), "-o", str(tmp_path / "o.xlsx"), "--losses"]) == 0
    assert "1 row" in capsys.readouterr().err


def test_a_glossary_of_which_nothing_serves_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    file.write_text("source,target\n铜梁,\n,Yubei\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="empty target"):
        loading.load([str(file)])


@pytest.mark.parametrize(
    ("field", "target", "variants", "asks"),
    [
        ("Tongliang", "Tongliang", (), False),
        ("Chongqing; Chungking", "Chongqing", ("Chungking",), False),
        ("Yangtze River Delta（YRD）", "Yangtze River Delta", ("Yangtze River Delta（YRD）", "YRD"), False),
        (
            "WHO (World Health Organization)",
            "WHO",
            ("WHO (World Health Organization)", "World Health Organization"),
            False,
        ),
        ("Political Consultative Conference (CPPCC)", "Political Consultative Conference (CPPCC)", (), True),
        ("China University of Geosciences (Wuhan)", "China University of Geosciences (Wuhan)", (), False),
        ("Tongliang; see the note", "Tongliang; see the note", (), True),
        ("Tongliang;", "Tongliang;", (), True),
        ("Tongliang / Tongnan", "Tongliang / Tongnan", (), True),
        ("TCP/IP", "TCP/IP", (), False),
    ],
)
def test_a_target_is_read_as_it_is_meant(field: str, target: str, variants: tuple[str, ...], asks: bool) -> None:
    read = meant(field)
    assert (read.target, read.variants, bool(read.question)) == (target, variants, asks)
