"""TBX as it is written is valid against a schema of its dialect, which is no part of the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from termend.errors import GlossaryError
from termend.glossary import formats
from termend.glossary.formats import tbx
from termend.records import Term

SCHEMAS = Path(__file__).parent.parent / "schemas"
SCHEMA = {
    "tbx-v2-basic": "tbx-2-basic",
    "tbx-core": "tbx-3-core",
    "tbx-core-dct": "tbx-3-core",
    "tbx-min": "tbx-3-min-dca",
    "tbx-min-dct": "tbx-3-min-dct",
    "tbx-basic": "tbx-3-basic-dca",
    "tbx-basic-dct": "tbx-3-basic-dct",
}
WORDS = st.text(alphabet="重庆AB é'&<>\"-]", min_size=1, max_size=8).filter(str.strip)
TERM = st.builds(
    Term,
    source=WORDS,
    target=WORDS,
    variants=st.lists(WORDS, max_size=2).map(tuple),
    forbidden=st.lists(WORDS, max_size=2).map(tuple),
    note=st.sampled_from(["", "a <b> & c"]),
    domain=st.sampled_from(["", "politics"]),
)
FULL = [Term("重庆", "Chongqing", ("Chungking",), ("Chunking",), note="a city", domain="places")]


def schema(form: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(SCHEMAS / f"{SCHEMA[form]}.rng")))


def valid(form: str, data: bytes) -> bool:
    parser = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)
    checked = schema(form)
    return bool(checked.validate(etree.fromstring(data, parser)))


def test_every_dialect_has_a_schema() -> None:
    assert set(SCHEMA) == set(tbx.DIALECTS)


@pytest.mark.parametrize("form", tbx.DIALECTS)
@settings(max_examples=20, deadline=None)
@given(terms=st.lists(TERM, min_size=1, max_size=3))
def test_what_is_written_is_valid(form: str, terms: list[Term]) -> None:
    data = tbx.write(terms, form)
    checked = schema(form)
    assert checked.validate(etree.fromstring(data)), checked.error_log


SPOILT = [
    ("tbx-basic", "<note>a city</note>", "<note>a city</note><langSec/>"),
    ("tbx-basic", "preferredTerm-admn-sts", "preferred"),
    ("tbx-basic", 'type="administrativeStatus"', 'type="status"'),
    ("tbx-basic", "<term>Chongqing</term>", "<note>x</note><term>Chongqing</term>"),
    ("tbx-basic", "<term>Chongqing</term>", "<term> </term>"),
    ("tbx-basic", "<p>glossary</p>", ""),
    ("tbx-min", "descrip", "definition"),
    ("tbx-min-dct", "min:subjectField", "min:field"),
    ("tbx-min-dct", "<min:subjectField>places</min:subjectField>", '<descrip type="subjectField">places</descrip>'),
    ("tbx-core", "</term>", '</term><termNote type="partOfSpeech">noun</termNote>'),
    ("tbx-v2-basic", "tig>", "termSec>"),
    ("tbx-v2-basic", "deprecatedTerm-admn-sts", "deprecated"),
]


@pytest.mark.parametrize(("form", "before", "after"), SPOILT)
def test_what_is_spoilt_is_not_valid_and_lint_says_so(form: str, before: str, after: str) -> None:
    data = tbx.write(FULL, form)
    assert valid(form, data)
    assert formats.parse("g.tbx", data).faults == ()
    spoilt = data.decode().replace(before, after)
    assert spoilt != data.decode()
    assert not valid(form, spoilt.encode())
    assert formats.parse("g.tbx", spoilt.encode()).faults


def test_a_section_without_language_is_refused_and_said() -> None:
    spoilt = tbx.write(FULL, "tbx-basic").decode().replace(' xml:lang="zh-CN"', "").encode()
    assert not valid("tbx-basic", spoilt)
    with pytest.raises(GlossaryError, match="a section without xml:lang"):
        formats.parse("g.tbx", spoilt)
