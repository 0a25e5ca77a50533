"""Pinyin that is another name's: engines distort a sound, but seldom into the well-formed pinyin of other syllables.

Syllables count as one where speakers of southern dialects mix them up, as input methods allow (fuzzy pinyin): zh and z,
n and l, in and ing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from termend.channel.sound import Sound
from termend.detection.search.candidates import Candidate
from termend.detection.search.words import Word
from termend.kinds import PLACE
from termend.language import syllables, wade_giles
from termend.language.generic_words import is_generic
from termend.language.letters import fold
from termend.language.ordinary import is_ordinary
from termend.language.particles import CONTINUING
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.romanised import pinyin_syllables
from termend.language.words import split

_SAME = 0.6  # share of the syllables from which the pinyin may be the name's, distorted
_FEWEST, _MOST = 2, 6  # syllables
_LONGEST = 3  # characters of a Chinese name, but for double surnames; a longer one may be Japanese
_PERSON = ((1,), (1, 2))  # syllables of a surname, of a given name
_KINDS = "".join(sorted(CONTINUING))
_FUZZY = ((re.compile("^(zh|ch|sh)"), lambda m: m[0][0]), (re.compile("^[nlr]"), "l"), (re.compile("ng$"), "n"))


@lru_cache(maxsize=1 << 14)
def is_another_reading(text: str, name: str, sound: Sound, same: float = _SAME, is_fuzzy: bool = True) -> bool:
    """Whether a stretch is well-formed pinyin, and for the most part not that of a Chinese name.

    Args:
        text: words of the draft; those in lower case and those of a kind are passed over.
        name: the Chinese name that they are held against, of which they may render a part.
        same: share of the syllables from which it may be the name's, distorted.
        is_fuzzy: whether syllables that dialects mix up count as one.
    """
    as_heard = _fuzzy if is_fuzzy else _plain
    cuts = [tuple(map(as_heard, cut)) for cut in _cuts(text, sound)]
    readings = [frozenset(map(as_heard, _spelt(character, sound))) for character in name]
    orders = readings, [*readings[1:], *readings[:1]]  # the surname last, as in English
    return bool(cuts) and all(_shared(cut, order) < same * len(cut) for cut in cuts for order in orders)


@lru_cache(maxsize=1 << 14)
def _spelt(character: str, sound: Sound) -> frozenset[str]:
    """The readings of a character in pinyin and in Wade–Giles: Kan of Kansu is 甘."""
    readings = frozenset(sound.readings(character))
    return readings.union(*map(wade_giles.spellings, readings))


def _cuts(text: str, sound: Sound) -> list[tuple[str, ...]]:
    """The words with capitals as syllables, in each way that they are pinyin and neither English nor one syllable."""
    proper = [w for w in split(text) if w[:1].isupper() and not is_generic(w) and w.lower() not in BEFORE_NAMES]
    if not proper or _cut(tuple(proper), 1) or any(is_ordinary(w) and not _cut((w,), 1) for w in proper):
        return []
    cuts = [cut for n in range(_FEWEST, _MOST + 1) if (cut := _cut(tuple(proper), n)) is not None]
    return [cut for cut in cuts if sound.syllables.issuperset(cut)]


def is_another_person(candidate: Candidate, heard: Sound) -> bool:
    """Whether words are somebody's name in pinyin, or one word of it, where the name is nobody's: Chen Zhan, 郴州."""
    profile = candidate.profile
    if profile.is_person:
        return False
    line, span = candidate.line.words, candidate.span
    wider = [candidate.words]
    if len(candidate.words) == 1:
        wider += [line[max(0, span.first - 1) : span.last], line[span.first : span.last + 1]]
    return any(
        is_written_as_person(words)
        and is_another_reading(" ".join(word.text for word in words), profile.characters, heard, same=1.0)
        for words in wider
    )


def is_longer_place(candidate: Candidate) -> bool:
    """Whether they are one word, a place's pinyin and a syllable more that says no kind: Jiangbeizui, 江北."""
    profile, letters = candidate.profile, candidate.words[0].letters
    if len(candidate.words) > 1 or not any(term.kind == PLACE for term in profile.terms):
        return False
    own = {fold("".join(pinyin_syllables(name))) for name in (profile.source, profile.source.rstrip(_KINDS))}
    rests = [letters.removeprefix(name) for name in own if letters.startswith(name)]
    return any(rest and syllables.split(rest, 1) and rest not in _kinds_in_pinyin() for rest in rests)


@cache
def _kinds_in_pinyin() -> frozenset[str]:
    return frozenset(pinyin_syllables(kind)[0] for kind in CONTINUING)


def is_other_pinyin(candidate: Candidate, heard: Sound) -> bool:
    """Whether words are a whole name of a person in pinyin, not the name's to the letter: Zhang Jianguo, 张国清."""
    profile = candidate.profile
    if not profile.is_person or not is_written_as_person(candidate.words):
        return False
    return fold(candidate.text) != heard.pinyin(profile.characters)


def is_namesake_in_pinyin(candidate: Candidate, heard: Sound) -> bool:
    """Whether words are a whole name of a person in pinyin, and somebody else's: Meng Jiayan, 孟嘉娜."""
    profile, words = candidate.profile, candidate.words
    if not profile.is_person:
        return False
    first = candidate.span.first
    if len(words) == 1 and first and words[0].joined:  # a given name behind a surname
        words = (candidate.line.words[first - 1], *words)
    text = " ".join(word.text for word in words)
    return is_written_as_person(words) and is_another_reading(text, profile.characters, heard, same=1.0, is_fuzzy=False)


def is_longer_namesake(candidate: Candidate, heard: Sound) -> bool:
    """Whether words are a person's name in pinyin, of more syllables than the name has: Wang Yiming, 王毅.

    Engines lose a syllable, and hardly make one.
    """
    profile, words = candidate.profile, candidate.words
    if not profile.is_person or profile.hanzi_count != len(profile.characters) or not is_written_as_person(words):
        return False
    cuts = _cuts(" ".join(word.text for word in words), heard)
    return bool(cuts) and all(len(cut) > len(profile.characters) for cut in cuts)


def is_shorter_namesake(candidate: Candidate, heard: Sound) -> bool:
    """Whether words are a Chinese person's name in pinyin, with a syllable less and one of another: Chen Ming, 陈敏尔.

    Engines lose a syllable or misread one; who has both is somebody else.
    """
    profile, words = candidate.profile, candidate.words
    size = len(profile.characters)
    if not profile.is_person or not profile.hanzi_count == size <= _LONGEST or not is_written_as_person(words):
        return False
    cuts = _cuts(" ".join(word.text for word in words), heard)
    return bool(cuts) and all(len(cut) < size and not _is_in_order(cut, profile.characters, heard) for cut in cuts)


def _is_in_order(cut: Sequence[str], name: str, heard: Sound) -> bool:
    """Whether each syllable is a reading of some character of a name, one after another."""
    left = iter(name)
    return all(any(syllable in _spelt(character, heard) for character in left) for syllable in cut)


def is_of_the_family(candidate: Candidate, heard: Sound) -> bool:
    """Whether words are a person's family name, and another given name in pinyin: Gao Dequan, 高德山.

    Engines misread a family name, as its character is read otherwise elsewhere, rather than that they know it and not
    the given name.
    """
    profile, words = candidate.profile, candidate.words
    if not profile.is_person or not is_written_as_person(words):
        return False
    family, given = (word.text for word in words)
    own = profile.characters
    return fold(family) in set(map(_plain, heard.readings(own[0]))) and is_another_reading(
        f"{family} {given}", own, heard, same=1.0, is_fuzzy=False
    )


def is_written_as_person(words: Sequence[Word]) -> bool:
    """Whether two words with capitals are pinyin as people's names are written: a surname, and a given name."""
    if len(words) != len(_PERSON) or not words[1].joined or any(word.mention is not None for word in words):
        return False
    if not all(word.capital and not is_generic(word.text) for word in words):
        return False
    cut = zip(words, _PERSON, strict=True)
    return all(any(syllables.split(_letters(w.text), count) for count in counts) for w, counts in cut)


@lru_cache(maxsize=1 << 14)
def _cut(words: tuple[str, ...], count: int) -> tuple[str, ...] | None:
    """Words as so many syllables, none reaching over two words; None where they are not that."""
    if len(words) == 1:
        return syllables.split(_letters(words[0]), count)
    for first in range(1, count - len(words) + 2):
        head = syllables.split(_letters(words[0]), first)
        tail = _cut(words[1:], count - first) if head else None
        if head and tail:
            return (*head, *tail)
    return None


def _letters(word: str) -> str:
    return "'".join(fold(part) for part in re.split("['’-]", word))


def _plain(syllable: str) -> str:
    return syllable.replace("ü", "v").replace("v", "u")


@lru_cache(maxsize=1 << 12)
def _fuzzy(syllable: str) -> str:
    made = _plain(syllable)
    for pattern, plain in _FUZZY:
        made = pattern.sub(plain, made)
    return made


def _shared(found: Sequence[str], readings: Sequence[frozenset[str]]) -> int:
    """The most syllables that stand in one order in both (longest common subsequence)."""
    above = [0] * (len(readings) + 1)
    for syllable in found:
        row = [0]
        for n, reading in enumerate(readings):
            row.append(max(row[n], above[n + 1], above[n] + (syllable in reading)))
        above = row
    return above[-1]
