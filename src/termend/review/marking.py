"""Words that no check flagged and an editor marks: what they are, what is to be printed, and where else they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from termend.errors import OptionError
from termend.language.ordinary import is_ordinary
from termend.records import Document, Evidence, Finding, Segment, Severity, Term
from termend.review.decisions import MARKED, Change, Name, Place, Verdict
from termend.review.places import place_of

_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Mark:
    """What an editor says of words.

    Attributes:
        start, end: code points of the document.
        words: what stands there, so that a draft that changed meanwhile is noticed.
        term: the name they should be; None for “wrong, no term”.
        evidence: how the name explains the words.
        new: whether the glossary lacks the name and is to learn it.
        forbid: whether the glossary is to learn that these words must not be printed for the name.
        text: what to print, where no term says so; empty where that is still open.
        also: starts of further places with the same words.
    """

    start: int
    end: int
    words: str
    term: Term | None = None
    evidence: tuple[Evidence, ...] = ()
    new: bool = False
    forbid: bool = False
    text: str = ""
    also: tuple[int, ...] = ()


def selected(document: Document, segment: int, start: int, end: int) -> tuple[int, int]:
    """A selection as code points of the document, without the white space around it.

    Args:
        start, end: code points of the segment.

    Raises:
        OptionError: where nothing is selected there.
    """
    if not 0 <= segment < len(document.segments):
        raise OptionError("This paragraph is no longer there: the draft changed. Load the page again")
    text = document.segments[segment].text
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        raise OptionError("Select the words of one paragraph")
    return document.segments[segment].start + start, document.segments[segment].start + end


def elsewhere(document: Document, start: int, end: int) -> list[tuple[Segment, int]]:
    """The other places where the words of a stretch stand as whole words: segment and code point of the document."""
    words = document.text[start:end]
    left = r"(?<!\w)" if _LETTER.match(words) else ""
    right = r"(?!\w)" if _LETTER.match(words[-1:]) else ""
    pattern = re.compile(left + re.escape(words) + right)
    found = ((s, s.start + match.start()) for s in document.segments for match in pattern.finditer(s.text))
    return [(segment, at) for segment, at in found if at != start]


def is_telling(words: str) -> bool:
    """Whether words are unusual enough to be forbidden: not a single ordinary word."""
    return " " in words.strip() or not is_ordinary(words.strip())


def marked(document: Document, mark: Mark, complete: Callable[[Finding], Finding]) -> dict[str, Any]:
    """What a step says of a mark: its verdict, places, name, row and evidence.

    Args:
        complete: gives a finding its proposals.

    Raises:
        OptionError: where the words are no longer there, or are what the term asks for.
    """
    if document.text[mark.start : mark.end] != mark.words or not mark.words:
        raise OptionError("These words are no longer there: the draft changed. Load the page again")
    if mark.term is not None and mark.words == mark.term.target:
        raise OptionError(f"“{mark.words}” is what {mark.term.source} is to be printed as")
    starts = [mark.start, *(at for _, at in elsewhere(document, mark.start, mark.end) if at in set(mark.also))]
    places = tuple(_place(document, mark, start, complete) for start in starts)
    if mark.term is None:
        return {"verdict": Verdict.EDIT if mark.text else Verdict.MARK, "places": places}
    name = Name(mark.term.source, mark.term.target, mark.term.glossary, mark.term.line, mark.term.type)
    verdict = Verdict.ROW if mark.new else Verdict.FORBIDDEN if mark.forbid else Verdict.ACCEPT
    return {
        "verdict": verdict,
        "places": places,
        "name": name,
        "row": name if mark.new else None,
        "evidence": mark.evidence,
    }


def _place(document: Document, mark: Mark, start: int, complete: Callable[[Finding], Finding]) -> Place:
    end = start + len(mark.words)
    segment = next(s for s in document.segments if s.start <= start and end <= s.end)
    finding = Finding(
        MARKED, Severity.ERROR, segment.index, start, end, mark.words, 1.0, term=mark.term, evidence=mark.evidence
    )
    return place_of(document, finding, _change(document.text, finding, mark, complete))


def _change(text: str, finding: Finding, mark: Mark, complete: Callable[[Finding], Finding]) -> Change | None:
    if mark.term is None:
        return Change(0, mark.words, mark.text) if mark.text else None
    proposals = complete(finding).proposals
    if not proposals:
        return Change(0, mark.words, mark.term.target)
    best = proposals[0]
    return Change(best.start - finding.start, text[best.start : best.end], best.text)
