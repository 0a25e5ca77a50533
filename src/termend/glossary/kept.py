"""A large glossary as arrays: rows are made when they are asked for, and what may stand in a text is found at once.

The answers are those of a `Glossary` of the same rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import overload

import numpy as np
from numpy.typing import NDArray

from termend.glossary import screens
from termend.glossary.glossary import Glossary
from termend.glossary.runs import Arrays, Runs
from termend.glossary.screening import Traces
from termend.language.phrases import first_word
from termend.packed import Texts, pack
from termend.records import Term

_ROW, _FIELD, _ITEM = "\x1e", "\x1f", "\x1d"  # between rows, fields and the items of a list
_NO_WORD = "-"  # the first of a rendering that has none


class _Rows(Sequence[Term]):
    """The rows of one file, made when asked for."""

    def __init__(self, texts: Texts, lines: NDArray[np.int32], name: str) -> None:
        self._texts, self._lines, self._name = texts, lines, name
        self._made: dict[int, Term] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> Term: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Term, ...]: ...

    def __getitem__(self, place: int | slice) -> Term | tuple[Term, ...]:
        if isinstance(place, slice):
            return tuple(self[n] for n in range(*place.indices(len(self))))
        made = self._made.get(place)
        if made is None:
            made = self._made[place] = self.fresh(place)
        return made

    def fresh(self, place: int) -> Term:
        """A row that is not kept: where all are gone through once."""
        source, target, variants, forbidden, kind, case, note, domain = self._texts[place].split(_FIELD)
        line = int(self._lines[place])
        return Term(source, target, _items(variants), _items(forbidden), kind, case, note, domain, self._name, line)

    def renderings(self) -> list[tuple[str, ...]]:
        """The target and the variants of every row, which is not made for it."""
        parted = (row.split(_FIELD, 3) for row in self._texts)
        return [(target, *_items(variants)) for _, target, variants, _ in parted]


def _items(text: str) -> tuple[str, ...]:
    return tuple(text.split(_ITEM)) if text else ()


class _BySource(Mapping[str, tuple[Term, ...]]):
    """Rows of each Chinese name, by search among the sorted names."""

    def __init__(
        self, rows: Sequence[Term], sources: Texts, starts: NDArray[np.int32], order: NDArray[np.int32]
    ) -> None:
        self._rows, self._sources, self._starts, self._order = rows, sources, starts, order
        self._places: dict[object, int] = {}

    def __len__(self) -> int:
        return len(self._sources)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __contains__(self, source: object) -> bool:
        return self._place(source) >= 0

    def __getitem__(self, source: str) -> tuple[Term, ...]:
        place = self._place(source)
        if place < 0:
            raise KeyError(source)
        return tuple(self._rows[n] for n in self._order[self._starts[place] : self._starts[place + 1]].tolist())

    def _place(self, source: object) -> int:
        """Number of a name; -1 for an unknown one."""
        found = self._places.get(source)
        if found is None:
            at = bisect_left(self._sources, source) if isinstance(source, str) else len(self)
            found = at if at < len(self) and self._sources[at] == source else -1
            self._places[source] = found
        return found


@dataclass(frozen=True)
class KeptGlossary(Glossary):
    """A glossary of one file.

    Attributes:
        arrays: what `arrays_of` made of it.
    """

    arrays: Arrays = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def read(cls, arrays: Arrays, name: str) -> KeptGlossary:
        """The glossary of a file of that name.

        Raises:
            KeyError: where an array is missing.
        """
        rows = _Rows(Texts(arrays["rows"].astype(np.uint8), _ROW), arrays["lines"].astype(np.int32), name)
        return cls(rows, (name,), remarks=tuple(Texts(arrays["remarks"].astype(np.uint8))), arrays=arrays)

    @cached_property
    def by_source(self) -> Mapping[str, tuple[Term, ...]]:
        starts, order = self.arrays["source.starts"].astype(np.int32), self.arrays["source.order"].astype(np.int32)
        return _BySource(self.terms, Texts(self.arrays["sources"].astype(np.uint8)), starts, order)

    def listed(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        starts, order = self.arrays["source.starts"].tolist(), self.arrays["source.order"].tolist()
        rows = self.terms
        assert isinstance(rows, _Rows)
        renderings = rows.renderings()
        for number, source in enumerate(Texts(self.arrays["sources"].astype(np.uint8))):
            own = [renderings[n] for n in order[starts[number] : starts[number + 1]]]
            yield source, tuple(dict.fromkeys(chain.from_iterable(own)))

    @cached_property
    def fingerprint(self) -> str:
        return self.arrays["fingerprint"].tobytes().decode("ascii")

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        return {self.names[0]: len(self.by_source)}

    @cached_property
    def listing(self) -> float:
        return float((np.diff(self._renderings) > 1).sum()) / max(1, len(self.terms))

    @cached_property
    def people(self) -> NDArray[np.int32]:
        return self.arrays["people"].astype(np.int32)

    @cached_property
    def forbidding(self) -> Sequence[Term]:
        return tuple(self.terms[n] for n in self.arrays["forbidding"].tolist())

    @cached_property
    def _renderings(self) -> NDArray[np.int32]:
        """Shape (rows + 1,): the first rendering of each row, counted through."""
        return self.arrays["renderings"].astype(np.int32)

    @cached_property
    def _first_words(self) -> Runs:
        return Runs.read(self.arrays, "first")

    @cached_property
    def _order_of_first_words(self) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """The renderings by their first word, and that word's number."""
        order = np.argsort(self._first_words.ids, kind="stable")
        return order, self._first_words.ids[order]

    def begun(self, words: AbstractSet[str]) -> tuple[tuple[str, Term], ...]:
        known, (order, ids) = self._first_words.words, self._order_of_first_words
        wanted = [word or _NO_WORD for word in words]
        places = [bisect_left(known, word) for word in wanted]
        asked = [place for place, word in zip(places, wanted, strict=True) if known[place : place + 1] == [word]]
        bounds = zip(np.searchsorted(ids, asked, "left"), np.searchsorted(ids, asked, "right"), strict=True)
        found = np.sort(np.concatenate([np.zeros(0, np.intp), *(order[a:b] for a, b in bounds)]))
        rows = np.searchsorted(self._renderings, found, "right") - 1
        terms = [(self.terms[row], int(n - self._renderings[row])) for n, row in zip(found, rows.tolist(), strict=True)]
        return tuple((term.renderings[n], term) for term, n in terms)

    def screened(self, traces: Traces) -> list[Term]:
        able = screens.able(self.arrays, traces)
        rows = np.ones(len(self.terms), np.bool_)
        for renderings in (able.begun, able.stand):
            some = np.zeros(len(rows), np.bool_)
            some[np.searchsorted(self._renderings, np.flatnonzero(renderings), "right") - 1] = True
            rows &= some
        return [self.terms[n] for n in np.flatnonzero(rows).tolist()]


def arrays_of(glossary: Glossary) -> dict[str, NDArray[np.generic]] | None:
    """A glossary of one file as arrays; None where a field holds a sign that parts fields here."""
    terms = glossary.terms
    rows = [
        (t.source, t.target, _ITEM.join(t.variants), _ITEM.join(t.forbidden), t.type, t.case, t.note, t.domain)
        for t in terms
    ]
    text = _ROW.join(map(_FIELD.join, rows))
    items = sum([max(0, len(texts) - 1) for t in terms for texts in (t.variants, t.forbidden)])
    parted = (_ROW, max(0, len(rows) - 1)), (_FIELD, sum([len(row) - 1 for row in rows])), (_ITEM, items)
    if any(text.count(sign) != count for sign, count in parted) or any("\n" in t.source for t in terms):
        return None
    sources = sorted(glossary.by_source)
    number = {source: n for n, source in enumerate(sources)}
    of = np.array([number[term.source] for term in terms], np.int32)
    listed = [(term, text) for term in terms for text in term.renderings]
    return {
        "rows": pack((text,), _ROW),
        "lines": np.array([term.line for term in terms], np.int32),
        "remarks": pack(glossary.remarks),
        "sources": pack(sources),
        "source.order": np.argsort(of, kind="stable").astype(np.int32),
        "source.starts": np.cumsum([0, *np.bincount(of, minlength=len(sources))]).astype(np.int32),
        "fingerprint": np.frombuffer(glossary.fingerprint.encode("ascii"), np.uint8),
        "people": glossary.people,
        "forbidding": np.array([n for n, term in enumerate(terms) if term.forbidden], np.int32),
        "renderings": np.cumsum([0, *(len(term.renderings) for term in terms)]).astype(np.int32),
        **Runs.arrays("first", [(first_word(text) or _NO_WORD,) for _, text in listed]),
        **screens.arrays_of(listed),
    }
