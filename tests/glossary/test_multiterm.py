"""MultiTerm XML: read by concept, a fix changes one term, and every field goes along into other forms and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.termbases import counts, notes
from termend.cli.app import main
from termend.documents.encoding import encode
from termend.glossary import formats
from termend.lint import fixing, runner

CONCEPT = (
    "<conceptGrp><concept>{}</concept><system type='entryClass'>1</system><transacGrp><transac type='origination'>li"
    "</transac><date>2024-01-31T10:00:00</date></transacGrp><descripGrp><descrip type='Subject'>press</descrip>"
    "</descripGrp>{}</conceptGrp>"
)
SECTION = "<languageGrp><language type='{}' lang='{}'/>{}</languageGrp>"
TERM = "<termGrp><term>{}</term><descripGrp><descrip type='Status'>{}</descrip></descripGrp></termGrp>"


def termbase(*concepts: str) -> str:
    inner = "".join(CONCEPT.format(number, sections) for number, sections in enumerate(concepts, 7))
    return f'<?xml version="1.0" encoding="UTF-16"?><mtf>{inner}</mtf>'


def concept(chinese: str, english: str, more: str = "") -> str:
    return SECTION.format("Chinese (PRC)", "ZH-CN", chinese) + SECTION.format("English", "EN", english) + more


TWO = termbase(
    concept(
        TERM.format("铜 梁", "preferred"),
        TERM.format("Tongliang", "approved")
        + TERM.format("Tongliang District", "")
        + TERM.format("Copper Beam", "do not use"),
        SECTION.format("Chinese (Taiwan)", "ZH-TW", TERM.format("銅梁", "")),
    ),
    concept(TERM.format("万州", ""), ""),
)


def fixed(text: str) -> str:
    contents = formats.parse("g.mtf", text.encode("utf-16"))
    after, _ = fixing.fixed(
        contents, lambda one: runner.lint([one]), lambda t: formats.parse("g.mtf", encode(t, contents.encoding))
    )
    return after


@pytest.mark.parametrize("name", ["g.mtf", "export.xml"])
def test_concepts_are_rows(name: str) -> None:
    contents = formats.parse(name, TWO.encode("utf-16"))
    first, second, third = contents.entries
    assert (first.source, first.target, first.variants, first.forbidden) == (
        "铜 梁",
        "Tongliang",
        ("Tongliang District",),
        ("Copper Beam",),
    )
    assert (first.domain, first.fields["id"], first.language, second.source) == ("press", "7", "ZH-CN", "銅梁")
    assert third.lacks == "target"


def test_a_fix_changes_one_term_and_no_other_byte(tmp_path: Path) -> None:
    file = tmp_path / "g.xml"
    file.write_bytes(TWO.encode("utf-16"))
    assert main(["glossary", "lint", "--fix", "--fail-on", "error", str(file)]) == 0
    assert file.read_bytes() == TWO.replace("铜 梁", "铜梁").encode("utf-16")


WORDS = st.sampled_from(["铜梁", "銅梁", "渝 北", "Tongliang", "Chongqing  Daily ", "A&amp;B", "Ｙubei", ""])
STATUS = st.sampled_from(["", "preferred", "forbidden", "tbd"])
TERMS = st.lists(st.builds(TERM.format, WORDS, STATUS), max_size=3).map("".join)
CONCEPTS = st.builds(concept, TERMS, TERMS, st.builds(SECTION.format, st.just("German"), st.just("DE"), TERMS))


@settings(max_examples=40, deadline=None)
@given(st.lists(CONCEPTS, max_size=3))
def test_no_fix_loses_a_concept_a_term_a_language_or_a_note(concepts: list[str]) -> None:
    whole = concept(TERM.format("重庆", ""), TERM.format("Chongqing", ""))
    before = termbase(whole, *concepts)
    after = fixed(before)
    assert counts(after.encode("utf-16")) == counts(before.encode("utf-16"))
    assert notes(after.encode("utf-16")) == notes(before.encode("utf-16"))
    assert fixed(after) == after


def test_there_and_back_keeps_every_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    text = (
        "source,target,variants,forbidden,type,case,note,domain,id,de\n"
        "铜梁,Tongliang,Tongliang District|TL,Copper Beam,place,exact,a & b,press,7,Bezirk\n"
        "万州,Wanzhou,,,,,,,x-1,\n"
    )
    first.write_text(text, encoding="utf-8")
    assert main(["glossary", "convert", str(first), "-o", str(tmp_path / "g.mtf"), "--strict"]) == 0
    assert main(["glossary", "convert", str(tmp_path / "g.mtf"), "-o", str(second), "--strict"]) == 0
    rows = [dict(row.fields) for row in formats.read(second).entries]
    assert rows[0] == dict(formats.read(first).entries[0].fields)
    assert rows[1] == {"source": "万州", "target": "Wanzhou", "id": "x-1"}
    capsys.readouterr()


def test_what_has_the_form_stays_as_it_is(tmp_path: Path) -> None:
    for name in ("g.mtf", "g.xml"):
        (tmp_path / name).write_bytes(TWO.encode("utf-16"))
        assert main(["glossary", "convert", str(tmp_path / name), "-o", str(tmp_path / f"o{name}")]) == 0
        assert (tmp_path / f"o{name}").read_bytes() == TWO.encode("utf-16")


def test_xml_of_another_kind_is_no_glossary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.xml").write_text("<html/>", encoding="utf-8")
    assert main(["glossary", "lint", str(tmp_path / "a.xml")]) == 2
    assert "a.xml" in capsys.readouterr().err
    (tmp_path / "g.csv").write_text("source,target\n铜梁,Tongliang\n", encoding="utf-8")
    assert main(["glossary", "lint", str(tmp_path)]) == 0
