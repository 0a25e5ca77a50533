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
from termend.glossary import shipped_names
from termend.kinds import GOVERNMENT, ORGANISATION
from termend.language.generic_words import INSTITUTIONS
from termend.language.ordinary import is_ordinary
from termend.language.wordforms import countries, key
from termend.records import Term

_BODIES = frozenset({ORGANISATION, GOVERNMENT})
_LEADS = "长"  # at the end of what a leader is called: 部长, 副局长
_ANOTHERS = 0.7  # mean of P(source beside its names | word) from which ordinary words are another's
_CHINA = frozenset({"中国", "全国", "我国", "中"})
_STANDS_FOR = 0.03  # t(country | character) from which a character stands for a country


def is_unasked(rows: Sequence[Term]) -> bool:
    """Whether all rows of a name are of glossaries that serve every draft."""
    return all(row.is_last_resort or row.glossary in shipped_names() for row in rows)


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
    if rendering.claim is not None:
        return first, last
    texts = tuple(word.text for word in segment.words[first:last])
    pieces = evidence(posteriors, name.text, first, last, texts)
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
