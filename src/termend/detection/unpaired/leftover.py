"""Capitalised words that nothing explains, and the names that are missing: in a draft whose names its glossary knows,
what is left on one side is what is left on the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import heappop, heappush, nlargest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from termend.detection.likeness import Spellings
from termend.detection.search.profile import Profile
from termend.detection.search.words import Word
from termend.detection.unpaired.others import is_of_another
from termend.detection.unpaired.reading import Reading
from termend.detection.unpaired.stretches import Proposal, Stretch, holds
from termend.kinds import BODIES, MEDIA, PERSON, PLACE
from termend.language.generic_words import INSTITUTIONS, LEGAL_FORMS, PLACES, is_generic
from termend.language.letters import fold
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.wordforms import key

_PART, _PINYIN, _HEARD = 0.9, 0.9, 0.85  # how far a likeness to a part, to the pinyin, to the sound counts
_NATS_A_LETTER = 1.5  # by which letters are as good as a name's sound
_NO_CANDIDATE = -7.0  # nats of what the alignment does not even propose
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 3, 5
_MOST_TERMS = 8  # names looked at closely for one run
_MEDIA = frozenset({"news", "daily", "times", "post", "press", "tribune", "weekly", "com", "cn", "net"})
_NEWS = ("news", "press")
_WELL_GIVEN = 0.62  # likeness from which a run is given to a name, so that it is no longer free


def proposals(reading: Reading, alignments: Mapping[Stretch, Mapping[int, float]]) -> Iterator[Proposal]:
    """Each run with the name it is given to: best first, a name that stands nowhere before one that does.

    Args:
        alignments: log-odds by the alignment alone of each stretch as each name.
    """
    left = reading.left if reading.names else []
    if not left:
        return
    by_line: dict[int, list[tuple[Stretch, Mapping[int, float]]]] = defaultdict(list)
    for stretch, terms in alignments.items():
        by_line[stretch.line].append((stretch, terms))
    scored = {}
    written = _Spelt(reading)
    places: dict[str, list[Stretch]] = defaultdict(list)
    for run in left:
        spelt = reading.text(run).lower()
        places[spelt].append(run)
        if spelt not in scored:
            scored[spelt] = _scores(reading, run, by_line[run.line], written)
    free = {n for n in reading.names if reading.is_missing(n)}
    for spelt, term, likeness, margin in _best_first(scored, free):
        row = scored[spelt]
        if _is_right(reading, places[spelt][0], term):
            continue
        for run in places[spelt]:
            yield Proposal(
                run,
                term,
                {
                    "left over": 1.0,
                    "left over and alike": row[term].likeness,
                    "left over and aligned": row[term].aligned,
                    "left over for one name": min(margin, 0.3) / 0.3,
                    "left over initials": row[term].initials,
                    "names explained": reading.complete * reading.use,
                },
            )
        if likeness >= _WELL_GIVEN:
            free.discard(term)


def _best_first(
    scored: Mapping[str, Mapping[int, _Score]], free: AbstractSet[int]
) -> Iterator[tuple[str, int, float, float]]:
    """Each spelling once with its best name, the total and the margin; the best by what is free by then goes first.

    Args:
        free: names that stand nowhere; it may shrink on the way.
    """
    known = set(free)
    ranked: dict[str, _Ranked] = {}
    among: dict[int, set[str]] = defaultdict(set)  # by name the spellings of whose best two it is one
    waiting: list[tuple[float, float, tuple[int, ...], str, _Ranked]] = []

    def rank(spelt: str) -> None:
        found = ranked[spelt] = _best_two(scored[spelt], known)
        for term in (found.term, found.second):
            among[term].add(spelt)
        last_first = (*(-ord(character) for character in spelt), 1)
        heappush(waiting, (-found.total, -found.margin, last_first, spelt, found))

    for spelt in scored:
        rank(spelt)
    while waiting:
        *_, spelt, found = heappop(waiting)
        if ranked.get(spelt) is not found:
            continue  # it was ranked anew
        del ranked[spelt]
        yield spelt, found.term, found.total, found.margin
        for term in known - free:
            known.discard(term)
            for other in sorted(among.pop(term, ())):
                if other in ranked:
                    rank(other)


def _is_right(reading: Reading, run: Stretch, term: int) -> bool:
    """Whether a run holds the right form of a name, or is the right name of something else."""
    letters, profile = [w.letters for w in reading.words(run)], reading.profile(term)
    return any(holds(letters, form) for form in profile.words) or is_of_another(reading.text(run), profile)


class _Score:
    """How a run fits a name.

    Attributes:
        likeness: of the sound, 0 to 1.
        aligned: what the alignment says, 0 to 1.
        kind: 1 where the words around say the name's kind, -1 where they say another.
        initials: 1 where the run is the initials of a rendering, -1 where it is an acronym and is not.
    """

    __slots__ = ("aligned", "initials", "kind", "likeness")

    def __init__(self, likeness: float, aligned: float, kind: float, initials: float) -> None:
        self.likeness, self.aligned, self.kind, self.initials = likeness, aligned, kind, initials

    @property
    def total(self) -> float:
        return self.likeness + 0.5 * self.aligned + 0.3 * self.kind + 0.6 * self.initials


_MISSING = 0.25  # what a name that stands nowhere has over one that does, in likeness


class _Ranked(NamedTuple):
    """The best name for a run, its total, what it has over the next, and that."""

    term: int
    total: float
    margin: float
    second: int


def _best_two(row: Mapping[int, _Score], free: AbstractSet[int]) -> _Ranked:
    first, *others = nlargest(2, ((score.total + _MISSING * (n in free), n) for n, score in row.items()))
    second = others[0] if others else (first[0] - 1.0, first[1])
    return _Ranked(first[1], first[0], first[0] - second[0] if others else 1.0, second[1])


def _scores(
    reading: Reading, run: Stretch, alignments: Sequence[tuple[Stretch, Mapping[int, float]]], written: _Spelt
) -> dict[int, _Score]:
    words = [w for w in reading.words(run) if not is_generic(w.text)] or list(reading.words(run))
    text = " ".join(w.text for w in words)
    letters = fold(text)
    index = reading.search.index
    nats: NDArray[np.floating] = reading.search.sound.best(letters, index.names)[0] if letters else np.zeros(0)
    heard = np.clip(nats / (_NATS_A_LETTER * max(1, len(letters))), 0.0, 1.0)
    aligned = np.full(len(index.sources), _NO_CANDIDATE)
    for stretch, terms in alignments:
        if stretch.overlaps(run):
            for term, value in terms.items():
                aligned[term] = max(aligned[term], value)
    kinds, likenesses = _kinds(reading, run), written.likenesses(text)
    found = {}
    for term in reading.names:
        profile = reading.profile(term)
        likeness = max(float(likenesses[term]), _HEARD * float(heard[term]))
        kind = 0.0 if kinds is None else 1.0 if _kinds_of(profile) & kinds else -1.0
        strength = min(1.0, max(0.0, (float(aligned[term]) + 4) / 8))
        found[term] = _Score(likeness, strength, kind, _initials(words, profile))
    return found


class _Spelt:
    """How the names asked after are spelt: in pinyin, as their renderings are without class words, and in part."""

    def __init__(self, reading: Reading) -> None:
        spellings = [row for term in reading.names for row in _spellings(term, reading.profile(term))]
        self._terms = np.array([term for term, _, _ in spellings], np.intp)
        self._worth = np.array([worth for _, worth, _ in spellings])
        self._spellings = Spellings([text for _, _, text in spellings])
        self._count = len(reading.search.index.sources)

    def likenesses(self, text: str) -> NDArray[np.float64]:
        """Shape (names of the index,): how like the likeliest spelling of each is; 0 of names not asked after."""
        best = np.zeros(self._count)
        np.maximum.at(best, self._terms, self._worth * self._spellings.alike(text))
        return best


def _spellings(term: int, profile: Profile) -> Iterator[tuple[int, float, str]]:
    yield term, _PINYIN, profile.pinyin
    for form in profile.words:
        own = [w.text for w in form if not is_generic(w.text)]
        yield term, 1.0, "".join(own)
        if len(own) > 1:
            yield from ((term, _PART, word) for word in own)


def _kinds_of(profile: Profile) -> set[str]:
    return {term.kind for term in profile.terms}


_BODIES = BODIES - {MEDIA}


def _kinds(reading: Reading, run: Stretch) -> frozenset[str] | None:
    """Kinds of thing that the words of a run, or the office before it, speak of; None where they tell nothing."""
    words = [w.text.lower() for w in reading.words(run)]
    line = reading.lines[run.line].words
    behind = line[run.last] if run.last < len(line) and line[run.last].joined else None
    if _MEDIA & {*words, behind.text.lower() if behind else ""} or any(part in w for w in words for part in _NEWS):
        return frozenset({MEDIA})
    if len(words) > 1 and key(words[-1]) in PLACES:
        return frozenset({PLACE})
    if len(words) > 1 and key(words[-1]) in INSTITUTIONS | LEGAL_FORMS:
        return _BODIES
    if run.first and line[run.first].joined and line[run.first - 1].text.lower() in BEFORE_NAMES:
        return frozenset({PERSON})
    return None


def _initials(words: Sequence[Word], profile: Profile) -> float:
    if len(words) != 1 or not words[0].text.isupper() or len(words[0].text) > _LONGEST_ACRONYM:
        return 0.0
    for form in profile.words:
        if len(form) >= _SHORTEST_ACRONYM and "".join(w.text[0] for w in form).upper() == words[0].text:
            return 1.0
    return -1.0
