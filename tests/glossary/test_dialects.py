"""TBX in its three dialects: written as it is, or in another dialect with every concept, language, term and note."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from glossary.termbases import DIALECTS, Concept, TermOf, notes, tbx
from glossary.test_tbx_schemas import schema
from termend.cli.app import main
from termend.errors import OptionError
from termend.glossary import formats
from termend.glossary.formats import tbx_dialects

FORM_OF = {"v2": "tbx-v2-basic", "dca": "tbx-basic", "dct": "tbx-basic-dct"}
STATUS = st.sampled_from(["", "preferredTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm-admn-sts"])
WORDS = st.sampled_from(["铜梁", "銅梁", "A & B", "Tongliang <1>", "x"])
TERMS = st.lists(st.builds(TermOf, WORDS, STATUS, st.sampled_from(["", "a  note"])), min_size=1, max_size=2)
LANGUAGES = st.fixed_dictionaries({"en": TERMS}, optional={"zh-CN": TERMS, "zh-TW": TERMS, "de": TERMS})
CONCEPTS = st.lists(st.builds(Concept, st.just("c"), LANGUAGES, st.sampled_from(["", "n"]), st.just("d")), max_size=3)
FULL = Concept(
    "c1",
    {
        "zh-CN": [TermOf("铜梁")],
        "zh-TW": [TermOf("銅梁")],
        "en": [TermOf("Tongliang", "preferred", "a district"), TermOf("Copper Beam", "forbidden")],
        "de": [TermOf("Tongliang (Bezirk)")],
    },
    "seen in the press",
    "a district of Chongqing",
)


def numbered(concepts: list[Concept]) -> list[Concept]:
    return [FULL, *(Concept(f"n{n}", c.terms, c.note, c.definition) for n, c in enumerate(concepts))]


def terms_of(data: bytes) -> list[tuple[str, str, str, str]]:
    """Concept, language, term and status of every term, in order, read by lxml."""
    found = []
    for term in etree.fromstring(data, etree.XMLParser(load_dtd=False)).iter("{*}term"):
        section = term.getparent()
        language = section.getparent()
        status = [
            e.text
            for e in section
            if e.get("type") == "administrativeStatus" or e.tag.endswith("}administrativeStatus")
        ]
        concept = language.getparent()
        code = language.get("{http://www.w3.org/XML/1998/namespace}lang")
        found.append((concept.get("id"), code, term.text, "".join(status)))
    return found


@pytest.mark.parametrize("to", DIALECTS)
@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=10, deadline=None)
@given(concepts=CONCEPTS)
def test_no_concept_language_term_or_note_is_lost_between_dialects(
    dialect: str, to: str, concepts: list[Concept]
) -> None:
    before = tbx(numbered(concepts), dialect).encode()
    after, losses = tbx_dialects.converted(formats.parse("g.tbx", before), FORM_OF[to])
    assert losses == ()
    sound = [
        (concept, code, text, {"preferred": "preferredTerm-admn-sts", "forbidden": "deprecatedTerm-admn-sts"}.get(s, s))
        for concept, code, text, s in terms_of(before)
    ]
    assert terms_of(after) == sound
    assert [n for n in notes(after) if n in ("n", "d", "a  note")] == [
        n for n in notes(before) if n in ("n", "d", "a  note")
    ]
    checked = schema(FORM_OF[to])
    assert checked.validate(etree.fromstring(after, etree.XMLParser(load_dtd=False))), checked.error_log
    again, _ = tbx_dialects.converted(formats.parse("g.tbx", after), FORM_OF[to])
    assert again == after


@pytest.mark.parametrize("form", ["tbx-core", "tbx-core-dct"])
def test_a_dialect_without_statuses_approves_nothing_that_was_not_and_says_so(form: str) -> None:
    data = tbx([FULL], "v2").encode()
    after, losses = tbx_dialects.converted(formats.parse("g.tbx", data), form)
    assert ("c1", "en", "Tongliang", "") in terms_of(after)
    assert "Copper Beam" not in after.decode()
    assert {loss.column: loss.texts for loss in losses} == {
        "definition": ("a district of Chongqing",),
        "administrativeStatus": ("preferred",),
        "terms that are not approved": ("Copper Beam",),
    }
    assert schema(form).validate(etree.fromstring(after))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_in_the_form_asked_for_is_written_byte_for_byte(
    tmp_path: Path, dialect: str, named: bool, encoding: str
) -> None:
    data = tbx([FULL], dialect, "\r\n").replace("UTF-8", encoding).encode(encoding)
    (tmp_path / "g.tbx").write_bytes(data)
    to = ["--to", FORM_OF[dialect]] if named else []
    assert main(["glossary", "convert", str(tmp_path / "g.tbx"), "-o", str(tmp_path / "o.tbx"), *to]) == 0
    assert (tmp_path / "o.tbx").read_bytes() == data


def test_an_empty_termbase_is_refused() -> None:
    contents = formats.parse("g.tbx", tbx([FULL], "v2").encode())
    empty = tbx([], "v2")
    with pytest.raises(OptionError, match="one entry"):
        tbx_dialects.converted(type(contents)(contents.path, "tbx", (), empty), "tbx-core")
