"""Of the shipped glossaries, those that a draft speaks of are searched; one that somebody named, always."""

import dataclasses

from one_check import document

from termend.checks import CheckContext
from termend.checks.relevance import relevant
from termend.glossary import Glossary
from termend.glossary.loading import load, whole
from termend.records import Term


def part(name, *sources):
    return Glossary(tuple(Term(s, f"Name of {s}", glossary=name) for s in sources), (name,))


PRESS = part("press.csv", "甲报", "乙报", "丙报", "丁报")
PLACES = part("places.csv", *(f"{c}城" for c in "东西南北上下左右前后里外"))
ALL = whole([PLACES, PRESS])


def test_the_names_that_stand_there_decide():
    assert relevant(ALL, {"甲报", "乙报"}).names == ("press.csv",)
    assert relevant(ALL, {"甲报", *(f"{c}城" for c in "东西南北上下")}).names == ("places.csv", "press.csv")
    assert relevant(ALL, {"东城"}).names == ("places.csv",)


def test_nothing_to_go_by_means_the_whole():
    assert relevant(ALL, set()) is ALL
    assert relevant(ALL, {"戊报"}) is ALL


def test_a_glossary_that_was_named_is_searched_whole():
    named = dataclasses.replace(ALL, parts=())
    assert relevant(named, {"甲报"}) is named


def test_the_order_of_the_parts_does_not_matter():
    assert relevant(whole([PRESS, PLACES]), {"甲报"}).fingerprint == relevant(ALL, {"甲报"}).fingerprint


def test_a_local_article_is_searched_for_local_names():
    text = "the upstream news and the chongqing daily press group met at the chongqing media centre in banan."
    searched = CheckContext(document(text), load()).searched
    assert searched.names == ("chongqing-media.csv",)


def test_all_shipped_terms_serve_the_other_checks():
    assert len(load()) > 1500
