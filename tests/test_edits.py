"""Edits replay exactly, and refuse a text they were not made for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.edits import apply, from_findings
from termend.errors import EditError
from termend.records import Edit, Finding, Proposal, Severity


@st.composite
def texts_with_edits(draw):
    pieces = draw(
        st.lists(st.tuples(st.text(max_size=8), st.text(min_size=1, max_size=8), st.text(max_size=8)), max_size=6)
    )
    text, mended, edits = "", "", []
    for kept, before, after in pieces:
        text, mended = text + kept, mended + kept
        edits.append(Edit(len(text), len(text) + len(before), before, after))
        text, mended = text + before, mended + after
    return text, mended, draw(st.permutations(edits))


@given(texts_with_edits())
def test_replay(case):
    text, mended, edits = case
    assert apply(text, edits) == mended


@given(texts_with_edits())
def test_every_edit_undone_restores_the_text(case):
    text, mended, edits = case
    shift, back = 0, []
    for edit in sorted(edits, key=lambda e: e.start):
        back.append(Edit(edit.start + shift, edit.start + shift + len(edit.after), edit.after, edit.before))
        shift += len(edit.after) - len(edit.before)
    # Two deletions side by side leave two insertions at one place, which have no order.
    if len({(e.start, e.end) for e in back}) == len(back):
        assert apply(mended, back) == text


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 3, "new", "old")],
        [Edit(0, 3, "the", "a"), Edit(2, 5, "e r", "")],
        [Edit(3, 3, "", "x"), Edit(3, 3, "", "y")],
        [Edit(3, 2, "", "x")],
        [Edit(-1, 0, "", "x")],
    ],
    ids=["other text", "overlap", "two insertions at one place", "end before start", "negative"],
)
def test_refused(edits):
    with pytest.raises(EditError):
        apply("the river", edits)


@pytest.mark.parametrize(
    ("severity", "origin", "mended"),
    [("info", "seq2seq", False), ("info", "editor", True), ("warning", "rule", True), ("error", "glossary", True)],
)
def test_what_is_only_pointed_out_stays_unless_an_editor_chose(severity, origin, mended):
    proposal = Proposal("Silver Lake", 4, 14, 0.9, origin)
    finding = Finding("lost-case", Severity(severity), 0, 4, 14, "Yinhu Lake", 0.9, proposals=(proposal,))
    assert bool(from_findings("The Yinhu Lake froze.", [finding])) is mended
