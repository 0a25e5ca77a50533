"""The Chinese of a segment, cut into glossary names and words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from termend.language.hanzi import is_hanzi, simplified
from termend.language.numerals import CHINESE_NUMERALS, CHINESE_UNITS
from termend.language.particles import BODIES, CONTINUING, GRAMMAR

_LONGEST_WORD = 8
# Costs of one unit on the best path; a name costs a little less than a word, so that ties go to the glossary.
_NAME, _WORD, _CHARACTER, _OTHER = 0.9, 1.0, 1.5, 0.2
_LESS = 0.5  # for each character of a name beyond two: a long one seldom stands by chance: 金鸡湖|畔, not 金鸡|湖畔
_CUTTING = 1.2  # more for a weak name that begins inside a word before it: 区政府 in 特区|政府
_HOLDING = 1.5  # more for a word that is a name, not a weak one, and its kind: 六安市; 大理石 is another word, marble
_BODIES = tuple(sorted(BODIES))
_LITTLE = 0.1  # that two ways through a text differ by without either being the better one
_NUMERALS = frozenset((*CHINESE_NUMERALS, *"几数"))
_MAGNITUDES = frozenset(CHINESE_UNITS) - {"十"}  # that go with the numeral before them: 十四五 may follow any
_DOTS = str.maketrans("•・‧∙･⋅·－—–−", "·······----")
_STOP_IN_NAME = re.compile(r"(?<=[\u4e00-\u9fff])[.．](?=[\u4e00-\u9fff])")  # typed for the dot: 玛丽.居里


class Words(Protocol):
    """A list of Chinese words."""

    def has_word(self, word: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch `start:end` of a source: a name of the glossary, a word, or a character alone."""

    text: str
    start: int
    end: int
    is_name: bool


@dataclass(frozen=True, slots=True)
class SourceSegment:
    """A source in simplified characters.

    Attributes:
        units: the cheapest way through the text; names are outermost ones.
        nested: names that stand inside a name of `units`, with the index of that unit.
    """

    text: str
    units: tuple[Unit, ...]
    nested: tuple[tuple[Unit, int], ...]

    @property
    def names(self) -> tuple[Unit, ...]:
        return tuple(u for u in self.units if u.is_name)


def plain(text: str) -> str:
    """A source in simplified characters with one kind of dot and hyphen; as many code points as before."""
    return _STOP_IN_NAME.sub("·", simplified(text).translate(_DOTS))


class NameIndex:
    """Names by their first two characters, for those that occur in some texts.

    Args:
        names: Chinese names, plain.
        texts: the sources they are looked for in; names that stand in none are left out.
        weak: names that may be no name; where one begins inside a word before it, or begins one, the word is likelier.
        others: longer names that no row has: 富恩特 (Fuente) does not stand in 富恩特斯 (Fuentes).
    """

    def __init__(
        self,
        names: Iterable[str],
        texts: Sequence[str],
        weak: Collection[str] = frozenset(),
        others: Collection[str] = frozenset(),
    ) -> None:
        joined = "\n".join(texts)
        openings = {joined[i : i + 2] for i in range(len(joined))}
        self._by_opening: dict[str, list[str]] = {}
        self._weak = weak
        self._others = sorted(others)
        for name in names:
            if name[:2] in openings or (len(name) == 1 and name in joined):
                self._by_opening.setdefault(name[:2], []).append(name)

    def is_weak(self, name: str) -> bool:
        """Whether a name may be none."""
        return name in self._weak

    def others_at(self, text: str, start: int) -> list[str]:
        """The longer names of others that stand at a place of a text."""
        return [name for name in self._others if text.startswith(name, start)]

    def at(self, text: str, start: int) -> list[str]:
        """The names that stand at a place of a text."""
        opening = text[start : start + 2]
        found = [name for name in self._by_opening.get(opening, ()) if text.startswith(name, start)]
        found += self._by_opening.get(opening[:1], ()) if len(opening) == 2 else ()
        return [name for name in found if _stands_alone(text, start, start + len(name))]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number is cut: `卡-52` does not stand in `卡-52M`, nor 百度 in 七百度."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and before in _NUMERALS and text[start] in _MAGNITUDES:
        return False
    return not (_is_latin(before) and _is_latin(text[start])) and not (_is_latin(after) and _is_latin(text[end - 1]))


def _is_latin(character: str) -> bool:
    return character.isalnum() and not is_hanzi(character)


def analyse(text: str, names: NameIndex, words: Words) -> SourceSegment:
    """Cut a plain source into units by the cheapest path (shortest-path segmentation).

    A name that cuts words apart on both sides (海西 in 上海西部) loses against them.
    """
    size = len(text)
    options: list[list[tuple[int, float, bool]]] = [_options(text, i, names, words) for i in range(size)]
    cost = [0.0] + [float("inf")] * size
    back: list[tuple[int, bool]] = [(0, False)] * (size + 1)
    for i in range(size):
        for end, price, is_name in options[i]:
            # Ties go to the path with the longer unit here, hence <=: later starts are shorter.
            if cost[i] + price < cost[end] - 1e-9:
                cost[end], back[end] = cost[i] + price, (i, is_name)
    units: list[Unit] = []
    end = size
    while end > 0:
        start, is_name = back[end]
        units.append(Unit(text[start:end], start, end, is_name))
        end = start
    units.reverse()
    nested = [
        (Unit(name, i, i + len(name), True), index)
        for index, unit in enumerate(units)
        if unit.is_name
        for i in range(unit.start, unit.end)
        for name in names.at(text, i)
        if i + len(name) <= unit.end and len(name) < unit.end - unit.start
    ]
    return SourceSegment(text, tuple(units), tuple(nested))


def is_cut_across(text: str, start: int, end: int, words: Words) -> bool:
    """Whether shorter words go through a plain source more cheaply if they may cross the edges of `start:end`.

    北京大学|生 is rather 北京|大学生 before a verb, and 北京|大学|生物 before 系.
    """
    around = max(0, start - 2 * _LONGEST_WORD)
    text, start, end = text[around : end + 2 * _LONGEST_WORD], start - around, end - around
    no_names = NameIndex((), (text,))

    def cost(edges: Collection[int]) -> float:
        best = [0.0] + [float("inf")] * len(text)
        for i in range(len(text)):
            for j, price, _ in _options(text, i, no_names, words):
                if (i, j) != (start, end) and not any(i < edge < j for edge in edges):
                    best[j] = min(best[j], best[i] + price)
        return best[-1]

    return cost(()) < cost((start, end)) - _LITTLE


def _options(text: str, start: int, names: NameIndex, words: Words) -> list[tuple[int, float, bool]]:
    found: list[tuple[int, float, bool]] = []
    here = names.at(text, start)
    cuts = bool(here) and start > 0 and words.has_word(text[start - 1 : start + 1])
    for name in here:
        # One character is a name only where no word takes it.
        cost = _CHARACTER - 0.1 if len(name) == 1 else _NAME - _LESS * (len(name) - 2)
        found.append((start + len(name), cost + _CUTTING * (cuts and names.is_weak(name)), True))
    found += [(start + len(name), _WORD - 0.01 * len(name), False) for name in names.others_at(text, start)]
    if is_hanzi(text[start]):
        for end in range(start + 2, min(len(text), start + _LONGEST_WORD) + 1):
            if words.has_word(text[start:end]):
                is_kind = text[end - 1] in CONTINUING or text.endswith(_BODIES, start, end)
                holding = is_kind and any(1 < len(name) < end - start and not names.is_weak(name) for name in here)
                found.append((end, _WORD - 0.01 * (end - start) + _HOLDING * holding, False))
        found.append((start + 1, _WORD if text[start] in GRAMMAR else _CHARACTER, False))
    elif text[start].isalnum():
        end = start
        while end < len(text) and _is_latin(text[end]):
            end += 1
        found.append((end, _WORD, False))
    else:
        found.append((start + 1, _OTHER, False))
    return found
