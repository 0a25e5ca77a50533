"""Characters that an English text gives by their sound: in pinyin, or as a foreign name that they spell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import numpy as np

from termend.channel import english, listening, sound
from termend.language.hanzi import runs
from termend.language.letters import fold
from termend.language.particles import GRAMMAR
from termend.language.tokens import Token

_LONGEST_WORDS = 3
_LONGEST_CHARACTERS = 6
_EXACT = 0.97
_ONE_SYLLABLE = 0.6
# Nats in favour of the characters, per `termend.channel.sound`: about half of the words that reach the first are heard
# by chance, hardly any that reach the second.
_FAINT, _CLEAR = 4.0, 7.0
_ROUNDING = 0.01  # nats between the sound of one name and of many at once
_LEAST_LETTERS = 4
_LETTERS_A_CHARACTER = 4


def pinyin(chinese: str, words: Sequence[Token]) -> Iterator[tuple[int, int, int, float]]:
    """Word number, range of characters and strength, for each word of a run that is the pinyin of some characters.

    Only capitalised words are taken for pinyin. Several words together (Hu Xueyi), the name's order kept or its
    surname put last, link each to all the characters.
    """
    spelt: dict[str, list[tuple[int, int]]] = {}
    for start, end in runs(chinese):
        syllables = [_syllables(c) for c in chinese[start:end]]
        for i in range(len(syllables)):
            forms = {""}
            for j in range(i, min(len(syllables), i + _LONGEST_CHARACTERS)):
                forms = {form + s for form in forms for s in syllables[j]}
                if len(forms) > 16:
                    break
                for form in forms:
                    spelt.setdefault(form, []).append((start + i, start + j + 1))
    for first in range(len(words)):
        for last in range(first, min(len(words), first + _LONGEST_WORDS)):
            if not words[last].text[:1].isupper():
                break
            letters = [re.sub(r"[^a-zü]", "", word.text.lower()) for word in words[first : last + 1]]
            for order in (letters, letters[1:] + letters[:1]) if len(letters) > 1 else (letters,):
                for start, end in spelt.get("".join(order), ()):
                    strength = _EXACT if end - start > 1 else _ONE_SYLLABLE
                    for number in range(first, last + 1):
                        yield number, start, end, strength


@lru_cache(maxsize=1 << 14)
def _syllables(character: str) -> tuple[str, ...]:
    """The readings of a character without tones, ü also as u."""
    readings = sound.shipped().readings(character)
    return tuple(sorted({reading.replace("v", "ü") for reading in readings} | {r.replace("v", "u") for r in readings}))


def foreign(chinese: str, words: Sequence[Token], explained: Collection[int]) -> Iterator[tuple[int, int, int, float]]:
    """The same for capitalised words that are no ordinary English and that some characters spell by their sound.

    Args:
        explained: numbers of words that something else explains; they are passed over.
    """
    stretches = [(start, end) for start, end in runs(chinese) if end - start > 1]
    names = [number for number, word in enumerate(words) if number not in explained and _is_name(word.text)]
    for number, able in zip(
        names, _able([words[n].text for n in names], [chinese[s:e] for s, e in stretches]), strict=True
    ):
        word = words[number]
        for start, end in (stretches[n] for n in able):
            heard = sound.shipped().align(word.text, chinese[start:end])
            if heard is None or heard.log_odds < _FAINT:
                continue
            first, last = _trimmed(heard, chinese[start:end])
            if last - first >= max(2, len(word.text) / _LETTERS_A_CHARACTER):
                strength = min(_EXACT, 0.5 + 0.47 * (heard.log_odds - _FAINT) / (_CLEAR - _FAINT))
                yield number, start + first, start + last, strength


def _able(names: Sequence[str], stretches: Sequence[str]) -> list[list[int]]:
    """For each name the stretches that may be heard in it, all asked at once: those whose alignment is worth a look."""
    letters = [fold(name) for name in names]
    asked = sorted({run for run in letters if run})
    log_odds = listening.hear(sound.shipped(), asked, stretches).log_odds
    able = {run: np.flatnonzero(log_odds[n, :, len(run)] >= _FAINT - _ROUNDING).tolist() for n, run in enumerate(asked)}
    return [able.get(run, []) for run in letters]


def _trimmed(heard: sound.SoundAlignment, chinese: str) -> tuple[int, int]:
    """The range of an alignment without characters at its ends that gave nothing, or that belong to grammar."""
    given = {c for c, piece in zip(range(heard.start, heard.end), _by_place(heard, chinese), strict=True) if piece}
    return (min(given), max(given) + 1) if given else (0, 0)


def _by_place(heard: sound.SoundAlignment, chinese: str) -> Iterator[bool]:
    """For each character of the range, whether it gave some letters that speak for it."""
    pieces = iter(heard.pieces)
    for character in chinese[heard.start : heard.end]:
        if character in sound.SEPARATORS:
            yield False
            continue
        piece = next(pieces)
        yield bool(piece.letters) and piece.log_odds > 0 and character not in GRAMMAR


def _is_name(word: str) -> bool:
    known = english.shipped()
    return len(word) >= _LEAST_LETTERS and word[0].isupper() and not (known.is_word(word) and not known.is_name(word))
