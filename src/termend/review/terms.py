"""Which name marked words may be: sought by English, Chinese or pinyin, the best explanation first."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from termend.gazetteer import Gazetteer, Reading, row
from termend.glossary import Glossary
from termend.language.hanzi import has_hanzi, is_hanzi, simplified
from termend.language.romanised import readings, spells
from termend.records import Evidence, Term

MOST = 12
_EXPLAINED = 40  # of the rows that match what was typed, so many are put to the channel
_RIVALS = 24  # names the channel is asked for where nothing was typed
_IN_SOURCE = 8.0  # nats in favour of a name that the source of the segment holds
_LONGEST_NAME = 10  # characters of a name that the glossary lacks
_SHORTEST_NAME = 2
_NEW = 3  # names of the source that no row has
_LEAST_NEW = 0.5  # score from which the channel's word is enough to propose a name nobody listed
_LETTERS = re.compile(r"[^a-z0-9]+")

Explain = Callable[[str, str, Glossary, int], "tuple[Explained | None, Sequence[Explained]]"]


@dataclass(frozen=True, slots=True)
class Explained:
    """How a term explains words, in nats and as a probability."""

    term: Term
    log_odds: float
    score: float
    pieces: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that marked words may be.

    Attributes:
        explained: how it explains the words; None where it does not.
        in_source: whether the source of the segment holds it.
        new: whether nobody has a row for it; its target is empty then.
    """

    term: Term
    explained: Explained | None
    in_source: bool
    new: bool = False

    @property
    def rank(self) -> float:
        """Nats for it: what the words say, and the source."""
        return (self.explained.log_odds if self.explained else 0.0) + _IN_SOURCE * self.in_source


class Terms:
    """The names that may be looked up.

    Args:
        glossary: its rows.
        explain: as `termend.detection.explanation.explain`, which is the default.
        world: the names of the world, asked for names that the glossary lacks; None for none.
    """

    def __init__(self, glossary: Glossary, explain: Explain | None = None, world: Gazetteer | None = None) -> None:
        self.glossary = glossary
        self._world = world
        self._explain = explain or _by_channel
        self._lock = threading.Lock()
        self._is_warm = False

    def warm(self) -> None:
        """Prepare what the first look-up needs, which takes a while for a large glossary; once."""
        with self._lock:
            if self._is_warm:
                return
            self._is_warm = True
            _ = self._index
            if self.glossary.terms:
                self._best(self.glossary.terms[0].target, self.glossary.terms[:1])

    def row(self, source: str, target: str) -> Term | None:
        """The row of that name and rendering, the glossary's or one of the world's; None where there is none."""
        own = self.glossary.by_source.get(source, ())
        return next((t for t in (*own, *self._of_the_world(source)) if t.target == target), None)

    def is_listed(self, term: Term) -> bool:
        """Whether the glossary itself has the row."""
        return any(t.target == term.target for t in self.glossary.by_source.get(term.source, ()))

    def explanation(self, words: str, term: Term) -> tuple[Evidence, ...]:
        """How a term explains words; empty where it does not."""
        with self._lock:
            found = self._best(words, (term,)).get(term.source)
        return found.pieces if found else ()

    def suggest(self, words: str, query: str = "", source: str = "") -> list[Suggestion]:
        """Names for marked words, the best first.

        Args:
            query: English, Chinese or pinyin; empty for what explains the words best.
            source: Chinese of the segment.
        """
        source, query = simplified(source), query.strip()
        with self._lock:
            rows = self._matching(query, source) if query else self._likely(words, source)
            worldly = self._worldly(query, source)
            explained = self._best(words, [*rows[:_EXPLAINED], *worldly])
            rows += worldly
            listed = [Suggestion(t, explained.get(t.source), t.source in source) for t in rows]
            listed.sort(key=lambda s: -s.rank)
            shown = listed[: MOST - _NEW]
            return sorted([*shown, *self._unlisted(words, query, source, shown)], key=lambda s: -s.rank)

    def _of_the_world(self, source: str) -> list[Term]:
        return [row([reading]) for reading in self._world.rows_of(source)] if self._world else []

    def _worldly(self, query: str, source: str) -> list[Term]:
        """Names of the world that the glossary lacks: those typed, and those in the source that fit what was typed."""
        if self._world is None:
            return []
        found: list[Reading] = []
        if query:
            found += self._world.rows_of(simplified(query)) if has_hanzi(query) else self._world.named(query)
        words, letters = _folded(query).split(), _LETTERS.sub("", _folded(query))
        for name in self._world.names_in(source) if source else ():
            for reading in name.readings:
                fits = simplified(query) in reading.chinese if has_hanzi(query) else True
                if query and not has_hanzi(query):
                    fits = _Entry.of(row([reading])).fits(words, letters) is not None
                if fits:
                    found.append(reading)
        rows = [row([reading]) for reading in dict.fromkeys(found)]
        return [term for term in rows if term.source not in self.glossary.by_source]

    def _likely(self, words: str, source: str) -> list[Term]:
        """Rows that the source holds, and those that the channel thinks of."""
        held = [t for name in _stretches(source) for t in self.glossary.by_source.get(name, ())]
        if not self.glossary.terms:
            return held
        first = self.glossary.terms[0]
        asked, others = self._explain(words, first.source, self.glossary, _RIVALS)
        thought_of = [e.term for e in (asked, *others) if e is not None]
        return list(dict.fromkeys([*held, *thought_of]))

    def _matching(self, query: str, source: str) -> list[Term]:
        """Rows that fit what was typed: those in the source, then those that begin with it, then the others."""
        if has_hanzi(query):
            wanted = simplified(query)
            found = [(0 if t.source.startswith(wanted) else 1, t) for t in self.glossary.terms if wanted in t.source]
        else:
            words, letters = _folded(query).split(), _LETTERS.sub("", _folded(query))
            found = [
                (rank, self.glossary.terms[n])
                for n, entry in enumerate(self._index)
                if (rank := entry.fits(words, letters)) is not None
            ]
        found.sort(key=lambda pair: (pair[1].source not in source, pair[0]))
        return [term for _, term in found]

    @cached_property
    def _index(self) -> list[_Entry]:
        return [_Entry.of(term) for term in self.glossary.terms]

    def _unlisted(self, words: str, query: str, source: str, listed: Sequence[Suggestion]) -> Iterator[Suggestion]:
        """Stretches of the source that no row has: what was typed, else those that explain the words best."""
        known = {*self.glossary.by_source, *(s.term.source for s in listed)}
        names = [name for name in dict.fromkeys(_stretches(source)) if name not in known]
        if has_hanzi(query):
            names = [name for name in names if simplified(query) in name]
        elif query:
            letters = _LETTERS.sub("", _folded(query))
            names = [name for name in names if letters and spells(letters, name)]
        explained = self._best(words, [Term(name, "") for name in names])
        likely = sorted((e for e in explained.values() if query or e.score >= _LEAST_NEW), key=lambda e: -e.log_odds)
        kept = {s.term.source: s.explained.log_odds for s in listed if s.in_source and s.explained}
        new = 0
        for found in likely:
            name = found.term.source
            better = (other for other, nats in kept.items() if nats >= found.log_odds)
            if new < _NEW and not any(name in other or other in name for other in better):
                kept[name] = found.log_odds
                new += 1
                yield Suggestion(found.term, found, True, True)
        if query and not new and (exact := min(names, key=len, default="")):
            yield Suggestion(Term(exact, ""), None, True, True)

    def _best(self, words: str, rows: Sequence[Term]) -> dict[str, Explained]:
        if not rows or not words:
            return {}
        asked, others = self._explain(words, rows[0].source, Glossary(tuple(rows)), len(rows))
        return {e.term.source: e for e in (asked, *others) if e is not None}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row as it is looked up: its name, the words of its renderings, and what each character may begin with."""

    source: str
    words: tuple[str, ...]
    initials: tuple[str, ...]

    @classmethod
    def of(cls, term: Term) -> _Entry:
        words = tuple(word for text in term.renderings for word in _folded(text).split())
        return cls(term.source, words, tuple("".join({r[:1] for r in readings(c)}) for c in term.source))

    def fits(self, words: Sequence[str], letters: str) -> int | None:
        """How well a row fits typed words, 0 best; None where it does not."""
        spelt: bool | None = False
        if letters and letters[0] in self.initials[0]:
            spelt = spells(letters, self.source)
        begins = len(letters) > 1 and all(a in b for a, b in zip(letters, self.initials, strict=False))
        if spelt or (begins and len(letters) == len(self.initials)):
            return 0
        if all(any(own.startswith(word) for own in self.words) for word in words):
            return 1
        if spelt is None:
            return 2
        inside = len(letters) > 1 and any(
            letters[0] in initial and spells(letters, self.source[i:]) is not False
            for i, initial in enumerate(self.initials[1:], 1)
        )
        return 3 if inside or (begins and len(letters) < len(self.initials)) else None


def _folded(text: str) -> str:
    """Lower-case letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _stretches(source: str) -> Iterator[str]:
    """Stretches of Chinese characters that may be a name, the longest first at each place."""
    for start in range(len(source)):
        run = 0
        while start + run < len(source) and run < _LONGEST_NAME and is_hanzi(source[start + run]):
            run += 1
        yield from (source[start : start + length] for length in range(run, _SHORTEST_NAME - 1, -1))


def _by_channel(
    words: str, source: str, glossary: Glossary, others: int
) -> tuple[Explained | None, Sequence[Explained]]:
    from termend.detection.explanation import explain

    asked, found = explain(words, source, glossary, others)
    every = [Explained(e.term, e.log_odds, e.score, e.pieces) for e in ([asked] if asked else []) + found]
    return (every[0], every[1:]) if asked else (None, every)
