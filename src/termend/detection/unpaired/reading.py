"""A draft read as a whole before anything is decided: which names stand right in it and which seem to be missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from termend.detection.search.lines import Line
from termend.detection.search.profile import Profile
from termend.detection.search.words import Known, Word
from termend.detection.unpaired.shares import Search
from termend.detection.unpaired.stretches import Likely, Stretch
from termend.language.calendar import DATES
from termend.language.generic_words import is_generic
from termend.language.ordinary import is_ordinary
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.wordforms import demonyms

# From this share of a glossary's names standing right, one may ask which of the others are missing: of a glossary made
# for the draft three in four do, of a gazetteer one in twenty.
MADE_FOR_THE_DRAFT = 0.3
# A glossary of more names than this was made for no one draft.
MOST_NAMES = 1_500
# From this share of its names being the glossary's a draft has hardly a name beside them, and by what share it may be
# missed; so many more names are taken for the glossary's before any is read.
_WHOLE, _SPREAD = 0.78, 0.03
_GRANTED = 3


class Reading:
    """What the draft says of the glossary's names.

    Args:
        search: the draft's lines and what is searched for in them.
        likely: what the alignment alone takes for garbles.
    """

    def __init__(self, search: Search, likely: Sequence[Likely]) -> None:
        self.search, self.likely = search, likely

    @property
    def lines(self) -> Sequence[Line]:
        return self.search.lines

    def profile(self, term: int) -> Profile:
        """Of the name of that number."""
        return self.search.profiles[term]

    def number(self, source: str) -> int | None:
        """The number of a name in the index; None where it has none."""
        return self.search.index.number(source)

    @property
    def use(self) -> float:
        """Share of the glossary's names that stand right; of several glossaries the one that is used most."""
        return self.search.document.use

    @cached_property
    def names(self) -> Sequence[int]:
        """Numbers of the names that may be asked after where they are missing; none for a glossary of other drafts."""
        count = len(self.search.index.sources)
        return range(count) if self.use > MADE_FOR_THE_DRAFT and count <= MOST_NAMES else ()

    @cached_property
    def by_form(self) -> dict[tuple[str, ...], list[int]]:
        """Of the names that may be asked after, by the letters of the words of each rendering."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number in self.names:
            for form in self.profile(number).words:
                found[tuple(word.letters for word in form)].append(number)
        return found

    @cached_property
    def mentions(self) -> list[tuple[Known, Stretch]]:
        """Accepted renderings, each with the words that it covers."""
        found = []
        for number, line in enumerate(self.lines):
            words = line.words
            place = 0
            while place < len(words):
                mention = words[place].mention
                first = place
                place += 1
                if mention is not None:
                    while place < len(words) and words[place].mention is mention:
                        place += 1
                    found.append((mention, Stretch(number, first, place)))
        return found

    @cached_property
    def right(self) -> Counter[int]:
        """How often each name is rendered right."""
        mentioned = self.search.document.mentioned.items()
        return Counter({n: count for source, count in mentioned if (n := self.number(source)) is not None})

    @cached_property
    def hit(self) -> dict[int, float]:
        """Names that some stretch is likely to garble, with the log-odds of the likeliest."""
        best: dict[int, float] = defaultdict(lambda: float("-inf"))
        for likely in self.likely:
            best[likely.term] = max(best[likely.term], likely.log_odds)
        return dict(best)

    def is_missing(self, term: int) -> bool:
        """Whether a name stands nowhere, right or garbled."""
        return not self.right[term] and term not in self.hit

    def is_taken(self, stretch: Stretch) -> bool:
        """Whether a likely garble holds some of the words."""
        return any(likely.stretch.overlaps(stretch) for likely in self.by_line.get(stretch.line, ()))

    @cached_property
    def by_line(self) -> dict[int, list[Likely]]:
        """Likely garbles by line."""
        found: dict[int, list[Likely]] = defaultdict(list)
        for likely in self.likely:
            found[likely.stretch.line].append(likely)
        return dict(found)

    @cached_property
    def left(self) -> list[Stretch]:
        """Runs of words with capitals that nothing explains, without titles, dates and opening words."""
        found: list[Stretch] = []
        for number, line in enumerate(self.lines):
            taken = {p for g in self.by_line.get(number, ()) for p in range(g.stretch.first, g.stretch.last)}
            run: list[int] = []
            for place, word in enumerate((*line.words, None)):
                if run and (word is None or not word.joined):
                    found += self._trimmed(number, run)
                    run = []
                if word is None:
                    break
                if word.capital and word.letters and word.mention is None and place not in taken and not _is_date(word):
                    run.append(place)
                elif run:
                    found += self._trimmed(number, run)
                    run = []
        return found

    def _trimmed(self, number: int, run: Sequence[int]) -> list[Stretch]:
        words = self.lines[number].words
        kept = list(run)
        while kept and (_is_edge(words[kept[0]]) or is_generic(words[kept[0]].text)):
            kept = kept[1:]
        while kept and _is_edge(words[kept[-1]]):
            kept = kept[:-1]
        if not any(_is_name_like(words[place]) for place in kept):
            return []
        return [Stretch(number, kept[0], kept[-1] + 1)]

    @cached_property
    def complete(self) -> float:
        """Share of the draft's different names that the glossary explains, right or garbled."""
        explained = {self.text(stretch).lower() for _, stretch in self.mentions}
        explained |= {self.text(likely.stretch).lower() for likely in self.likely}
        others = {self.text(stretch).lower() for stretch in self.left} - explained
        known = len(explained) + _GRANTED
        return known / (known + len(others))

    @cached_property
    def whole(self) -> float:
        """How surely the glossary has all names of the draft, 0 to 1."""
        if not self.search.document.cased:
            return 1.0
        return float(1 / (1 + np.exp(-(self.complete - _WHOLE) / _SPREAD)))

    def words(self, stretch: Stretch) -> tuple[Word, ...]:
        """The words of a stretch."""
        return self.lines[stretch.line].words[stretch.first : stretch.last]

    def text(self, stretch: Stretch) -> str:
        """A stretch as the draft has it."""
        words = self.words(stretch)
        return self.lines[stretch.line].segment.text[words[0].start : words[-1].end]

    def each(self) -> Iterator[tuple[int, int, Word]]:
        """Every word with its line and place."""
        for number, line in enumerate(self.lines):
            for place, word in enumerate(line.words):
                yield number, place, word


def _is_date(word: Word) -> bool:
    return word.text.lower() in DATES


def _is_edge(word: Word) -> bool:
    return word.function or word.text.lower() in BEFORE_NAMES or (word.opening and is_plain(word))


def _is_name_like(word: Word) -> bool:
    return len(word.letters) > 1 and (not is_plain(word) or word.text.lower() in demonyms())


def is_strange(word: Word) -> bool:
    """Whether a word has a capital and is no ordinary English."""
    return word.capital and not is_plain(word)


def is_plain(word: Word) -> bool:
    """Whether a word is ordinary English, whatever its capital."""
    return word.known_word or is_ordinary(word.text)
