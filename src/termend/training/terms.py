"""Names to train on, with their Chinese: from public lists, and composed by pattern."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from termend.errors import InputError
from termend.language.hanzi import is_hanzi, simplified
from termend.language.romanised import pinyin_syllables
from termend.records import Term

_CEDICT_ROW = re.compile(r"\S+ (\S+) \[([A-Z][^\]]*)\] /([^/]+)/")
_NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|of|the|and|for|in|on|at|to|de|la))*(?<=\w)")
_HELD_OUT_SHARE = 0.15
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
    "于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文辉玉兰建国志宏俊海燕鹏雪梅浩宇欣怡子涵天一诗雨佳琪"
    "思远立新春生金凤德胜永康庆云晓东家豪雅婷嘉铭书瑶凯旋美玲正义长江少波卫民广才"
)


@dataclass(frozen=True, slots=True)
class TermSets:
    """Terms to train on, and others never trained on."""

    training: tuple[Term, ...]
    held_out: tuple[Term, ...]


def load(data: Path, patterns: Path, seed: int) -> TermSets:
    """Names of the lists under a data folder and of the patterns, parted by their Chinese.

    Args:
        data: folder that holds `ror-orgs`, `cedpane` and `geonames-zh`; each may be missing.
        patterns: TSV of kind, Chinese pattern, English pattern, with `{p}` for a place.

    Raises:
        InputError: where no list is there.
    """
    rng = random.Random(seed)
    places = list(_places(data / "geonames-zh" / "cities500_zh_en.tsv"))
    orgs = list(_organisations(data / "ror-orgs" / "ror_zh_en_orgs.tsv"))
    names = list(_names(data / "cedpane" / "CedPane-ChinaScribe-2021-04-30.txt"))
    if not (places or orgs or names):
        raise InputError(data, "no list of names here", "Name the folder that holds ror-orgs, cedpane or geonames-zh")
    chinese = [t for t in places if t.domain == "CN"]
    rng.shuffle(names)
    rng.shuffle(places)
    found = [*orgs, *names[:9000], *places[:5000], *_persons(rng, 3000), *_composed(patterns, chinese, rng)]
    training: list[Term] = []
    held_out: list[Term] = []
    for term in {t.source: t for t in found}.values():
        side = held_out if random.Random(f"{seed}{term.source}").random() < _HELD_OUT_SHARE else training
        side.append(term)
    return TermSets(tuple(training), tuple(held_out))


def _rows(path: Path) -> Iterator[list[str]]:
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _organisations(path: Path) -> Iterator[Term]:
    for row in _rows(path):
        if len(row) < 6 or not all(is_hanzi(c) for c in row[4]) or not 3 <= len(row[4]) <= 16:
            continue
        if _NAME.fullmatch(row[5]) and len(row[5].split()) <= 10:
            yield Term(simplified(row[4]), row[5], type="organisation")


def _places(path: Path) -> Iterator[Term]:
    for row in _rows(path):
        source = row[5].split("|")[0] if len(row) > 5 else ""
        if 2 <= len(source) <= 7 and all(is_hanzi(c) for c in source) and _NAME.fullmatch(row[4]):
            yield Term(simplified(source), row[4], type="place", domain=row[1])


def _names(path: Path) -> Iterator[Term]:
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _CEDICT_ROW.match(line)
        if not match or not _NAME.fullmatch(match[3]) or not 2 <= len(match[1]) <= 8:
            continue
        if all(is_hanzi(c) for c in match[1]):
            ends = match[1][-1] in "州市县区镇乡村省国岛山河江湖"
            yield Term(match[1], match[3], type="place" if ends else "person")


def _persons(rng: random.Random, count: int) -> Iterator[Term]:
    for _ in range(count):
        surname = rng.choice(_SURNAMES)
        given = "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2))))
        syllables = pinyin_syllables(surname + given)
        yield Term(surname + given, f"{syllables[0].capitalize()} {''.join(syllables[1:]).capitalize()}", type="person")


def _composed(patterns: Path, places: Iterable[Term], rng: random.Random) -> Iterator[Term]:
    towns = list(places)
    for row in _rows(patterns):
        if len(row) < 3 or row[0].startswith("#"):
            continue
        kind, source, target = row[:3]
        if "{p}" not in source:
            yield Term(source, target, type=kind)
            continue
        for town in rng.sample(towns, min(50, len(towns))):
            yield Term(source.replace("{p}", town.source), target.replace("{p}", town.target), type=kind)
