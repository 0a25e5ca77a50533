"""What the pattern of a name and the draft as a whole say of a candidate, before and after."""

from __future__ import annotations

import pytest

from detection.test_finding import document
from termend.checks.mentions import Mentions
from termend.detection.search import features
from termend.detection.search.candidates import Candidate
from termend.detection.search.words import Known
from termend.detection.unpaired import circumstances, patterns
from termend.detection.unpaired.finding import look
from termend.glossary import Glossary
from termend.records import Term

GROUP = (
    Term("江报集团", "Jiangjin Daily Press Group"),
    Term("江津日报报业集团", "Jiangjin Daily Press Group"),
)
PLAN = (Term("十五五", "15th Five-Year Plan"),)
OPENING = "The Jiangjin Daily Press Group met on Monday."


def looked(text: str, terms: tuple[Term, ...]) -> tuple[list[Candidate], features.Setting]:
    draft, glossary = document(text), Glossary(terms)
    known = [Known(m.start, m.end, m.terms, m.segment) for m in Mentions(draft, glossary).all]
    return look(draft.segments, glossary, known)


def candidate(text: str, words: str, terms: tuple[Term, ...]) -> tuple[Candidate, features.Setting]:
    found, setting = looked(text, terms)
    return next(c for c in found if c.text == words), setting


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (f"{OPENING}\nThen the river group thanked its readers.", True),
        ("Then the river group thanked its readers.", False),  # the full name stands nowhere
        (f"{OPENING}\nThen a river group thanked its readers.", False),  # not the one that was spoken of
    ],
)
def test_a_short_form_is_likelier_behind_its_full_name(text: str, more: bool) -> None:
    assert circumstances.is_short_form(*candidate(text, "river group", GROUP)) is more


def test_one_english_speaks_for_the_full_form_alone() -> None:
    _, setting = looked(OPENING, GROUP)
    assert setting.right == {"江津日报报业集团": 1}
    assert setting.short == {"江报集团"}


def test_two_names_of_one_english_that_are_no_short_form_stand_both() -> None:
    _, setting = looked("It rained in Shangrao.", (Term("上饶", "Shangrao"), Term("饶州", "Shangrao")))
    assert setting.right == {"上饶": 1, "饶州": 1}
    assert not setting.short


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("During the “1555” the road was built.", True),
        ('During the "1555" period.', True),
        ("During the 1555 period the road was built.", True),
        ("During the 1555 the road was built.", True),
        ("The 1555 delegates met.", False),
        ("In 1555 it was built.", False),
        ("He said “1555 of them came”.", False),
    ],
)
def test_a_number_that_counts_nothing_is_likelier_a_plan(text: str, more: bool) -> None:
    assert circumstances.is_misread_number(candidate(text, "1555", PLAN)[0]) is more


@pytest.mark.parametrize(
    ("source", "words", "said"),
    [
        ("市委网信办", "network office of the city committee", 4),
        ("市网办", "City Network Office", 3),
        ("市网信办", "Network Office", 0),  # hardly half of the name
    ],
)
def test_how_many_words_a_name_says_where_it_says_all(source: str, words: str, said: int) -> None:
    office = Term(source, "Cyberspace Affairs Bureau of the Municipality", ("Cyberspace Bureau",))
    assert circumstances.said_whole(candidate(f"They met at the {words} today.", words, (office,))[0]) == said


@pytest.mark.parametrize(
    ("source", "target", "words", "glossed"),
    [
        ("海姆", "Heim", "Sea Nurse", 1.0),  # rendered by its sound
        ("海姆", "Haimu", "Sea Nurse", 0.0),  # its pinyin: engines do gloss such names
        ("海姆", "Marine Matron", "Sea Nurse", 0.0),
    ],
)
def test_a_name_that_is_rendered_by_its_sound_is_hardly_glossed(
    source: str, target: str, words: str, glossed: float
) -> None:
    found, _ = looked(f"They met {words} in Rome.", (Term(source, target),))
    candidates = [c for c in found if c.text.split()[0] == words.split()[0]]
    assert candidates
    assert {patterns.glosses_a_sound(c) for c in candidates} == {glossed}


@pytest.mark.parametrize(
    ("text", "words", "term", "faint"),
    [
        ("they went to the hanjiang district by bus.", "hanjiang district", Term("黔江区", "Qianjiang District"), True),
        ("they met wang joon on the bus.", "wang joon", Term("王军", "Wang Jun"), False),
    ],
)
def test_what_is_faintly_like_a_name(text: str, words: str, term: Term, faint: bool) -> None:
    assert circumstances.is_faint(candidate(text, words, (term, Term("闫妮", "Yan Ni", ("Ni Yan",))))[0]) is faint


def test_spellings_of_one_garble_count_together() -> None:
    found, setting = looked("The re-violin group met.\nThe reviolin group left.", (Term("重报集团", "Chong Group"),))
    recurs = features.NAMES.index("recurs")
    rows = features.matrix(found, setting)
    assert {c.text for c in found} == {"re-violin group", "reviolin group"}
    assert {row[recurs] for row in rows.tolist()} == {0.5}


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("they went to the hanjiang district by bus.", False),
        ("they went to the hanjiang district and home by bus.", False),
        ("they went to the hanjiang district and banan by bus.", True),
        ("they went to banan or the hanjiang district by bus.", True),
        ("they went to banan by way of the hanjiang district.", False),
    ],
)
def test_what_is_listed_with_a_right_name_of_its_kind(text: str, listed: bool) -> None:
    places = (Term("黔江区", "Qianjiang District", type="place"), Term("巴南", "Banan", type="place"))
    assert circumstances.is_listed(candidate(text, "hanjiang district", places)[0]) is listed
