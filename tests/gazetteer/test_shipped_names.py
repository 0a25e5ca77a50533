"""The gazetteer that ships: what it must know, and what it must leave alone."""

import zlib
from time import process_time

import pytest

from termend import resources
from termend.gazetteer import Gazetteer, Kind, Origin, shipped
from termend.gazetteer.packing import FILE_NAME
from termend.language.tokens import tokenize
from termend.records import WORLD_NAMES

LEAST_READINGS = 100_000
MOST_BYTES = 4_000_000  # in the wheel, which packs what is stored unpacked, to be mapped
SECONDS_TO_OPEN = 0.1  # of this process; it takes a hundredth


def words(text):
    return [token.text for token in tokenize(text)]


def test_it_is_large_and_small():
    assert len(shipped()) >= LEAST_READINGS
    stored = (resources.glossaries() / WORLD_NAMES / FILE_NAME).read_bytes()
    assert len(zlib.compress(stored, 1)) <= MOST_BYTES


def test_it_opens_at_once():
    path = resources.glossaries() / WORLD_NAMES / FILE_NAME
    Gazetteer(path)
    began = process_time()
    Gazetteer(path).rows_of("北京")
    assert process_time() - began < SECONDS_TO_OPEN


@pytest.mark.parametrize(
    ("chinese", "english", "kind"),
    [
        ("泰国", "Thailand", Kind.PLACE),
        ("乌鲁木齐", "Ürümqi", Kind.PLACE),
        ("四川省", "Sichuan Province", Kind.PLACE),
        ("奥巴马", "Obama", Kind.PERSON),
        ("门德尔松", "Mendelssohn", Kind.PERSON),
        ("剑桥大学", "University of Cambridge", Kind.INSTITUTION),
        ("世界卫生组织", "World Health Organization", Kind.INSTITUTION),
        ("微软", "Microsoft", Kind.FIRM),
        ("纽约时报", "New York Times", Kind.MEDIUM),
        ("可可西里", "Hoh Xil", Kind.PLACE),
        ("广西", "Guangxi", Kind.PLACE),
        ("云南", "Yunnan", Kind.PLACE),
        ("中情局", "Central Intelligence Agency", Kind.INSTITUTION),
    ],
)
def test_it_knows(chinese, english, kind):
    first = shipped().rows_of(chinese)[0]
    assert (first.preferred, first.kind) == (english, kind)


def test_ambiguous_names_have_all_their_readings():
    kinds = {reading.kind for reading in shipped().rows_of("华盛顿")}
    assert {Kind.PLACE, Kind.PERSON} <= kinds


def test_forms_of_one_thing_are_one_reading():
    (reading,) = shipped().rows_of("特朗普")
    assert reading.forms == ("Trump", "Donald Trump")
    assert set(reading.origins) == {Origin.CEDPANE, Origin.CEDICT}


@pytest.mark.parametrize("text", ["运河两岸", "黄金价格", "大方地说", "他们的中学", "一"])
def test_ordinary_chinese_holds_no_name(text):
    assert shipped().names_in(text) == []


def test_ordinary_words_are_found_when_asked_for():
    assert shipped().rows_of("大众")[0].preferred == "Volkswagen"


def test_names_in_a_source():
    text = "记者从慕尼黑前往剑桥大学采访"
    found = shipped().names_in(text)
    assert [(text[n.start : n.end], n.readings[0].preferred) for n in found] == [
        ("慕尼黑", "Munich"),
        ("剑桥大学", "University of Cambridge"),
    ]


@pytest.mark.parametrize(
    "text",
    ["University of Cambridge", "the New York Times", "Chengdu", "Chengdu’s", "Urumqi", "Donald Trump", "Xi’an"],
)
def test_known_names(text):
    assert shipped().is_known_name(words(text))


@pytest.mark.parametrize(
    "text", ["Smith", "Google", "Police", "Bay", "University of", "the Chengdu University of Song", "chengdu", ""]
)
def test_what_is_no_known_name(text):
    assert not shipped().is_known_name(words(text))


def test_known_names_in_a_line():
    line = words("He left Rio de Janeiro for the University of Cambridge, Chengdu and nowhere.")
    found = shipped().known_names(line)
    assert [" ".join(line[n.first : n.last]) for n in found] == ["Rio de Janeiro", "University of Cambridge", "Chengdu"]


def test_a_line_in_lower_case_is_looked_through_when_asked():
    line = words("the university of cambridge in lower case")
    assert shipped().known_names(line) == []
    assert [(n.first, n.last) for n in shipped().known_names(line, any_case=True)] == [(1, 4)]


def test_a_village_is_no_known_name_until_asked_for():
    assert not shipped().is_known_name(["Aups"])
    assert shipped().is_known_name(["Aups"], least_population=0)


def test_every_reading_is_one_that_its_english_finds():
    gazetteer = shipped()
    for chinese in ("泰国", "奥巴马", "世界卫生组织", "约翰逊", "新城"):
        for reading in gazetteer.rows_of(chinese):
            assert all(reading in gazetteer.named(form) for form in reading.forms)
