"""What ships is right in form: every glossary loads, says where it comes from, and holds names only."""

import re
from collections import defaultdict

import pytest

from termend import resources
from termend.glossary import load
from termend.glossary.loading import read
from termend.language.hanzi import has_hanzi, simplified

SHIPPED = sorted(resources.glossaries().glob("*.csv"))


@pytest.fixture(params=SHIPPED, ids=lambda path: path.stem)
def shipped(request):
    return request.param


def test_there_are_four():
    assert [path.stem for path in SHIPPED] == ["china-government", "china-places", "china-press", "chongqing-media"]


def test_source_and_licence_stand_beside_it(shipped):
    note = shipped.with_suffix(".md").read_text(encoding="utf-8")
    assert "Source:" in note
    assert re.search(r"Licence: (CC0|CC BY) \d\.0", note)


def test_rows(shipped):
    terms = read(shipped)
    assert len(terms) > 100
    sources = [term.source for term in terms]
    assert len(set(sources)) == len(sources)
    for term in terms:
        assert has_hanzi(term.source), term
        assert simplified(term.source) == term.source, term
        assert not term.forbidden, term
        assert term.type, term
        for rendering in term.renderings:
            assert re.fullmatch(r"[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9 .,'&()-]*[A-Za-zÀ-ɏ0-9.)]", rendering), term
        assert len(set(term.renderings)) == len(term.renderings), term


def test_one_source_has_one_target_throughout():
    targets = defaultdict(set)
    for path in SHIPPED:
        for term in read(path):
            targets[term.source].add(term.target)
    assert {source: found for source, found in targets.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("重庆日报报业集团", "Chongqing Daily Press Group"),
        ("人民日报", "People's Daily"),
        ("新华社", "Xinhua News Agency"),
        ("网信办", "Cyberspace Affairs Office"),
        ("国资委", "State-owned Assets Supervision and Administration Commission"),
        ("人武部", "People's Armed Forces Department"),
        ("陕西", "Shaanxi"),
        ("山西", "Shanxi"),
        ("呼和浩特", "Hohhot"),
        ("丰都县", "Fengdu County"),
        ("彭水苗族土家族自治县", "Pengshui Miao and Tujia Autonomous County"),
    ],
)
def test_names_that_newcomers_look_for(source, target):
    assert target in {term.target for term in load().by_source[source]}
