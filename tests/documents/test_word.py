"""Word documents: what is read, that only the text of findings changes, and tracked changes as Word keeps them."""

import io
import re
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from termend import documents
from termend.cli.app import main
from termend.documents import docx as word
from termend.documents.docx_tracking import render_tracked
from termend.edits import apply
from termend.records import Edit

WHEN = datetime(2026, 1, 31, 8, tzinfo=UTC)


def sample():
    """Runs with formatting, a table, a header, a link, a text box, tracked changes of another author."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Copper Beam daily"
    made.add_heading("Copper Beam fair", 1)
    paragraph = made.add_paragraph("The ")
    paragraph.add_run("Cop").bold = True
    paragraph.add_run("per").italic = True
    paragraph.add_run(" Beam fair & market\topened")
    paragraph.runs[-1].add_break()
    paragraph.runs[-1].add_text("in Copper Beam.")
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Copper Beam", "12"
    last = made.add_paragraph("Seen ")
    for xml in (
        "<w:del %s w:id='90' w:author='Li' w:date='2026-01-01T00:00:00Z'><w:r><w:delText>Copper Beam</w:delText></w:r>"
        "</w:del>",
        "<w:ins %s w:id='91' w:author='Li' w:date='2026-01-01T00:00:00Z'><w:r><w:t>Copper Beam</w:t></w:r></w:ins>",
        "<w:r %s><w:fldChar w:fldCharType='begin'/></w:r>",
        "<w:r %s><w:instrText>HYPERLINK Copper Beam</w:instrText></w:r>",
        "<w:r %s><w:fldChar w:fldCharType='end'/></w:r>",
        "<w:r %s><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r>"
        "<w:t>Box in Copper Beam</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    ):
        last._p.append(parse_xml(xml % nsdecls("w")))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def document():
    return word.read("draft.docx", sample())


def edits_of(document, before="Copper Beam", after="Tongliang <city>"):
    return [Edit(m.start(), m.end(), before, after) for m in re.finditer(before, document.text)]


def parts(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def accepted(raw):
    """The text when every change is accepted: python-docx sees inserted runs by their elements."""
    body = docx.Document(io.BytesIO(raw)).element.body
    return ["".join(t.text or "" for t in p.iter(word_name("t"))) for p in body.iter(word_name("p"))]


def rejected(raw):
    body = docx.Document(io.BytesIO(raw)).element.body
    out = []
    for p in body.iter(word_name("p")):
        own = [
            t.text or ""
            for t in p.iter(word_name("t"), word_name("delText"))
            if not any(a.tag == word_name("ins") and a.get(word_name("author")) == "termend" for a in t.iterancestors())
            and not any(a.tag == word_name("del") and a.get(word_name("author")) == "Li" for a in t.iterancestors())
        ]
        out.append("".join(own))
    return out


def word_name(name):
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def test_what_is_read(document):
    assert [s.text for s in document.segments] == [
        "Copper Beam fair",
        "The Copper Beam fair & market\topened in Copper Beam.",
        "Copper Beam",
        "12",
        "Seen Copper Beam\ufffc",
        "Box in Copper Beam",
        "Copper Beam daily",
    ]
    assert document.segments[1].label == "paragraph 2"
    assert document.segments[-1].label == "header paragraph 1"


def test_without_edits_the_bytes_stay(document):
    assert word.render(document, []) == document.raw
    assert render_tracked(document, [], []) == document.raw


def test_only_the_text_of_findings_changes(document):
    edits = edits_of(document)
    before, after = parts(document.raw), parts(word.render(document, edits))
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/header1.xml"}
    again = word.read("draft.docx", word.render(document, edits))
    assert again.text == apply(document.text, edits)
    body = after["word/document.xml"].decode()
    assert "<w:delText>Copper Beam</w:delText>" in body
    assert "HYPERLINK Copper Beam" in body


def test_a_name_over_several_runs_goes_to_the_first(document):
    raw = word.render(document, edits_of(document, after="Tongliang"))
    runs = docx.Document(io.BytesIO(raw)).paragraphs[1].runs
    assert [(run.text, run.bold) for run in runs[:3]] == [("The ", None), ("Tongliang", True), ("", None)]
    assert runs[3].text.startswith(" fair & market")


def test_white_space_at_the_edge_of_a_run_is_kept(document):
    """` fair` is what is left of a run; Word drops its space unless it is marked."""
    body = parts(word.render(document, edits_of(document)))["word/document.xml"].decode()
    assert re.search(r'<w:t xml:space="preserve"> fair', body)


def test_tracked_changes(document):
    edits = edits_of(document)
    notes = [f"note {i}\nsecond line <&>" for i in range(len(edits))]
    raw = render_tracked(document, edits, notes, WHEN)
    opened = docx.Document(io.BytesIO(raw))
    marks = [e for e in opened.element.body.iter() if e.tag in (word_name("ins"), word_name("del"))]
    own = [e for e in marks if e.get(word_name("author")) == "termend"]
    assert {e.get(word_name("date")) for e in own} == {"2026-01-31T08:00:00Z"}
    numbers = [e.get(word_name("id")) for e in marks]
    assert len(set(numbers)) == len(numbers)
    deleted = "".join(t.text for e in own for t in e.iter(word_name("delText")))
    assert deleted == "Copper Beam" * 6
    # The header takes no comment; every other change has one, with its lines.
    assert [c.text for c in opened.comments] == notes[:-1]
    assert {c.author for c in opened.comments} == {"termend"}


def test_accepting_gives_the_mended_text_and_rejecting_the_draft(document):
    edits = edits_of(document)
    raw = render_tracked(document, edits, [""] * len(edits), WHEN)
    assert accepted(raw) == accepted(word.render(document, edits))
    assert rejected(raw) == accepted(document.raw)
    assert word.read("draft.docx", raw).text == apply(document.text, edits)


def test_formatting_of_the_first_run_is_that_of_the_new_text(document):
    raw = render_tracked(document, edits_of(document, after="Tongliang"), ["x"] * 7, WHEN)
    body = docx.Document(io.BytesIO(raw)).element.body
    inserted = [e for e in body.iter(word_name("ins")) if e.get(word_name("author")) == "termend"]
    assert inserted[1].find(f".//{word_name('b')}") is not None
    deleted = [e for e in body.iter(word_name("del")) if e.get(word_name("author")) == "termend"]
    assert [e.find(f".//{word_name('i')}") is not None for e in deleted[1:4]] == [False, True, False]


def test_comments_join_those_there_are(document):
    first = render_tracked(document, edits_of(document)[:1], ["first"], WHEN)
    again = word.read("draft.docx", first)
    second = render_tracked(again, edits_of(again)[:1], ["second"], WHEN)
    comments = list(docx.Document(io.BytesIO(second)).comments)
    assert [c.text for c in comments] == ["first", "second"]
    assert len({c.comment_id for c in comments}) == 2


def test_two_edits_in_one_run(document):
    start = document.text.index("market")
    edits = [
        Edit(start, start + 6, "market", "bazaar"),
        Edit(start + 7, start + 13, "opened", "began"),
    ]
    raw = render_tracked(document, edits, ["a", "b"], WHEN)
    assert accepted(raw)[1] == "The Copper Beam fair & bazaarbeganin Copper Beam."
    assert rejected(raw)[1] == "The Copper Beam fair & marketopenedin Copper Beam."


def test_fix_writes_tracked_changes_and_accept_writes_plain_text(tmp_path):
    draft, terms = tmp_path / "draft.docx", tmp_path / "terms.csv"
    raw = sample()
    draft.write_bytes(raw)
    terms.write_text("source,target,forbidden\n铜梁,Tongliang,Copper Beam\n", encoding="utf-8")
    tracked, plain = tmp_path / "tracked.docx", tmp_path / "plain.docx"
    assert main(["fix", str(draft), "--glossary", str(terms), "--output", str(tracked)]) == 0
    assert main(["fix", str(draft), "--glossary", str(terms), "--output", str(plain), "--accept"]) == 0
    assert draft.read_bytes() == raw
    assert b"termend" in parts(tracked.read_bytes())["word/comments.xml"]
    assert "铜梁" in next(iter(docx.Document(str(tracked)).comments)).text
    assert "word/comments.xml" not in parts(plain.read_bytes())
    assert documents.read(str(tracked)).text == documents.read(str(plain)).text
    assert "Copper" not in documents.read(str(plain)).text
