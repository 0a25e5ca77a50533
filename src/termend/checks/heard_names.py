"""Names of the sources that words of the draft spell by their sound, where some name is spelt in several ways."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from termend import gazetteer
from termend.channel import listening, sound
from termend.language.families import is_one_name
from termend.language.hanzi import HANZI_CLASS, runs
from termend.language.letters import fold
from termend.language.ordinary import is_ordinary
from termend.language.particles import GRAMMAR
from termend.language.possessives import POSSESSIVE
from termend.language.romanised import sound_classes
from termend.language.tokens import tokenize
from termend.records import Segment

_CLEAR = 8.0  # nats against the letters of another name from which words are hardly heard by chance
_ALIKE = 50  # likeness of two words' sounds, 0 to 100, from which they may be spellings of one name
_LEAST_LETTERS, _LEAST_CHARACTERS = 4, 2
_MOST_WORDS = 2_000  # each is held against each
_DOTTED = re.compile(rf"[{HANZI_CLASS}]+(?:·[{HANZI_CLASS}]+)+")


def found(
    segments: Sequence[Segment], sources: Sequence[str], names: Sequence[str], known: Iterable[tuple[int, int]] = ()
) -> dict[str, list[str]]:
    """By name the words that spell it, in order of place, where it is spelt in several ways or is one of those asked.

    A word that is a right name of another thing is left out: Hubei, however like Hebei.

    Args:
        sources: of the segments, plain (`termend.detection.source.plain`).
        names: Chinese names that are asked for.
        known: stretches of the draft whose names are not asked after.
    """
    taken = sorted(known)
    places: dict[str, list[int]] = defaultdict(list)
    for number, segment in enumerate(segments):
        for token in tokenize(segment.text):
            word = POSSESSIVE.sub("", token.text)
            if _may_spell(word) and number not in places[word] and not _is_in(taken, segment.start + token.start):
                places[word].append(number)
    asked = {number for number, source in enumerate(sources) if any(name in source for name in names)}
    doubtful = _doubtful(list(places))
    by_segment: dict[int, list[str]] = defaultdict(list)
    for word, where in places.items():
        for number in where:
            if word in doubtful or number in asked:
                by_segment[number].append(word)
    heard: dict[str, list[str]] = defaultdict(list)
    for number, words in sorted(by_segment.items()):
        for word, stretch in _stretches(words, sources[number]):
            if word not in heard[stretch] and not _is_another(word, stretch):
                heard[stretch].append(word)
    dotted = {name for source in sources for name in _DOTTED.findall(source)}
    return {
        stretch: words
        for stretch, words in heard.items()
        if (len(words) > 1 or stretch in names)
        and sum(stretch in name.split("·") for name in dotted) <= 1  # else of two people
    }


def _is_in(taken: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of some stretches, which are in order."""
    before = bisect_right(taken, place, key=lambda stretch: stretch[0])
    return before > 0 and place < taken[before - 1][1]


def _may_spell(word: str) -> bool:
    return len(word) >= _LEAST_LETTERS and word[0].isupper() and word.isalpha() and not is_ordinary(word)


def _doubtful(words: Sequence[str]) -> frozenset[str]:
    """Words of which another may be a spelling."""
    if not 1 < len(words) <= _MOST_WORDS:
        return frozenset()
    classes = [sound_classes(word) for word in words]
    alike = np.triu(process.cdist(classes, classes, scorer=fuzz.ratio) >= _ALIKE, 1)
    pairs = [(words[i], words[j]) for i, j in np.argwhere(alike).tolist()]
    return frozenset(word for pair in pairs if not is_one_name(*pair) for word in pair)


def _stretches(words: Sequence[str], source: str) -> Iterator[tuple[str, str]]:
    """Words with the characters that each spells best, none at the ends that give nothing."""
    known = sound.shipped()
    texts = [source[start:end] for start, end in runs(source) if end - start >= _LEAST_CHARACTERS]
    letters = [fold(word) for word in words]
    heard = listening.hear(known, letters, texts).log_odds
    for word, own, odds in zip(words, letters, heard, strict=True):
        text = int(odds[:, len(own)].argmax()) if texts else 0
        aligned = known.align(word, texts[text]) if texts and odds[text, len(own)] >= _CLEAR else None
        if aligned is not None:
            given = _given(aligned, texts[text])
            if len(given) >= _LEAST_CHARACTERS:
                yield word, texts[text][given[0] : given[-1] + 1]


def _given(aligned: sound.SoundAlignment, text: str) -> list[int]:
    """The characters that give letters of a word."""
    pieces = iter(aligned.pieces)
    return [
        place
        for place in range(aligned.start, aligned.end)
        if text[place] not in sound.SEPARATORS and next(pieces).letters and text[place] not in GRAMMAR
    ]


def _is_another(word: str, stretch: str) -> bool:
    world = gazetteer.shipped()
    return world.is_known_name([word]) and all(reading.chinese != stretch for reading in world.named(word))
