"""Reasons by sound: words, alone or joined, that are spelt like what some name sounds like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from termend.channel.recall import Index
from termend.channel.sound import EncodedNames, Sound
from termend.detection.search.explaining import SOUND, Reason
from termend.detection.search.lines import Line
from termend.detection.search.shortlist import greatest
from termend.detection.search.words import Word
from termend.language.generic_words import is_generic
from termend.language.letters import undoubled
from termend.language.personal_titles import BEFORE_NAMES

_MOST_JOINED = 4
_MOST_LETTERS = 18
_LEAST_SOUND = 2.5
_MOST_SOUND = 14.0
_DOUBLED = 0.2  # nats against letters that are heard once and written twice
_MOST_ALIGNED = 48  # names that are aligned with the same letters
_MOST_REMEMBERED = 1 << 14  # spellings
_RARE = -11.0
_COMMON = -8.5  # words like He and New are no sound by themselves


# Numbers of names, with nats, first character and end of each.
_Heard = tuple[list[int], list[float], list[int], list[int]]


class Sounds:
    """Which names some letters are spelt like; what was asked once is remembered for the next draft.

    Args:
        sound: the sound channel.
    """

    def __init__(self, index: Index, sound: Sound) -> None:
        self._index, self._sound = index, sound
        self._known: dict[str, _Heard] = {}

    def heard(self, numbered: Sequence[tuple[int, Line]]) -> dict[int, dict[int, list[Reason]]]:
        """Reasons by sound, by number of the line and of the term."""
        places: dict[tuple[str, str], list[tuple[int, int, int, float]]] = defaultdict(list)
        for number, line in numbered:
            for first, last, common in _stretches(line.words):
                letters = "".join(w.letters for w in line.words[first:last])
                strange = not any(w.known_word or w.known_name for w in line.words[first:last])
                places[letters, undoubled(letters) if strange else letters].append((number, first, last, common))
        known = self._of({spelt for ways in places for spelt in ways})
        best: dict[tuple[int, int, int, int], tuple[float, int, str]] = {}
        for ways in sorted(places):
            for spelt in dict.fromkeys(ways):
                less = _DOUBLED if spelt != ways[0] else 0.0
                background = self._sound.background(spelt)
                heard = [(n, begins, ends, max(background, cost)) for n, begins, ends, cost in places[ways]]
                for term, log_odds, start, end in zip(*known[spelt], strict=True):
                    if log_odds <= _LEAST_SOUND + less:
                        continue
                    for number, first, last, cost in heard:
                        value = log_odds + background - cost - less
                        key = number, term, first, last
                        if value > _LEAST_SOUND and (key not in best or value > best[key][0]):
                            best[key] = value, (1 << end) - (1 << start), spelt
        found: dict[int, dict[int, list[Reason]]] = defaultdict(lambda: defaultdict(list))
        for (number, term, first, last), (value, mask, spelt) in sorted(best.items()):
            found[number][term].append(Reason(first, last, mask, SOUND, min(value, _MOST_SOUND), spelt))
        return found

    def _of(self, asked: Set[str]) -> dict[str, _Heard]:
        """Of all letters the names that they are spelt like."""
        known = {spelt: self._known[spelt] for spelt in asked if spelt in self._known}
        fresh = self._look(sorted(asked - known.keys()))
        if len(self._known) + len(fresh) > _MOST_REMEMBERED:
            self._known.clear()
        self._known |= dict(islice(fresh.items(), _MOST_REMEMBERED))
        return known | fresh

    def _look(self, asked: Sequence[str]) -> dict[str, _Heard]:
        by_length: dict[int, list[tuple[str, EncodedNames, NDArray[np.intp]]]] = defaultdict(list)
        found: dict[str, _Heard] = {}
        for spelt in asked:
            names, chosen = self._index.names, np.arange(len(self._index.sources))
            if len(chosen) > _MOST_ALIGNED:
                chosen = greatest(self._sound.bounds(spelt, names), _LEAST_SOUND, _MOST_ALIGNED)
                names = names.only(chosen)
            if len(chosen):
                by_length[len(spelt)].append((spelt, names, chosen))
            else:
                found[spelt] = [], [], [], []
        for alike in by_length.values():
            aligned = self._sound.best_of_each([(spelt, names) for spelt, names, _ in alike])
            for (spelt, _, chosen), (log_odds, starts, ends) in zip(alike, aligned, strict=True):
                kept = np.flatnonzero(log_odds > _LEAST_SOUND)
                columns = chosen[kept], log_odds[kept].astype(np.float64), starts[kept], ends[kept]
                terms, nats, first, last = (column.tolist() for column in columns)
                found[spelt] = terms, nats, first, last
        return found


def _stretches(line: Sequence[Word]) -> list[tuple[int, int, float]]:
    """Words that may be a name's sound, one or up to four joined: (first, last, ln P as ordinary words)."""
    found = []
    for first in range(len(line)):
        common = 0.0
        for last in range(first + 1, min(len(line), first + _MOST_JOINED) + 1):
            word = line[last - 1]
            if (last > first + 1 and not word.joined) or word.mention is not None or not _is_sounding(word):
                break
            common += word.log_frequency if word.known_word else -99.0
            letters = sum(len(w.letters) for w in line[first:last])
            if letters > _MOST_LETTERS:
                break
            if letters > 1 and not (last == first + 1 and word.known_word and word.log_frequency > _COMMON):
                found.append((first, last, common))
    return found


def _is_sounding(word: Word) -> bool:
    """Whether a word may be a name's sound rather than ordinary English."""
    if stands_for_itself(word):
        return False
    return not word.known_word or word.log_frequency < _RARE or (word.capital and not word.opening)


def stands_for_itself(word: Word) -> bool:
    """Whether a word is never a name's sound: a small one, or what says a kind or an office, University, Reporter."""
    if not word.letters or word.function:
        return True
    return word.known_word and (is_generic(word.text) or word.text.lower() in BEFORE_NAMES)
