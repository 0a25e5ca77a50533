"""Where accepted renderings of the glossary's terms stand in a draft: what is known to be good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from termend.glossary import Glossary
from termend.glossary.occurrences import Occurrence, Occurrences, words_of
from termend.glossary.renderings import RenderingKind
from termend.glossary.screening import Traces
from termend.records import Document, Term


@dataclass(frozen=True, slots=True)
class Mention:
    """An accepted rendering at `start:end` of the document's text.

    Attributes:
        terms: all terms of which it is a rendering, the longest Chinese name first.
        kind: `listed` where a row has it, `generated` where it follows from the row.
        cased: whether its capitals are as the term asks; where not, it is no sound mention yet.
        segment: index of the segment.
    """

    terms: tuple[Term, ...]
    start: int
    end: int
    kind: RenderingKind
    cased: bool
    segment: int


class Mentions:
    """Accepted renderings in a draft: longest first, not overlapping.

    Cost: one pass over the glossary that compares letters only, then work for the terms that share a word with the
    draft.
    """

    def __init__(self, document: Document, glossary: Glossary) -> None:
        self._document = document
        self._glossary = glossary

    @cached_property
    def all(self) -> tuple[Mention, ...]:
        """In order of place."""
        words = [words_of(segment.text) for segment in self._document.segments]
        keys = {word.key for row in words for word in row}
        traces = Traces(self._document.text, keys)
        index = Occurrences(self._glossary.screened(traces), keys=keys)
        mentions: list[Mention] = []
        for segment, row in zip(self._document.segments, words, strict=True):
            for mention in _outermost(index.find(segment.text, row), segment.index):
                mentions.append(replace(mention, start=mention.start + segment.start, end=mention.end + segment.start))
        return tuple(mentions)

    @cached_property
    def by_segment(self) -> dict[int, tuple[Mention, ...]]:
        table: dict[int, list[Mention]] = {}
        for mention in self.all:
            table.setdefault(mention.segment, []).append(mention)
        return {index: tuple(mentions) for index, mentions in table.items()}


def _outermost(occurrences: Iterable[Occurrence], segment: int) -> list[Mention]:
    by_place: dict[tuple[int, int], list[Occurrence]] = {}
    for occurrence in occurrences:
        by_place.setdefault((occurrence.first, occurrence.last), []).append(occurrence)
    taken: set[int] = set()
    kept: list[Mention] = []
    # Properly cased before longer: in "Silver lake district" the lake is sound, the district is not yet.
    order = sorted(by_place.items(), key=lambda item: (item[0][0] - item[0][1], item[0][0]))
    for cased_turn in (True, False):
        for (first, last), group in order:
            cased = [o for o in group if o.cased]
            if bool(cased) is not cased_turn or not taken.isdisjoint(range(first, last)):
                continue
            group = cased or group
            group = [o for o in group if o.is_exact] or group  # China is no China.org.cn, where it is China
            taken.update(range(first, last))
            kinds = {o.rendering.kind for o in group}
            kept.append(
                Mention(
                    tuple(sorted({o.term for o in group}, key=lambda t: (-len(t.source), t.source, t.target))),
                    min(o.start for o in group),
                    max(o.end for o in group),
                    RenderingKind.LISTED if RenderingKind.LISTED in kinds else RenderingKind.GENERATED,
                    bool(cased),
                    segment,
                )
            )
    return sorted(kept, key=lambda m: m.start)
