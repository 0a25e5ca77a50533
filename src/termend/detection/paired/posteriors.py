"""What each word of a draft comes from: P(unit of the source | word), normalised as in IBM Model 1 (Brown et al. 1993).

A word's likelihood under a unit is set against the word at large. A word comes from a unit by its sense, by its sound,
because an approved form of the name holds it, or because it is a number that stands there; what the units of the source
do not explain falls to the empty word. A sound is held against the word's frequency or the letters of any name,
whichever is likelier: else every rare word would sound like something.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from termend.channel import listening
from termend.channel.english import English
from termend.channel.explanation import Explainer
from termend.channel.glosses import Glosses
from termend.channel.lexicon import PREFIX_SHARE
from termend.channel.listening import Heard
from termend.detection.paired.names import Name
from termend.detection.paired.segment import DATES, PairedSegment, is_date
from termend.detection.paired.words import DraftWord
from termend.language.generic_words import is_generic
from termend.language.hanzi import is_hanzi
from termend.language.letters import fold
from termend.language.prefixes import prefix_of
from termend.language.stems import stem
from termend.language.wordforms import key

# The largest likelihood ratio that one word may have: no single reason is surer.
MOST = 1e4
_EMPTY = 0.3  # weight of the empty word for each unit of the source
_FEWEST_UNITS = 3
_CHARACTER_IN_WORD = 0.3  # what the sense of a character is worth where a dictionary word holds it
_SHARE_OF_GLOSS = 0.9
_SHARE_OF_FORM = 0.5
_FREQUENT = 1e-5  # a word this frequent is no name, whether or not the dictionary of English has it
_TELLING = 3.0  # a likelihood ratio from which a word is said to come from certain characters
_LONGEST_RUN = 5  # words
_MOST_LETTERS = 26
_LONGEST_SOUND = 14  # characters of a name that a run of words may sound like
_LONGEST_PLAIN = 24  # characters of the source between names, listened to together
_SHORTEST_PREFIX = 5
_LEAST = -20.0  # nats: no sound at all
_MOST_NATS = 20.0
NOT, GLOSS, SOUND, TARGET, NUMBER = range(5)
HOW = ("", "gloss", "sound", "target", "number")


@dataclass(frozen=True)
class Masked:
    """What a training draft hides of the tables: they know its text, as they will not know a user's.

    Attributes:
        seed: draws what is hidden.
        share: of glosses; half as many sounds of words and a third as many of runs are hidden.
    """

    seed: int
    share: float

    def hides(self, share: float, *what: str) -> bool:
        """Whether this one is hidden; the same is, always."""
        return crc32(f"{self.seed}|{'|'.join(what)}".encode()) < share * self.share * 2**32


@dataclass(frozen=True)
class Posteriors:
    """What the words of one segment come from.

    Attributes:
        names: the names of the source.
        of_name: shape (names, words): P(the mentions of the name | word).
        gloss, sound: shape (names, words): likelihood ratios, 0 to `MOST`.
        how: shape (names, words): the strongest reason, an index into `HOW`.
        covered: shape (names, words, 2): the characters that it gives, half-open.
        elsewhere: shape (words,): P(what the source has beside its names | word).
        empty: shape (words,): P(nothing | word).
        runs: log-odds and characters of `words[first:last]` as the sound of a name, by (name, first, last).
        spelt: shape (names, words): whether a word is the very pinyin of Chinese beside the names, and not the name's.
    """

    names: tuple[str, ...]
    of_name: NDArray[np.float64]
    gloss: NDArray[np.float64]
    sound: NDArray[np.float64]
    how: NDArray[np.uint8]
    covered: NDArray[np.int16]
    elsewhere: NDArray[np.float64]
    empty: NDArray[np.float64]
    runs: Mapping[tuple[str, int, int], tuple[float, int, int]]
    spelt: NDArray[np.bool_]

    def row(self, name: str) -> int:
        return self.names.index(name)


_SPELT = range(2, 5)  # characters of a name that its pinyin is known by


@dataclass(frozen=True, slots=True)
class _Piece:
    """A character or dictionary word `start:end` of a unit, the stems that it may come out as, and its weight.

    Attributes:
        senses: t(stem | piece).
        begun: by the first five letters of a stem, what a word that shares only these may claim.
    """

    text: str
    start: int
    end: int
    weight: float
    senses: Mapping[str, float]
    begun: Mapping[str, float]


@lru_cache(maxsize=1 << 14)
def _senses(glosses: Glosses, piece: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
    senses: dict[str, float] = {}
    begun: dict[str, float] = {}
    for one, p in glosses.senses(piece):
        senses[one] = max(p, senses.get(one, 0.0))
        if len(one) >= _SHORTEST_PREFIX:
            beginning = one[:_SHORTEST_PREFIX]
            begun[beginning] = max(p * PREFIX_SHARE, begun.get(beginning, 0.0))
    return senses, begun


@lru_cache(maxsize=1 << 14)
def _pieces(glosses: Glosses, text: str) -> tuple[_Piece, ...]:
    found = glosses.segmentations(text)
    made = []
    for start, end in found:
        inside = end - start == 1 and any(s <= start < e and e - s > 1 for s, e in found)
        weight = _CHARACTER_IN_WORD if inside else 1.0
        made.append(_Piece(text[start:end], start, end, weight, *_senses(glosses, text[start:end])))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is asked of a word again and again."""

    stem: str
    key: str
    letters: str
    is_ordinary: bool
    background: float  # P(any word of its stem)
    as_name: float  # what its sound is held against beside the letters of names
    parts: tuple[str, ...] = ()  # stems of a prefix that says something by itself and of the rest: re, statement


class Reader:
    """Tells what the words of segments come from.

    Args:
        explainer: senses, sounds, numbers.
        names: of the document, by their Chinese.
        masked: what is hidden of the tables, in training.
    """

    def __init__(self, explainer: Explainer, names: Mapping[str, Name], masked: Masked | None = None) -> None:
        self._explainer, self._names, self._masked = explainer, names, masked
        self._words: dict[str, _Seen] = {}

    def read(self, segment: PairedSegment) -> Posteriors:
        """The posteriors of one segment."""
        words = segment.words
        units = [u for u in segment.source.units if any(c.isalnum() for c in u.text)]
        count = Counter(u.text for u in units)
        names = tuple(dict.fromkeys(u.text for u in units if u.is_name))
        seen = [self._seen(word.text) for word in words]
        namelike = [i for i, (w, s) in enumerate(zip(words, seen, strict=True)) if _is_namelike(w, s)]
        shape = (len(names), len(words))
        gloss, sound, likelihood = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        how, covered = np.zeros(shape, np.uint8), np.zeros((*shape, 2), np.int16)
        elsewhere = np.zeros(len(words))
        usual = [i for i, word in enumerate(words) if word.is_capital or not word.is_function]
        by_stem: dict[str, list[int]] = defaultdict(list)
        by_beginning: dict[str, list[int]] = defaultdict(list)
        by_text: dict[str, list[int]] = defaultdict(list)
        by_key: dict[str, list[int]] = defaultdict(list)
        for i in usual:
            for one in (seen[i].stem, *seen[i].parts):
                by_stem[one].append(i)
            by_text[words[i].text.lower()].append(i)
            by_key[seen[i].key].append(i)
            if seen[i].is_ordinary and len(seen[i].stem) >= _SHORTEST_PREFIX:
                by_beginning[seen[i].stem[:_SHORTEST_PREFIX]].append(i)
        for text, number in count.items():
            found = self._glossed(text, by_stem, by_beginning)
            if text not in names:
                for i, (p, *_) in found.items():
                    elsewhere[i] += number * min(MOST, _SHARE_OF_GLOSS * p / seen[i].background)
                for i in by_text.get(text.lower(), ()):
                    elsewhere[i] += number * MOST
                continue
            row = names.index(text)
            for i, (p, start, end) in found.items():
                value = min(MOST, _SHARE_OF_GLOSS * p / seen[i].background)
                gloss[row, i] = likelihood[row, i] = value
                how[row, i] = GLOSS
                if value > _TELLING:
                    covered[row, i] = start, end
            for own, share in self._names[text].shares.items():
                for i in by_key.get(own, ()):
                    value = min(MOST, _SHARE_OF_FORM * share / seen[i].background)
                    if value >= likelihood[row, i]:
                        likelihood[row, i], how[row, i] = value, TARGET
        starts = [(i, *_run_from(words, seen, namelike, i)) for i in namelike]
        plain = _plain_stretches(segment)
        heard = listening.hear(self._explainer.sound, [letters for _, letters, _ in starts], [*names, *plain])
        runs = self._listen(seen, starts, heard, names, (gloss, sound, likelihood, how, covered))
        likelihood *= np.array([count[name] for name in names]).reshape(-1, 1)
        self._hear_elsewhere(segment, seen, namelike, heard.log_odds[:, len(names) :], elsewhere)
        self._count(segment, names, likelihood, how, covered, elsewhere)
        empty = _EMPTY * max(_FEWEST_UNITS, len(units))
        total = likelihood.sum(0) + elsewhere + empty
        return Posteriors(
            names,
            likelihood / total,
            gloss,
            sound,
            how,
            covered,
            elsewhere / total,
            empty / total,
            runs,
            self._spelt(words, seen, starts, plain, names),
        )

    def may_say(self, word: DraftWord, name: str) -> bool:
        """Whether a word may come from a name at all: else P(name | word) is 0. Asked of words before their segment is

        read.
        """
        if word.is_function:
            return False
        seen = self._seen(word.text)
        if _is_namelike(word, seen) or _may_be_number(word) or seen.key in self._names[name].shares:
            return True
        stems = (seen.stem, *seen.parts)
        beginning = seen.stem[:_SHORTEST_PREFIX] if seen.is_ordinary else ""
        return any(
            beginning in piece.begun or any(one in piece.senses for one in stems)
            for piece in _pieces(self._explainer.lexicon, name)
        )

    def _glossed(
        self, text: str, by_stem: Mapping[str, list[int]], by_beginning: Mapping[str, list[int]]
    ) -> dict[int, tuple[float, int, int]]:
        """The words that are senses of a unit: the likeliest of each, weighted, and its characters."""
        found: dict[int, tuple[float, int, int]] = {}
        for piece in _pieces(self._explainer.lexicon, text):
            for known, places in ((piece.senses, by_stem), (piece.begun, by_beginning)):
                for one in places.keys() & known.keys():
                    if self._masked is not None and self._masked.hides(1.0, one[:_SHORTEST_PREFIX], piece.text):
                        continue
                    p = known[one] * piece.weight
                    for i in places[one]:
                        if p > found.get(i, (0.0,))[0]:
                            found[i] = p, piece.start, piece.end
        return found

    def _seen(self, word: str) -> _Seen:
        found = self._words.get(word)
        if found is None:
            english = self._explainer.english
            stemmed, frequency, ordinary = stem(word), english.frequency(word), english.is_word(word)
            background = max(frequency, exp(english.log_stem_frequency(stemmed)))
            as_name = frequency if ordinary or frequency > _FREQUENT or word.lower() in DATES else 0.0
            parts = _parts(word.lower(), english)
            found = self._words[word] = _Seen(stemmed, key(word), fold(word), ordinary, background, as_name, parts)
        return found

    def _listen(
        self,
        seen: Sequence[_Seen],
        starts: Sequence[tuple[int, str, Mapping[int, int]]],
        heard: Heard,
        names: Sequence[str],
        into: tuple[
            NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.uint8], NDArray[np.int16]
        ],
    ) -> dict[tuple[str, int, int], tuple[float, int, int]]:
        """Fill in the sounds of words that may be names, and return those of runs of them.

        Args:
            starts: words that may be names, the letters from each on, and how many there are up to the end of each.
            heard: of these letters, against the names before anything else.
        """
        gloss, sound, likelihood, how, covered = into
        runs: dict[tuple[str, int, int], tuple[float, int, int]] = {}
        for w, (i, letters, ends) in enumerate(starts):
            for row, name in enumerate(names):
                for last, size in ends.items():
                    if len(name) > _LONGEST_SOUND or not 1 < size <= _MOST_LETTERS:
                        continue
                    if self._masked is not None and self._masked.hides(1 / 3, "run", letters[:size], name):
                        continue
                    nats = float(heard.log_odds[w, row, size])
                    if nats > _LEAST:
                        runs[name, i, last] = nats, int(heard.first[w, row, size]), int(heard.end[w, row, size])
                size = len(seen[i].letters)
                nats = float(heard.log_odds[w, row, size])
                if nats <= _LEAST or (
                    self._masked is not None and self._masked.hides(1 / 2, "sound", seen[i].letters, name)
                ):
                    continue
                value = sound[row, i] = self._sound_ratio(seen[i], nats)
                if value > likelihood[row, i]:
                    likelihood[row, i], how[row, i] = value, SOUND
                if value > gloss[row, i]:
                    covered[row, i] = heard.first[w, row, size], heard.end[w, row, size]
        return runs

    def _sound_ratio(self, word: _Seen, nats: float) -> float:
        """Likelihood of a word as a sound against the word at large, whether as English or as another name."""
        as_letters = self._explainer.sound.background(word.letters)
        ratio = nats + as_letters - log(word.as_name + exp(as_letters))
        return min(MOST, exp(min(_MOST_NATS, ratio)))

    def _spelt(
        self,
        words: Sequence[DraftWord],
        seen: Sequence[_Seen],
        starts: Sequence[tuple[int, str, Mapping[int, int]]],
        plain: Sequence[str],
        names: Sequence[str],
    ) -> NDArray[np.bool_]:
        """Words that spell some Chinese beside a name in pinyin, from its first letter to its last, and their kind.

        Args:
            starts: as in `_listen`.
            plain: the Chinese between names and marks.
        """
        pinyin = self._explainer.sound.pinyin
        ranges = ((text, start, size) for text in plain for size in _SPELT for start in range(len(text) - size + 1))
        there = {pinyin(text[start : start + size]) for text, start, size in ranges}
        own = [pinyin(name) for name in names]
        found = np.zeros((len(names), len(seen)), np.bool_)
        for i, letters, ends in starts:
            for last, size in ends.items():
                if letters[:size] in there and not (last == i + 1 and seen[i].is_ordinary):
                    has_kind = last < len(words) and not words[last].breaks and is_generic(words[last].text)
                    found[[letters[:size] not in other for other in own], i : last + has_kind] = True
        return found

    def _hear_elsewhere(
        self,
        segment: PairedSegment,
        seen: Sequence[_Seen],
        namelike: Sequence[int],
        log_odds: NDArray[np.float32],
        elsewhere: NDArray[np.float64],
    ) -> None:
        """Add what sounds like the Chinese between the names: names that the glossary lacks.

        Args:
            log_odds: of words that may be names, against that Chinese, by the number of letters.
        """
        asked = {seen[i].letters for i in namelike if not segment.claimed.get(i)}
        for row, i in enumerate(namelike):
            if seen[i].letters not in asked:
                continue
            for nats in log_odds[row, :, len(seen[i].letters)].tolist():
                if nats > _LEAST and (value := self._sound_ratio(seen[i], nats)) > 1:
                    elsewhere[i] += value

    def _count(
        self,
        segment: PairedSegment,
        names: Sequence[str],
        likelihood: NDArray[np.float64],
        how: NDArray[np.uint8],
        covered: NDArray[np.int16],
        elsewhere: NDArray[np.float64],
    ) -> None:
        """Give numbers and months to the units that hold them."""
        for i, word in enumerate(segment.words):
            if not _may_be_number(word):
                continue
            link = self._explainer.by_number(word.text, segment.source.text)
            for unit in segment.source.units if link.strength else ():
                if unit.start < link.end and link.start < unit.end:
                    if unit.is_name:
                        row = names.index(unit.text)
                        likelihood[row, i], how[row, i] = MOST, NUMBER
                        covered[row, i] = max(0, link.start - unit.start), min(unit.end, link.end) - unit.start
                    else:
                        elsewhere[i] = MOST


def _parts(lowered: str, english: English) -> tuple[str, ...]:
    """Stems of the prefix and the rest of a rare word that is put together of both."""
    if english.frequency(lowered) > _FREQUENT:
        return ()
    prefix = prefix_of(lowered, english.is_word)
    return (prefix, stem(lowered[len(prefix) :])) if prefix else ()


def _may_be_number(word: DraftWord) -> bool:
    return word.text[:1].isdigit() or "-" in word.text or is_date(word)


def _is_namelike(word: DraftWord, seen: _Seen) -> bool:
    """Whether a word may be a name: written with a capital, or no English word."""
    if word.is_function or word.text.isdigit() or len(seen.letters) < 2:
        return False
    return word.is_capital or not seen.is_ordinary


def _run_from(
    words: Sequence[DraftWord], seen: Sequence[_Seen], namelike: Sequence[int], first: int
) -> tuple[str, dict[int, int]]:
    """Letters of the words from one on that may be a name together, and how many there are up to the end of each."""
    letters, ends = "", {}
    for i in range(first, min(len(words), first + _LONGEST_RUN)):
        if i not in namelike and not words[i].is_function:
            break
        if len(letters) + len(seen[i].letters) > _MOST_LETTERS and i > first:
            break
        letters += seen[i].letters
        ends[i + 1] = len(letters)
    return letters, ends


def _plain_stretches(segment: PairedSegment) -> list[str]:
    """The Chinese between names and marks, two characters together or more."""
    stretches = [""]
    for unit in segment.source.units:
        if unit.is_name or not any(is_hanzi(c) or c == "·" for c in unit.text):
            stretches.append("")
        elif len(stretches[-1]) + len(unit.text) > _LONGEST_PLAIN:
            stretches.append(unit.text)
        else:
            stretches[-1] += unit.text
    return list(dict.fromkeys(s for s in stretches if len(s) > 1))
