"""GeoNames as a table: id, country, region, inhabitants, name, Chinese names with `|` between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz

from termend.gazetteer.building.entry import Entry, is_chinese_name, is_english_name, lines
from termend.gazetteer.building.kinds import place_class
from termend.gazetteer.chinese import normal
from termend.gazetteer.reading import Kind, Origin
from termend.language.letters import fold
from termend.language.romanised import pinyin_syllables

_COLUMNS = 6
_REMARK = re.compile(r"\s*\([^()]*\)|,.*")
# A smaller place keeps only those of its names that sound as its English; a smaller one still is not known by a name of
# two characters in running text, or, where characters are words, by one without its class.
_LEAST_KNOWN, _LEAST_KNOWN_BARE = 20_000, 100_000
_SHORTEST_TELLING = 3
_ALIKE = 80  # 0 to 100; Changgang and Zhanggang are
_HAN_WRITING = frozenset(("CN", "TW", "HK", "MO", "JP", "KR", "KP"))


def read(path: Path) -> Iterator[Entry]:
    """Every Chinese name of every place.

    The table gives one Chinese place names of others near it. Of the names of such a place those are kept that sound as
    its English does; where none does (Lhasa, Shangri-La), all of a place that many people live in.

    Raises:
        InputError: where the file cannot be read.
    """
    for line in lines(path):
        fields = line.split("\t")
        if len(fields) < _COLUMNS or not fields[0].isdigit():
            continue
        _, country, _, inhabitants, written, chinese = fields[:_COLUMNS]
        forms = tuple(f for f in (_REMARK.sub("", part).strip() for part in written.split("/")) if is_english_name(f))
        names = [name for name in dict.fromkeys(normal(c) for c in chinese.split("|")) if is_chinese_name(name)]
        if forms:
            yield from _entries(names, forms, country, int(inhabitants or 0))


def _entries(names: list[str], forms: tuple[str, ...], country: str, inhabitants: int) -> Iterator[Entry]:
    if country == "CN":
        sounding = [name for name in names if _sounds_as(name, forms[0])]
        names = sounding or (names if inhabitants >= _LEAST_KNOWN else [])
    for name in names:
        known = place_class(name)
        if country in _HAN_WRITING:
            told_apart = known is not None or inhabitants >= _LEAST_KNOWN_BARE
        else:
            told_apart = len(name) >= _SHORTEST_TELLING or inhabitants >= _LEAST_KNOWN_BARE
        with_class = (f"{forms[0]} {known.english}",) if country == "CN" and known and known.english else ()
        yield Entry(
            name,
            (*with_class, *forms),
            Kind.PLACE,
            max(inhabitants, known.population if country == "CN" and known else 0),
            Origin.GEONAMES,
            is_whole=told_apart,
        )


def _sounds_as(chinese: str, english: str) -> bool:
    """Whether the pinyin of a name, its class word left out, is the English, a character of two readings granted."""
    known = place_class(chinese)
    names = {chinese, chinese.removesuffix(known.chinese) if known else chinese}
    return any(fuzz.ratio("".join(pinyin_syllables(name)), fold(english)) >= _ALIKE for name in names)
