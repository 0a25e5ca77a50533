"""The whole of detection: nothing that it says lies on a right name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detection.test_finding import document
from termend.checks.mentions import Mentions
from termend.detection import edges
from termend.detection.flow import Detection
from termend.detection.search.words import Known
from termend.glossary import Glossary
from termend.records import Term

GLOSSARY = Glossary(
    (
        Term("青江展", "Qingjiang Expo", type="event"),
        Term("第三届青江展商联盟", "Exhibitor Alliance of the 3rd Qingjiang Expo", type="org"),
        Term("青江", "Qingjiang", type="place"),
        Term("王小明", "Wang Xiaoming", type="person"),
        Term("明州日报", "Mingzhou Daily", type="media"),
    )
)
POLICE = Glossary(
    (
        Term("海州市公安局", "Public Security Bureau of Haizhou City", type="government"),
        Term(
            "海州市公安局治安支队",
            "Public Security Detachment of the Haizhou Public Security Bureau",
            type="government",
        ),
        Term("海州市", "Haizhou City", type="place"),
    )
)
PIECES = [
    "the 3rd Qingjiang Expo",
    "Exhibitors at the Qingjiang Expo",
    "Bright State Daily",
    "Wang Xiaoning",
    "Qingjiang",
]


def detected(text, glossary=GLOSSARY):
    draft = document(text)
    known = [Known(m.start, m.end, m.terms, m.segment) for m in Mentions(draft, glossary).all]
    return known, Detection(draft, glossary, glossary, known).detected()


def _inside(found, known):
    return [(f.start, f.end) for f in found if any(k.start <= f.start and f.end <= k.end for k in known)]


@given(st.lists(st.sampled_from([*PIECES, "said", "and", "met in"]), min_size=1, max_size=8).map(" ".join))
def test_nothing_is_said_of_a_right_name(text):
    known, found = detected(text)
    assert _inside(found, known) == []


def test_what_edges_leave_of_a_finding_is_no_right_name(monkeypatch):
    text = "Wang Xiaoming met editors of the Bright State Daily at the Qingjiang Expo."
    known, found = detected(text)
    (garble,) = found
    fair = text.index("Qingjiang Expo")
    monkeypatch.setattr(edges, "fitted", lambda *_: (fair, fair + len("Qingjiang Expo")))
    assert text[garble.start : garble.end] == "Bright State Daily"
    assert detected(text) == (known, ())


def test_an_article_makes_a_right_name_no_other():
    text = (
        "According to the investigation by the Public Security Bureau of Haizhou City, Li entered Haizhou City in July."
    )
    _, found = detected(text, POLICE)
    assert found == ()


PEOPLE = Glossary(
    (
        Term("卢卡库", "Lukaku", ("Romelu Lukaku",), type="person"),
        Term("王勇", "Wang Yong", ("Yong Wang",), type="person"),
        Term("比拉吉", "Biraghi", type="person"),
    )
)


@pytest.mark.parametrize("before", ["Neither", "Writer", "Although", "Yesterday", "When the order came, Private"])
@pytest.mark.parametrize("name", ["Lukaku", "Wang Yong"])
def test_a_plain_word_before_a_right_name_is_no_given_name(before, name):
    _, found = detected(f"{before} {name} saw Biraghi in the hall on Friday.", PEOPLE)
    assert found == ()


def test_one_plain_word_in_small_letters_is_no_name(monkeypatch):
    text = "Wang Xiaoming met editors of the Bright State Daily in the hall at the Qingjiang Expo."
    hall = text.index("hall")
    monkeypatch.setattr(edges, "fitted", lambda *_: (hall, hall + len("hall")))
    assert detected(text)[1] == ()


def test_capitals_of_a_headline_are_no_names():
    glossary = Glossary(
        (
            Term("佐科", "Joko", ("Joko Widodo",), type="person"),
            Term("国家水利研究所", "National Institute of Water Research", type="org"),
        )
    )
    text = """Singer Joko Cancels Summer Tour After Row With Producer
Farmers Union Sues National Institute of Water Research Over Stolen Designs"""
    assert detected(text, glossary)[1] == ()
