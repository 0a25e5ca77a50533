"""Where accepted renderings stand in a draft."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.checks import CheckContext
from termend.documents import plain
from termend.glossary import Glossary
from termend.glossary.occurrences import Occurrences
from termend.glossary.renderings import renderings
from termend.records import Term

RIVER = Term("青江", "Qingjiang River", ("Qing River",), type="place")
OFFICE = Term("青江水务局", "Qingjiang River Water Bureau", type="government")
PAPER = Term("青江报", "Qingjiang Post", ("Post",), type="media")
PERSON = Term("李小兰", "Li Xiaolan", type="person")
AGENCY = Term("华新社", "Huaxin News Agency", ("Huaxin",), type="media")
PLENUM = Term("三中全会", "Third Plenum")
SITE = Term("华新网", "Huaxinnet", ("Huaxin",), type="media")


def _mentions(text, *terms):
    document = plain.read("-", text.encode())
    found = CheckContext(document, Glossary(terms)).mentions.all
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    return [(text[m.start : m.end], *(t.source for t in m.terms)) for m in found if m.cased]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qingjiang River Water Bureau's head", [("Qingjiang River Water Bureau", "青江水务局")]),
        ("the Water Bureau of Qingjiang River", [("Water Bureau of Qingjiang River", "青江水务局")]),
        ("the Qingjiang River, Water Bureau", [("Qingjiang River", "青江")]),
        ("the Qing\nRiver", []),
        ("a post for Li Xiaolan。Li Xiao-lan", [("Li Xiaolan", "李小兰"), ("Li Xiao-lan", "李小兰")]),
        ("the Post said", [("Post", "青江报")]),
        ("the 3rd Plenum", [("3rd Plenum", "三中全会")]),
        ("(Huaxin) 青江Huaxin", [("Huaxin", "华新社", "华新网"), ("Huaxin", "华新社", "华新网")]),
        ("", []),
    ],
)
def test_longest_first_and_none_overlapping(text, expected):
    assert _mentions(text, RIVER, OFFICE, PAPER, PERSON, AGENCY, SITE, PLENUM) == expected


def test_a_mention_with_lost_capitals_is_marked():
    text = "the qingjiang river and the post"
    document = plain.read("-", text.encode())
    found = CheckContext(document, Glossary((RIVER, PAPER))).mentions.all
    assert [(text[m.start : m.end], m.cased) for m in found] == [("qingjiang river", False)]


@given(st.permutations([RIVER, OFFICE, PAPER, PERSON, AGENCY, SITE]))
def test_the_order_of_rows_does_not_matter(terms):
    text = "Huaxin: Li Xiaolan of the Qingjiang River Water Bureau told the Qingjiang Post in Qing River."
    assert _mentions(text, *terms) == _mentions(text, RIVER, OFFICE, PAPER, PERSON, AGENCY, SITE)


def test_a_large_glossary_is_searched_by_the_words_of_the_draft():
    syllables = ["ba", "chen", "dong", "fu", "gan", "hei", "jin", "kang", "lou", "mei"]
    names = [a + b + c + d for a in syllables for b in syllables for c in syllables for d in syllables]
    terms = [Term(f"名{i}", name.capitalize() + " County", type="place") for i, name in enumerate(names)]
    text = "He lives in Meichenfugan, near Dongjinba County.\n" * 20
    document = plain.read("-", text.encode())
    began = time.process_time()
    assert len(CheckContext(document, Glossary((*terms, RIVER))).mentions.all) == 0
    assert time.process_time() - began < 5.0


# Every form made from a listed one is found by the words that the draft shares with it.
@pytest.mark.parametrize(
    "term",
    [
        RIVER,
        OFFICE,
        PERSON,
        Term("青江县", "Qingjiang County", type="place"),
        Term("南山口", "Nanshan Kou", type="place"),
        Term("青江区水务局", "Water Bureau of Qingjiang District", ("Qingjiang Finance Bureau",), type="government"),
        Term("国家铁路研究所", "National Railway Research Institute", type="org"),
        Term("德国青江委员会", "German Qingjiang Committees", type="org"),
        Term("食品药品局", "Food and Drug Office", type="org"),
        Term("光纤剧院", "Fibre Theatre Holdings Co Ltd", type="company"),
    ],
    ids=lambda term: term.target,
)
def test_every_form_of_a_term_is_mentioned(term):
    missed = [
        form.text
        for form in renderings(term)
        if not _mentions(f"Then {form.text} met.", term)
        and any(o.cased for o in Occurrences([term]).find(f"Then {form.text} met."))
    ]
    assert missed == []
