"""Questions to the gazetteer: by Chinese name, by English words, and both in running text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from termend import resources
from termend.gazetteer import english, packing
from termend.gazetteer.reading import POPULATION_CLASSES, Kind, Reading
from termend.language.ordinary import is_mostly_a_name, is_ordinary
from termend.packed import Texts
from termend.records import WORLD_NAMES

# Inhabitants of a place whose name counts as known by default.
LEAST_POPULATION = 20_000
_LONGEST_NAME = 14  # words
_OPENING = 2  # characters of a Chinese name by which it is looked up
_COUNTED = frozenset("年月日时分秒点号")
_LAST = "\U0010ffff"  # sorts behind any other character


@dataclass(frozen=True, slots=True)
class NameInSource:
    """A Chinese name at `start:end` of a source."""

    start: int
    end: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class NameInText:
    """Words `first:last` of a draft's line that are exactly a known name."""

    first: int
    last: int
    readings: tuple[Reading, ...]


class Gazetteer:
    """Names of the whole world.

    Args:
        path: a file that `packing.write` wrote.

    Raises:
        GlossaryError: where it is missing or broken.
    """

    def __init__(self, path: Path) -> None:
        arrays = packing.read(path)
        self._chinese = Texts(cast("NDArray[np.uint8]", arrays["chinese"]))
        self._ordinary = arrays["ordinary"]
        self._readings = _starts(arrays["readings"])
        self._kinds, self._populations, self._origins = arrays["kinds"], arrays["populations"], arrays["origins"]
        self._forms = _starts(arrays["forms"])
        self._written = arrays["written"]
        self._packed_english = cast("NDArray[np.uint8]", arrays["english"])
        self._hashes, self._hashed = arrays["hashes"], arrays["hashed"]
        self._transcribing = arrays["transcribing"]
        self._opening = lru_cache(maxsize=1 << 14)(self._find_opening)
        self._known = lru_cache(maxsize=1 << 14)(self._find_known)

    @cached_property
    def _english(self) -> Texts:
        return Texts(self._packed_english)

    def __len__(self) -> int:
        """How many readings there are."""
        return len(self._kinds)

    # By Chinese name.

    def rows_of(self, chinese: str) -> tuple[Reading, ...]:
        """The readings of a name, the likeliest first; none where it is unknown.

        Args:
            chinese: as `chinese.normal` writes it.
        """
        place = bisect_left(self._chinese, chinese)
        if place == len(self._chinese) or self._chinese[place] != chinese:
            return ()
        return self._readings_at(place)

    def every_name_in(self, text: str) -> Iterator[NameInSource]:
        """All names in a source, those inside and across one another too, in order of place, then of length.

        Single characters and names that are also ordinary words are left out.

        Args:
            text: as `chinese.normal` writes it.
        """
        for start in range(len(text) - 1):
            if _is_counted(text, start):
                continue
            for place in self._places_at(text, start):
                yield NameInSource(start, start + len(self._chinese[place]), self._readings_at(place))

    def names_in(self, text: str) -> list[NameInSource]:
        """The names in a source from the left, each the longest there, not overlapping; see `every_name_in`."""
        found: list[NameInSource] = []
        start = 0
        while start < len(text) - 1:
            longest = -1 if _is_counted(text, start) else max(self._places_at(text, start), default=-1)
            if longest < 0:
                start += 1
                continue
            end = start + len(self._chinese[longest])
            found.append(NameInSource(start, end, self._readings_at(longest)))
            start = end
        return found

    def _places_at(self, text: str, start: int) -> list[int]:
        """Names that stand at a place of a text, the shortest first: a longer one sorts behind its beginnings."""
        low, high = self._opening(text[start : start + _OPENING])
        found: list[int] = []
        length = _OPENING
        while low < high and length <= len(text) - start:
            part = text[start : start + length]
            low = bisect_left(self._chinese, part, low, high)
            high = bisect_left(self._chinese, part + _LAST, low, high)
            if low < high and self._chinese[low] == part and not self._ordinary[low]:
                found.append(low)
            length += 1
        return found

    def _find_opening(self, opening: str) -> tuple[int, int]:
        return bisect_left(self._chinese, opening), bisect_right(self._chinese, opening + _LAST)

    def _readings_at(self, place: int) -> tuple[Reading, ...]:
        return tuple(self._reading(n, place) for n in range(self._readings[place], self._readings[place + 1]))

    def _reading(self, number: int, place: int) -> Reading:
        origins = int(self._origins[number])
        written = self._written[self._forms[number] : self._forms[number + 1]]
        return Reading(
            self._chinese[place],
            tuple(self._english[int(n)] for n in written),
            packing.KINDS[int(self._kinds[number])],
            POPULATION_CLASSES[int(self._populations[number])],
            tuple(origin for bit, origin in enumerate(packing.ORIGINS) if origins >> bit & 1),
        )

    @cached_property
    def transcribing(self) -> frozenset[str]:
        """The characters that foreign names are written with: a name of such, beside another, may be half of one."""
        return frozenset(chr(int(code)) for code in self._transcribing)

    # By English words.

    def named(self, text: str) -> tuple[Reading, ...]:
        """The readings that have a form of these words, whatever its case, accents, hyphens and article."""
        return self._known(english.key(text))

    def is_known_name(self, words: Sequence[str], least_population: int = LEAST_POPULATION) -> bool:
        """Whether some words of a draft are exactly a known right name.

        That is a place with so many inhabitants or more, or the whole name of anything else, of two words or more: too
        much else is written as a person, firm or medium of one word is. The words of a name have their capitals.

        Args:
            words: as `language.tokens.tokenize` cuts them.
        """
        named = words[1:] if words and english.folded(words[0]) == english.ARTICLE else words
        found = self.known_names(named, least_population)
        return len(found) == 1 and found[0].last - found[0].first == len(named)

    def known_names(
        self, words: Sequence[str], least_population: int = LEAST_POPULATION, any_case: bool = False
    ) -> list[NameInText]:
        """Stretches of a draft's line that are known right names, the longest first taken, in order, not overlapping.

        Args:
            words: the words of a line, as `language.tokens.tokenize` cuts them.
            least_population: inhabitants below which a place is not taken for known.
            any_case: also without capitals, for a draft in lower case.
        """
        found: list[NameInText] = []
        end = 0
        for name in sorted(self._stretches(words, any_case), key=lambda n: (n.first, -n.last)):
            if name.first < end:
                continue
            telling = _telling(name.readings, words[name.first : name.last], least_population)
            if telling:
                found.append(NameInText(name.first, name.last, telling))
                end = name.last
        return found

    def _stretches(self, words: Sequence[str], any_case: bool) -> list[NameInText]:
        """All stretches that have the hash of a key, with what they name where they do name something."""
        bare = [english.folded(english.without_possessive(word)) for word in words]
        whole = [english.folded(word) for word in words]
        spans: list[tuple[int, int, str]] = []
        hashes: list[int] = []
        for first, word in enumerate(words):
            if (not any_case and word[:1].islower()) or bare[first] == english.ARTICLE:
                continue
            value = 0
            for last in range(first, min(len(words), first + _LONGEST_NAME)):
                endings = {bare[last], whole[last]} if any_case or not words[last][:1].islower() else ()
                for ending in endings:
                    spans.append((first, last + 1, ending))
                    hashes.append(english.extended(value, ending))
                value = english.extended(value, whole[last])
        if not hashes:
            return []
        asked = np.array(hashes, np.uint32)
        places = np.searchsorted(self._hashes, asked)
        hits = np.flatnonzero(self._hashes[np.minimum(places, len(self._hashes) - 1)] == asked)
        found = (
            NameInText(first, last, self._known(" ".join([*whole[first : last - 1], ending])))
            for first, last, ending in (spans[n] for n in hits)
        )
        return [name for name in found if name.readings]

    def _find_known(self, key: str) -> tuple[Reading, ...]:
        value = np.uint32(english.key_hash(key))
        first, last = np.searchsorted(self._hashes, value, "left"), np.searchsorted(self._hashes, value, "right")
        numbers = [int(n) for n in self._hashed[first:last]]
        places = np.searchsorted(self._readings, numbers, "right") - 1
        readings = (self._reading(n, int(place)) for n, place in zip(numbers, places, strict=True))
        return tuple(r for r in readings if any(english.key(form) == key for form in r.forms))


def _is_counted(text: str, start: int) -> bool:
    """Whether the character belongs to the figure before it: 7月25日电."""
    return text[start] in _COUNTED and text[start - 1 : start].isdigit()


def _telling(readings: Sequence[Reading], words: Sequence[str], least_population: int) -> tuple[Reading, ...]:
    """The readings that some words of a draft may be taken for without asking what else they may be."""
    if len(words) > 1:
        return tuple(r for r in readings if r.kind is not Kind.PLACE or r.population >= least_population)
    word = english.folded(english.without_possessive(words[0]))
    if is_ordinary(word) and not is_mostly_a_name(word):
        return ()
    return tuple(r for r in readings if r.kind is Kind.PLACE and r.population >= least_population)


def _starts(counts: NDArray[np.generic]) -> NDArray[np.int64]:
    """Where each of several runs begins, and where the last ends."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


@cache
def shipped() -> Gazetteer:
    """The gazetteer that travels with the program.

    Raises:
        TermendError: where it is missing or broken.
    """
    return Gazetteer(resources.glossaries() / WORLD_NAMES / packing.FILE_NAME)
