"""Words each of which says some characters of a missing name, and which together say nearly all of it.

Word by word this is weaker than what the search asks of plain words; that the name stands nowhere else makes up for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from termend.channel import numbers
from termend.detection.search.explaining import by_word
from termend.detection.search.glossed import Glossed
from termend.detection.search.profile import Profile
from termend.detection.search.words import Word
from termend.detection.unpaired.others import is_of_another
from termend.detection.unpaired.reading import Reading, is_strange
from termend.detection.unpaired.stretches import Proposal, Stretch, holds
from termend.language.letters import fold

_NAME = range(2, 21)  # characters
_LONGEST = 14  # words
_SURE = 3.5  # nats from which a word surely says its characters
_LEAST_COVERED, _WHOLE = 0.8, 0.97  # shares of the name
_LEAST_STRENGTH = 0.5
_WIDTH = 6  # of the beam
_LONG_NAME = 6  # characters from which one word may say again what another said
_STALE = 0.3  # strength that such a word costs
_HEARD = 0.8  # how sure plain pinyin is
_NATS_A_LETTER = 1.5
_LEAST_HEARD = 0.3  # share of that, from which a strange word may be the sound of a part
_ROUNDING = 1e-3  # nats a letter between the sound of one name and of many at once

# Characters as a mask, and how surely a word says them, 0 to 1.
_Option = tuple[int, float]


class _Chain(NamedTuple):
    """Words from a place on: the characters they say, how surely, and how many say something, and something new."""

    mask: int
    strength: float
    words: int
    stale: int


def proposals(reading: Reading) -> Iterator[Proposal]:
    """For each missing name the stretches that say it."""
    missing = [n for n in reading.names if reading.is_missing(n) and len(reading.profile(n).source) in _NAME]
    if not missing:
        return
    index, cased = reading.search.index, reading.search.document.cased
    glossed = Glossed(index.by_gloss, len(index.sources), missing)
    vocabulary = {word.text: word for _, _, word in reading.each() if not word.function}
    heard = {text: _heard(reading, word) for text, word in vocabulary.items() if _may_be_heard(word)}
    for number in missing:
        profile = reading.profile(number)
        options = {}
        for text, word in vocabulary.items():
            sounds = text in heard and bool(heard[text][number])
            found = _options(profile, word, cased, sounds, lambda stem, n=number: glossed.of(stem, n))  # type: ignore[misc]
            if found:
                options[text] = found
        if len(options) > 1:
            for line in range(len(reading.lines)):
                yield from _in_line(reading, line, number, options)


def _may_be_heard(word: Word) -> bool:
    return is_strange(word) and len(word.letters) > 2


def _heard(reading: Reading, word: Word) -> NDArray[np.bool_]:
    """Shape (names,): whether the letters may be the sound of a part of each; yes of names too long to tell."""
    index = reading.search.index
    nats = reading.search.sound.best(word.letters, index.names)[0]
    least = (_LEAST_HEARD - _ROUNDING) * _NATS_A_LETTER * len(word.letters)
    longer = np.array([len(source) for source in index.sources]) > index.names.characters.shape[1]
    return np.asarray(np.logical_or(nats >= least, longer), np.bool_)


def _options(
    profile: Profile, word: Word, cased: bool, may_sound: bool, glosses: Callable[[str], Sequence[tuple[int, float]]]
) -> list[_Option]:
    found: dict[int, float] = {}
    for reason in by_word(profile, word, 0, cased, glosses):
        if reason.mask:
            found[reason.mask] = max(found.get(reason.mask, 0.0), min(1.0, reason.log_odds / _SURE))
    letters = word.letters
    if len(letters) > 1 and letters in profile.pinyin:
        for start in range(len(profile.characters)):
            for end in range(start + 1, min(len(profile.characters), start + 4) + 1):
                if profile.sound.pinyin(profile.characters[start:end]) == letters:
                    found[(1 << end) - (1 << start)] = max(found.get((1 << end) - (1 << start), 0.0), _HEARD)
    if may_sound and not found:
        aligned = profile.sound.align(letters, profile.characters)
        strength = aligned.log_odds / (_NATS_A_LETTER * len(letters)) if aligned is not None else 0.0
        if aligned is not None and strength >= _LEAST_HEARD:
            found[(1 << aligned.end) - (1 << aligned.start)] = min(1.0, strength) * _HEARD
    digits = numbers.digits([word.text])
    if digits:
        for start, end in numbers.runs(profile.characters):
            if digits in numbers.spellings(profile.characters[start:end]):
                found[(1 << end) - (1 << start)] = 1.0
    copied = profile.characters.lower().find(word.text.lower()) if word.text.isascii() and len(word.text) > 1 else -1
    if copied >= 0:
        found[(1 << copied + len(word.text)) - (1 << copied)] = 1.0
    return list(found.items())


def _in_line(reading: Reading, line: int, number: int, options: Mapping[str, Sequence[_Option]]) -> Iterator[Proposal]:
    words = reading.lines[line].words
    profile = reading.profile(number)
    forms = {fold(form) for form in profile.renderings}
    free = 0
    for first, word in enumerate(words):
        if first < free or word.text not in options:
            continue
        found = _longest(profile, words, first, options)
        if found is None:
            continue
        last, chain = found
        stretch = Stretch(line, first, last)
        letters = [w.letters for w in reading.words(stretch)]
        if fold(reading.text(stretch)) in forms or any(holds(letters, form) for form in profile.words):
            continue
        if reading.is_taken(stretch) or is_of_another(reading.text(stretch), profile):
            continue
        free = last
        strength = chain.strength / profile.total_weight
        covered = profile.weight(chain.mask) / profile.total_weight
        told = {
            "says a missing name": strength,
            "says all of it": float(covered >= _WHOLE),
            "words that say it": min(chain.words, 5) / 5,
            "names explained": reading.use,
        }
        yield Proposal(stretch, number, told)


def _longest(
    profile: Profile, words: Sequence[Word], first: int, options: Mapping[str, Sequence[_Option]]
) -> tuple[int, _Chain] | None:
    """The best words from a place on that say nearly all of a name."""
    beam = [_Chain(0, 0.0, 0, 0)]
    best: tuple[float, int, _Chain] | None = None
    most_stale = 1 if len(profile.source) >= _LONG_NAME else 0
    for place in range(first, min(len(words), first + _LONGEST)):
        word = words[place]
        if place > first and not word.joined:
            break
        if word.function:
            continue
        if word.text not in options:
            break
        beam = [
            longer
            for chain in beam
            for option in options[word.text]
            if (longer := _with(profile, chain, option)).stale <= most_stale
        ]
        if not beam:
            break
        beam = sorted(beam, key=lambda chain: (-chain.strength, chain.mask))[:_WIDTH]
        top = beam[0]
        covered = profile.weight(top.mask) / profile.total_weight
        value = top.strength - _STALE * top.stale
        enough = top.words > 1 and covered >= _LEAST_COVERED and value >= _LEAST_STRENGTH * profile.total_weight
        if enough and (best is None or value > best[0]):
            best = value, place + 1, top
    return None if best is None else (best[1], best[2])


def _with(profile: Profile, chain: _Chain, option: _Option) -> _Chain:
    mask, strength = option
    fresh = profile.weight(mask & ~chain.mask)
    if fresh > 0:
        return _Chain(chain.mask | mask, chain.strength + strength * fresh, chain.words + 1, chain.stale)
    return _Chain(chain.mask, chain.strength, chain.words + 1, chain.stale + 1)
