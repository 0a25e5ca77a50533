"""What is written in a national code is certain: programs that differ on the code read the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend.documents import html, xliff
from termend.documents.encoding import codecs_named, is_certain
from termend.records import Document, Edit

XLIFF = (
    '<?xml version="1.0" encoding="{}"?><xliff version="1.2"><file><body>'
    "<trans-unit id='1'><source>石柱</source><target>Stone Pillar</target></trans-unit>"
    "<trans-unit id='2'><source>石柱</source><target><![CDATA[Stone Pillar]]></target></trans-unit>"
    "</body></file></xliff>"
)
LABELS = {"Big5": "big5", "Big5-HKSCS": "big5hkscs", "GB2312": "gb2312", "GBK": "gbk", "GB18030": "gb18030"}
# Hong Kong's characters, boxes and signs on which the tables of Big5 differ, accents, and what no such code has.
NEW = st.text(st.sampled_from("aé里碁嘅恒兀═╞¯‧·—€′~\u00a5\u2022\u2027\u5159鿰\U00020000]><&"), max_size=8)


def edited(document: Document, new: str) -> list[Edit]:
    return [Edit(segment.start, segment.start + 5, "Stone", new) for segment in document.segments]


@pytest.mark.parametrize("label", LABELS)
@settings(max_examples=25, deadline=None)
@given(new=NEW)
def test_all_that_share_a_label_read_the_same(label: str, new: str) -> None:
    document = xliff.read("a.xlf", XLIFF.format(label).encode(LABELS[label]))
    written = xliff.render(document, edited(document, new))
    expected = [segment.text for segment in xliff.read("a.xlf", written).segments]
    assert expected == [" ".join(f"{new} Pillar".split())] * 2
    for codec in codecs_named(label):
        again = written.decode(codec).replace(label, "UTF-8", 1).encode()
        assert [segment.text for segment in xliff.read("a.xlf", again).segments] == expected


def test_a_western_page_may_hold_the_quotation_marks_of_windows() -> None:
    document = html.read("a.html", b'<meta charset="iso-8859-1"><p>\x93Stone\x94 caf\xe9')
    assert document.text == "“Stone” café"
    written = html.render(document, [Edit(1, 6, "Stone", "“é”")])
    assert written == b'<meta charset="iso-8859-1"><p>\x93&#8220;\xe9&#8221;\x94 caf\xe9'


def test_what_every_program_reads_alike_stays_a_character() -> None:
    assert is_certain("重", "gb18030")
    assert is_certain("重", "cp950")
    assert is_certain("é", "latin-1")
    assert is_certain("€", "utf-8")
    assert not is_certain("€", "cp1252")
    assert not is_certain("é", "big5hkscs")
