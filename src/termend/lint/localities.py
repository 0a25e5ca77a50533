"""The Chinese places that everybody's English names hold, from the shipped glossary of places."""

from __future__ import annotations

from functools import cache

from termend import resources
from termend.glossary import formats
from termend.language.hanzi import simplified
from termend.language.letters import fold

# Names of a whole country or territory, which stand in English where Chinese has 国家 or nothing.
_TERRITORIES = frozenset({"china", "chinese", "taiwan", "macao", "macau", "hong", "kong"})
_SHORTEST, _LONGEST = 2, 4
_SUFFIXES = "省市区县"


@cache
def _places() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    english: dict[str, list[str]] = {}
    chinese: set[str] = set()
    for entry in formats.read(resources.glossaries() / "china-places.csv").entries:
        source = simplified(entry.source)
        base = source.rstrip(_SUFFIXES) if len(source) > _SHORTEST else source
        if len(base) < _SHORTEST:
            continue
        first, *rest = entry.target.split()
        alone = not rest or rest == ["Municipality"] or (len(rest) == 1 and source[-1] in _SUFFIXES)
        if alone and "-" not in first and fold(first) not in _TERRITORIES:
            english.setdefault(fold(first), []).append(base)
            chinese.add(base)
    return {name: tuple(found) for name, found in english.items()}, frozenset(chinese)


def chinese_of(word: str) -> tuple[str, ...]:
    """The Chinese names, without 市 or 省, of the places that an English word names; empty where it names none."""
    return _places()[0].get(fold(word), ())


def is_one(word: str) -> bool:
    """Whether an English word names a place."""
    return fold(word) in _places()[0]


def within(source: str) -> list[tuple[int, int]]:
    """Half-open ranges of the known places in a Chinese name, the longest at each beginning."""
    known = _places()[1]
    found = []
    for start in range(len(source) - 1):
        sizes = range(min(_LONGEST, len(source) - start), 1, -1)
        size = next((size for size in sizes if source[start : start + size] in known), None)
        if size is not None:
            found.append((start, start + size))
    return found
