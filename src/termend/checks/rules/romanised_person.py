"""garbled-term, where the segment has its source: a Chinese person who came out under another name (Hu Wei for 胡璐).

A person of China is called by the pinyin of the name. Where the source has a name and the draft a person whose surname
or given name is that pinyin and whose other half is no reading of it, one character was read as another. No list of
persons is needed; what is found belongs to the names of the world.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.language import surnames, syllables
from termend.language.hanzi import is_hanzi
from termend.language.letters import fold
from termend.language.particles import CONTINUING, GRAMMAR
from termend.language.romanised import readings
from termend.language.tokens import Token, tokenize
from termend.records import WORLD_NAMES, Evidence, Finding, Segment, Severity, Term

if TYPE_CHECKING:
    from termend.channel.sound import Sound
    from termend.detection.source import Unit

_SCORE = 0.9
_LONGEST_GIVEN, _LONGEST_NAME = 2, 4  # characters
_APOSTROPHE = re.compile("(?<=[a-z])['’](?=[aoe])")  # between syllables: Xi'an
_LEAST_READING = 0.01  # probability of a reading that a character may have in a name


@dataclass(frozen=True, slots=True)
class _Person:
    """What may be a name in the source: surname and given name, in characters, and whether they may be words too."""

    surname: str
    given: str
    is_doubtful: bool

    @property
    def chinese(self) -> str:
        return self.surname + self.given


@dataclass(frozen=True, slots=True)
class _Romanised:
    """Two words of a draft, both pinyin, at `start:end`."""

    surname: str
    given: str
    start: int
    end: int


@register("garbled-term")
def romanised_person(context: CheckContext) -> Iterator[Finding]:
    """Persons of the sources whose pinyin the draft has half right."""
    if context.world is None:
        return
    from termend.channel import glosses, sound
    from termend.detection.source import NameIndex, analyse, plain

    known = {plain(name) for name in context.glossary.by_source}
    for segment in context.document.segments:
        written = _romanised(segment.text) if segment.has_source else []
        if written:
            source = plain(segment.source or "")
            units = analyse(source, NameIndex(known, [source]), glosses.shipped()).units
            heard = sound.shipped()
            persons = [person for person in _persons(units) if all(map(heard.readings, person.chinese))]
            listed = [unit.text for unit in units if unit.is_name and len(unit.text) <= _LONGEST_NAME]
            yield from _findings(segment, persons, listed, written, heard)


def _findings(
    segment: Segment, persons: Sequence[_Person], listed: Sequence[str], written: Sequence[_Romanised], sound: Sound
) -> Iterator[Finding]:
    """The persons that the draft has half right.

    Args:
        listed: names of the glossary in the source; who is called by the pinyin of one is nobody else.
    """
    right = [
        (name, w) for name in (*(p.chinese for p in persons), *listed) for w in written if _is_read(w, name, sound)
    ]
    explained = {id(w) for _, w in right}
    named = {name for name, _ in right}
    left = [w for w in written if id(w) not in explained]
    lacking = [p for p in persons if not any(p.chinese in name or name in p.chinese for name in named)]
    pairs = [(p, w) for p in lacking for w in left if _is_half_right(p, w, sound)]
    for words in dict.fromkeys(w for _, w in pairs):
        person = max((p for p, w in pairs if w is words), key=lambda p: (_likeness(p, words, sound), p.chinese))
        alike = [
            p for p, w in pairs if w is words and p.chinese not in person.chinese and person.chinese not in p.chinese
        ]
        others = [w for p, w in pairs if p == person and (w.surname, w.given) != (words.surname, words.given)]
        if not alike and not others:
            yield _finding(segment, person, words, sound)


def _likeness(person: _Person, words: _Romanised, sound: Sound) -> float:
    """How like the letters are to the likeliest pinyin, 0 to 100 for each half."""
    halves = ((person.surname, words.surname), (person.given, words.given))
    return sum(max(fuzz.ratio(reading, letters) for reading in _readings(c, sound)) for c, letters in halves)


def _is_half_right(person: _Person, words: _Romanised, sound: Sound) -> bool:
    """Whether one half is the pinyin and the other, of as many syllables, is not."""
    if syllables.split(words.given, len(person.given)) is None:
        return False
    if _reads(words.surname, person.surname, sound):
        may_be_words = person.is_doubtful or not _is_surname(person.surname)
        return not may_be_words or _reads(_last(words, person), person.given[-1], sound)
    return _is_surname(person.surname) and len(person.given) > 1 and _reads(words.given, person.given, sound)


def _last(words: _Romanised, person: _Person) -> str:
    return (syllables.split(words.given, len(person.given)) or ("",))[-1]


def _is_read(words: _Romanised, name: str, sound: Sound) -> bool:
    """Whether words are the pinyin of a name, by whatever reading of its characters: Shan Yun, 单云."""
    return any(
        _reads(words.surname, name[:size], sound) and _reads(words.given, name[size:], sound)
        for size in range(1, len(name))
    )


def _reads(letters: str, characters: str, sound: Sound) -> bool:
    """Whether letters are a reading of characters in a name, or a rare one, as surnames have."""
    return letters in _readings(characters, sound) or letters in _joined(map(readings, characters))


def _readings(characters: str, sound: Sound) -> list[str]:
    """All ways to read some characters in a name, the likeliest first."""
    ways = [
        sorted((r for r, p in sound.readings(c).items() if p >= _LEAST_READING), key=lambda r: -sound.readings(c)[r])
        for c in characters
    ]
    return _joined(ways)


def _joined(ways: Iterable[Iterable[str]]) -> list[str]:
    """Every way to read characters, from the ways to read each."""
    return [fold("".join(way)) for way in itertools.product(*ways)]


def _is_surname(characters: str) -> bool:
    return characters in surnames.SINGLE or characters in surnames.DOUBLE


def _persons(units: tuple[Unit, ...]) -> Iterator[_Person]:
    """Stretches between words that may be a Chinese person's name: a surname, or one character, and one or two more."""
    for number in range(len(units)):
        before = units[number - 1].text if number else ""
        in_phrase = len(before) == 1 and is_hanzi(before) and before not in GRAMMAR
        name = ""
        for count, unit in enumerate(units[number:], 1):
            name += unit.text
            if unit.is_name or not is_hanzi(unit.text[0]) or unit.text in GRAMMAR or len(name) > _LONGEST_NAME:
                break
            after = units[number + count].text if number + count < len(units) else ""
            if after in CONTINUING:
                continue
            are_words = in_phrase or count < len(name)
            if name[:2] in surnames.DOUBLE and len(name) > len("欧阳"):
                yield _Person(name[:2], name[2:], are_words)
                yield _Person(name[1], name[2:], are_words)  # 秘书长孙瑞哲
            elif 1 < len(name) <= 1 + _LONGEST_GIVEN and (count == len(name) or name[0] in surnames.SINGLE):
                yield _Person(name[0], name[1:], are_words)


def _romanised(text: str) -> list[_Romanised]:
    """Every two words that are written as a Chinese person's name is in pinyin, surname first."""
    words = tokenize(text)
    found: list[_Romanised] = []
    for number, (first, second) in enumerate(itertools.pairwise(words)):
        beside = [*words[max(0, number - 1) : number], *words[number + 2 : number + 3]]
        if text[first.end : second.start] != " " or not (_is_pinyin(first) and _is_pinyin(second)):
            continue
        if any(_is_pinyin(w) and _touches(text, w, first, second) for w in beside):
            continue  # of three words no two are a whole name
        if text[second.end : second.end + 1] not in ("-", "’", "'"):
            found.append(_Romanised(fold(first.text), fold(second.text), first.start, second.end))
    return found


def _touches(text: str, word: Token, first: Token, second: Token) -> bool:
    between = text[word.end : first.start] if word.end <= first.start else text[second.end : word.start]
    return between in (" ", "-")


def _is_pinyin(word: Token) -> bool:
    letters = _APOSTROPHE.sub("", word.text)
    if not letters.isalpha() or not letters.istitle():
        return False
    return any(syllables.split(letters.lower(), count) is not None for count in range(1, _LONGEST_GIVEN + 1))


def _finding(segment: Segment, person: _Person, words: _Romanised, sound: Sound) -> Finding:
    surname = max(_readings(person.surname, sound), key=lambda r: fuzz.ratio(r, words.surname))
    given = words.given if _reads(words.given, person.given, sound) else _readings(person.given, sound)[0]
    target = f"{surname.capitalize()} {given.capitalize()}"
    start, end = segment.start + words.start, segment.start + words.end
    text = segment.text[words.start : words.end]
    said = text.split(" ")
    return Finding(
        "garbled-term",
        Severity.WARNING,
        segment.index,
        start,
        end,
        text,
        _SCORE,
        f"The source has {person.chinese}, {target} (names of the world)",
        Term(person.chinese, target, type="person", glossary=WORLD_NAMES),
        (Evidence(person.surname, said[0], "sound"), Evidence(person.given, said[1], "sound")),
    )
