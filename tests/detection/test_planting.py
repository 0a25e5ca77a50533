"""Drafts with their sources whose errors are known: what is said of them is so, and the same seed says the same."""

import pytest

from termend.channel import english, explanation, lexicon, sound
from termend.channel.sampling import Sampler
from termend.detection.learning import source_fitting
from termend.detection.learning.drafts import surfaces
from termend.detection.learning.parallel_text import slots
from termend.detection.learning.planting import Planter
from termend.records import Term

SENTENCES = [
    ("北京和上海的经济去年增长了。", "The economy of Beijing and Shanghai grew last year."),
    ("德国总理在柏林会见了法国代表。", "The chancellor of Germany met delegates of France in Berlin."),
    ("他从伦敦飞往东京，然后回到北京。", "He flew from London to Tokyo and then came back to Beijing."),
    ("加拿大队在罗马赢得了比赛。", "The team of Canada won the match in Rome."),
]
TERMS = (
    Term("青江", "Qingjiang", type="place"),
    Term("碧水湾", "Bishui Bay", type="place"),
    Term("青江日报", "Qingjiang Daily", type="media"),
    Term("青江水务局", "Qingjiang Water Bureau", type="organisation"),
    Term("李大同", "Li Datong", type="person"),
    Term("王春明", "Wang Chunming", type="person"),
    Term("卡瓦列罗", "Caballero", type="person"),
    Term("韦瑟尔", "Weathers", type="person"),
    Term("水上狂欢", "Water Carnival", type="title"),
    Term("绿色计划", "Green Plan", type="plan"),
    Term("新词", "New Word", type="term"),
)


@pytest.fixture(scope="module")
def planter():
    words = lexicon.shipped()
    sampler = Sampler(words, sound.shipped(), surfaces(english.shipped(), words))
    return Planter(TERMS, explanation.shipped(), sampler)


def test_slots_say_the_same():
    zh, en = SENTENCES[1]
    found = {zh[s.start : s.end]: en[s.first : s.last] for s in slots(zh, en, explanation.shipped())}
    assert found["柏林"] == "Berlin"
    assert found["德国"] == "Germany"


def test_the_same_seed_gives_the_same(planter):
    assert planter.plant(SENTENCES, 5) == planter.plant(SENTENCES, 5)
    assert planter.plant(SENTENCES, 5) != planter.plant(SENTENCES, 6)


@pytest.mark.parametrize("seed", range(12))
def test_outcomes_stand_where_they_are_said_to(planter, seed):
    planted = planter.plant(SENTENCES, seed)
    names = {term.source: term for term in planted.glossary.terms}
    for outcome in planted.outcomes:
        segment = planted.document.segments[outcome.segment]
        assert outcome.name in segment.source
        text = segment.text[outcome.start : outcome.end]
        assert bool(text) == (outcome.how not in ("dropped", "left-out"))
        assert text.lower() != names[outcome.name].target.lower()


def test_right_candidates_are_the_planted_words(planter):
    seeds = range(20)
    examples = source_fitting.gather(((s, planter.plant(SENTENCES, s)) for s in seeds), explanation.shipped())
    assert any(e.right.any() for e in examples.mentions)
    assert {e.weight for e in examples.mentions if not e.right.any()} <= {source_fitting.NONE_WEIGHT}
    assert all(len(e.right) == len(e.mention.stretches) == len(e.mention.rows) for e in examples.mentions)
