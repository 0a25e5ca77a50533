"""How strongly an English word comes out of a stretch of Chinese: by its sense, its sound, its number.

Strengths run from 0 (by chance) to 1 (surely); log-odds are nats against the word as ordinary English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log, sqrt

from termend.channel import english as english_words
from termend.channel import glosses, hearing
from termend.channel import sound as sounds
from termend.channel.english import English
from termend.channel.glosses import Glosses
from termend.channel.numbers import NUMERALS, spellings
from termend.channel.numbers import digits as digits_of
from termend.channel.sound import Sound
from termend.language.letters import fold
from termend.language.numerals import CHINESE_NUMERALS, value
from termend.language.stems import stem

_GLOSS_SHARE = 0.85
_FULL_GLOSS = 5.0  # nats at which a gloss is certain
_USUAL_SENSE = 0.03  # a sense this likely is a usual one; rarer ones count for less
_SOUND_ZERO, _SOUND_FULL = 2.0, 9.0  # nats at which a sound begins to count and is certain
_FEWEST_LETTERS = 2
_CHARACTER_IN_WORD = 0.75  # what a character's own sense is worth where it stands in a word
_MISREAD = 0.8  # strength of figures that spell a numeral without being its value
_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}  # noqa: SIM905
_NUMERAL = re.compile(f"[{CHINESE_NUMERALS}]+|[0-9]+")
_MONTH = re.compile(f"([0-9]+|[{CHINESE_NUMERALS}]+)月")
_MOST_REMEMBERED = 1 << 15  # words with a piece of Chinese


@dataclass(frozen=True, slots=True)
class Link:
    """A word explained by `start:end` of a Chinese text.

    Attributes:
        how: `gloss`, `sound`, `number`, `target`, `near-spelling`.
    """

    strength: float
    start: int
    end: int
    how: str
    log_odds: float


NOTHING = Link(0.0, 0, 0, "none", 0.0)


class Explainer:
    """Explains words by Chinese, and remembers.

    Args:
        lexicon: glosses.
        english: how common words are.
        sound: readings.
    """

    def __init__(self, lexicon: Glosses, english: English, sound: Sound) -> None:
        self.lexicon, self.english, self.sound = lexicon, english, sound
        self._hearing = hearing.shipped(sound)
        self._gloss: dict[tuple[str, str], tuple[float, float]] = {}
        self._sounds: dict[tuple[str, str], Link] = {}

    def gloss(self, word: str, piece: str) -> tuple[float, float]:
        """How strongly a word is a sense of a character or dictionary word, 0 to 1, and the log-odds of it."""
        key = (stem(word), piece)
        found = self._gloss.get(key)
        if found is None:
            t = self.lexicon.probability(word, piece, self.english.is_word(word))
            background = exp(self.english.log_stem_frequency(word))
            odds = max(0.0, log((_GLOSS_SHARE * t + (1 - _GLOSS_SHARE) * background) / background)) if t > 0 else 0.0
            if len(self._gloss) >= _MOST_REMEMBERED:
                self._gloss.clear()
            self._gloss[key] = found = min(1.0, odds / _FULL_GLOSS) * min(1.0, sqrt(t / _USUAL_SENSE)), odds
        return found

    def by_gloss(self, word: str, text: str) -> Link:
        """The best gloss of a word among the characters and dictionary words of a Chinese text."""
        best = NOTHING
        pieces = segmentations(self.lexicon, text)
        for start, end in pieces:
            strength, odds = self.gloss(word, text[start:end])
            if end - start == 1 and any(s <= start < e and e - s > 1 for s, e in pieces):
                strength *= _CHARACTER_IN_WORD
            if strength > best.strength or (strength == best.strength and end - start > best.end - best.start):
                best = Link(strength, start, end, "gloss", odds)
        return best

    def by_sound(self, letters: str, text: str) -> Link:
        """How well some letters fit the sound of the best stretch of a Chinese text."""
        letters = fold(letters)
        if len(letters) < _FEWEST_LETTERS or not re.search("[aeiouy]", letters):
            return NOTHING
        key = (letters, text)
        found = self._sounds.get(key)
        if found is None:
            aligned = self._hearing.hear(letters, text)
            found = NOTHING
            if aligned is not None and aligned.log_odds > _SOUND_ZERO:
                strength = min(1.0, (aligned.log_odds - _SOUND_ZERO) / (_SOUND_FULL - _SOUND_ZERO))
                found = Link(strength, aligned.start, aligned.end, "sound", aligned.log_odds)
            if len(self._sounds) >= _MOST_REMEMBERED:
                self._sounds.clear()
            self._sounds[key] = found
        return found

    def by_number(self, word: str, text: str) -> Link:
        """A number of the text written in the word: 14 or 14th for 十四, July for 7月; 1455, misread for 十四五."""
        month = _MONTHS.get(word.lower()[:3]) if word[:1].isupper() else None
        if month is not None:
            for match in _MONTH.finditer(text):
                if value(match[1]) == month:
                    return Link(1.0, match.start(), match.end(), "number", 5.0)
        digits = digits_of(word.split("-")) if word[:1].isdigit() or "-" in word else ""
        if not digits:
            return NOTHING
        found = list(_NUMERAL.finditer(text))
        for match in found:
            if value(match.group()) == int(digits):
                return Link(1.0, match.start(), match.end(), "number", 5.0)
        for match in found:
            if NUMERALS.issuperset(match.group()) and digits in spellings(match.group()):
                return Link(_MISREAD, match.start(), match.end(), "number", _MISREAD * 5.0)
        return NOTHING


@lru_cache(maxsize=1 << 14)
def segmentations(lexicon: Glosses, text: str) -> Sequence[tuple[int, int]]:
    """`lexicon.segmentations`, remembered."""
    return lexicon.segmentations(text)


@cache
def shipped() -> Explainer:
    """What explains words by Chinese, from the tables that travel with the program; read once.

    Raises:
        TermendError: where they are missing or broken.
    """
    return Explainer(glosses.shipped(), english_words.shipped(), sounds.shipped())
