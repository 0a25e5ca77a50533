"""A personal name whose pinyin does not fit its characters.

    source,target,type
    张军,Zhang Jung,person          ← person-pinyin: 军 is jun
    张军,Zheng Jun,person           ← person-pinyin: 张 is zhang
    张军,Li Ming,person             ← person-pinyin: a wrong paste

Rows of type person are looked at, and rows without a type that begin with a common surname and are rendered as one. All
readings of a character count (单 shan, dan), either order of surname and given name, and ü as u, v or yu. Let alone are
names that follow no pinyin: Cantonese, Korean, Japanese and Vietnamese readings, Wade–Giles, hyphened spellings of
Taiwan and Hong Kong (Tsai Ing-wen), Western given names (Jack Ma), foreign names (with ·).

What to do: correct the spelling. Where the person spells it so, let the row stand with an ignore and its reason. There
is no automatic fix, since either side may be the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from termend.kinds import PERSON, kind_of
from termend.language import wade_giles
from termend.language.hanzi import is_hanzi
from termend.language.romanised import readings
from termend.language.surnames import surname_length
from termend.language.syllables import split
from termend.lint.context import LintContext
from termend.lint.finding import Remark
from termend.lint.registry import rule
from termend.records import Severity

if TYPE_CHECKING:
    from termend.channel.sound import Sound

_NAME = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*) ([^\W\d_]+(?:['’-][^\W\d_]+)*)(?: ([^\W\d_]+))?")
_ALIKE = 0.65  # similarity from which letters that are no pinyin are a slip of the right pinyin
_ALIKE_UNTYPED = 0.75
_LONGEST = 4
_LIKELY = 0.05  # P(letters | reading) from which a reading in another language may be meant


@rule("person-pinyin", Severity.ERROR)
def person_pinyin(context: LintContext) -> Iterator[Remark]:
    romaniser: _Romaniser | None = None
    for entry in context.complete:
        is_person = kind_of(entry.type) == PERSON
        if not is_person and entry.type:
            continue
        source = context.sources[entry.source]
        if not 2 <= len(source) <= _LONGEST or (not is_person and not surname_length(source)):
            continue
        match = _NAME.fullmatch(entry.target)
        if match is None or not all(map(is_hanzi, source)) or (not entry.target.istitle() and "'" not in entry.target):
            continue
        if romaniser is None:
            from termend.channel import sound

            romaniser = _Romaniser(sound.shipped())
        words = [word for word in match.groups() if word]
        fault = romaniser.fault(source, words, is_person)
        if fault is not None:
            text, message = fault
            yield Remark(entry, "target", text, message)


class _Romaniser:
    def __init__(self, sound: Sound) -> None:
        self._sound = sound

    def fault(self, source: str, words: list[str], is_person: bool) -> tuple[str, str] | None:
        """The part of the name that does not fit and what it should be; None where all is well or another spelling."""
        size = surname_length(source) or 1
        if size >= len(source):
            return None
        surname, given = source[:size], source[size:]
        orders = [(words[0], words[1:]), (words[-1], words[:-1])]
        if any(self._fits(_letters(s), surname, rare=True) and self._fits(_letters(*g), given) for s, g in orders):
            return None
        for first, rest in orders:
            letters, others = _letters(first), _letters(*rest)
            if self._fits(letters, surname, rare=True):  # behind a Western given name (David Ho) nothing more is asked
                if first is words[0] and self._is_slip(rest, others, given, is_person):
                    return " ".join(rest), self._message(given)
                return None
            if self._fits(others, given) and self._is_slip([first], letters, surname, is_person):
                return first, self._message(surname)
        first, rest = orders[0]
        both = _plain_pinyin([first], _letters(first), len(surname)) and _plain_pinyin(
            rest, _letters(*rest), len(given)
        )
        if is_person and both and not self._other_reading(_letters(*words), source):
            return " ".join(words), self._message(source)
        return None

    def _fits(self, letters: str, characters: str, rare: bool = False) -> bool:
        """Whether the letters are the characters in pinyin or Wade–Giles; by `rare` readings too, as surnames have."""
        if not characters:
            return not letters
        first, rest = characters[0], characters[1:]
        # Rarer readings are looked up where the usual ones do not serve.
        return any(
            letters.startswith(form) and self._fits(letters[len(form) :], rest, rare)
            for known in (self._sound.readings, readings)[: 1 + rare]
            for syllable in known(first)
            for form in _forms(syllable)
        )

    def _is_slip(self, words: list[str], letters: str, characters: str, is_person: bool) -> bool:
        """Whether the letters mean to be the characters' pinyin and miss it."""
        from rapidfuzz.distance import Indel

        if any("-" in word for word in words):
            return False
        if _plain_pinyin(words, letters, len(characters)):
            return True
        if self._other_reading(letters, characters):
            return False
        alike = Indel.normalized_similarity(letters, self._sound.pinyin(characters))
        return bool(alike >= (_ALIKE if is_person else _ALIKE_UNTYPED))

    def _other_reading(self, letters: str, characters: str) -> bool:
        """Whether a Cantonese, Korean, Japanese or Vietnamese reading of each character gives the letters."""
        if not characters:
            return not letters
        for unit, _ in self._sound.readings_of(characters[0]):
            name = self._sound.units[unit]
            if ":" in name:
                for chunk, p in self._sound.chunks_of(name).items():
                    begins = p >= _LIKELY and chunk and letters.startswith(chunk)
                    if begins and self._other_reading(letters[len(chunk) :], characters[1:]):
                        return True
        return False

    def _message(self, characters: str) -> str:
        return f"{characters} is {self._sound.pinyin(characters).capitalize()} in pinyin"


@cache
def _forms(syllable: str) -> frozenset[str]:
    """How a syllable is written, with ü in each of its ways, in pinyin and Wade–Giles."""
    own = syllable.replace("v", "u"), syllable, syllable.replace("v", "yu")
    return wade_giles.spellings(syllable).union(own)


def _letters(*words: str) -> str:
    return "".join(character for character in "".join(words).lower() if character not in "'’-").replace("ü", "u")


def _plain_pinyin(words: list[str], letters: str, count: int) -> bool:
    """Whether the letters are pinyin of so many syllables, written without hyphens."""
    return not any("-" in word for word in words) and split(letters, count) is not None
