"""The likeliest garbles of a name: the N best outputs of the channel, by dynamic programming over its characters.

Each character, or dictionary word of characters, is glossed (the lexicon) or given by its sound (pinyin, and the ways
that names of that sound are spelt); numerals may be misread. Hypotheses are kept in a beam at every character (the
N-best search of Och, Ueffing & Ney 2001, on a lattice without reordering, which the channel does not have).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from math import log

from termend.channel import english, lexicon, numbers, sound
from termend.kinds import PERSON, PLACE
from termend.language.hanzi import is_hanzi
from termend.language.stems import stem, stems
from termend.records import Evidence, Term

_BEAM = 120
_SENSES, _READINGS, _SPELLINGS = 6, 2, 4
_PINYIN = 0.5  # share of plain pinyin at least
_LEAST_SENSE = 0.03
# Share of the characters that come out by their sound, by type of name; the others are glossed.
_HEARD = {PERSON: 0.85, PLACE: 0.5}
_HEARD_ELSE = 0.25
# Going from gloss to sound or back inside a name; a dictionary word read as its single characters.
_SWITCH, _SPLIT_WORD = log(0.35), log(0.25)
_NUMBER = log(0.8)
_LOST_CASE = log(0.02)
# A sense that the approved name has too is the one that engines choose more often.
_USUAL_SENSE = log(3)
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Garble:
    """What a name may come out as.

    Attributes:
        text: as it would stand in the draft.
        log_probability: nats; comparable among the garbles of one name.
        pieces: how it came about, in order.
    """

    text: str
    log_probability: float
    pieces: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """One way that `source[start:end]` may come out."""

    end: int
    text: str
    how: str
    log_probability: float


def expected(term: Term, count: int = 10) -> list[Garble]:
    """The likeliest garbles of a term, the likeliest first; its own accepted renderings are none.

    Args:
        count: how many at most.
    """
    accepted = {_folded(rendering) for rendering in term.renderings}
    garbles: dict[str, Garble] = {}
    for garble in (*_decoded(term), *_without_case(term)):
        if _folded(garble.text) in accepted and garble.text != garble.text.lower():
            continue
        if garble.text in term.renderings:
            continue
        known = garbles.get(garble.text)
        if known is None or garble.log_probability > known.log_probability:
            garbles[garble.text] = garble
    return sorted(garbles.values(), key=lambda g: (-g.log_probability, g.text))[:count]


def _decoded(term: Term) -> Iterator[Garble]:
    source = term.source
    heard = _HEARD.get(term.kind, _HEARD_ELSE)
    usual = frozenset(stems(term.target))
    steps = [_steps(source, start, heard, usual) for start in range(len(source))]
    beams: list[list[tuple[float, tuple[tuple[int, _Step], ...]]]] = [[] for _ in range(len(source) + 1)]
    beams[0] = [(0.0, ())]
    for start in range(len(source)):
        for score, path in nlargest(_BEAM, beams[start], key=lambda h: h[0]):
            for step in steps[start]:
                switch = _SWITCH if path and step.how and path[-1][1].how not in ("", step.how) else 0.0
                beams[step.end].append((score + step.log_probability + switch, (*path, (start, step))))
    for score, path in nlargest(_BEAM, beams[len(source)], key=lambda h: h[0]):
        text = _text(path, term.kind == PERSON)
        if text:
            pieces = tuple(Evidence(source[start : step.end], step.text, step.how) for start, step in path if step.text)
            yield Garble(text, score, pieces)


def _steps(source: str, start: int, heard: float, usual: frozenset[str]) -> list[_Step]:
    """Every way that a piece beginning at a character may come out; `usual` are the stems of the approved name."""
    if not is_hanzi(source[start]):
        end = start + 1
        while end < len(source) and source[end].isascii() and source[end].isalnum() and source[start].isalnum():
            end += 1
        return [_Step(end, source[start:end] if source[start].isalnum() else "", "", 0.0)]
    known = lexicon.shipped()
    words = [start + size for size in (4, 3, 2) if known.has_word(source[start : start + size])]
    words = [end for end in words if end <= len(source)]
    found = [
        _Step(end, word, "gloss", log(1 - heard) + p) for end in words for word, p in _senses(source[start:end], usual)
    ]
    split = _SPLIT_WORD if words else 0.0
    found += [_Step(start + 1, word, "gloss", log(1 - heard) + p + split) for word, p in _senses(source[start], usual)]
    found += [_Step(start + 1, word, "sound", log(heard) + log(p)) for word, p in _spellings(source[start])]
    found += _numbers(source, start)
    # A character that neither table knows leaves no trace.
    return found or [_Step(start + 1, "", "lost", log(0.01))]


def _numbers(source: str, start: int) -> list[_Step]:
    for first, end in numbers.runs(source):
        if first == start and end - first > 1:
            spelt = numbers.spellings(source[first:end])
            return [_Step(end, text, "number", _NUMBER + p) for text, p in spelt.items()]
    return []


@cache
def _surfaces() -> dict[str, str]:
    """The commonest English word of each stem; a plural only where it is far commoner."""
    known = english.shipped()
    best: dict[str, tuple[float, str]] = {}
    for word in known.vocabulary():
        weight = known.frequency(word) * (0.4 if word.endswith("s") else 1.0)
        best[stem(word)] = max(best.get(stem(word), (0.0, "")), (weight, word))
    return {key: word for key, (_, word) in best.items()}


def _senses(piece: str, usual: frozenset[str]) -> list[tuple[str, float]]:
    """English words for a character or dictionary word, with their log-probabilities."""
    row = lexicon.shipped().glosses(piece)
    likely = [(s, p) for s, p in row.items() if p >= _LEAST_SENSE and len(s) >= _SHORTEST_STEM][:_SENSES]
    surfaces = _surfaces()
    return [(surfaces.get(s, s), log(p) + _USUAL_SENSE * (s in usual)) for s, p in likely]


@cache
def _spellings(character: str) -> tuple[tuple[str, float], ...]:
    """Letters for the sound of a character, with probabilities: pinyin, and how names of that sound are spelt."""
    known = sound.shipped()
    found: dict[str, float] = {}
    for reading, p in list(known.readings(character).items())[:_READINGS]:
        spelt = nlargest(_SPELLINGS, known.chunks_of(reading).items(), key=lambda chunk: (chunk[1], chunk[0]))
        for letters, q in (*spelt, (reading.replace("v", "u"), _PINYIN)):
            if letters:
                found[letters] = max(found.get(letters, 0.0), p * q)
    return tuple(found.items())


def _text(path: tuple[tuple[int, _Step], ...], person: bool) -> str:
    """The words of a path: glosses apart, sounds that follow one another as one word, all capitalised.

    Args:
        person: the first character is a surname, and stands apart.
    """
    words: list[str] = []
    joined = False
    for start, step in path:
        if not step.text or (person and start == 1):
            joined = False
        if not step.text:
            continue
        if step.how == "sound" and joined:
            words[-1] += step.text
        else:
            if not (words and words[-1] == step.text):
                words.append(step.text)
            joined = step.how == "sound"
    return " ".join(word[:1].upper() + word[1:] for word in words)


def _without_case(term: Term) -> Iterator[Garble]:
    lowered = term.target.lower()
    if lowered != term.target and term.case not in ("any", "lower"):
        yield Garble(lowered, _LOST_CASE, (Evidence(term.source, lowered, "case"),))


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())
