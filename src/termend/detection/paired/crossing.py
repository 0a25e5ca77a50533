"""Words of the source that cross an edge of a mention: 大学生 of 北京大学生, 上海 where 海南 is found in 上海南站.

Where they are what the source says, the draft's words for them are no rendering of the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from termend import gazetteer
from termend.channel.explanation import Explainer
from termend.detection.paired.segment import PairedSegment
from termend.detection.source import Unit, is_cut_across
from termend.language.particles import CONTINUING, FIRMS

_SENSE = 0.05  # t(word | piece of the source) from which a piece beyond a mention may be what is said
_RATHER = 2.0  # times as likely by that as by a piece of the name
_AS_WELL = 0.5  # … where a whole word of the name has no more than an ending behind it: 大学|生, 银行|业
_LONGEST_BEYOND = 3  # characters of a word of the source beyond a mention


@dataclass(frozen=True, slots=True)
class _Crossing:
    """A word of the source that crosses an edge of a mention, and how much likelier it must make what is said."""

    text: str
    least: float


def says_word_across(explain: Explainer, segment: PairedSegment, unit: Unit, first: int, last: int) -> bool:
    """Whether words `first:last` say a word that crosses an edge of a mention, rather than the mention.

    The source must be cut so: no 河南 is meant in 鸭子河南岸 beside a 鸭子河.
    """
    crossing = tuple(_crossing(explain, segment.source.text, unit))
    if not crossing:
        return False
    own = tuple(unit.text[b:e] for b, e in explain.lexicon.segmentations(unit.text))
    said = any(
        not word.is_function and _is_rather_said(explain, word.text, crossing, own)
        for word in segment.words[first:last]
    )
    return said and is_cut_across(segment.source.text, unit.start, unit.end, explain.lexicon)


def is_name_across(segment: PairedSegment, unit: Unit, text: str) -> bool:
    """Whether some words are exactly what a thing of the world is called whose name crosses an edge of a mention."""
    source = segment.source.text
    for reading in gazetteer.shipped().named(text):
        name, at = reading.chinese, source.find(reading.chinese)
        while at >= 0:
            if at < unit.start < at + len(name) < unit.end or unit.start < at < unit.end < at + len(name):
                return True
            at = source.find(name, at + 1)
    return False


def _crossing(explain: Explainer, source: str, unit: Unit) -> Iterator[_Crossing]:
    begin = max(0, unit.start - _LONGEST_BEYOND)
    for b, e in explain.lexicon.segmentations(source[begin : unit.end + _LONGEST_BEYOND]):
        start, end = begin + b, begin + e
        beyond = source[unit.end : end]
        if start < unit.start < end < unit.end:
            yield _Crossing(source[start:end], _RATHER)
        elif unit.start < start < unit.end < end and beyond not in FIRMS:  # 航空公司 is the firm's
            is_ending = unit.end - start > 1 and len(beyond) == 1 and beyond not in CONTINUING
            yield _Crossing(source[start:end], _AS_WELL if is_ending else _RATHER)


def _is_rather_said(explain: Explainer, word: str, crossing: Sequence[_Crossing], own: Sequence[str]) -> bool:
    ordinary = explain.english.is_word(word)

    def sense(piece: str) -> float:
        return explain.lexicon.probability(word, piece, ordinary)

    by_name = max(map(sense, own), default=0.0)
    return any(sense(c.text) >= max(_SENSE, c.least * by_name) for c in crossing)
