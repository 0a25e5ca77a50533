"""What every check is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from termend.channel.bilingual.sourced import has_source
from termend.checks.mentions import Mentions
from termend.checks.relevance import relevant
from termend.glossary import Glossary
from termend.language.phrases import first_words
from termend.records import Document, Segment, Term

if TYPE_CHECKING:
    from termend.detection.assigning import Garble
    from termend.detection.detected import Detected

_Found = TypeVar("_Found", "Garble", "Detected")


@dataclass(frozen=True)
class CheckContext:
    """A document and the glossary that it is held against; what several checks need is computed once, here.

    Attributes:
        min_score: nobody asks for what scores less.
        meanwhile: what is done while other processes look for garbled names, where some do.
        world: rows for names of the sources that the glossary does not cover; None where the names of the world do not
            serve.
    """

    document: Document
    glossary: Glossary
    min_score: float = 0.0
    meanwhile: Callable[[], None] | None = None
    world: tuple[Term, ...] | None = None

    @cached_property
    def mentions(self) -> Mentions:
        """Where accepted renderings stand in the draft."""
        return Mentions(self.document, self.glossary)

    @cached_property
    def begun(self) -> tuple[tuple[str, Term], ...]:
        """Listed renderings whose first word stands in the draft, each with its term, in the glossary's order."""
        return self.glossary.begun(first_words(segment.text for segment in self.document.segments))

    @cached_property
    def searched(self) -> Glossary:
        """Terms that a garble without a source may stand for: of the shipped glossaries, those the draft speaks of."""
        return relevant(self.glossary, {t.source for mention in self.mentions.all for t in mention.terms})

    @cached_property
    def detected(self) -> tuple[Detected, ...]:
        """What became of names in no approved form, with the source where a segment has it, in order of place."""
        found = [*self._without_source(), *self._with_source()]
        return tuple(sorted(found, key=lambda d: (d.start, d.end, d.term.source)))

    def _without_source(self) -> Iterator[Detected]:
        from termend.channel.monolingual.evidence import evidence
        from termend.channel.monolingual.known import Known
        from termend.detection import without_source
        from termend.detection.detected import Detected
        from termend.detection.standing import standings

        alone = tuple(s for s in self.document.segments if not has_source(s))
        if not alone:
            return
        known = [Known(m.start, m.end, m.terms, m.segment) for m in self.mentions.all]
        found = without_source.find(alone, self.searched, known, self._prepare)
        taken = [(m.start, m.end) for m in known] + [(g.start, g.end) for g in found]
        garbles = [self._fitted(garble, taken) for garble in found]
        right = {term.source for mention in self.mentions.all for term in mention.terms}
        judged = standings(garbles, right, self.document, self.searched)
        for g, (kind, reason) in zip(garbles, judged, strict=True):
            if g.score >= self.min_score:
                why = evidence(g.candidate)
                yield Detected(kind, g.segment, g.start, g.end, g.term, g.score, reason, why)

    def _with_source(self) -> Iterator[Detected]:
        if not any(has_source(segment) for segment in self.document.segments):
            return
        from termend.detection.paired import finding

        covering = Glossary((*self.glossary.terms, *self.world)) if self.world else self.glossary
        found = finding.find(self.document, covering)
        taken = [(d.start, d.end) for d in found] + [(m.start, m.end) for m in self.mentions.all]
        yield from (self._fitted(d, taken) if d.start < d.end else d for d in found)

    def _fitted(self, found: _Found, taken: Sequence[tuple[int, int]]) -> _Found:
        """A finding with its edges put right."""
        from termend.channel.bilingual import explanation
        from termend.detection import edges

        segment = self._segments[found.segment]
        at = segment.start
        rows = self.glossary.by_source.get(found.term.source, (found.term,))

        def free(start: int, end: int) -> bool:
            return not any(s < end + at and start + at < e for s, e in taken)

        start, end = edges.fitted(segment.text, found.start - at, found.end - at, rows, explanation.shipped(), free)
        return replace(found, start=start + at, end=end + at)

    @cached_property
    def _segments(self) -> dict[int, Segment]:
        return {segment.index: segment for segment in self.document.segments}

    def _prepare(self) -> None:
        """Open what is asked for once garbled names are found."""
        from termend.channel.bilingual import glosses

        glosses.shipped()
        if self.meanwhile is not None:
            self.meanwhile()
