"""Recall: from the words of a draft to the terms they may come from, at a cost that hardly grows with the glossary.

Everything the channel can emit is inverted once: stem → characters and words that it glosses → terms; stem → terms
whose approved rendering holds it; digits → terms; spelling → terms. Sound is bounded from above, character by
character, so that only the few terms that can reach a useful score are aligned.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp

import numpy as np
from numpy.typing import NDArray

from termend.channel import numbers
from termend.channel.english import English
from termend.channel.lexicon import Lexicon
from termend.channel.sound import EncodedNames, Sound
from termend.channel.tables import Archive
from termend.language.letters import fold
from termend.language.stems import stem
from termend.language.words import split
from termend.packed import Texts, pack

LONGEST = 24  # characters of a name that are looked at
SHORTEST_NEAR = 4
SHORTEST_WORD = 3  # letters of a word of a rendering by which names are found
LEAST_LIKE = 0.7
_TRUST = 0.85  # how far a gloss is believed against the word being there by chance; a mixture weight
_MOST_EVIDENCE = 8.0
_WEAKEST_GLOSS = 0.7
_MOST_FOR_ONE = 2.6  # a numeral alone is as often a sound: 百 in 迦百农
_STEPS = 30  # codes a nat
_MOST_CELLS = 1 << 20  # remembered at once, of 12 bytes each
_MOST_KEYS = 1 << 14  # whose places are remembered

_Whole = Sequence[int] | NDArray[np.int64]


@dataclass(frozen=True)
class Postings:
    """Sorted keys and, for each, a run of cells.

    Attributes:
        keys: sorted.
        starts: shape (keys + 1,).
        terms: shape (cells,): what each cell points to.
        masks: shape (cells,): characters of the name.
        codes: shape (cells,): nats * 30.
    """

    keys: Sequence[str]
    starts: NDArray[np.uint32]
    terms: NDArray[np.uint32]
    masks: NDArray[np.uint32]
    codes: NDArray[np.uint8]

    @classmethod
    def build(cls, keys: Sequence[str], terms: _Whole, masks: _Whole = (), nats: Sequence[float] = ()) -> Postings:
        """From cells in any order; those of one key keep theirs. Without masks or nats these are 0."""
        distinct = sorted(set(keys))
        number = dict(zip(distinct, range(len(distinct)), strict=True))
        of = np.fromiter(map(number.__getitem__, keys), np.int64, len(keys))
        order = np.argsort(of, kind="stable")
        codes = np.minimum(255, np.rint(np.array(nats, np.float64) * _STEPS)).astype(np.uint8)
        return cls(
            distinct,
            np.append(0, np.cumsum(np.bincount(of, minlength=len(distinct)))).astype(np.uint32),
            np.array(terms, np.uint32)[order],
            np.array(masks, np.uint32)[order] if len(masks) else np.zeros(len(order), np.uint32),
            codes[order] if len(codes) else np.zeros(len(order), np.uint8),
        )

    def find(self, key: str) -> slice:
        """Where the cells of a key are; an empty slice for an unknown one. What is asked often is remembered."""
        found = self._found.get(key)
        if found is None:
            i = bisect_left(self.keys, key)
            known = i < len(self.keys) and self.keys[i] == key
            found = slice(int(self.starts[i]), int(self.starts[i + 1])) if known else slice(0, 0)
            if len(self._found) >= _MOST_KEYS:
                self._found.clear()
            self._found[key] = found
        return found

    @cached_property
    def _found(self) -> dict[str, slice]:
        return {}

    def arrays(self, prefix: str) -> dict[str, NDArray[np.generic]]:
        return {
            f"{prefix}.keys": pack(self.keys),
            f"{prefix}.starts": self.starts,
            f"{prefix}.terms": self.terms,
            f"{prefix}.masks": self.masks,
            f"{prefix}.codes": self.codes,
        }

    @classmethod
    def read(cls, archive: Archive, prefix: str, decoded: bool = False) -> Postings:
        """From an archive of `arrays`.

        Args:
            decoded: whether all keys are decoded now, since all are asked for; else each when it is.
        """
        name = f"{prefix}.keys"
        return cls(
            archive.strings(name) if decoded else Texts(archive.array(name).astype(np.uint8, copy=False)),
            archive.array(f"{prefix}.starts").astype(np.uint32, copy=False),
            archive.array(f"{prefix}.terms").astype(np.uint32, copy=False),
            archive.array(f"{prefix}.masks").astype(np.uint32, copy=False),
            archive.array(f"{prefix}.codes").astype(np.uint8, copy=False),
        )


# A stem's terms, masks and nats, by ascending nats.
Cells = tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.float32]]
ByGloss = Callable[[str], Cells]


class _Remembered:
    """What stems point to, forgotten where it becomes too much to hold.

    Args:
        read: looks it up.
    """

    def __init__(self, read: ByGloss) -> None:
        self._read = read
        self._known: dict[str, Cells] = {}
        self._held = 0

    def of(self, stemmed: str) -> Cells:
        found = self._known.get(stemmed)
        if found is None:
            found = self._read(stemmed)
            if self._held + len(found[0]) > _MOST_CELLS:
                self._known, self._held = {}, 0
            if len(found[0]) <= _MOST_CELLS:
                self._known[stemmed] = found
                self._held += len(found[0]) + 1
        return found


@dataclass(frozen=True)
class Index:
    """The inverted index of a glossary's Chinese names.

    Attributes:
        sources: the names, sorted.
        glosses: stem → pieces (its `terms` are indices into `pieces`, its masks are unused).
        pieces: piece → terms, with the characters it covers.
        targets: stem of an approved rendering → terms.
        figures: digits → terms.
        spellings: folded word of a rendering → terms.
        short: the same for words too short to be compared in spelling.
        names: the sources for the sound channel.
    """

    sources: Sequence[str]
    glosses: Postings
    pieces: Postings
    targets: Postings
    figures: Postings
    spellings: Postings
    short: Postings
    names: EncodedNames

    def by_gloss(self, stemmed: str) -> Cells:
        """Terms, masks and nats for a stem as a gloss, by ascending nats; what is asked often is remembered."""
        return self._remembered.of(stemmed)

    @cached_property
    def _remembered(self) -> _Remembered:
        return _Remembered(self._by_gloss)

    def _by_gloss(self, stemmed: str) -> Cells:
        found = self.glosses.find(stemmed)
        of = self.glosses.terms[found]
        if not len(of):
            return _NOTHING
        first = self.pieces.starts[of].astype(np.int64)
        lengths = self.pieces.starts[of + 1].astype(np.int64) - first
        ends = np.cumsum(lengths)
        cells = np.arange(ends[-1]) + np.repeat(first - (ends - lengths), lengths)
        nats = np.repeat(self.glosses.codes[found] / np.float32(_STEPS), lengths)
        return self.pieces.terms[cells], self.pieces.masks[cells], nats.astype(np.float32, copy=False)

    def number(self, source: str) -> int | None:
        """The place of a name among the sources; None where it has none. What was asked before is remembered."""
        if source not in self._numbers:
            at = bisect_left(self.sources, source)
            known = at < len(self.sources) and self.sources[at] == source
            if len(self._numbers) >= _MOST_KEYS:
                self._numbers.clear()
            self._numbers[source] = at if known else None
        return self._numbers[source]

    @cached_property
    def _numbers(self) -> dict[str, int | None]:
        return {}

    def by_target(self, stemmed: str) -> NDArray[np.uint32]:
        """Terms whose rendering holds a stem."""
        return self.targets.terms[self.targets.find(stemmed)]

    def by_word(self, letters: str) -> NDArray[np.uint32]:
        """Terms of which a rendering has a word of those letters, of three or more."""
        words = self.spellings if len(letters) >= SHORTEST_NEAR else self.short
        return words.terms[words.find(letters)]

    def by_figure(self, digits: str) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.float32]]:
        """Terms, masks and nats for digits."""
        at = self.figures.find(digits)
        nats = self.figures.codes[at] / np.float32(_STEPS)
        return self.figures.terms[at], self.figures.masks[at], nats.astype(np.float32)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Everything as named arrays."""
        return {
            "sources": pack(self.sources),
            **self.glosses.arrays("glosses"),
            **self.pieces.arrays("pieces"),
            **self.targets.arrays("targets"),
            **self.figures.arrays("figures"),
            **self.spellings.arrays("spellings"),
            **self.short.arrays("short"),
            "names.characters": self.names.characters,
            "names.units": self.names.units,
            "names.priors": self.names.priors,
            "names.used": self.names.used,
            "names.silent": np.array([self.names.silent]),
        }

    @classmethod
    def read(cls, archive: Archive) -> Index:
        """From an archive of `arrays`.

        Raises:
            ModelError: where something is missing.
        """
        names = EncodedNames(
            archive.array("names.characters").astype(np.int32, copy=False),
            archive.array("names.units").astype(np.int32, copy=False),
            archive.array("names.priors").astype(np.float32, copy=False),
            archive.array("names.used").astype(np.int32, copy=False),
            int(archive.array("names.silent").astype(np.int64)[0]),
        )
        return cls(
            Texts(archive.array("sources").astype(np.uint8)),
            Postings.read(archive, "glosses"),
            Postings.read(archive, "pieces"),
            Postings.read(archive, "targets"),
            Postings.read(archive, "figures"),
            Postings.read(archive, "spellings", decoded=True),
            Postings.read(archive, "short"),
            names,
        )


_NOTHING = (np.zeros(0, np.uint32), np.zeros(0, np.uint32), np.zeros(0, np.float32))


def build(names: Iterable[tuple[str, Sequence[str]]], lexicon: Lexicon, sound: Sound, english: English) -> Index:
    """Invert (source, renderings) pairs; the order of the pairs never matters."""
    entries = sorted(names)
    sources = [source for source, _ in entries]
    by_piece, figures = _by_characters(sources, lexicon)
    targets, spelt, short = _by_words([renderings for _, renderings in entries])
    glosses = _glosses(by_piece.keys, lexicon, english)
    return Index(sources, glosses, by_piece, targets, figures, spelt, short, sound.encode(sources))


def _by_characters(sources: Sequence[str], lexicon: Lexicon) -> tuple[Postings, Postings]:
    """Names by what the lexicon knows in them, and by the digits that their numerals may come out as."""
    names = [source[:LONGEST] for source in sources]
    of, starts, ends = lexicon.segmented(names)
    ranges = zip(of.tolist(), starts.tolist(), ends.tolist(), strict=True)
    pieces = [names[number][start:end] for number, start, end in ranges]
    figures = [
        (text, number, (1 << end) - (1 << start), nats)
        for number, name in enumerate(names)
        for start, end in numbers.runs(name)
        for text, nats in figure_cells(name[start:end])
    ]
    texts, named, said, nats = zip(*figures, strict=True) if figures else ((),) * 4
    return Postings.build(pieces, of, (1 << ends) - (1 << starts)), Postings.build(texts, named, said, nats)


def _by_words(renderings: Sequence[Sequence[str]]) -> tuple[Postings, Postings, Postings]:
    """Names by the stems, the spellings and the short words of what renders them."""
    forms: dict[str, tuple[str, str]] = {}  # stem and letters of a word; the words of names come again and again
    stems, spelt, short = ((list[str](), list[int]()) for _ in range(3))
    for number, texts in enumerate(renderings):
        said = [forms.get(w) or forms.setdefault(w, (stem(w), fold(w))) for text in texts for w in split(text)]
        for (keys, terms), own in (
            (stems, {stemmed for stemmed, _ in said}),
            (spelt, {word for _, word in said if len(word) >= SHORTEST_NEAR}),
            (short, {word for _, word in said if SHORTEST_WORD <= len(word) < SHORTEST_NEAR}),
        ):
            keys += own
            terms += [number] * len(own)
    return Postings.build(*stems), Postings.build(*spelt), Postings.build(*short)


def _glosses(pieces: Sequence[str], lexicon: Lexicon, english: English) -> Postings:
    """Stem → places among the pieces, with nats against the stem being there by chance; each stem's ascend."""
    stems, places, probabilities = lexicon.cells(pieces)
    if not len(places):
        return Postings.build((), ())
    keys = sorted(set(stems))
    number = {key: n for n, key in enumerate(keys)}
    of = np.array([number[key] for key in stems])
    rarity = np.array([exp(-english.log_stem_frequency(key)) for key in keys])
    nats = np.minimum(np.log(_TRUST * probabilities * rarity[of] + 1 - _TRUST), _MOST_EVIDENCE)
    kept = np.flatnonzero(nats >= _WEAKEST_GLOSS)
    codes = np.minimum(255, np.rint(nats * _STEPS)).astype(np.uint8)
    order = kept[np.lexsort((places[kept], codes[kept], of[kept]))]
    starts = np.flatnonzero(np.append(True, np.diff(of[order]) != 0))[: len(order)]
    return Postings(
        [keys[n] for n in of[order][starts].tolist()],
        np.append(starts, len(order)).astype(np.uint32),
        places[order].astype(np.uint32),
        np.zeros(len(order), np.uint32),
        codes[order],
    )


def figure_cells(numerals: str) -> list[tuple[str, float]]:
    """Digits that a stretch of Chinese numerals may come out as, with nats."""
    found = []
    for text, p in numbers.spellings(numerals).items():
        value = min(_MOST_EVIDENCE if len(numerals) > 1 else _MOST_FOR_ONE, p + 2.3 * len(text) + 0.5)
        if value > 0.5:
            found.append((text, value))
    return found
