"""Search a draft: its words, its source, its terms and its findings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from termend.language.hanzi import simplified
from termend.records import Document, Finding, Term
from termend.review.desk import State
from termend.review.terms import Suggestion, Terms

_MOST = 20  # hits of a kind
_AROUND = 40  # code points shown on each side of a hit


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the draft or in its source.

    Attributes:
        segment: its number.
        start, end: code points of the segment.
        lead, text, tail: the hit and what stands around it.
    """

    segment: int
    start: int
    end: int
    lead: str
    text: str
    tail: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, each kind in the order of the draft, and how much there is in all; findings by their index."""

    draft: list[Hit]
    source: list[Hit]
    findings: dict[int, Hit]
    terms: list[Suggestion]
    counts: tuple[int, int, int]


def search(state: State, terms: Terms, query: str) -> Found:
    """Where a query stands; any case, simplified and traditional characters alike."""
    document = state.judged.document
    wanted = simplified(query).casefold()
    draft = [
        _hit(segment.index, segment.text, match.span())
        for segment in document.segments
        for match in re.finditer(re.escape(query), segment.text, re.IGNORECASE)
    ]
    source = [
        _hit(segment.index, segment.source, match.span())
        for segment in document.segments
        if segment.source
        for match in re.finditer(re.escape(simplified(query)), simplified(segment.source), re.IGNORECASE)
    ]
    findings = [
        i
        for i, f in enumerate(state.judged.findings)
        if any(
            wanted in text.casefold() for text in (f.text, f.message, *_names(f.term), *(p.text for p in f.proposals))
        )
    ]
    named = terms.suggest("", query)
    shown = {i: _of_finding(document, state.judged.findings[i]) for i in findings[:_MOST]}
    return Found(draft[:_MOST], source[:_MOST], shown, named, (len(draft), len(source), len(findings)))


def _names(term: Term | None) -> Iterable[str]:
    return (term.source, *term.renderings) if term else ()


def _of_finding(document: Document, finding: Finding) -> Hit:
    segment = document.segments[finding.segment]
    return _hit(segment.index, segment.text, (finding.start - segment.start, finding.end - segment.start))


def _hit(segment: int, text: str, place: tuple[int, int]) -> Hit:
    start, end = place
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    left = text.rfind(" ", 0, left) + 1 if left else 0
    lead = ("…" if left else "") + text[left:start]
    return Hit(segment, start, end, lead, text[start:end], text[end:right] + ("…" if right < len(text) else ""))
