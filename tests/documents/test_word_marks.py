"""Marks within a name in a Word document: they go with what is replaced, mended and tracked alike."""

import io
import re
import zipfile

import pytest
from lxml import etree

from termend.documents import docx as format_
from termend.documents.docx_tracking import render_tracked
from termend.records import Edit

from .test_bad_documents import word

RUN = "<w:r>{}</w:r>"
NOTE = "<w:r><w:footnoteReference w:id='2'/></w:r>"
SPACES = (
    "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:v='urn:schemas-microsoft-com:vml'"
)
LINE = '<w:p><w:r><w:t xml:space="preserve">At Stone </w:t></w:r><w:r><w:t>Lake</w:t></w:r></w:p>'
BOX = (
    f"<w:p><w:r><w:t>See</w:t></w:r><w:r><mc:AlternateContent {SPACES}><mc:Choice Requires='wps'><w:drawing>"
    f"<w:txbxContent>{LINE}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{LINE}"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def body(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read("word/document.xml").decode()


def paragraph(inner):
    return f"<w:p>{inner}</w:p>"


def texts(raw, without):
    """Paragraphs with what is left when changes of one kind are taken out: `ins` for rejected, `del` for accepted."""
    xml = re.sub(rf"<w:{without} .*?</w:{without}>", "", body(raw)).replace("delText", "t")
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", p)) for p in re.findall(r"<w:p>.*?</w:p>", xml)]


def edits(document, after="Lushan"):
    return [
        Edit(m.start(), m.end(), m.group(), after)
        for m in re.finditer(r"Stone[^\w.]*Lake|St\u00adone Lake", document.text)
    ]


@pytest.mark.parametrize(
    ("inner", "read", "left"),
    [
        ("<w:t>At Stone</w:t><w:noBreakHyphen/><w:t>Lake.</w:t>", "At Stone\u2011Lake.", "At Lushan."),
        ("<w:t>At Stone</w:t><w:br/><w:t>Lake.</w:t>", "At Stone Lake.", "At Lushan."),
        ("<w:t>At Stone</w:t><w:cr/><w:t>Lake.</w:t>", "At Stone Lake.", "At Lushan."),
        ("<w:t>At Stone</w:t><w:tab/><w:t>Lake.</w:t>", "At Stone\tLake.", "At Lushan."),
        ("<w:t>At St</w:t><w:softHyphen/><w:t>one Lake.</w:t>", "At St\u00adone Lake.", "At Lushan."),
        ("<w:t>At Stone</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>Lake.</w:t>", "At Stone Lake.", "At Lushan."),
    ],
)
def test_marks_go_with_the_words(inner, read, left):
    document = format_.read("a.docx", word(paragraph(RUN.format(inner))))
    assert document.text == read
    mended = format_.render(document, edits(document))
    assert format_.read("a.docx", mended).text == left
    assert not re.search(r"noBreakHyphen|softHyphen|w:br/|w:cr/|w:tab/", body(mended))
    tracked = render_tracked(document, edits(document), ["why"])
    assert format_.read("a.docx", tracked).text == left
    mark = re.search(r"<w:(?:noBreakHyphen|softHyphen|br|cr|tab)/>", body(tracked))
    assert mark
    assert body(tracked).rfind("<w:del ", 0, mark.start()) > body(tracked).rfind("</w:del>", 0, mark.start())
    assert etree.fromstring(body(tracked).encode()) is not None


def test_marks_elsewhere_stay():
    document = format_.read(
        "a.docx", word(paragraph(RUN.format("<w:t>A</w:t><w:tab/><w:t>Stone Lake</w:t><w:br/><w:t>x</w:t>")))
    )
    mended = body(format_.render(document, edits(document)))
    assert "<w:t>A</w:t><w:tab/><w:t>Lushan</w:t><w:br/>" in mended


def test_a_line_after_a_full_stop_and_a_page_are_no_spaces():
    inner = RUN.format("<w:t>It ended.</w:t><w:br/><w:t>Then</w:t><w:br w:type='page'/><w:t>more</w:t>")
    assert format_.read("a.docx", word(paragraph(inner))).text == "It ended.\nThen\nmore"


def test_a_footnote_mark_within_a_name_stays():
    xml = paragraph(RUN.format("<w:t>Stone</w:t>") + NOTE + RUN.format("<w:t xml:space='preserve'> Lake fair</w:t>"))
    document = format_.read("a.docx", word(xml))
    for raw in (format_.render(document, edits(document)), render_tracked(document, edits(document), [""])):
        assert "footnoteReference" in body(raw)
        assert format_.read("a.docx", raw).text.replace("\ufffc", "") == "Lushan fair"


@pytest.mark.parametrize("tracked", [False, True])
def test_the_fallback_of_a_text_box_follows_it(tracked):
    document = format_.read("a.docx", word(BOX))
    assert [s.text for s in document.segments] == ["See\ufffc", "At Stone Lake"]
    made = edits(document)
    raw = render_tracked(document, made, ["why"]) if tracked else format_.render(document, made)
    xml = body(raw)
    assert xml.count("Lushan") == 2
    assert xml.count("Stone") == (2 if tracked else 0)
    assert len(set(re.findall(r'<w:(?:ins|del) w:id="(\d+)"', xml))) == (6 if tracked else 0)


def test_code_is_left_alone():
    styled = "<w:r><w:rPr><w:rStyle w:val='VerbatimChar'/></w:rPr><w:t>Stone Lake</w:t></w:r>"
    document = format_.read(
        "a.docx", word(paragraph(RUN.format("<w:t xml:space='preserve'>At Stone Lake </w:t>") + styled))
    )
    assert [document.text[a:b] for a, b in document.protected] == ["Stone Lake"]


def test_control_characters_are_never_written():
    document = format_.read("a.docx", word(paragraph(RUN.format("<w:t>Stone Lake</w:t>"))))
    for raw in (
        format_.render(document, edits(document, "Lu\x16shan\x1b")),
        render_tracked(document, edits(document, "Lu\x16shan\x1b"), ["a\x0bb"]),
    ):
        assert format_.read("a.docx", raw).text == "Lushan"
        etree.fromstring(body(raw).encode())
