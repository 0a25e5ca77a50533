"""What a termbase calls its fields never takes the place of a name: the source of a definition is no Chinese name."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from glossary.termbases import DIALECTS, Concept, TermOf, tbx
from termend.cli.app import main
from termend.glossary import formats
from termend.glossary.entries import Entry

FIELDS = ("source", "target", "variants", "forbidden", "Source", "Forbidden")
CONCEPT = Concept("c1", {"zh-CN": [TermOf("重庆日报")], "en": [TermOf("Chongqing Daily")]}, note="a paper")


def with_field(dialect: str, name: str) -> str:
    """A termbase of one concept, of which a field of this name says something."""
    field = f"<basic:{name}>IATE</basic:{name}>" if dialect == "dct" else f'<admin type="{name}">IATE</admin>'
    group = (
        field if dialect == "dct" else f"<descripGrp><descrip type='definition'>A paper.</descrip>{field}</descripGrp>"
    )
    return tbx([CONCEPT], dialect).replace("  <note>", f"  {group}<note>")


TMX = (
    '<tmx version="1.4"><header srclang="zh"/><body><tu><prop type="{}">IATE</prop><note>a paper</note>'
    '<tuv xml:lang="zh-CN"><seg>重庆日报</seg></tuv><tuv xml:lang="en"><seg>Chongqing Daily</seg></tuv></tu></body>'
    "</tmx>"
)
MTF = (
    "<mtf><conceptGrp><concept>7</concept><descripGrp><descrip type='{}'>IATE</descrip></descripGrp>"
    "<descripGrp><descrip type='Note'>a paper</descrip></descripGrp>"
    "<languageGrp><language type='Chinese' lang='ZH'/><termGrp><term>重庆日报</term></termGrp></languageGrp>"
    "<languageGrp><language type='English' lang='EN'/><termGrp><term>Chongqing Daily</term></termGrp></languageGrp>"
    "</conceptGrp></mtf>"
)
FILES = [
    *((f"{dialect}.tbx", with_field(dialect, name), name) for dialect in DIALECTS for name in FIELDS),
    *(("g.tmx", TMX.format(name), name) for name in ("source", "x-source", "Target", "x-Variants")),
    *(("g.mtf", MTF.format(name), name) for name in FIELDS),
]


def only(contents: formats.Contents) -> Entry:
    (entry,) = contents.entries
    return entry


@pytest.mark.parametrize(("name", "text", "field"), FILES)
def test_it_stands_beside_the_names_and_goes_along(name: str, text: str, field: str, tmp_path: Path) -> None:
    entry = only(formats.parse(name, text.encode()))
    assert (entry.source, entry.target, entry.variants, entry.forbidden) == ("重庆日报", "Chongqing Daily", (), ())
    assert entry.fields[f"concept {field.removeprefix('x-')}"] == "IATE"
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["glossary", "convert", str(tmp_path / name), "-o", str(tmp_path / "o.csv")]) == 0
    (row,) = csv.DictReader((tmp_path / "o.csv").read_text(encoding="utf-8").splitlines())
    assert row["source"] == "重庆日报"
    assert row[f"concept {field.removeprefix('x-')}"] == "IATE"
    again = only(formats.read(str(tmp_path / "o.csv")))
    assert (again.source, again.target, again.fields["note"]) == ("重庆日报", "Chongqing Daily", "a paper")


@pytest.mark.parametrize("name", ["domain", "Domain", "x-domain"])
def test_a_column_of_ours_in_other_case_is_that_column(name: str) -> None:
    assert only(formats.parse("g.tmx", TMX.format(name).encode())).domain == "IATE"


def test_identifiers_that_a_termbase_cannot_hold_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "g.csv"
    file.write_text(
        "source,target,id\n重庆,Chongqing,1\n铜梁,Tongliang,c2\n渝北,Yubei,c2\n万州,Wanzhou,c3\n", encoding="utf-8"
    )
    assert main(["glossary", "convert", str(file), "-o", str(tmp_path / "o.tbx"), "--losses"]) == 0
    said = capsys.readouterr().err
    assert "cannot hold id: lost from 2 rows (lines 2, 4)" in said
    assert [entry.fields["id"] for entry in formats.read(str(tmp_path / "o.tbx")).entries][1::2] == ["c2", "c3"]
