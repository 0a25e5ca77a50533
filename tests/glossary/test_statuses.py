"""What a status says, by the picklists of the standards and by the words that people use."""

from __future__ import annotations

import pytest

from glossary.termbases import DIALECTS, Concept, TermOf, tbx
from termend.glossary import formats, loading
from termend.glossary.statuses import Status, is_category, status_of

SAID = {
    Status.PREFERRED: """
        preferredTerm preferredTerm-admn-sts preferred Approved legalTerm regulatedTerm standardizedTerm 首选
        standardizedTerm-admn-sts legalTerm-admn-sts regulatedTerm-admn-sts
    """,
    Status.ADMITTED: "admittedTerm admittedTerm-admn-sts allowed non-standard provisional",
    Status.FORBIDDEN: """
        deprecatedTerm deprecatedTerm-admn-sts supersededTerm supersededTerm-admn-sts forbidden Deprecated obsolete
        notRecommended do-not-use DO_NOT_USE rejected 禁用
    """,
    Status.UNKNOWN: "tbd proposed maybe new 42",
}


@pytest.mark.parametrize(("word", "status"), [(word, s) for s, words in SAID.items() for word in words.split()])
def test_a_status_is_read_as_meant(word: str, status: Status) -> None:
    assert status_of(word) is status


def test_words_between_spaces_say_the_same() -> None:
    assert {status_of(word) for word in ("Not recommended", "do not use", "Don't use")} == {Status.FORBIDDEN}
    assert status_of(" ") is Status.ADMITTED
    assert is_category("Term Status")
    assert is_category("administrativeStatus")
    assert not is_category("note")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_only_what_is_approved_serves_and_what_is_forbidden_is_forbidden(dialect: str) -> None:
    english = [
        TermOf("Copper Bridge", "forbidden"),
        TermOf("Maybe", "tbd"),
        TermOf("Tong Liang"),
        TermOf("Tongliang", "preferred"),
    ]
    data = tbx([Concept("c", {"zh": [TermOf("铜梁")], "en": english})], dialect).encode()
    contents = formats.parse("g.tbx", data)
    (row,) = contents.entries
    assert (row.target, row.variants, row.forbidden) == ("Tongliang", ("Tong Liang",), ("Copper Bridge",))
    assert row.fields["unapproved"] == "Maybe"
    (remark,) = loading.remarks(contents)
    assert "'tbd'" in remark


@pytest.mark.parametrize(
    "note",
    [
        '<descripGrp><descrip type="Status">do not use</descrip><admin type="source">desk</admin></descripGrp>',
        '<termNote type="normativeAuthorization">supersededTerm</termNote>',
        '<termNoteGrp><termNote type="administrativeStatus">deprecatedTerm</termNote></termNoteGrp>',
    ],
)
def test_a_status_is_found_wherever_a_tool_puts_it(note: str) -> None:
    data = (
        '<x:martif xmlns:x="urn:other" type="TBX"><x:text><x:body><x:conceptGrp/><x:termEntry id="7">'
        '<x:langSet xml:lang="zh-CN"><x:tig><x:term>铜梁</x:term></x:tig></x:langSet><x:langSet xml:lang="en-US">'
        "<x:ntig><x:termGrp><x:term>Tongliang</x:term></x:termGrp></x:ntig>"
        f"<x:ntig><x:termGrp><x:term>Copper Beam</x:term></x:termGrp>{note}</x:ntig></x:langSet></x:termEntry>"
        "</x:body></x:text></x:martif>"
    )
    for tag in ("descripGrp", "descrip", "admin", "termNoteGrp", "termNote"):
        data = (
            data.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>").replace(f"</{tag}>", f"</x:{tag}>")
        )
    (row,) = formats.parse("g.tbx", data.encode()).entries
    assert (row.target, row.forbidden) == ("Tongliang", ("Copper Beam",))


def test_rows_of_a_table_with_a_status_are_one_name() -> None:
    text = (
        "Chinese,English,Status,Comment\n铜梁,Copper Bridge,forbidden,\n铜梁,Tongliang,Approved,a district\n"
        "铜梁,Tong Liang,allowed,\n渝北,Yubei,tbd,\n万州,Ten Thousand,do not use,\n"
    )
    contents = formats.parse("g.csv", text.encode())
    assert [(e.line, e.source, e.target, e.variants, e.forbidden) for e in contents.entries] == [
        (3, "铜梁", "Tongliang", ("Tong Liang",), ("Copper Bridge",)),
        (5, "渝北", "", (), ()),
        (6, "万州", "", (), ("Ten Thousand",)),
    ]
    skipped, unknown = loading.remarks(contents)
    assert skipped.startswith("2 of 3 entries skipped")
    assert "'tbd'" in unknown
