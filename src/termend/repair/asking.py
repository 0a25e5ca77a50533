"""From a document and its findings to the questions that the model is asked."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from termend.records import Document, Finding, Segment
from termend.repair.coding import Question
from termend.repair.pieces import Piece, cut
from termend.repair.window import Mark, regions

LONGEST_SEGMENT_PIECES = 4_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is needed to read its answer.

    Attributes:
        findings: numbers of the findings that the question's marks stand for.
        pieces: the segment's pieces, with places in the document.
    """

    question: Question
    findings: tuple[int, ...]
    pieces: Sequence[Piece]


def ask(document: Document, findings: Sequence[Finding], chosen: Iterable[int]) -> Iterator[Asked]:
    """The questions of the chosen findings, segment by segment; a finding that fits no window is in none.

    Args:
        chosen: numbers of findings that have a term and an extent.
    """
    by_segment: dict[int, list[int]] = defaultdict(list)
    for number in chosen:
        by_segment[findings[number].segment].append(number)
    segments = {segment.index: segment for segment in document.segments if segment.index in by_segment}
    for index in sorted(by_segment):
        if index in segments:
            yield from _ask_segment(segments[index], findings, by_segment[index])


def _ask_segment(segment: Segment, findings: Sequence[Finding], numbers: Sequence[int]) -> Iterator[Asked]:
    numbers = sorted(numbers, key=lambda n: (findings[n].start, findings[n].end))
    bounds = tuple(b - segment.start for n in numbers for b in (findings[n].start, findings[n].end))
    pieces = cut(segment.text, bounds, segment.start)
    if len(pieces) > LONGEST_SEGMENT_PIECES:
        return
    starts = [piece.start for piece in pieces]
    marks: list[Mark] = []
    marked: list[int] = []
    for number in numbers:
        mark = Mark(bisect_left(starts, findings[number].start), bisect_left(starts, findings[number].end))
        if mark.first < mark.last and (not marks or mark.first >= marks[-1].last):
            marks.append(mark)
            marked.append(number)
    words = tuple(piece.text for piece in pieces)
    for region in regions(len(pieces), marks):
        chosen = [marked[n] for n in region.marks]
        terms = [term for n in chosen if (term := findings[n].term) is not None]
        question = Question(words, region, [marks[n] for n in region.marks], terms, segment.source is not None)
        yield Asked(question, tuple(chosen), pieces)
