"""Glossaries in every form: there and back, what is lost is said, bad files are refused with their line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend import glossary, resources
from termend.cli.app import main
from termend.errors import GlossaryError
from termend.glossary import formats, table
from termend.glossary.entries import COLUMNS
from termend.glossary.formats import forms, utx
from termend.language.hanzi import has_hanzi
from termend.records import Term

SUFFIX = {"xlsx": ".xlsx", "tmx": ".tmx", "utx": ".utx", "mtf": ".mtf", "tsv": ".tsv", "deepl-tsv": ".tsv"}
SUFFIX |= {"microsoft": ".tsv", "microsoft-xlsx": ".xlsx"}

CHINESE = st.text(alphabet="重庆日报集团𠮷·（）3T", min_size=1, max_size=6).filter(has_hanzi)
ENGLISH = st.text(alphabet="ABcd é'&<>\"-,;=", min_size=1, max_size=12).map(lambda s: "N" + " ".join(s.split()))
TERM = st.builds(
    Term,
    source=CHINESE,
    target=ENGLISH,
    variants=st.lists(ENGLISH, max_size=2, unique=True).map(tuple),
    forbidden=st.lists(ENGLISH, max_size=2, unique=True).map(tuple),
    type=st.sampled_from(["", "person", "media"]),
    case=st.sampled_from(["", "any"]),
    note=st.sampled_from(["", "short form, see below", 'a "note" <b>']),
    domain=st.sampled_from(["", "politics"]),
)


def written(terms: list[Term], form: forms.Form) -> tuple[str, bytes, tuple[forms.Loss, ...]]:
    data, losses = forms.write(terms, form)
    suffix = ".tbx" if form.name.startswith("tbx") else SUFFIX.get(form.name, ".csv")
    return f"g{suffix}", data, losses


@pytest.mark.parametrize("form", forms.FORMS.values(), ids=lambda form: form.name)
@settings(max_examples=12, deadline=None)
@given(terms=st.lists(TERM, min_size=1, max_size=4, unique_by=lambda term: term.source))
def test_what_a_form_holds_comes_back_and_what_it_loses_is_said(form: forms.Form, terms: list[Term]) -> None:
    path, data, losses = written(terms, form)
    back = list(table.terms_of(formats.parse(path, data), "g"))
    assert len(back) == len(terms)
    for column in form.columns:
        assert [table.value_of(t, column) for t in back] == [table.value_of(t, column) for t in terms], column
    lost = {loss.column for loss in losses}
    for column in set(COLUMNS) - set(form.columns):
        assert (column in lost) == any(table.value_of(term, column) for term in terms)


def test_a_form_that_takes_a_source_once_says_which_rows_it_left_out() -> None:
    terms = [Term("华山", "Mount Hua", domain="place", line=2), Term("华山", "Hua Shan", domain="person", line=3)]
    _, data, losses = written(terms, forms.FORMS["deepl"])
    assert data.decode() == "华山,Mount Hua\n"
    assert forms.Loss("", (3,)) in losses


def test_utx_has_its_header() -> None:
    import datetime

    lines = utx.write([Term("重庆", "Chongqing")], date=datetime.date(2026, 3, 4)).decode().split("\r\n")
    assert lines[0].startswith("#UTX 1.20; zh-CN/en; 2026-03-04;")
    assert lines[2] == "重庆\tChongqing\tnoun\tapproved\t\t"


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx", ".tbx", ".tmx", ".utx"])
def test_every_form_serves_as_glossary_of_check(tmp_path: Path, suffix: str) -> None:
    shipped = next(iter(sorted(resources.glossaries().glob("*.csv"))))
    output = tmp_path / f"g{suffix}"
    assert main(["glossary", "convert", str(shipped), "-o", str(output)]) == 0
    pairs = {(t.source, t.target) for t in glossary.load([str(shipped)]).terms}
    assert {(t.source, t.target) for t in glossary.load([str(output)]).terms} == pairs
    assert {(t.source, t.target) for t in glossary.load([str(tmp_path)]).terms} == pairs


def test_strict_conversion_fails_where_something_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    file.write_text("source,target,note\n重庆,Chongqing,a city\n", encoding="utf-8")
    output = str(tmp_path / "d.csv")
    assert main(["glossary", "convert", str(file), "-o", output, "--to", "deepl"]) == 0
    assert main(["glossary", "convert", str(file), "-o", output, "--to", "deepl", "--strict"]) == 1
    assert main(["glossary", "convert", str(file), "-o", output, "--to", "no-such-form"]) == 2
    assert main(["glossary", "convert", str(file), "-o", str(file)]) == 2


def test_forms_of_services_are_read_without_being_told(tmp_path: Path) -> None:
    for text in (
        "重庆,Chongqing\n",
        "重庆,Chongqing,zh,en\n",
        "zh-CN,en\n重庆,Chongqing\n",
        "en,zh-TW,pos\nChongqing,重庆,noun\n",
        "中文,英文\n重庆,Chongqing\n",
        "source;target\n重庆;Chongqing\n",
        "id,zh,en,zh_other\n1,重庆,Chongqing,渝\n",
        "zh-Hant-TW,en_US\n重庆,Chongqing\n",
    ):
        file = tmp_path / "g.csv"
        file.write_text(text, encoding="utf-8")
        assert [(t.source, t.target) for t in glossary.load([str(file)]).terms] == [("重庆", "Chongqing")], text


BOMB = """<?xml version="1.0"?>
<!DOCTYPE martif [
 <!ENTITY a "aaaaaaaaaa">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<martif><text><body><termEntry><langSet xml:lang="zh"><tig><term>&b;</term></tig></langSet></termEntry>
</body></text></martif>
"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE tbx [ <!ENTITY x SYSTEM "file:///etc/hostname"> ]>
<tbx><text>&x;</text></tbx>
"""
DEEP = "<tbx>" + "<a>" * 5000 + "</a>" * 5000 + "</tbx>"


@pytest.mark.parametrize(
    ("name", "text", "line", "says"),
    [
        ("g.tbx", BOMB, 3, "entity"),
        ("g.tbx", OUTSIDE, 2, "entity"),
        ("g.tbx", DEEP, 1, "deep"),
        ("g.tbx", "<tbx>\n<text>\n</tbx>", 3, "not well-formed"),
        ("g.tbx", "<html/>", 1, "root element is html"),
        ("g.tmx", "<tmx><body/></tmx>", None, "languages are: none"),
        ("g.utx", "#UTX 1.20; fr/en\n#src\ttgt\n", 1, "fr and en"),
        ("g.utx", "#UTX 1.20; zh/en\n#src\ttgt\n重庆 Chongqing\n", 3, "no tab"),
        ("g.xlsx", "PK but no zip", None, "no zip archive"),
        ("g.doc", "x", None, "no glossary form"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, line: int | None, says: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    assert main(["glossary", "lint", "--fix", str(file)]) == 2
    message = capsys.readouterr().err
    assert f"{name}:{line}: " in message if line else f"{name}: " in message
    assert says in message
    assert file.read_text(encoding="utf-8") == text


def workbook(rows: list[list[str]], merge: str = "") -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("rows", "merge", "line", "says"),
    [
        ([["source", "target"], ["重庆", "Chongqing"], ["北京", '=UPPER("beijing")']], "", 3, "B3 holds a formula"),
        ([["source", "target"], ["重庆", "Chongqing"], ["北京", "Beijing"]], "B2:B3", 2, "B2:B3 are merged"),
        ([["name", "rendering"]], "", 1, "no column 'source'"),
        ([["source", "target", "target"], ["重庆", "Chongqing", "x"]], "", 1, "two columns are named 'target'"),
    ],
)
def test_a_workbook_whose_cells_mean_more_than_they_say_is_refused(
    rows: list[list[str]], merge: str, line: int, says: str
) -> None:
    with pytest.raises(GlossaryError, match=says) as raised:
        formats.parse("g.xlsx", workbook(rows, merge))
    assert raised.value.line == line


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "g.csv"
    with file.open("wb") as out:
        out.truncate(1024**3)  # sparse: it takes no room
    assert main(["glossary", "lint", str(file)]) == 2
    assert "1024 MB is more than" in capsys.readouterr().err
