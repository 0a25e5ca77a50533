"""Whether an editor would let stand what looks like a garble in a segment without a source."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from termend.glossary import Glossary
from termend.glossary.occurrences import Word, words_of
from termend.language import case
from termend.records import Segment

if TYPE_CHECKING:
    from termend.channel.bilingual.explanation import Explainer
    from termend.detection.assigning import Garble

_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"\band\b|[,;:.!?()\[\]“”\"\n。，、]")
_BESIDE = 4  # words beside a stretch that may belong to its name
_SHARED = 0.5  # of the longer name's characters, where one name holds the other


class Standing(Enum):
    """What an editor would say of words that look like a garble."""

    GARBLED = "garbled"
    SOUND = "sound"
    LOWER_CASED = "sound but for the capitals"


def standing(
    garble: Garble,
    segment: Segment,
    glossary: Glossary,
    present: Collection[str],
    explainer: Explainer,
    lower_cased: bool,
) -> Standing:
    """Whether an editor would let the words stand, in a draft in lower case once they have their capitals.

    Args:
        present: as for `stands`.
        lower_cased: whether the draft is.
    """
    if stands(garble, segment, glossary, present, explainer):
        return Standing.SOUND
    if lower_cased:
        capitalised = replace(segment, text=_WORD.sub(_capitalised, segment.text))
        if stands(garble, capitalised, glossary, present, explainer):
            return Standing.LOWER_CASED
    return Standing.GARBLED


def _capitalised(word: re.Match[str]) -> str:
    text = word.group()
    return text if text in case.SMALL_WORDS or len(text.upper()) != len(text) else text[0].upper() + text[1:]


def stands(
    garble: Garble, segment: Segment, glossary: Glossary, present: Collection[str], explainer: Explainer
) -> bool:
    """Whether the words, with those beside them or without ordinary ones at their ends, say what a name says.

    The name is the garble's or one that holds it or stands in it: the Expo Exhibitors Alliance of the third Expo.

    Args:
        present: names that the document seems to speak of; of those that hold the garble's, only these are tried.
    """
    from termend.channel.bilingual.soundness import is_class_alone, is_sound

    start, end = garble.start - segment.start, garble.end - segment.start
    if is_class_alone(segment.text[start:end]):
        return True
    names = list(_related(garble.term.source, glossary, present))
    return any(
        is_sound(text, name, glossary.by_source[name], explainer)
        for text in dict.fromkeys(_readings(segment.text, start, end))
        for name in names
    )


def _related(name: str, glossary: Glossary, present: Collection[str]) -> Iterator[str]:
    yield name
    kinds = {term.type for term in glossary.by_source[name]}
    inner = {name[i:j] for i, j in itertools.combinations(range(len(name) + 1), 2)} & glossary.by_source.keys()
    for other in sorted(inner | {p for p in present if name in p and p in glossary.by_source}):
        short, long = sorted((len(name), len(other)))
        if other != name and short >= _SHARED * long and kinds & {t.type for t in glossary.by_source[other]}:
            yield other


_words_of = lru_cache(maxsize=1 << 8)(words_of)


def _readings(text: str, start: int, end: int) -> Iterator[str]:
    """The stretch; without a head before `of` or lower-case words behind; with the words beside it."""
    yield text[start:end]
    words = _words_of(text)
    inside = [i for i, word in enumerate(words) if word.start < end and word.end > start]
    if not inside:
        return
    first, last = inside[0], inside[-1] + 1
    for head, tail in itertools.product(_heads(words, first, last), _tails(words, first, last)):
        if head < tail:
            yield text[words[head].start : words[tail - 1].end]
    for before, behind in itertools.product(range(_BESIDE + 1), repeat=2):
        a, b = first - before, last + behind
        if a >= 0 and b <= len(words) and _run_on(text, words[a : first + 1]) and _run_on(text, words[last - 1 : b]):
            yield text[words[a].start : words[b - 1].end]


def _heads(words: Sequence[Word], first: int, last: int) -> list[int]:
    return [first, *(i + 1 for i in range(first, last - 1) if words[i].text == "of" and words[first].text.islower())]


def _tails(words: Sequence[Word], first: int, last: int) -> list[int]:
    tails = [last]
    while tails[-1] - 1 > first and words[tails[-1] - 1].text.islower():
        tails.append(tails[-1] - 1)
    return tails


def _run_on(text: str, words: Sequence[Word]) -> bool:
    gaps = (text[a.end : b.start] for a, b in itertools.pairwise(words))
    return not any(_STOP.search(gap) for gap in gaps)
