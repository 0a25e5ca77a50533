"""What the channel says of a finding, in coarse steps: the repair model's only knowledge of Chinese.

The signals are computed from the term and the words alone, by the same code in training and in use, so that a change in
the detector's scores leaves the model as good as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from termend.language.romanised import sound_classes
from termend.records import Term

GLOSS, SOUND, TARGET, NOTHING = "gloss", "sound", "target", "nothing"
STEPS = 8
"""Signals run from 0 to STEPS - 1."""

# A word counts as a gloss of a character from this lexical translation probability on.
_LEAST_GLOSS = 0.02
_LEAST_SOUND = 75.0
_LONGEST_HEARD = 5
_WORD_PART = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^(?:the|an?) ")
_TRIVIAL = frozenset({"the", "a", "an", "of", "and", "in", "on", "for", "to", "at", "'s", "’s"})


class Senses:
    """What the signals need of the channel; what was asked before is remembered.

    Args:
        gloss: (English word, Chinese character or word) → lexical translation probability.
        pieces: name → half-open ranges of its characters and words that have glosses.
        pinyin: characters → their likeliest pinyin, letters only.
    """

    def __init__(
        self,
        gloss: Callable[[str, str], float],
        pieces: Callable[[str], Sequence[tuple[int, int]]],
        pinyin: Callable[[str], str],
    ) -> None:
        self._gloss, self._find_pieces, self._pinyin = gloss, pieces, pinyin
        self._pieces: dict[str, Sequence[tuple[int, int]]] = {}
        self._glossed: dict[tuple[str, str], tuple[int, ...]] = {}
        self._sounds: dict[str, list[tuple[str, int, int]]] = {}

    def glossed(self, word: str, source: str) -> tuple[int, ...]:
        """Places of the characters of a name that the word is a gloss of, alone or as a dictionary word."""
        key = (word, source)
        places = self._glossed.get(key)
        if places is None:
            if source not in self._pieces:
                self._pieces[source] = self._find_pieces(source)
            found: set[int] = set()
            for start, end in self._pieces[source]:
                if self._gloss(word, source[start:end]) >= _LEAST_GLOSS:
                    found.update(range(start, end))
            places = self._glossed[key] = tuple(sorted(found))
        return places

    def sounds(self, source: str) -> list[tuple[str, int, int]]:
        """The sound classes of every stretch of one to five characters, and the stretch; the whole name first."""
        found = self._sounds.get(source)
        if found is None:
            syllables = [self._pinyin(character) for character in source]
            found = [(sound_classes("".join(syllables)), 0, len(source))]
            for start in range(len(source)):
                for end in range(start + 1, min(len(source), start + _LONGEST_HEARD) + 1):
                    found.append((sound_classes("".join(syllables[start:end])), start, end))
            self._sounds[source] = found
        return found


def shipped() -> Senses:
    """The channel that travels with the program.

    Raises:
        TermendError: where its tables are missing or broken.
    """
    from termend.channel import lexicon, sound

    table = lexicon.shipped()
    return Senses(table.probability, table.segmentations, sound.shipped().pinyin)


@dataclass(frozen=True, slots=True)
class Signals:
    """Coarse measures of one finding, each from 0 to STEPS - 1.

    Attributes:
        target: likeness of the span with the nearest accepted rendering.
        sound: likeness of the span with the term's pinyin.
        explained: share of the span's words that the term explains.
        covered: share of the term's characters that the span's words account for.
    """

    target: int
    sound: int
    explained: int
    covered: int


def how_explained(word: str, term: Term, senses: Senses) -> str:
    """How a term explains one word: `target`, `gloss`, `sound` or `nothing`."""
    return _how(word.lower(), term.source, term.renderings, senses)[0]


def accounted_for(word: str, term: Term, senses: Senses) -> set[int]:
    """Places of the term's characters that one word is a gloss or the sound of."""
    return _how(word.lower(), term.source, term.renderings, senses)[1]


def signals(words: Sequence[str], term: Term, senses: Senses) -> Signals:
    """The coarse measures of a span.

    Args:
        words: the span's pieces.
    """
    content = [w.lower() for w in words if w.lower() not in _TRIVIAL and _WORD_PART.search(w)]
    text = _ARTICLE.sub("", " ".join(words).lower())
    target = max(fuzz.ratio(text, rendering.lower()) for rendering in term.renderings)
    sound = _sound_likeness(text, term.source, senses)
    covered: set[int] = set()
    explained = 0
    for word in content:
        how, places = _how(word, term.source, term.renderings, senses)
        explained += how != NOTHING
        covered |= places
    return Signals(
        _step(target / 100),
        _step(sound / 100),
        _step(explained / max(1, len(content))),
        _step(len(covered) / max(1, len(term.source))),
    )


def _step(share: float) -> int:
    return min(STEPS - 1, int(share * STEPS))


def _sound_likeness(text: str, source: str, senses: Senses) -> float:
    return fuzz.ratio(sound_classes(text), senses.sounds(source)[0][0])


def _how(word: str, source: str, renderings: Sequence[str], senses: Senses) -> tuple[str, set[int]]:
    """How the term explains a word, and the places of the characters that do."""
    parts = _WORD_PART.findall(word)
    places: set[int] = set()
    glossed = False
    for part in parts:
        if len(part) < 2 and not part.isdigit():
            continue
        found = senses.glossed(part, source)
        glossed = glossed or bool(found)
        places.update(found)
    if word not in _TRIVIAL and any(_is_of(word, rendering) for rendering in renderings):
        return TARGET, places
    if word in _TRIVIAL or not parts:
        return NOTHING, set()
    if glossed:
        return GLOSS, places
    heard = _heard(word, source, senses)
    return (SOUND, heard) if heard else (NOTHING, set())


def _is_of(word: str, rendering: str) -> bool:
    return any(
        word == other or (len(word) > 4 and fuzz.ratio(word, other) >= 85)
        for other in _WORD_PART.findall(rendering.lower()) + rendering.lower().split()
    )


def _heard(word: str, source: str, senses: Senses) -> set[int]:
    """Places of one to four neighbouring characters whose pinyin sounds like the word."""
    ours = sound_classes(word)
    if len(word) < 3 or len(ours) < 2:
        return set()
    best, found = _LEAST_SOUND, set[int]()
    for classes, start, end in senses.sounds(source)[1:]:
        likeness = fuzz.ratio(ours, classes, score_cutoff=best)
        if likeness > best:
            best, found = likeness, set(range(start, end))
    return found
