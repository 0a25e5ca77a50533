"""A long draft in sections of whole lines, each a document of its own that a place in the draft belongs to.

Where it is cut rests on its words alone, never on how it is read or on the machine: the same draft has the same
sections from a file that is read piece by piece, from a text in memory, and on any number of cores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from termend.documents import plain
from termend.language.lines import is_chinese
from termend.records import Document, Finding, Proposal

WORDS = 25_000
"""Words that a section has at most, but for a longer line: a quarter of a novel, fifty pages."""


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines of a draft.

    Attributes:
        document: the lines; its offsets count from its own beginning.
        start: code point of the draft where it begins.
        segment: index in the draft of its first segment, which in a plain text is the number of line ends before it.
    """

    document: Document
    start: int
    segment: int

    def in_draft(self, finding: Finding) -> Finding:
        """A finding on the section as one on the draft."""
        at = self.start
        return replace(
            finding,
            segment=finding.segment + self.segment,
            start=finding.start + at,
            end=finding.end + at,
            proposals=tuple(_moved(proposal, at) for proposal in finding.proposals),
            places=tuple((start + at, end + at) for start, end in finding.places),
        )


def _moved(proposal: Proposal, at: int) -> Proposal:
    return replace(proposal, start=proposal.start + at, end=proposal.end + at)


def is_long(document: Document) -> bool:
    """Whether a draft is checked in sections: one of many words in English, without a source beside it."""
    return (
        len(document.segments) > 1
        and len(document.text) > WORDS  # a word has a letter
        and document.words > WORDS
        and all(segment.source is None for segment in document.segments)
        and not all(is_chinese(segment.text) for segment in document.segments if segment.text.strip())
    )


def of(document: Document) -> Iterator[Section]:
    """The sections of a draft of any format."""
    first = 0
    counts = (len(segment.text.split()) for segment in document.segments)
    for size in _sizes(counts, document.words):
        segments = document.segments[first : first + size]
        last = first + size == len(document.segments)
        start, end = segments[0].start, len(document.text) if last else document.segments[first + size].start
        own = tuple(replace(s, index=n, start=s.start - start) for n, s in enumerate(segments))
        closed = tuple(
            (max(a, start) - start, min(b, end) - start) for a, b in document.protected if start < b and a < end
        )
        text = document.text[start:end]
        yield Section(replace(document, text=text, segments=own, raw=b"", pieces=(), protected=closed), start, first)
        first += size


def of_lines(path: str, codec: str, lines: Iterable[str], words: int) -> Iterator[Section]:
    """The sections of a plain text that is read line by line, the same as of the whole.

    Args:
        lines: with their endings.
        words: of the whole text.
    """
    held: list[str] = []

    def counts() -> Iterator[int]:
        for line in lines:
            held.append(line)
            yield len(line.split())

    start = first = 0
    for size in _sizes(counts(), words):
        text = "".join(held[:size])
        del held[:size]
        yield Section(plain.of_text(path, text, codec), start, first)
        start, first = start + len(text), first + size


def _sizes(words: Iterable[int], total: int) -> Iterator[int]:
    """How many lines each section has: as few sections as may be, about as many words in each.

    Args:
        words: of each line.
        total: their sum.
    """
    count = -(-total // WORDS)
    lines = done = own = made = 0
    for number in words:
        # Before the line that would go over its share, if there is anything.
        is_over = made + 1 < count and done + number > total * (made + 1) // count
        if lines and (is_over or own + number > WORDS):
            yield lines
            lines = own = 0
            made += 1
        lines += 1
        own += number
        done += number
    if lines:
        yield lines
