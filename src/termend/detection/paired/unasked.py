"""Names of glossaries that nobody named, the shipped ones and the names of the world: more must speak for a garble."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from termend import gazetteer
from termend.channel import explanation
from termend.detection.paired.evidence import evidence
from termend.detection.paired.names import Name
from termend.detection.paired.posteriors import Posteriors
from termend.detection.paired.segment import PairedSegment
from termend.detection.paired.unsourced import Rendering
from termend.detection.source import Unit
from termend.gazetteer import Kind
from termend.glossary import is_unasked
from termend.kinds import GOVERNMENT, MEDIA, ORGANISATION, PLACE
from termend.language.generic_words import INSTITUTIONS, is_generic
from termend.language.hanzi import is_hanzi
from termend.language.ordinary import is_ordinary
from termend.language.particles import GRAMMAR
from termend.language.wordforms import countries, key
from termend.records import Evidence

_BODIES = frozenset({ORGANISATION, GOVERNMENT, MEDIA})
_LEADS = ("长", "总理", "主席", "书记", "主任", "总统")  # at the end of what a leader is called: 部长, 副局长
_ANOTHERS = 0.7  # mean of P(source beside its names | word) from which ordinary words are another's
_CHINA = frozenset({"中国", "全国", "我国", "中"})
_SAID_BESIDE = 0.5  # strength of a sense, 0 to 1
_SAYS = 2.0  # nats from which a word is surely said by a name
_STANDS_FOR = 0.03  # t(country | character) from which a character stands for a country


def standing(
    segment: PairedSegment, posteriors: Posteriors, name: Name, rendering: Rendering
) -> tuple[int, int] | None:
    """The words that render such a name; None where nothing says that they do, or the name is another's there.

    Ordinary words at the edges that the name does not explain belong to what stands beside it: the Expo Exhibitors
    Alliance.
    """
    first, last = rendering.first, rendering.last
    if _is_body(name) and _is_of_another_place(segment, rendering.unit):
        return None
    if _is_body(name) and _is_led(segment, rendering.unit) and not _says_kind(segment, name, first, last):
        return None
    texts = tuple(word.text for word in segment.words[first:last])
    pieces = evidence(posteriors, name.text, first, last, texts)
    is_longer = _is_inside_a_name(segment, first, last) or _is_preceded(segment, rendering.unit, first)
    if is_longer or _has_more(segment, name, rendering, pieces):
        return None
    if rendering.claim is not None:
        return first, last
    if not any(piece.source for piece in pieces) and all(map(is_ordinary, texts)):
        return None
    own = [i for i in range(first, last) if not segment.words[i].is_function]
    if own and all(is_ordinary(segment.words[i].text) for i in own) and posteriors.elsewhere[own].mean() > _ANOTHERS:
        return None  # Lotus Pond River: words that something else of the source says
    if len(pieces) == len(texts):
        said = [bool(piece.source) or not is_ordinary(text) for piece, text in zip(pieces, texts, strict=True)]
        while last - first > 1 and not said[-1] and not _is_joined(segment, last - 1):
            last, said = last - 1, said[:-1]
        while last - first > 1 and not said[0] and not _is_joined(segment, first + 1):
            first, said = first + 1, said[1:]
    return first, last


def _is_joined(segment: PairedSegment, i: int) -> bool:
    """Whether a hyphen joins a word to the one before: `Union-Tribune` is one name."""
    return segment.text[segment.words[i - 1].end : segment.words[i].start] == "-"


def _has_more(segment: PairedSegment, name: Name, rendering: Rendering, pieces: Sequence[Evidence]) -> bool:
    """Whether a word with a capital is explained by nothing of the name, or by so little that it may be another's.

    Beside a right form it is the rest of a longer name, which nobody listed: Guangzhou Evergrande, 广州恒大.
    """
    least = _SAYS if rendering.claim is None else 0.0
    said = {piece.text for piece in pieces if piece.source and piece.log_odds > least}
    idle = [
        word
        for i, word in enumerate(segment.words[rendering.first : rendering.last], rendering.first)
        if word.is_capital
        and not word.is_function
        and not any(word.text in text for text in said)
        and not is_generic(word.text)
        and not (rendering.claim is not None and rendering.claim.first <= i < rendering.claim.last)
    ]
    if rendering.claim is not None:
        is_place = any(row.kind == PLACE for row in name.rows)  # Yum China
        return any(is_place or not is_ordinary(word.text) for word in idle)
    if any(_is_said_beside(segment, rendering.unit, word.text) for word in idle):
        return True  # the Department of Basic Education, 基础教育部
    return bool(idle) and not said and _goes_on(segment, rendering.unit)


def _is_preceded(segment: PairedSegment, unit: Unit, first: int) -> bool:
    """Whether the word before has a capital and is said by what stands before the mention, as National may be."""
    words = segment.words
    if not first or words[first].breaks or not words[first - 1].is_capital or first - 1 in segment.claimed:
        return False
    before = (u for u in segment.source.units if u.end == unit.start and not u.is_name and len(u.text) > 1)
    return any(explanation.shipped().gloss(words[first - 1].text, u.text)[0] >= _SAID_BESIDE for u in before)


def _is_said_beside(segment: PairedSegment, unit: Unit, word: str) -> bool:
    """Whether a word of the source that stands directly beside a mention says a word of the draft."""
    beside = (u for u in segment.source.units if unit.start == u.end or u.start == unit.end)
    explain = explanation.shipped()
    return any(not u.is_name and explain.gloss(word, u.text)[0] >= _SAID_BESIDE for u in beside)


def _is_inside_a_name(segment: PairedSegment, first: int, last: int) -> bool:
    """Whether a word stands between two others with capitals that are not both right names: Global *Affairs* Canada."""
    words = segment.words
    if last - first > 1 or not first or last == len(words) or words[first].breaks or words[last].breaks:
        return False
    if not all(words[i].is_capital for i in (first - 1, first, last)):
        return False
    return not {first - 1, last} <= segment.claimed.keys()


def _goes_on(segment: PairedSegment, unit: Unit) -> bool:
    """Whether a word of the source that is no name stands directly behind: the name may be the head of a longer one."""
    behind = next((u for u in segment.source.units if u.start == unit.end), None)
    return behind is not None and is_hanzi(behind.text[0]) and not behind.is_name and behind.text not in GRAMMAR


def is_anothers(segment: PairedSegment, name: Name, unit: Unit) -> bool:
    """Whether a body of no one's asking is another place's, or stands in a title.

    俄国防部 is not 国防部, and 水利部部长 is a person: the source has a place before the name, or who leads it behind.
    """
    return _is_body(name) and (_is_led(segment, unit) or _is_of_another_place(segment, unit))


def _is_body(name: Name) -> bool:
    return is_unasked(name.rows) and {row.kind for row in name.rows} <= _BODIES


def _is_led(segment: PairedSegment, unit: Unit) -> bool:
    behind = next((u for u in segment.source.units if u.start == unit.end), None)
    return behind is not None and behind.text.endswith(_LEADS)


def _is_of_another_place(segment: PairedSegment, unit: Unit) -> bool:
    before = next((u for u in segment.source.units if u.end == unit.start), None)
    return before is not None and before.text not in _CHINA and (before.is_name or _is_place(before.text))


def _says_kind(segment: PairedSegment, name: Name, first: int, last: int) -> bool:
    """Whether a class word of the body stands in words: a Vice Minister of the Central United Warfare *Department*."""
    kinds = {key(word) for form in name.words for word in form} & INSTITUTIONS
    return any(key(word.text) in kinds for word in segment.words[first:last])


@cache
def _is_place(text: str) -> bool:
    """Whether a word is a place, or a character stands for a country."""
    if any(reading.kind is Kind.PLACE for reading in gazetteer.shipped().rows_of(text)):
        return True
    lexicon = explanation.shipped().lexicon
    return len(text) == 1 and any(lexicon.probability(c, text, False) >= _STANDS_FOR for c in countries())
