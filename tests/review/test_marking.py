"""Words that no check flagged: marked, they are findings like others, are mended, exported and taught."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from review import made
from termend.cli.app import main
from termend.errors import OptionError
from termend.glossary.loading import read as read_glossary
from termend.pipeline import mend
from termend.records import Document, Evidence, Term
from termend.review import lessons, outcomes
from termend.review.beside import decisions_of
from termend.review.decisions import MARKED, Verdict
from termend.review.desk import Desk, Draft, Wish
from termend.review.judging import honoured
from termend.review.marking import Mark, elsewhere, is_telling, selected

TEXT = "The heavy branch met. A heavy branch, the heavy branches and one heavy branch more.\n\nheavy branch\n"
BRANCH = Term("重分社", "Zhong Branch", glossary="press.csv", line=9)
EVIDENCE = (Evidence("重", "heavy", "gloss", 3.0), Evidence("分社", "branch", "gloss", 4.0))


def _draft(folder: Path, text: str = TEXT, by: str = "Ann") -> Draft:
    path = folder / "draft.txt"
    path.write_text(text, encoding="utf-8")
    return Draft(str(path), made.WORK, by)


def _mark(draft: Draft, words: str = "heavy branch", term: Term | None = BRANCH, **more: object) -> Mark:
    document = draft.state().judged.document
    start = document.text.index(words)
    also = tuple(at for _, at in elsewhere(document, start, start + len(words)))
    return Mark(start, start + len(words), words, term, EVIDENCE if term else (), also=also, **more)  # type: ignore[arg-type]


def test_a_term_is_found_evidenced_mended_and_taught_everywhere(tmp_path: Path) -> None:
    draft = _draft(tmp_path)
    draft.mark(_mark(draft, forbid=True), "window")
    judged = draft.state().judged
    assert [f.text for f in judged.findings] == ["heavy branch"] * 4
    assert {(f.check, f.term and f.term.source, f.evidence) for f in judged.findings} == {(MARKED, "重分社", EVIDENCE)}
    mended = TEXT.replace("heavy branch", "Zhong Branch").replace("Zhong Branches", "heavy branches")
    assert outcomes.as_file(judged).decode() == mended
    again = Draft(draft.path, made.WORK)
    assert outcomes.as_file(again.state().judged).decode() == mended
    assert mend(honoured(made.check(draft.path), again.state().journal, for_repair=True)).text == mended
    (lesson,) = lessons.lessons(again.state().journal.steps)
    assert (lesson.name.source, lesson.forbidden) == ("重分社", "heavy branch")


def test_the_command_learns_a_mark(tmp_path: Path) -> None:
    draft = _draft(tmp_path)
    draft.mark(_mark(draft, term=Term("重分社", "Zhong Branch"), new=True), "")
    glossary = tmp_path / "press.csv"
    glossary.write_text(made.GLOSSARY, encoding="utf-8")
    assert main(["learn", str(decisions_of(draft.path)), "--glossary", str(glossary), "--in-place"]) == 0
    assert {t.target for t in read_glossary(glossary) if t.source == "重分社"} == {"Zhong Branch"}


def test_wrong_and_no_term_stays_open_until_somebody_says_what_to_print(tmp_path: Path) -> None:
    draft = _draft(tmp_path)
    draft.mark(_mark(draft, term=None), "window")
    state = draft.state()
    assert len(state.judged.findings) == 4
    assert not state.judged.judgements
    assert outcomes.as_file(state.judged).decode() == TEXT
    draft.decide(Wish(state.order.keys[0], Verdict.EDIT, text="main branch", window="window"))
    assert outcomes.as_file(draft.state().judged).decode() == TEXT.replace("heavy branch", "main branch", 1)
    Desk([draft]).undo("window")
    Desk([draft]).undo("window")
    assert not draft.state().judged.findings
    Desk([draft]).again("window")
    assert len(draft.state().judged.findings) == 4


def test_what_is_printed_may_be_said_at_once(tmp_path: Path) -> None:
    draft = _draft(tmp_path)
    draft.mark(_mark(draft, term=None, text="main branch"), "")
    assert "heavy branch " not in outcomes.as_file(draft.state().judged).decode()


def test_an_open_mark_is_no_finding_of_check(tmp_path: Path) -> None:
    draft = _draft(tmp_path)
    draft.mark(_mark(draft, term=None), "")
    assert not honoured(made.check(draft.path), draft.state().journal).findings


def test_two_editors_may_take_the_same_words_for_two_names(tmp_path: Path) -> None:
    one = _draft(tmp_path)
    other = Draft(one.path, made.WORK, "Ben")
    one.mark(_mark(one), "")
    other.mark(_mark(other, term=Term("大分社", "Main Branch")), "")
    state = one.state()
    assert len(state.judged.findings) == 4
    assert state.judged.conflicts == {0, 1, 2, 3}
    one.decide(Wish(state.order.keys[0], Verdict.REJECT))
    assert one.state().judged.conflicts == {1, 2, 3}


def test_a_mark_over_a_finding_is_a_decision_on_it(tmp_path: Path) -> None:
    draft = _draft(tmp_path, made.DRAFT)
    count = len(draft.state().judged.findings)
    words = "Readers from saffeng dam"
    draft.mark(_mark(draft, words, term=None, text="Shapingba readers"), "")
    judged = draft.state().judged
    assert len(judged.findings) == count
    assert outcomes.as_file(judged).decode() == made.DRAFT.replace(words, "Shapingba readers")


WRONG = {
    "no longer there": Mark(0, 3, "Tha", BRANCH),
    "is to be printed as": Mark(4, 16, "heavy branch", Term("重", "heavy branch")),
}


@pytest.mark.parametrize("problem", WRONG)
def test_what_makes_no_sense_is_refused(tmp_path: Path, problem: str) -> None:
    draft = _draft(tmp_path)
    with pytest.raises(OptionError, match=problem):
        draft.mark(WRONG[problem], "")
    assert not decisions_of(draft.path).exists()


def test_a_selection_is_taken_without_the_space_around_it(tmp_path: Path) -> None:
    document: Document = _draft(tmp_path).state().judged.document
    assert selected(document, 0, 3, 17) == (4, 16)
    for segment, start, end in ((0, 3, 4), (0, 9, 9), (9, 0, 4), (1, 0, 4), (0, 90, 99)):
        with pytest.raises(OptionError):
            selected(document, segment, start, end)


def test_a_single_ordinary_word_is_not_forbidden_unasked() -> None:
    assert not is_telling("heavy")
    assert is_telling("heavy branch")
    assert is_telling("Weatherall")


def test_word_has_the_history_as_comments_of_those_who_made_it(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    word = docx.Document()
    for line in made.DRAFT.splitlines():
        word.add_paragraph(line)
    word.save(str(path))
    ann, ben = Draft(str(path), made.WORK, 'Ann "A" <b>'), Draft(str(path), made.WORK, "Ben")
    state = ann.state()
    keys = dict(zip((f.text for f in state.judged.findings), state.order.keys, strict=True))
    ann.decide(Wish(keys["copper beam"], Verdict.ACCEPT))
    ben.decide(Wish(keys["copper beam"], Verdict.EDIT, text="the Tongliang District"))
    ben.comment(keys["saffeng dam"], "Is this & that <one> right?\x0b", "")
    ann.mark(_mark(ann, "Readers", term=None), "")
    (tmp_path / "out.docx").write_bytes(outcomes.as_tracked(ann.state().judged))
    opened = docx.Document(str(tmp_path / "out.docx"))
    said = [(c.author, c.text) for c in opened.comments]
    assert ('Ann "A" <b>', "Accepted: “the Tongliang”") in said
    assert ("Ben", "Edited: “the Tongliang District”") in said
    assert ("Ben", "Is this & that <one> right?") in said
    assert ('Ann "A" <b>', "Marked as wrong") in said
    with zipfile.ZipFile(tmp_path / "out.docx") as archive:
        body = archive.read("word/document.xml").decode()
    assert (body.count("<w:ins "), body.count("<w:del ")) == (1, 1)
    assert [p.text for p in docx.Document(str(path)).paragraphs][-1] == opened.paragraphs[-1].text
