"""Names of the sources that words of the draft spell by their sound, where some name is spelt in several ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from termend import gazetteer
from termend.channel import sound
from termend.language.families import is_one_name
from termend.language.hanzi import HANZI_CLASS, runs
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


def found(segments: Sequence[Segment], sources: Sequence[str], names: Sequence[str]) -> dict[str, list[str]]:
    """By name the words that spell it, in order of place, where it is spelt in several ways or is one of those asked.

    A word that is a right name of another thing is left out: Hubei, however like Hebei.

    Args:
        sources: of the segments, plain (`termend.detection.source.plain`).
        names: Chinese names that are asked for.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for number, segment in enumerate(segments):
        for word in dict.fromkeys(POSSESSIVE.sub("", token.text) for token in tokenize(segment.text)):
            if _may_spell(word):
                places[word].append(number)
    heard: dict[str, list[str]] = defaultdict(list)
    asked = {number for number, source in enumerate(sources) if any(name in source for name in names)}
    doubtful = _doubtful(list(places))
    for word, where in places.items():
        numbers = where if word in doubtful else [number for number in where if number in asked]
        for stretch in dict.fromkeys(_best_stretch(word, sources[number]) for number in numbers):
            if stretch and not _is_another(word, stretch):
                heard[stretch].append(word)
    dotted = {name for source in sources for name in _DOTTED.findall(source)}
    return {
        stretch: words
        for stretch, words in heard.items()
        if (len(words) > 1 or stretch in names)
        and sum(stretch in name.split("·") for name in dotted) <= 1  # else of two people
    }


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


def _best_stretch(word: str, source: str) -> str:
    """The characters that a word spells best, none at the ends that give nothing; empty where it spells none."""
    known = sound.shipped()
    best, log_odds = "", _CLEAR
    for start, end in runs(source):
        text = source[start:end]
        heard = known.align(word, text) if end - start >= _LEAST_CHARACTERS else None
        if heard is None or heard.log_odds < log_odds:
            continue
        pieces = iter(heard.pieces)
        given = [
            place
            for place in range(heard.start, heard.end)
            if text[place] not in sound.SEPARATORS and next(pieces).letters and text[place] not in GRAMMAR
        ]
        if len(given) >= _LEAST_CHARACTERS:
            best, log_odds = text[given[0] : given[-1] + 1], heard.log_odds
    return best


def _is_another(word: str, stretch: str) -> bool:
    world = gazetteer.shipped()
    return world.is_known_name([word]) and all(reading.chinese != stretch for reading in world.named(word))
