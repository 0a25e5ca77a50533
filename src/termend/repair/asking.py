"""From a document and its findings to the questions that the model is asked."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from termend.glossary import Glossary
from termend.records import Document, Finding, Segment
from termend.repair.clause import OtherNames, rendered_elsewhere
from termend.repair.coding import Question, bounds
from termend.repair.pieces import Piece, cut

LONGEST_FINDING = 24
"""Pieces of a finding from which on the model is not asked: it never saw a longer one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is needed to read its answer.

    Attributes:
        finding: number of the finding.
        pieces: the segment's pieces, with places in the document.
    """

    question: Question
    finding: int
    pieces: Sequence[Piece]


def ask(
    document: Document, findings: Sequence[Finding], chosen: Iterable[int], glossary: Glossary | None = None
) -> Iterator[Asked]:
    """The questions of the chosen findings, segment by segment.

    Findings of one segment are asked together: each question has the others as names already put right, and an exchange
    reaches into none but its own, so that the answers hold side by side.

    Args:
        findings: all findings of the document.
        chosen: numbers of findings that have a term and an extent.
        glossary: tells what else the source names, and which words are another term's right name.
    """
    wanted, names = set(chosen), OtherNames(glossary)
    by_segment: dict[int, list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        if finding.start < finding.end:
            by_segment[finding.segment].append(number)
    asked_segments = {findings[n].segment for n in wanted}
    for segment in document.segments:
        if segment.index in asked_segments:
            yield from _ask_segment(segment, findings, by_segment[segment.index], wanted, names)


def _ask_segment(
    segment: Segment,
    findings: Sequence[Finding],
    numbers: Sequence[int],
    wanted: set[int],
    names: OtherNames,
) -> Iterator[Asked]:
    numbers = sorted(numbers, key=lambda n: (findings[n].start, findings[n].end))
    edges = tuple(b - segment.start for n in numbers for b in (findings[n].start, findings[n].end))
    pieces = cut(segment.text, edges, segment.start)
    starts = [piece.start for piece in pieces]
    words = tuple(piece.text for piece in pieces)
    ranges = [
        (bisect_left(starts, findings[number].start), bisect_left(starts, findings[number].end)) for number in numbers
    ]
    for place, number in enumerate(numbers):
        term = findings[number].term
        first, last = ranges[place]
        if number not in wanted or term is None or not 0 < last - first <= LONGEST_FINDING:
            continue
        before = max((end for _, end in ranges if end <= first), default=0)
        after = min((begin for begin, _ in ranges if begin >= last), default=None)
        low, high = bounds(len(pieces), first, last, before, after)
        others = tuple(r for n, r in zip(numbers, ranges, strict=True) if n in wanted and n != number and r[0] < r[1])
        begin, end = findings[number].start - segment.start, findings[number].end - segment.start
        question = Question(
            words, first, last, low, high, term, segment.source is not None,
            names.rivals(segment.source, term),
            names.is_known(findings[number].text, term),
            rendered_elsewhere(segment.text, segment.source, begin, end, term),
            others,
        )  # fmt: skip
        yield Asked(question, number, pieces)
