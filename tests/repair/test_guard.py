"""No edit leaves its place, whatever a model says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend import edits
from termend.records import Document, Finding, Segment, Severity, Term
from termend.repair import coding, proposing, signals
from termend.repair.asking import ask
from termend.repair.coding import MARGIN, Answer, answer_text, read_answer
from termend.repair.editing import edit_of
from termend.repair.rewriter import Candidate, Rewriting

SENSES = signals.shipped()
TERM = Term("明州日报", "Mingzhou Daily", type="media")
WORDS = ["the", "a", "an", "heads", "of", "bright", "state", "daily", "newspaper", "Mingzhou", "said", ",", ".", "’s"]

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14)
answers = st.builds(
    Answer,
    st.just(True),
    st.integers(-coding.MOST_TAKEN, coding.MOST_TAKEN),
    st.sampled_from(["", "the", "a", "an"]),
    st.booleans(),
    st.integers(-coding.MOST_TAKEN, coding.MOST_TAKEN),
)


@st.composite
def drafts(draw):
    """A one-line document with one or two findings on the term."""
    words = draw(texts)
    text = " ".join(words)
    starts = [sum(len(w) + 1 for w in words[:n]) for n in range(len(words))]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(len(words) - 1, first + 3)))
    spans = [(first, last)]
    if last + 1 < len(words) and draw(st.booleans()):
        second = draw(st.integers(last + 1, len(words) - 1))
        spans.append((second, second))
    findings = []
    for a, b in spans:
        start, end = starts[a], starts[b] + len(words[b])
        findings.append(Finding("garbled-term", Severity.ERROR, 0, start, end, text[start:end], 0.9, term=TERM))
    return Document("draft.txt", text, (Segment(0, 0, text),)), findings


@given(answers)
def test_an_answer_reads_as_it_was_written(answer):
    assert read_answer(answer_text(answer).split()) == answer


@given(st.lists(st.sampled_from([*coding.SPECIAL_TOKENS, "▁the", "garble"]), max_size=8))
def test_what_is_read_was_an_answer(tokens):
    answer = read_answer(tokens)
    assert answer is None or answer_text(answer).split() == tokens


@given(drafts(), answers)
def test_an_edit_holds_the_name_and_stays_near_its_finding(draft, answer):
    document, findings = draft
    for asked in ask(document, findings, range(len(findings))):
        edit = edit_of(answer, asked.question, asked.pieces, document.text, SENSES)
        if edit is None:
            continue
        assert TERM.target in edit.after
        assert edit.before == document.text[edit.start : edit.end]
        low = asked.pieces[max(0, asked.question.first - MARGIN)].start
        high = asked.pieces[min(len(asked.pieces), asked.question.last + MARGIN) - 1].end
        assert low <= edit.start <= edit.end <= high
        for other in findings:
            if other is not findings[asked.finding]:
                assert edit.end <= other.start or other.end <= edit.start


def test_a_word_of_the_sentence_is_not_taken_though_a_character_says_it():
    text = "Friendly State Cable has paid, and Friendly State Cable sold a ship."
    term = Term("有州电缆售公司", "Youzhou Cable Co.", type="company")
    first, second = (Finding("garbled-term", Severity.ERROR, 0, at, at + 20, text[at : at + 20], 0.9, term=term)
                     for at in (0, 35))  # fmt: skip
    for asked in ask(Document("d.txt", text, (Segment(0, 0, text),)), [first, second], range(2), None):
        assert edit_of(Answer(True, 0, right=0), asked.question, asked.pieces, text, SENSES) is not None
        assert edit_of(Answer(True, 0, right=1), asked.question, asked.pieces, text, SENSES) is None


class Fixed:
    """A model that gives the same answers to everything."""

    name = "fixed"

    def __init__(self, *said, fix_probability=0.5):
        self.said, self.fix_probability = said, fix_probability

    def rewrite(self, lines, candidates):
        return [
            Rewriting(self.fix_probability, tuple(Candidate(tuple(tokens), -0.1) for tokens in self.said))
            for _ in lines
        ]

    def answer(self, lines):
        return [tuple(self.said[0]) for _ in lines]


said = st.lists(st.sampled_from(coding.SPECIAL_TOKENS), max_size=6)


@given(drafts(), st.lists(said, min_size=1, max_size=3))
def test_the_text_outside_the_windows_is_never_changed(draft, answers_given):
    document, findings = draft
    made = proposing._rewritten(document, findings, range(len(findings)), None, Fixed(*answers_given))
    for number, proposals in made.items():
        for proposal in proposals:
            fixed = edits.apply(
                document.text,
                edits.from_findings(document.text, [_with(findings[number], proposal)]),
            )
            assert fixed[: proposal.start] == document.text[: proposal.start]
            assert fixed.endswith(document.text[proposal.end :])
            assert TERM.target in proposal.text


def _with(finding, proposal):
    from dataclasses import replace

    return replace(finding, proposals=(proposal,))


def test_an_answer_without_its_name_gives_the_glossary_form(monkeypatch):
    text = "The bright state newspaper said so."
    document = Document("d.txt", text, (Segment(0, 0, text),))
    finding = Finding("garbled-term", Severity.ERROR, 0, 4, 26, text[4:26], 0.9, term=TERM)
    monkeypatch.setattr("termend.repair.opening.shipped", lambda: Fixed(["<fix>", "<the>"], []))
    (found,) = proposing.propose(document, [finding], None)
    assert [(p.text, p.origin) for p in found.proposals] == [("Mingzhou Daily", "glossary")]


@pytest.mark.parametrize(
    ("score", "probability", "first"),
    [(0.6, 0.0001, "bright state newspaper"), (0.6, 0.5, "Mingzhou Daily"), (0.9, 0.0001, "Mingzhou Daily")],
)
def test_a_sure_verdict_on_a_doubtful_finding_leaves_the_words_as_they_stand(score, probability, first, monkeypatch):
    text = "The bright state newspaper said so."
    document = Document("d.txt", text, (Segment(0, 0, text),))
    finding = Finding("garbled-term", Severity.ERROR, 0, 4, 26, text[4:26], score, term=TERM)
    model = Fixed(["<fix>", "<t>"], fix_probability=probability)
    monkeypatch.setattr("termend.repair.opening.shipped", lambda: model)
    found = proposing.propose(document, [finding], None)
    assert found[0].proposals[0].text == first
    assert "Mingzhou Daily" in {p.text for p in found[0].proposals}
    assert edits.apply(text, edits.from_findings(text, found)) == f"The {first} said so."


def test_a_model_that_fails_in_mid_article_leaves_the_glossary_form(monkeypatch, caplog):
    class Broken(Fixed):
        def rewrite(self, lines, candidates):
            raise RuntimeError("out of memory")

    text = "The bright state newspaper said so."
    document = Document("d.txt", text, (Segment(0, 0, text),))
    finding = Finding("garbled-term", Severity.ERROR, 0, 4, 26, text[4:26], 0.9, term=TERM)
    monkeypatch.setattr("termend.repair.opening.shipped", Broken)
    (found,) = proposing.propose(document, [finding], None)
    assert found.proposals[0].origin == "glossary"
    assert "out of memory" in caplog.text


def test_an_overlong_finding_gets_the_glossary_form(monkeypatch):
    text = "bright " * 60 + "."
    document = Document("d.txt", text, (Segment(0, 0, text),))
    finding = Finding("garbled-term", Severity.ERROR, 0, 0, 59 * 7, text[: 59 * 7], 0.9, term=TERM)
    monkeypatch.setattr("termend.repair.opening.shipped", lambda: Fixed(["<fix>", "<t>"]))
    (found,) = proposing.propose(document, [finding], None)
    assert found.proposals[0].origin == "glossary"
