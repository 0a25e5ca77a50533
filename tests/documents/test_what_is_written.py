"""What termend writes it can read, whatever the new text; files that are XML stay well-formed for lxml too."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from termend.documents import registry
from termend.documents.building import MARK, PROTECTED
from termend.edits import apply
from termend.records import Edit

CASES = [
    json.loads(line)
    for name in ("texts.jsonl", "fixes.jsonl")
    for line in (Path(__file__).parents[1] / "cases/documents" / name).open(encoding="utf-8")
]
XML = {"xliff", "tmx"}
PIECES = st.sampled_from("ab é“&<>\"'\\`*_[]()|{}#-+=.:;!~@\x16\x1b庐") | st.sampled_from(["&amp;", "]]>", "-->", "%s"])
TARGETS = (
    st.lists(PIECES, min_size=1, max_size=12)
    .map("".join)
    .filter(lambda text: text.strip() == text and "  " not in text)
)


def plain(text):
    return "".join(re.sub(r"[\x00-\x1f\ufffc]", "", text).split())


def places(document):
    """Stretches of words that may be edited."""
    fixed = [(p.start, p.end) for p in document.pieces if p.writing in (MARK, PROTECTED)]
    return [
        match.span()
        for segment in document.segments
        for match in re.compile(r"\w+(?: \w+)?").finditer(document.text, segment.start, segment.end)
        if not any(a < match.end() and match.start() < b for a, b in (*fixed, *document.protected))
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(CASES), TARGETS, st.data())
def test_it_reads_as_the_edited_text(case, target, data):
    raw = case["text"].encode(case.get("codec", "utf-8"))
    module = registry.module(registry.format_of(case["path"], raw))
    document = module.read(case["path"], raw)
    stretches = places(document)
    if not stretches or document.format == "plain" or (case.get("codec") and document.format == "po"):
        return
    if case.get("codec"):  # what a charset lacks is refused, and two programs may not have the same charset
        assume(target.isascii())
    start, end = data.draw(st.sampled_from(stretches))
    edit = Edit(start, end, document.text[start:end], target)
    written = module.render(document, [edit])
    if document.format in XML:
        etree.fromstring(written)
    again = module.read(case["path"], written)
    assert plain(again.text) == plain(apply(document.text, [edit]))
    if document.source_path is not None:
        assert [s.source for s in again.segments] == [s.source for s in document.segments]
    assert module.render(again, []) == written


@pytest.mark.parametrize("codec", ["big5", "latin-1", "gbk"])
def test_a_character_that_the_charset_lacks_is_refused_with_a_remedy(codec):
    from termend.documents import po
    from termend.errors import DocumentError

    raw = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={codec}\\n"\n\nmsgid "a"\nmsgstr "x"\n'.encode()
    document = po.read("a.po", raw)
    if codec == "gbk":  # read as its superset GB18030, which lacks nothing
        assert po.render(document, [Edit(0, 1, "x", "й")])
    else:
        with pytest.raises(DocumentError, match=r"has no .*msgconv"):
            po.render(document, [Edit(0, 1, "x", "\U0001f600")])


def test_a_charset_that_the_bytes_do_not_bear_out_is_refused():
    from termend.documents import html, po, xliff
    from termend.errors import DocumentError

    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={}\\n"\n\nmsgid "石"\nmsgstr "x"\n'
    with pytest.raises(DocumentError, match="its header says Big5"):
        po.read("a.po", header.format("Big5").encode("utf-8") + b"\xff\xff")
    with pytest.raises(DocumentError, match="its XML declaration names no encoding"):
        xliff.read("a.xlf", "<xliff>一二三四</xliff>".encode("gb18030"))
    with pytest.raises(DocumentError, match="its head says big5"):
        html.read("a.html", b'<meta charset="big5"><p>\xff\xa0\xcb\x89')
