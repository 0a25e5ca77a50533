"""The source of a draft in full: its sentences, and which segment each of them belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from termend import documents
from termend.alignment.segments import joined
from termend.errors import OptionError, TermendError
from termend.language.sentences import sentences
from termend.records import Document

_AROUND = 6  # sentences offered on each side of those that a segment has


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the source; `segment` is the draft's that has it, None where none has."""

    number: int
    text: str
    segment: int | None


def read(document: Document) -> tuple[str, ...]:
    """The sentences of a draft's source, in order; those its segments have where there is no file of its own."""
    texts = [segment.source for segment in document.segments if segment.source]
    if document.source_path not in (None, document.path):
        # It was there when the draft was read; where it is gone since, what the segments have is left.
        with suppress(TermendError):
            texts = [segment.text for segment in documents.read(str(document.source_path)).segments]
    return tuple(text[start:end].strip() for text in texts for start, end in sentences(text) if text[start:end].strip())


def held(document: Document, source: Sequence[str]) -> list[Sentence]:
    """The sentences with the segments that have them; of several alike each goes to the next that has it."""
    own = [(s.index, s.source) for s in document.segments if s.source]
    found: list[Sentence] = []
    at, offset = 0, 0  # the segment whose source is being read, and how far
    for number, text in enumerate(source):
        owner = None
        for ahead in range(at, len(own)):
            place = own[ahead][1].find(text, offset if ahead == at else 0)
            if place >= 0:
                at, offset, owner = ahead, place + len(text), own[ahead][0]
                break
        found.append(Sentence(number, text, owner))
    return found


def nearby(document: Document, source: Sequence[str], segment: int) -> list[Sentence]:
    """The sentences that may belong to a segment: those it has, and some around the place.

    Raises:
        OptionError: where there is no such segment.
    """
    if not 0 <= segment < len(document.segments):
        raise OptionError("This paragraph is no longer there: the draft changed. Load the page again")
    every = held(document, source)
    own = [s.number for s in every if s.segment == segment]
    before = [s.number for s in every if s.segment is not None and s.segment < segment]
    first = own[0] if own else (before[-1] + 1 if before else 0)
    last = own[-1] if own else first
    return every[max(0, first - _AROUND) : last + _AROUND + 1]


def chosen(source: Sequence[str], numbers: Sequence[int]) -> str:
    """The sentences of these numbers as one text.

    Raises:
        OptionError: where there is no such sentence.
    """
    if any(number >= len(source) for number in numbers):
        raise OptionError("This sentence is no longer there: load the page again")
    return joined([source[number] for number in sorted(set(numbers))])


def left_out(document: Document, source: Sequence[str]) -> dict[int, list[str]]:
    """The sentences that no segment has, by the segment after which they stand; -1 for those before all."""
    found: dict[int, list[str]] = {}
    last = -1
    for sentence in held(document, source):
        if sentence.segment is None:
            found.setdefault(last, []).append(sentence.text)
        else:
            last = sentence.segment
    return found
