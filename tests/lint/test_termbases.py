"""A fix of a termbase changes the one term it is about; no concept, term, language or note ever goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.termbases import DIALECTS, Concept, TermOf, counts, notes, tbx
from termend.cli.app import main
from termend.documents.encoding import encode
from termend.glossary import formats
from termend.lint import fixing, runner

CHINESE = st.sampled_from(
    ["铜梁", "銅梁", "重慶日报", "渝 北", "渝北县", "Ｔ3航站楼", "沙坪\u200b坝", "Chongqing", "铜梁"]
)
ENGLISH = st.sampled_from(
    [
        "Tongliang",
        "tongliang district",
        "Chongqing  Daily ",
        "Ｙubei",
        "渝北",
        "A&B <Group>",
        "Sha\u00adpingba",
        "Yubei",
    ]
)
GERMAN = st.sampled_from(["Tongliang (Bezirk)", " Nur  Deutsch ", "Ｙ"])
STATUS = st.sampled_from(["", "preferredTerm-admn-sts", "deprecatedTerm-admn-sts", "forbidden", "tbd"])


def terms(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[TermOf]]:
    return st.lists(st.builds(TermOf, words, STATUS, st.sampled_from(["", "a  note", "x & y"])), min_size=1, max_size=3)


TERMS = st.fixed_dictionaries(
    {},
    optional={
        "zh-CN": terms(CHINESE),
        "zh-TW": terms(CHINESE),
        "en": terms(ENGLISH),
        "en-GB": terms(ENGLISH),
        "de": terms(GERMAN),
    },
)
CONCEPTS = st.lists(
    st.builds(Concept, st.sampled_from(["c1", "c2"]), TERMS, st.sampled_from(["", " a  note"]), st.just("what it is")),
    max_size=4,
)
WHOLE = Concept("c0", {"zh": [TermOf("万州")], "en": [TermOf("Wanzhou")]})


def fixed(data: bytes, path: str = "g.tbx") -> bytes:
    contents = formats.parse(path, data)
    text, _ = fixing.fixed(
        contents, lambda one: runner.lint([one]), lambda t: formats.parse(path, encode(t, contents.encoding))
    )
    return encode(text, contents.encoding)


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=40, deadline=None)
@given(concepts=CONCEPTS, ending=st.sampled_from(["\n", "\r\n"]))
def test_no_fix_loses_a_concept_a_term_a_language_or_a_note(dialect: str, concepts: list[Concept], ending: str) -> None:
    before = tbx([WHOLE, *concepts], dialect, ending).encode()
    after = fixed(before)
    assert counts(after) == counts(before)
    assert notes(after) == notes(before)
    assert fixed(after) == after


def test_a_fix_changes_one_term_in_one_language_and_no_other_byte() -> None:
    before = (
        "<?xml version='1.0' encoding=\"utf-8\"?>\r\n<!DOCTYPE martif SYSTEM 'TBXcoreStructV02.dtd'>\r\n"
        "<martif  type='TBX' xml:lang='en'><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc>"
        "</martifHeader><text><body>\r\n<termEntry id='c1'><langSet xml:lang='zh-CN'><tig><term>铜 梁</term></tig>"
        "</langSet><langSet xml:lang='zh-TW'><tig><term>銅梁</term></tig></langSet><langSet xml:lang='en'>"
        "<ntig><termGrp><term>Smith &amp; <hi type='bold'>Tong</hi>liang  <![CDATA[Daily]]></term>"
        "<termNote type='administrativeStatus'>preferred</termNote></termGrp></ntig></langSet>"
        "<langSet xml:lang='de'><tig><term>Zwei  Räume</term></tig></langSet></termEntry>\r\n"
        "</body></text></martif>\r\n"
    )
    after = before.replace("铜 梁", "铜梁").replace("liang  <", "liang <")
    assert fixed(before.encode()).decode() == after


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030"])
def test_the_encoding_stays(tmp_path: Path, encoding: str) -> None:
    concept = Concept("c1", {"zh": [TermOf("铜 梁")], "en": [TermOf("Tongliang")], "de": [TermOf("Bezirk  T.")]})
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = tbx([concept], "v2", "\r\n").replace("UTF-8", name)
    file = tmp_path / "g.tbx"
    file.write_bytes(text.encode(encoding))
    assert main(["glossary", "lint", "--fix", "--fail-on", "error", "--off", "tbx-structure", str(file)]) == 0
    assert file.read_bytes().decode(encoding) == text.replace("铜 梁", "铜梁")


def test_a_memory_keeps_its_codes_and_its_units() -> None:
    before = (
        '<tmx version="1.4"><header/><body>\n'
        '<tu tuid="1"><tuv xml:lang="zh-CN"><seg><bpt i="1">&lt;b&gt;</bpt>铜 梁<ept i="1">&lt;/b&gt;</ept></seg></tuv>'
        '<tuv xml:lang="en"><seg>Tongliang<ph x="1">&lt;br/&gt;</ph></seg></tuv></tu>\n'
        '<tu tuid="2"><tuv xml:lang="zh-CN"><seg>铜梁</seg></tuv><tuv xml:lang="en"><seg>Tongliang</seg></tuv></tu>\n'
        "</body></tmx>\n"
    )
    rows = formats.parse("g.tmx", before.encode()).entries
    assert [(row.source, row.target) for row in rows] == [("铜 梁", "Tongliang"), ("铜梁", "Tongliang")]
    assert fixed(before.encode(), "g.tmx").decode() == before.replace("铜 梁", "铜梁")


def test_two_scripts_are_two_languages_in_a_termbase_and_one_column_in_a_table() -> None:
    concept = Concept(
        "c1", {"zh-CN": [TermOf("應用程式")], "zh-TW": [TermOf("應用程式")], "en": [TermOf("Application")]}
    )
    other = Concept("c2", {"zh-CN": [TermOf("铜梁")], "zh-TW": [TermOf("銅梁")], "en": [TermOf("Tongliang")]})
    data = tbx([concept, other], "dca").encode()
    found = runner.lint([formats.parse("g.tbx", data)])
    assert [(f.rule, f.fix) for f in found] == [("traditional-character", ())]
    assert fixed(data) == data
    table = formats.parse("g.csv", "source,target\n铜梁,Tongliang\n應用程式,Application\n".encode())
    (finding,) = runner.lint([table])
    assert "simplified script" in finding.message
    assert [edit.after for edit in finding.fix] == ["应用程式"]


def test_a_column_of_another_region_is_not_converted() -> None:
    for title in ("zh-TW", "zh_Hant_HK", "Chinese (Traditional)"):
        table = formats.parse("g.csv", f"{title},en\n應用程序,Application\n銅梁,Tongliang\n".encode())
        assert runner.lint([table]) == ()


LINES = st.lists(
    st.tuples(
        CHINESE, ENGLISH, st.sampled_from(["approved", "forbidden", "provisional", "", "tbd"]), st.sampled_from("xy")
    ),
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(LINES)
def test_no_fix_takes_a_line_of_utx_or_changes_more_than_a_name(lines: list[tuple[str, str, str, str]]) -> None:
    head = "#UTX 1.20; zh-CN/en; 2026-01-01\r\n#src\ttgt\tterm status\tconcept ID\r\n铜梁\tTongliang\tapproved\t0\r\n"
    before = head + "".join("\t".join(line) + "\r\n" for line in lines)
    after = fixed(before.encode(), "g.utx").decode()
    assert after.startswith(head)
    kept = [line.split("\t")[2:] for line in after.splitlines()]
    assert kept == [line.split("\t")[2:] for line in before.splitlines()]
    assert fixed(after.encode(), "g.utx").decode() == after
