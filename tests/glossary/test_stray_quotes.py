"""Between tabs a quotation mark that quotes no field stands for itself; it stops no glossary, and a fix leaves it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.errors import GlossaryError
from termend.glossary import formats, table
from termend.lint import fixing, runner

OMEGAT = (
    '铜梁\t"Tongliang" District\tso it is "called"\n'
    '渝 北\t"Yubei\t\r\n'
    '"万州"\t"Wan ""Z"" zhou"\t"quoted"\n'
    "沙坪坝\tShapingba\n"
)


@pytest.mark.parametrize("name", ["g.txt", "g.tab", "g.utf8", "g.tsv"])
def test_it_stands_for_itself(name: str) -> None:
    rows = formats.parse(name, OMEGAT.encode()).entries
    assert [(row.line, row.source, row.target) for row in rows] == [
        (1, "铜梁", '"Tongliang" District'),
        (2, "渝 北", '"Yubei'),
        (3, "万州", 'Wan "Z" zhou'),
        (4, "沙坪坝", "Shapingba"),
    ]


def test_a_fix_leaves_it() -> None:
    contents = formats.parse("g.txt", OMEGAT.encode())
    text, made = fixing.fixed(
        contents, lambda one: runner.lint([one]), lambda t: formats.parse("g.txt", formats.encoded(contents, t))
    )
    assert (text, made) == (OMEGAT.replace("渝 北", "渝北"), 1)


def test_between_commas_it_is_refused_with_its_line() -> None:
    with pytest.raises(GlossaryError, match=r"g.csv:2: a stray quote"):
        formats.parse("g.csv", '铜梁,Tongliang\n渝北,"Yubei" x,\n'.encode())


FIELD = st.text(st.sampled_from("a\"'渝 x"), max_size=6)


@given(st.lists(st.lists(FIELD, min_size=2, max_size=3), max_size=4), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_field_is_cut_where_it_was_read(rows: list[list[str]], ending: str) -> None:
    text = "".join("\t".join(row) + ending for row in [["source", "target", "note"], ["铜梁", '"T" x', ""], *rows])
    for entry in table.read("g.tsv", text).entries:
        fields = table.cut(text, entry.start, entry.end, "\t")
        for column, field in zip(("source", "target", "note"), fields, strict=False):
            raw = text[field.start : field.end]
            read = raw[1:-1].replace('""', '"') if field.quoted else raw
            assert entry.fields.get(column, "") == read
