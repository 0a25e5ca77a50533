"""Drafts of any length for measuring speed: the shipped example's sentences with other names, and ordinary English.

Nobody is to read them. What counts: words recur as they do in English (Zipf's law, from the shipped frequencies),
names stand right about as often as in press copy, and some are garbled.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from termend import sample
from termend.glossary import Glossary, load
from termend.language.function_words import IN_NAMES
from termend.language.hanzi import has_hanzi
from termend.records import Term

_GARBLED = 0.15  # of the names of a sentence, share that comes out of the engine garbled
_PLAIN = range(6, 19)  # words of the ordinary clause that ends a sentence
_SMALL = sorted(IN_NAMES)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A sentence of the example, English and Chinese, cut where a name stands in both."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    kind: str


def pairs(words: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Lines of English, each with its Chinese, of that many words of English or a few more; the same for a seed."""
    from termend.channel import english, lexicon, sound
    from termend.channel.sampling import Sampler

    draw = random.Random(seed)
    terms = load()
    patterns = _patterns(terms)
    by_kind: dict[str, list[Term]] = {}
    for term in terms.terms:
        by_kind.setdefault(term.type, []).append(term)
    sampler = Sampler(lexicon.shipped(), sound.shipped(), {})
    vocabulary = [word for word in english.shipped().vocabulary() if word.isalpha() and word.islower()]
    weights = list(accumulate(english.shipped().frequency(word) for word in vocabulary))
    done = 0
    while done < words:
        pattern = draw.choice(patterns)
        term = draw.choice(by_kind[pattern.kind])
        garble = sampler.sample(term, draw) if draw.random() < _GARBLED else None
        name = term.target if garble is None else garble.text
        plain = draw.choices(vocabulary, cum_weights=weights, k=draw.choice(_PLAIN))
        plain[1::3] = draw.choices(_SMALL, k=len(plain[1::3]))
        line = f"{name.join(pattern.english)} It was the {' '.join(plain)}."
        yield line, term.source.join(pattern.chinese)
        done += len(line.split())


def text(words: int, seed: int = 1) -> str:
    """The English alone."""
    return "".join(f"{line}\n" for line, _ in pairs(words, seed))


def _patterns(terms: Glossary) -> Sequence[_Pattern]:
    """Every sentence of the example with a name that its Chinese has too."""
    english = sample.read("right.txt").decode().splitlines()
    chinese = sample.read("source.txt").decode().splitlines()
    found = []
    for line, source in zip(english, chinese, strict=True):
        for term in terms.terms:
            if term.target in line and term.source in source and has_hanzi(term.source):
                found.append(_Pattern(tuple(line.split(term.target)), tuple(source.split(term.source)), term.type))
    return found
