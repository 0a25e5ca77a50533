"""Which name is it, and is it wrong: the whole of detection, with the source and without.

words → reasons → candidates → features → which name? → edges → is it wrong? → what was detected
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from termend.channel import explanation
from termend.detection import edges, remains
from termend.detection.detected import Detected, Kind
from termend.detection.search.evidence import evidence
from termend.detection.search.features import Setting
from termend.detection.search.words import Known
from termend.detection.standing import standings
from termend.detection.unpaired import finding as without_source
from termend.detection.unpaired.assigning import Garble
from termend.glossary import Glossary
from termend.language import case
from termend.records import Document, Evidence, Segment, Term

_Found = TypeVar("_Found", Garble, Detected)
_ROUNDS = 3  # of the search without the source: what is mended speaks for the rest as what stands right does


@dataclass(frozen=True)
class Detection:
    """A draft and what it is held against.

    Attributes:
        searched: terms that a garble without a source may stand for.
        known: accepted renderings in the draft.
        world: rows for names of the sources that no glossary covers.
        min_score: nobody asks for what scores less.
        meanwhile: what is done while other processes look for garbled names, where some do.
        whole: what the whole draft says, where the document is a section of it.
    """

    document: Document
    glossary: Glossary
    searched: Glossary
    known: Sequence[Known]
    world: Sequence[Term] = ()
    min_score: float = 0.0
    meanwhile: Callable[[], None] | None = None
    whole: Setting | None = None

    def detected(self) -> tuple[Detected, ...]:
        """What became of names in no approved form, in order of place."""
        found = [*self._without_source(), *self._with_source()]
        return tuple(sorted(found, key=lambda d: (d.start, d.end, d.term.source)))

    def _without_source(self) -> Iterator[Detected]:
        alone = tuple(s for s in self.document.segments if not s.has_source)
        if not alone:
            return
        rounds = without_source.Rounds(alone, self.searched, self.meanwhile, self.whole)
        known, mended = list(self.known), list[Detected]()
        for _ in range(_ROUNDS):
            found = list(self._found_alone(rounds, known))
            new = [d for d in found if d.kind is Kind.WRONG and d.score >= self.min_score]
            if not new:
                break
            mended += new
            known += [Known(d.start, d.end, (d.term,), d.segment) for d in new]
        yield from mended
        yield from (d for d in found if d not in new)

    def _found_alone(self, rounds: without_source.Rounds, known: Sequence[Known]) -> Iterator[Detected]:
        """What is found with so much known."""
        right = _taken(known, ())
        found = [g for g in rounds.find(known) if remains.is_mostly_left(g, right.get(g.segment, ()))]
        taken = _taken(known, found)
        fitted = (self._fitted(garble, taken) for garble in found)
        text, cased = self.document.text, not self._is_lower_cased()
        garbles = [
            g
            for g in fitted
            if not remains.is_right(g, right.get(g.segment, ()), text)
            and not (cased and (remains.is_scrap(g, text) or remains.is_anothers(g, text)))
        ]
        judged = standings(garbles, self._right(known), self.document, self.searched, self._is_lower_cased())
        for g, (kind, reason) in zip(garbles, judged, strict=True):
            if g.score >= self.min_score:
                yield Detected(kind, g.segment, g.start, g.end, g.term, g.score, reason, evidence(g.candidate))

    def _with_source(self) -> Iterator[Detected]:
        if not any(segment.has_source for segment in self.document.segments):
            return
        from termend.detection.paired import finding

        # The source says which names to look for.
        covering = Glossary((*self.glossary.terms, *self.world)) if self.world else self.glossary
        found = finding.find(self.document, covering)
        taken = _taken(self.known, found)
        for d in found:
            fitted = self._fitted(d, taken) if d.start < d.end else d
            if (fitted.start, fitted.end) == (d.start, d.end) or not self._stands(fitted):
                yield fitted
            elif remains.is_told(
                d, self.document.text[d.start : fitted.start] + self.document.text[fitted.end : d.end]
            ):
                yield d  # Wang Ya Fan *Fan*

    def _stands(self, found: Detected) -> bool:
        """Whether a finding is a right form of its own name, or part of one."""
        right = (k for k in self._standing.get(found.segment, ()) if found.term in k.terms)
        return any(k.start <= found.start < found.end <= k.end for k in right)

    def _right(self, known: Sequence[Known]) -> set[str]:
        """Chinese names of which an accepted rendering stands in the draft."""
        if self.whole is not None:
            return set(self.whole.mentioned)
        return {term.source for one in known for term in one.terms}

    def _is_lower_cased(self) -> bool:
        if self.whole is not None:
            return not self.whole.cased
        return case.is_lower_cased(segment.text for segment in self.document.segments)

    def _fitted(self, found: _Found, taken: Mapping[int, Sequence[tuple[int, int]]]) -> _Found:
        """A finding with its edges put right."""
        segment = self._segments[found.segment]
        at, others = segment.start, taken.get(found.segment, ())
        rows = self.glossary.by_source.get(found.term.source, (found.term,))

        def free(start: int, end: int) -> bool:
            return not any(s < end + at and start + at < e for s, e in others)

        told: Sequence[Evidence] = ()
        if isinstance(found, Detected):
            told = found.evidence
        elif case.is_shouted(segment.text):  # no capital says there which words are the name's
            told = evidence(found.candidate)
        start, end = remains.whole(found, others)
        asked: tuple[object, ...] = (found.segment, start, end, found.term.source, tuple(others), tuple(told))
        if asked not in self._edges:  # every round asks again
            explain = explanation.shipped()
            self._edges[asked] = edges.fitted(segment.text, start - at, end - at, rows, explain, free, told)
        start, end = self._edges[asked]
        fitted = replace(found, start=start + at, end=end + at)
        if isinstance(fitted, Detected):  # what is left out explains nothing
            words = segment.text[start:end]
            fitted = replace(fitted, evidence=tuple(e for e in fitted.evidence if e.text in words))
        return fitted

    @cached_property
    def _edges(self) -> dict[tuple[object, ...], tuple[int, int]]:
        """Where names begin and end, by the stretch, the name, what is taken around it and what is told of it."""
        return {}

    @cached_property
    def _standing(self) -> dict[int, list[Known]]:
        """By segment what stands right in the draft as it is."""
        held: dict[int, list[Known]] = defaultdict(list)
        for right in self.known:
            held[right.segment].append(right)
        return held

    @cached_property
    def _segments(self) -> dict[int, Segment]:
        return {segment.index: segment for segment in self.document.segments}


def _taken(known: Iterable[Known], found: Iterable[_Found]) -> dict[int, list[tuple[int, int]]]:
    """By segment the stretches of right names and of what was found."""
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for right in known:
        taken[right.segment].append((right.start, right.end))
    for wrong in found:
        taken[wrong.segment].append((wrong.start, wrong.end))
    return taken
