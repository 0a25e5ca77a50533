"""Proposals are shown as what results, each once."""

from __future__ import annotations

from termend.records import Document, Finding, Proposal, Repaired, Segment, Severity, Term
from termend.reports import comment
from termend.reports.options import options

TEXT = "Firms far beyond the long river triangle grew. Others did not."
START = TEXT.index("long")
TERM = Term("长三角", "Yangtze Delta")


def _finding(*proposals: tuple[str, str]) -> tuple[Document, Finding]:
    """A finding on “long river”, with proposals as (what is replaced, by what)."""
    document = Document("draft.txt", TEXT, (Segment(0, 0, TEXT),))
    made = tuple(
        Proposal(new, TEXT.index(old), TEXT.index(old) + len(old), round(0.9 - 0.2 * n, 1), "seq2seq")
        for n, (old, new) in enumerate(proposals)
    )
    finding = Finding(
        "garbled-term", Severity.ERROR, 0, START, START + 10, "long river", 0.9, term=TERM, proposals=made
    )
    return document, finding


def test_equal_texts_that_replace_different_words_differ() -> None:
    document, finding = _finding(("long river triangle", "Yangtze Delta"), ("long river", "Yangtze Delta"))
    clauses = [option.clause for option in options(document, finding)]
    assert clauses == ["Firms far beyond the Yangtze Delta grew.", "Firms far beyond the Yangtze Delta triangle grew."]


def test_what_yields_the_same_text_is_shown_once() -> None:
    document, finding = _finding(
        ("long river triangle", "Yangtze Delta"), ("the long river triangle", "the Yangtze Delta"), ("long river", "X")
    )
    found = options(document, finding)
    assert [option.choice for option in found] == [0, 2]
    for option in found:
        p = option.proposal
        assert option.clause in TEXT[: p.start] + p.text + TEXT[p.end :]


def test_what_says_a_word_twice_is_no_choice_unless_it_is_the_best() -> None:
    twice = (("long river", "Yangtze Triangle"), ("long river", "The Yangtze"))
    document, finding = _finding(("long river triangle", "Yangtze Delta"), *twice)
    assert [option.new for option in options(document, finding)] == ["Yangtze Delta"]
    document, finding = _finding(*twice)
    assert [option.new for option in options(document, finding)] == ["Yangtze Triangle"]


def test_a_long_sentence_is_cut_at_words() -> None:
    words = "many words " * 20
    text = f"{words}long river {words}end."
    document = Document("draft.txt", text, (Segment(0, 0, text),))
    at = len(words)
    finding = Finding(
        "garbled-term", Severity.ERROR, 0, at, at + 10, "long river", 0.9,
        proposals=(Proposal("X", at, at + 10, 0.9, "rule"),),
    )  # fmt: skip
    (option,) = options(document, finding)
    assert option.clause.startswith("… words many")
    assert option.clause.endswith("words …")
    assert len(option.clause) < 90


def test_the_comment_in_word_shows_clauses_too() -> None:
    document, finding = _finding(("long river triangle", "Yangtze Delta"), ("long river", "Yangtze Delta"))
    said = comment.about(document, finding)
    assert "Or: “Firms far beyond the Yangtze Delta triangle grew.” (0.70)" in said
    assert comment.comments(Repaired(document, (finding,), (), TEXT)) == ()
