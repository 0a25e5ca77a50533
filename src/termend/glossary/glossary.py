"""A merged set of terms."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from termend.records import Term


@dataclass(frozen=True)
class Glossary:
    """Terms in the order of their files; the order never decides a finding.

    Attributes:
        terms: all rows.
        names: file names they came from, for the report's signature.
        parts: where nobody named a glossary, the shipped ones, each by itself; else empty.
    """

    terms: tuple[Term, ...]
    names: tuple[str, ...] = ()
    parts: tuple[Glossary, ...] = ()

    @cached_property
    def by_source(self) -> dict[str, tuple[Term, ...]]:
        """Rows of each Chinese name."""
        if len(self.parts) == 1 and self.parts[0].terms is self.terms:
            return self.parts[0].by_source
        table: dict[str, tuple[Term, ...]] = {}
        for term in self.terms:
            table[term.source] = (*table.get(term.source, ()), term)
        return table

    @cached_property
    def fingerprint(self) -> str:
        """Hash of what the rows say, whatever their order: the key of caches and the report's signature."""
        digest = hashlib.sha256()
        for line in sorted(_canonical(self.terms)):
            digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
        return digest.hexdigest()[:16]

    def __len__(self) -> int:
        return len(self.terms)


def _canonical(terms: Iterable[Term]) -> Iterable[str]:
    for t in terms:
        yield "\t".join((t.source, t.target, "|".join(t.variants), "|".join(t.forbidden), t.type, t.case, t.domain))
