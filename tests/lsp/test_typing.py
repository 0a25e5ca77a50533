"""Typing, character by character: what is marked stays where its words are, and one block is checked at a time."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind

import termend
from termend.library.reading import read
from termend.lsp.blocks import Blocks
from termend.lsp.changes import change
from termend.lsp.draft import OpenDraft
from termend.lsp.positions import Positions
from termend.records import Checked, Finding, Severity

TEXTS = st.text("ab \n\r😀", max_size=30)
XLIFF = '<xliff version="1.2"><file source-language="zh" target-language="en" original="a" datatype="x"><body>'
END = "</body></file></xliff>"
GARBLED = "The heavy newspaper group met."


@given(TEXTS, TEXTS, st.sampled_from(["plain", "markdown", "html"]))
def test_a_change_holds_all_that_changed(old, new, form):
    made = change(old, new, form)
    assert old[: made.start] == new[: made.start]
    assert old[made.old_end :] == new[made.new_end :]
    assert made.start <= made.old_end
    assert made.start <= made.new_end


def test_a_change_is_whole_paragraphs():
    old = "one\n\ntwo is\nlong\n\nthree\n"
    made = change(old, old.replace("is", "was"), "markdown")
    assert old[made.start : made.old_end] == "two is\nlong\n\n"
    made = change(old, old.replace("is", "was"), "plain")
    assert old[made.start : made.old_end] == "two is\n"


@given(TEXTS, st.sampled_from(list(PositionEncodingKind)))
def test_positions_lead_back(text, encoding):
    positions = Positions(text, encoding)
    for offset in range(len(text) + 1):
        inside_line_end = text[offset - 1 : offset + 1] == "\r\n"
        if not inside_line_end:
            assert positions.offset(positions.position(offset)) == offset


def test_positions_count_in_the_unit_agreed_on():
    text = "a\r\n😀é x"
    place = text.index("x")
    assert Positions(text, PositionEncodingKind.Utf16).position(place) == Position(1, 4)
    assert Positions(text, PositionEncodingKind.Utf8).position(place) == Position(1, 7)
    assert Positions(text, PositionEncodingKind.Utf32).position(place) == Position(1, 3)
    assert Positions(text).offset(Position(1, 99)) == len(text)
    assert Positions(text).offset(Position(9, 0)) == len(text)


class Counting(termend.Checker):
    """A checker that keeps what it was asked."""

    def checked(self, document):
        self.asked = [*getattr(self, "asked", []), document.text]
        return super().checked(document)


@pytest.fixture
def checker(folder):
    return Counting([folder / "press.csv"])


def opened(checker, text, path="draft.txt", source=None):
    draft = OpenDraft(path, Blocks(checker))
    draft.checked(text, checker.checked(read(text, source, name=path)))
    checker.asked.clear()
    return draft


def words(draft):
    return [draft.text[mark.start : mark.end] for mark in draft.marks]


def test_marks_move_with_their_words(checker):
    draft = opened(checker, f"It rained.\n{GARBLED}\n")
    assert words(draft) == ["heavy newspaper group"]
    draft.typed(f"It rained a lot.\nAnd snowed.\n{GARBLED}\n")
    assert words(draft) == ["heavy newspaper group"]
    fix = draft.marks[0].fixes[0]
    (start, end, text) = fix.written[0]
    assert draft.text[:start] + text + draft.text[end:] == draft.text.replace(
        "heavy newspaper group", "Chongqing Daily Press Group"
    )


def test_only_what_changed_is_checked(checker):
    draft = opened(checker, "".join(f"Line {n} of it.\n" for n in range(50)) + f"{GARBLED}\n")
    draft.typed(draft.text.replace("Line 7 of", "Line 7 on upstream news of"))
    assert checker.asked == ["Line 7 on upstream news of it."]
    assert words(draft) == ["upstream news", "heavy newspaper group"]
    draft.typed(draft.text.replace("Line 7 on upstream news of", "Line 7 of"))
    assert len(checker.asked) == 1, "a block that was seen before is not checked again"
    assert words(draft) == ["heavy newspaper group"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", f"# News\n\nIt *rained*.\n\n{GARBLED}\n\n- upstream news\n"),
        ("a.html", f"<h1>News</h1>\n<p>It rained.</p>\n<p>{GARBLED}</p><p>upstream news &amp; more</p>"),
        ("a.po", f'msgid "一"\nmsgstr "It rained."\n\nmsgid "重报集团开会。"\nmsgstr "{GARBLED}"\n'),
        (
            "a.xlf",
            f"{XLIFF}"
            "<trans-unit id='1'><source>下雨。</source><target>It rained.</target></trans-unit>"
            f"<trans-unit id='2'><source>重报集团开会。</source><target>{GARBLED}</target></trans-unit>{END}",
        ),
    ],
)
def test_every_format_is_marked_in_its_file(checker, path, text):
    draft = opened(checker, text, path)
    assert "heavy newspaper group" in words(draft)
    before = words(draft)
    draft.typed(text.replace("rained", "rained and snowed"))
    assert words(draft) == before
    assert len(checker.asked) == 1
    assert "newspaper" not in checker.asked[0]


def test_a_text_that_cannot_be_read_keeps_its_marks(checker):
    text = f"{XLIFF}<trans-unit id='2'><source>重报集团</source><target>{GARBLED}</target></trans-unit>{END}"
    draft = opened(checker, text, "a.xlf")
    draft.typed("<" + text)
    assert words(draft) == ["heavy newspaper group"]


def test_a_changed_line_keeps_its_source(checker):
    draft = opened(checker, "It rained.\nIt was in the news.\n", source="下雨。\n重报集团上了新闻。\n")
    assert [mark.finding.check for mark in draft.marks] == ["missing-term"]
    draft.typed("It rained.\nToday it was in the news.\n")
    assert [mark.finding.check for mark in draft.marks] == ["missing-term"]


class Simple:
    """Marks every `bad`."""

    def checked(self, document):
        return Checked(
            document,
            tuple(
                Finding(
                    "bad",
                    Severity.ERROR,
                    segment.index,
                    segment.start + at.start(),
                    segment.start + at.end(),
                    "bad",
                    1.0,
                )
                for segment in document.segments
                for at in re.finditer("bad", segment.text)
            ),
        )


@given(
    st.lists(
        st.text("bad \n😀", max_size=12) | st.sampled_from(["bad\n\nbad", "a bad\r\nb bad"]), min_size=1, max_size=4
    )
)
def test_typing_ends_where_opening_begins(texts):
    for path in ("draft.txt", "draft.md"):
        draft = OpenDraft(path, Blocks(Simple()))
        for text in texts:
            draft.typed(text)
            expected = [m.span() for m in re.finditer("bad", text)] if path == "draft.txt" else None
            assert expected is None or [(mark.start, mark.end) for mark in draft.marks] == expected
            assert all(text[mark.start : mark.end] == "bad" for mark in draft.marks)


@pytest.mark.slow
@pytest.mark.parametrize("path", ["draft.txt", "draft.md"])
def test_a_key_in_a_long_draft(checker, path):
    """20,000 words; the median of several keys, since the machine does other things too."""
    paragraph = f"{GARBLED} The app of upstream news has grown since, and so have others in the city. "
    text = "\n\n".join(f"{paragraph} That was on day {n}." for n in range(770))
    assert len(text.split()) > 19_000
    checker.check(GARBLED)  # what is opened once
    draft = OpenDraft(path, Blocks(checker))
    draft.text = text
    times = []
    place = text.index("day 333")
    for key in "abcdefghi":
        began = time.process_time()
        draft.typed(draft.text[:place] + key + draft.text[place:])
        Positions(draft.text).position(len(text))
        times.append(time.process_time() - began)
    median = sorted(times)[len(times) // 2]
    print(f"{path}: {1000 * median:.0f} ms a key")
    assert median < 0.1
