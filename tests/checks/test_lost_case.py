import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_check import cases, document, findings, fixed, term

from termend.language.case import is_lower_cased, recased
from termend.language.phrases import words_of


def run(case):
    draft = document(case["text"], case.get("source"))
    return draft, findings("lost-case", draft, [term(*row) for row in case["glossary"]])


@pytest.mark.parametrize("case", cases("lost_case"), ids=lambda c: c["name"])
def test_found(case):
    _, found = run(case)
    assert [[f.text, f.proposals[0].text] for f in found] == case["found"]
    assert all(f.score >= 0.5 for f in found)


@pytest.mark.parametrize("case", cases("lost_case_clean"), ids=lambda c: c["name"])
def test_left_alone(case):
    assert [f for f in run(case)[1] if f.score >= 0.5] == []


@pytest.mark.parametrize("case", cases("lost_case"), ids=lambda c: c["name"])
def test_what_was_mended_is_right(case):
    draft, found = run(case)
    assert run({**case, "text": fixed(draft, found)})[1] == ()


@given(st.from_regex(r"[A-Za-z]{1,8}( |-)[A-Za-z]{1,8}", fullmatch=True), st.randoms())
def test_putting_capitals_back_changes_case_alone(name, random):
    draft = "".join(random.choice((c.lower(), c)) for c in name)
    mended = recased(draft, words_of(name), words_of(draft))
    assert mended.lower() == draft.lower()
    assert all(m in (d, n) or (m.isupper() and d.islower()) for m, d, n in zip(mended, draft, name, strict=True))


def test_lower_cased_drafts():
    assert is_lower_cased(["The media of chongqing met in beijing. They left on friday by train."])
    assert not is_lower_cased(["The media of Chongqing met in Beijing."])
    assert not is_lower_cased(["Stop."])


FORUM = term("长江文明论坛", "Yangtze River Civilization Forum", kind="event")


def test_what_is_sound_but_for_its_capitals_lost_its_case_as_a_whole():
    draft = document(
        "in june the yangtze civilization forum was held.\nits guests came from many towns and left by ship."
    )
    (found,) = findings("lost-case", draft, [FORUM, term("长江", "Yangtze River", "Yangtze", "place")])
    assert found.text == "yangtze civilization forum"
    assert not found.proposals  # the repair model writes them, as for what is garbled
    assert findings("garbled-term", draft, [FORUM]) == ()


def test_with_its_capitals_it_is_another_rendering():
    draft = document("In June the Yangtze Civilization Forum was held in Anhui and its guests left by ship.")
    assert findings("lost-case", draft, [FORUM]) == findings("garbled-term", draft, [FORUM]) == ()
    (found,) = findings("unapproved-rendering", draft, [FORUM])
    assert found.text == "Yangtze Civilization Forum"
