"""Conversion says what a form cannot hold, row by row on request, and keeps every field that both forms have."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.termbases import Concept, TermOf, tbx
from termend.cli.app import main
from termend.glossary import formats
from termend.glossary.formats import forms

UTX = (
    "#UTX 1.11; zh-CN/en-US; 2026-01-01; copyright: Sample Society; license: CC-BY 4.0\n"
    "#src\ttgt\tsrc:pos\tterm status\tsrc:comment\tconcept ID\n"
    "铜梁\tTongliang\tproperNoun\tapproved\ta district\tC001\n"
    "铜梁\tCopper Beam\tproperNoun\tforbidden\tfrom a machine\tC001\n"
    "沙坪坝\tShapingba\tproperNoun\tprovisional\t\tC002\n"
)


def converted(tmp_path: Path, name: str, text: str, *more: str) -> str:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    output = tmp_path / more[0]
    assert main(["glossary", "convert", str(file), "-o", str(output), *more[1:]]) == 0
    return output.read_text(encoding="utf-8")


def test_utx_keeps_its_columns_in_a_table_and_the_rest_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert converted(tmp_path, "g.utx", UTX, "o.csv", "--losses").splitlines() == [
        "source,target,variants,forbidden,type,case,note,domain,src:pos,term status,src:comment,concept id",
        "铜梁,Tongliang,,Copper Beam,,,,,properNoun,approved,a district,C001",
        "沙坪坝,Shapingba,,,,,,,properNoun,provisional,,C002",
    ]
    said = capsys.readouterr().err
    for words in ("copyright: Sample Society", "license: CC-BY 4.0", "g.utx:4: src:comment: from a machine"):
        assert words in said
    assert converted(tmp_path, "g.utx", UTX, "o.utx") == UTX


def test_there_and_back_keeps_status_part_of_speech_and_identifier(tmp_path: Path) -> None:
    table = converted(tmp_path, "g.utx", UTX, "o.csv")
    rows = converted(tmp_path, "o2.csv", table, "o2.utx").splitlines()[2:]
    assert rows == [
        "铜梁\tTongliang\tproperNoun\tapproved\t\t\tC001",
        "铜梁\tCopper Beam\tproperNoun\tforbidden\t\t\tC001",
        "沙坪坝\tShapingba\tproperNoun\tprovisional\t\t\tC002",
    ]


def test_a_termbase_in_a_table_keeps_its_languages_and_definitions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    concept = Concept(
        "c1",
        {
            "zh-CN": [TermOf("铜梁")],
            "zh-TW": [TermOf("銅梁")],
            "en": [TermOf("Tongliang", "", "x")],
            "de": [TermOf("Bezirk")],
        },
        definition="a district",
    )
    text = tbx([concept], "dca")
    lines = converted(tmp_path, "g.tbx", text, "o.csv").splitlines()
    assert lines == [
        "source,target,variants,forbidden,type,case,note,domain,de,id,definition,en note,source language",
        "铜梁,Tongliang,,,,,,,Bezirk,c1,a district,x,zh-CN",
        "銅梁,Tongliang,,,,,,,Bezirk,c1,a district,x,zh-TW",
    ]
    capsys.readouterr()
    converted(tmp_path, "g.tbx", text, "o.tsv", "--to", "deepl-tsv", "--losses")
    said = capsys.readouterr().err
    for column in ("de: Bezirk", "definition: a district", "source language: zh-TW", "id: c1"):
        assert f": {column}" in said
    assert "ours & theirs" in said  # the header


FIELD = st.text(alphabet="ab 慶,'", min_size=1, max_size=5).map(lambda s: "x" + " ".join(s.split()))


@settings(max_examples=30, deadline=None)
@given(
    others=st.lists(st.dictionaries(st.sampled_from(["id", "owner", "en context"]), FIELD), min_size=1, max_size=3),
    form=st.sampled_from([name for name, form in forms.FORMS.items() if form.further is None]),
)
def test_a_form_of_any_columns_holds_all_columns(others: list[dict[str, str]], form: str) -> None:
    text = "source,target,id,owner,en context\n"
    for number, other in enumerate(others):
        text += f"铜{'梁' * (number + 1)},Tongliang"
        text += "".join(f',"{other.get(column, "")}"' for column in ("id", "owner", "en context")) + "\n"
    rows = forms.rows_of(formats.parse("g.csv", text.encode()), "g")
    data, losses = forms.write(rows.terms, forms.FORMS[form], others=rows.others)
    assert losses == ()
    back = forms.rows_of(formats.parse(f"g.{form}", data), "g")
    assert [dict(other) for other in back.others] == others


def test_a_table_that_is_ours_already_is_written_byte_for_byte(tmp_path: Path) -> None:
    text = "# ours\r\nsource,target,owner\r\n铜梁,Tongliang,desk\r\n,,\r\n"
    (tmp_path / "g.csv").write_bytes(text.encode())
    assert main(["glossary", "convert", str(tmp_path / "g.csv"), "-o", str(tmp_path / "o.csv")]) == 0
    assert (tmp_path / "o.csv").read_bytes() == text.encode()
    other = "# ours\nzh,en,owner\n铜梁,Tongliang,desk\n"
    assert converted(tmp_path, "z.csv", other, "z2.csv").splitlines()[1] == "铜梁,Tongliang,,,,,,,desk"
