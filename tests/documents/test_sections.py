"""Sections of a long draft: whole lines, the same from a file as from a text."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.documents import plain, sections, streamed
from termend.errors import DocumentError

LINES = st.lists(st.sampled_from(["", "one", "one two three", "a b c d e f g h i j"]), max_size=40)
ENDINGS = st.sampled_from(["\n", "\r\n", "\r"])


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(sections, "WORDS", 12)


def read(text):
    words = len(text.split())
    return list(sections.of_lines("a.txt", "utf-8", io.StringIO(text, newline=""), words))


@given(LINES, ENDINGS, st.booleans())
def test_they_are_the_draft(lines, ending, ended):
    text = ending.join(lines) + ending * ended
    document = plain.of_text("a.txt", text)
    found = read(text)
    assert "".join(section.document.text for section in found) == text
    assert [s.text for section in found for s in section.document.segments] == [s.text for s in document.segments]
    for section in found:
        first = document.segments[section.segment]
        assert (first.start, first.text) == (section.start, section.document.segments[0].text)
        assert section.document.words <= 12 or len(section.document.segments) == 1
    if document.segments:
        assert [(s.document.text, s.start, s.segment) for s in sections.of(document)] == [
            (s.document.text, s.start, s.segment) for s in found
        ]


def test_a_longer_line_stays_whole():
    found = read("a b\n" + "word " * 50 + "\nc d\n")
    assert [section.document.words for section in found] == [2, 50, 2]


def test_sections_have_about_as_many_words():
    found = read("one two\n" * 13)
    assert [section.document.words for section in found] == [8, 8, 10]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("short.txt", b"one two\n" * 2),
        ("chinese.txt", ("one two\n" * 20 + "\u91cd\u5e86\n").encode()),
        ("latin.txt", ("one \xe9\n" * 20).encode("latin-1")),
        ("utf-16.txt", ("one two\n" * 20).encode("utf-16")),
        ("page.html", b"<p>one two\n" * 20),
        ("zero.txt", b"one two\0\n" * 20),
    ],
)
def test_what_is_not_read_in_pieces(tmp_path, name, raw):
    (tmp_path / name).write_bytes(raw)
    assert streamed.opened(str(tmp_path / name)) is None


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_has_the_sections_of_its_text(tmp_path, mark):
    file = tmp_path / "draft.txt"
    file.write_bytes(mark + b"one two three\r\n" * 20)
    draft = streamed.opened(str(file))
    assert draft is not None
    assert draft.words == 60
    document = plain.read(str(file), file.read_bytes())
    assert [s.document.text for s in draft.sections()] == [s.document.text for s in sections.of(document)]


def test_a_file_that_changes_is_seen(tmp_path):
    file = tmp_path / "draft.txt"
    file.write_bytes(b"one two three\n" * 20)
    draft = streamed.opened(str(file))
    file.write_bytes(b"one two four\n" * 21)
    with pytest.raises(DocumentError, match="changed while it was read"):
        list(draft.sections())
