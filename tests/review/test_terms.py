"""Names are found by English, Chinese and pinyin, what explains the words best first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from termend import gazetteer
from termend.glossary import Glossary
from termend.language.romanised import spells
from termend.records import Evidence, Term
from termend.review.terms import Explained, Terms

ROWS = (
    Term("重报集团", "Chongqing Daily Press Group", ("CQDPG",)),
    Term("重庆日报", "Chongqing Daily"),
    Term("吕梁", "Lüliang"),
    Term("鸿雁图书馆", "Hongyan Library"),
    Term("沙坪坝", "Shapingba"),
)
# Which words a name explains here, and how well.
NATS = {("heavy", "重报集团"): 20.0, ("heavy", "重庆日报"): 12.0, ("hall", "鸿雁馆"): 9.0, ("heavy", "鸿雁馆"): 5.0}


def _explain(words: str, source: str, glossary: Glossary, count: int) -> tuple[Explained | None, Sequence[Explained]]:
    every = [
        Explained(term, nats, 0.9, (Evidence(term.source, words, "gloss", nats),))
        for term in glossary.terms
        if (nats := NATS.get((words, term.source)))
    ]
    asked = next((e for e in every if e.term.source == source), None)
    others = sorted((e for e in every if e is not asked), key=lambda e: -e.log_odds)
    return asked, others[:count]


TERMS = Terms(Glossary(ROWS), _explain)


def _names(words: str, query: str = "", source: str = "") -> list[str]:
    return [each.term.source for each in TERMS.suggest(words, query, source)]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("daily press", {"重报集团"}),
        ("cqdpg", {"重报集团"}),
        ("library hong", {"鸿雁图书馆"}),
        ("luliang", {"吕梁"}),
        ("lüliang", {"吕梁"}),
        ("lvliang", {"吕梁"}),
        ("chongbao", {"重报集团"}),
        ("chong", {"重报集团", "重庆日报"}),
        ("cqrb", {"重庆日报"}),
        ("Sha Ping Ba", {"沙坪坝"}),
        ("tushuguan", {"鸿雁图书馆"}),
        ("集团", {"重报集团"}),
        ("重慶", {"重庆日报"}),
        ("nothing like it", set()),
    ],
)
def test_what_is_typed_finds(query: str, names: set[str]) -> None:
    assert set(_names("words", query)) == names


def test_the_best_explanation_comes_first_whatever_was_typed() -> None:
    assert _names("heavy") == ["重报集团", "重庆日报"]
    assert _names("heavy", "chong") == ["重报集团", "重庆日报"]
    assert _names("heavy", "chong", "在重庆日报") == ["重庆日报", "重报集团"]


def test_the_source_offers_names_that_no_row_has() -> None:
    (first, *_) = TERMS.suggest("hall", source="在鸿雁馆开幕。")
    assert (first.term.source, first.new, first.in_source) == ("鸿雁馆", True, True)
    assert _names("words", "鸿雁馆", "在鸿雁馆开幕。") == ["鸿雁馆"]
    assert _names("words", "hongyanguan", "在鸿雁馆开幕。") == ["鸿雁馆"]
    assert _names("heavy", source="重报集团在鸿雁馆开幕。")[0] == "重报集团"


@pytest.mark.parametrize(
    ("letters", "spelt"),
    [("chongqing", True), ("zhongqing", True), ("chongq", None), ("ch", None), ("qing", False), ("chongqingx", False)],
)
def test_letters_spell_a_name_by_any_reading(letters: str, spelt: bool | None) -> None:
    assert spells(letters, "重庆") is spelt


def test_the_names_of_the_world_are_asked_where_the_glossary_has_none() -> None:
    terms = Terms(Glossary(ROWS), _explain, gazetteer.shipped())
    for query, source in (("Havana", ""), ("哈瓦那", ""), ("hawana", "他在哈瓦那。"), ("", "他在哈瓦那。")):
        found = {each.term.source: each for each in terms.suggest("words", query, source)}
        assert found["哈瓦那"].term.target == "Havana"
        assert not found["哈瓦那"].new
    term = terms.row("哈瓦那", "Havana")
    assert term is not None
    assert not terms.is_listed(term)
    assert terms.is_listed(ROWS[0])
