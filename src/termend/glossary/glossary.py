"""A merged set of terms."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from termend.glossary.screening import Traces, may_stand
from termend.kinds import PERSON
from termend.language.phrases import first_word
from termend.records import Term

_MIDDLE_DOT = "·"


def is_of_person(term: Term) -> bool:
    """Whether a row is of a person: its type says so, or a dot stands between the parts of a foreign name."""
    return term.kind == PERSON or _MIDDLE_DOT in term.source


@dataclass(frozen=True)
class Glossary:
    """Terms in the order of their files; the order never decides a finding.

    Attributes:
        terms: all rows.
        names: file names they came from, for the report's signature.
        parts: where nobody named a glossary, the shipped ones, each by itself; else empty.
        remarks: what of one file does not serve, in sentences.
    """

    terms: Sequence[Term]
    names: tuple[str, ...] = ()
    parts: tuple[Glossary, ...] = ()
    remarks: tuple[str, ...] = ()

    @cached_property
    def by_source(self) -> Mapping[str, tuple[Term, ...]]:
        """Rows of each Chinese name."""
        table: dict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            table[term.source].append(term)
        return {source: tuple(terms) for source, terms in table.items()}

    def listed(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each Chinese name with the renderings that its rows list, each once."""
        for source, rows in self.by_source.items():
            yield source, tuple(dict.fromkeys(text for term in rows for text in term.renderings))

    @cached_property
    def fingerprint(self) -> str:
        """Hash of what the rows say, whatever their order: the key of caches and the report's signature."""
        digest = hashlib.sha256()
        for line in sorted(_canonical(self.terms)):
            digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
        return digest.hexdigest()[:16]

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How many Chinese names each file has."""
        return Counter(file for file, _ in {(term.glossary, term.source) for term in self.terms})

    @cached_property
    def listing(self) -> float:
        """Share of the rows that list variants beside their target, 0 to 1."""
        return sum(bool(term.variants) for term in self.terms) / max(1, len(self.terms))

    @cached_property
    def people(self) -> NDArray[np.int32]:
        """Places, among the sorted Chinese names, of those that are people's."""
        of_people = {term.source for term in self.terms if is_of_person(term)}
        return np.array([n for n, source in enumerate(sorted(self.by_source)) if source in of_people], np.int32)

    @cached_property
    def forbidding(self) -> Sequence[Term]:
        """Rows that forbid a rendering."""
        return tuple(term for term in self.terms if term.forbidden)

    def begun(self, words: AbstractSet[str]) -> tuple[tuple[str, Term], ...]:
        """Listed renderings whose first word is one of these, as `first_word` has it, each with its term, in order."""
        found = [row for word in words for row in self._by_first_word.get(word, ())]
        return tuple((text, term) for _, text, term in sorted(found, key=lambda row: row[0]))

    @cached_property
    def _by_first_word(self) -> Mapping[str, list[tuple[int, str, Term]]]:
        """Listed renderings by their first word, each with its number in the glossary's order."""
        table: dict[str, list[tuple[int, str, Term]]] = defaultdict(list)
        listed = ((text, term) for term in self.terms for text in term.renderings)
        for number, (text, row) in enumerate(listed):
            table[first_word(text)].append((number, text, row))
        return table

    def screened(self, traces: Traces) -> list[Term]:
        """Terms that may have a rendering in a text, in order."""
        return [term for term in self.terms if may_stand(term, traces)]

    def __len__(self) -> int:
        return len(self.terms)


def _canonical(terms: Iterable[Term]) -> Iterable[str]:
    for t in terms:
        yield "\t".join((t.source, t.target, "|".join(t.variants), "|".join(t.forbidden), t.type, t.case, t.domain))
