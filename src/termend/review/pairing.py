"""A segment checked by itself: with a source that an editor gave it, or as it reads once it is mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from termend.edits import apply
from termend.errors import OptionError
from termend.records import Checked, Document, Edit, Finding, Segment
from termend.review import places
from termend.review.decisions import Pairing, Place
from termend.review.judging import Judged, edits
from termend.review.places import CONTEXT

Check = Callable[[Document], Checked]


def place_of(document: Document, segment: Segment) -> Place:
    """A segment as a place that is found again."""
    text = document.text
    left, right = text[max(0, segment.start - CONTEXT) : segment.start], text[segment.end : segment.end + CONTEXT]
    return Place(segment.text, left, right, segment.start, "", 1.0)


class Repaired:
    """A checked draft whose alignment an editor corrects; each segment is checked once with each of its sources.

    Args:
        check: what is wrong with a document.
    """

    def __init__(self, check: Check) -> None:
        self._check = check
        self._found: dict[tuple[int, str], tuple[Finding, ...]] = {}

    def apply(self, checked: Checked, pairings: Sequence[Pairing]) -> Checked:
        """The draft with the sources that its segments were given, and what is found with them."""
        if not pairings:
            return checked
        document = checked.document
        by_start = {segment.start: segment for segment in document.segments}
        given: dict[int, str] = {}
        for pairing, stands in zip(pairings, places.find(document.text, [p.place for p in pairings]), strict=True):
            segment = by_start.get(stands.start) if stands else None
            if segment is not None:
                given[segment.index] = pairing.source
        if not given:
            return checked
        segments = tuple(_with_source(s, given[s.index]) if s.index in given else s for s in document.segments)
        kept = [finding for finding in checked.findings if finding.segment not in given]
        for index in given:
            kept += self._of(document, segments[index])
        kept.sort(key=lambda f: (f.start, f.end))
        return Checked(replace(document, segments=segments), tuple(kept))

    def _of(self, document: Document, segment: Segment) -> tuple[Finding, ...]:
        key = segment.index, segment.source or ""
        if key not in self._found:
            found = self._check(_alone(document, segment, segment.text)).findings
            self._found[key] = tuple(_moved(finding, segment) for finding in found)
        return self._found[key]


def _with_source(segment: Segment, source: str) -> Segment:
    return replace(segment, source=source or None, source_confidence=1.0 if source else None)


def _alone(document: Document, segment: Segment, text: str) -> Document:
    """A document of one segment, with another text than it has."""
    only = replace(segment, index=0, start=0, text=text)
    return Document(document.path, text, (only,), source_path=document.source_path)


def _moved(finding: Finding, segment: Segment) -> Finding:
    """A finding of the segment alone as one of the document it belongs to."""
    by = segment.start
    return replace(
        finding,
        segment=segment.index,
        start=finding.start + by,
        end=finding.end + by,
        proposals=tuple(replace(p, start=p.start + by, end=p.end + by) for p in finding.proposals),
        places=tuple((start + by, end + by) for start, end in finding.places),
    )


def after_mending(judged: Judged, number: int, check: Check) -> tuple[Finding, ...]:
    """What is wrong where a segment was mended, in code points of the segment as it then reads.

    What the draft had before and the mends have not touched is known already, and is no new trouble.

    Raises:
        OptionError: where there is no such segment.
    """
    document = judged.document
    if not 0 <= number < len(document.segments):
        raise OptionError("This paragraph is no longer there: the draft changed. Load the page again")
    segment = document.segments[number]
    made, _ = edits(judged)
    own = [_within(edit, segment) for edit in made if segment.start <= edit.start and edit.end <= segment.end]
    if not own:
        return ()
    text = apply(segment.text, own)
    touched: list[tuple[int, int]] = []
    grown = 0
    for edit in own:
        touched.append((edit.start + grown, edit.start + grown + len(edit.after)))
        grown += len(edit.after) - len(edit.before)
    found = check(_alone(document, segment, text)).findings
    return tuple(f for f in found if any(f.start <= end and start <= f.end for start, end in touched))


def _within(edit: Edit, segment: Segment) -> Edit:
    return Edit(edit.start - segment.start, edit.end - segment.start, edit.before, edit.after)
