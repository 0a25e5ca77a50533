"""ROR, the Research Organization Registry, as a table: id, country, types, city, Chinese, English, further names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from termend.gazetteer.building.entry import Entry, is_chinese_name, is_english_name, lines
from termend.gazetteer.chinese import normal
from termend.gazetteer.reading import Kind, Origin
from termend.language.hanzi import is_hanzi

_COLUMNS = 6
_COUNTRY = re.compile(r"\s*\([^()]*\)$")
_SHORTEST_TELLING = 4  # a shorter further name (长江所) may be anyone's


def read(path: Path) -> Iterator[Entry]:
    """Every organisation under its Chinese name, and under the further ones that are names.

    Raises:
        InputError: where the file cannot be read.
    """
    for line in lines(path):
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) < _COLUMNS or not fields[0].startswith("http"):
            continue
        english = _COUNTRY.sub("", fields[5])
        if not is_english_name(english):
            continue
        kind = Kind.FIRM if "company" in fields[2].lower().split(",") else Kind.INSTITUTION
        further = fields[6].split("|") if len(fields) > _COLUMNS else []
        for number, written in enumerate(dict.fromkeys([fields[4], *further])):
            chinese = normal(written.strip())
            if is_chinese_name(chinese) and is_hanzi(chinese[-1]):
                whole = number == 0 or len(chinese) >= _SHORTEST_TELLING
                yield Entry(chinese, (english,), kind, 0, Origin.ROR, is_whole=whole)
