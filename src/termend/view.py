"""The draft as the checks see it: marks made plain, placeholders out of the way; and findings put back on the draft.

Checks look for names, and need not know of no-break spaces, soft hyphens and `%(count)d`: in the view a space is a
space, a hyphen a hyphen, a placeholder a mark that no name runs over, and the source is in simplified characters. What
is found there is put back on the text as written. What a format protects from translation is read and never spoken of,
and no proposal reaches into it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from termend.language.hanzi import simplified
from termend.language.marks import Folded, fold_chinese, folded
from termend.language.placeholders import placeholders
from termend.records import Document, Finding, Proposal, Segment

MASK = "|"
"""Stands for each character of a placeholder: no name runs over it, in English or in Chinese."""


@dataclass(frozen=True, slots=True)
class View:
    """What the checks are given, and the way back.

    Attributes:
        written: the draft.
        document: the draft as the checks see it, with the same segments.
    """

    written: Document
    document: Document
    _folds: tuple[Folded, ...]
    _closed: tuple[tuple[int, int], ...]

    def restored(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Findings on the view as findings on the draft, without those on what is not to be translated.

        Proposals lose what they have in common with the draft in another dress (a no-break space stays one), and those
        that would change a placeholder go.
        """
        return tuple(restored for finding in findings if (restored := self._restored(finding)) is not None)

    def spoken_of(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Of findings on the draft as written, those that are not on what is protected from translation or a value."""
        return tuple(finding for finding in findings if not self._touches(finding.start, finding.end))

    def _restored(self, finding: Finding) -> Finding | None:
        start, end = self._range(finding.start, finding.end)
        if self._touches(start, end):
            return None
        text = self.written.text[start:end]
        if finding.term is not None and text != finding.text and text in finding.term.renderings:
            return None
        proposals = tuple(p for p in map(self._proposal, finding.proposals) if p is not None)
        places = tuple(place for place in (self._range(*p) for p in finding.places) if not self._touches(*place))
        return replace(finding, start=start, end=end, text=text, proposals=proposals, places=places)

    def _proposal(self, proposal: Proposal) -> Proposal | None:
        seen = self.document.text[proposal.start : proposal.end]
        start, end = self._range(proposal.start, proposal.end)
        if self._touches(start, end):
            return self._narrowed(proposal, seen)
        if self.written.text[start:end] == seen:
            return replace(proposal, start=start, end=end)
        head, tail = _common(seen, proposal.text)
        left = self._range(proposal.start, proposal.start + head)[1] if head else start
        right = self._range(proposal.end - tail, proposal.end)[0] if tail else end
        before, after = self.written.text[start:left], self.written.text[right:end]
        if _words(before) != _words(seen[:head]):
            head, before = 0, ""
        if _words(after) != _words(seen[len(seen) - tail :]):
            tail, after = 0, ""
        text = before + proposal.text[head : len(proposal.text) - tail] + after
        return replace(proposal, text=text, start=start, end=end)

    def _narrowed(self, proposal: Proposal, seen: str) -> Proposal | None:
        """The proposal without what it leaves as it is, where it then leaves the placeholders alone."""
        head, tail = _common(seen, proposal.text)
        start, end = self._range(proposal.start + head, proposal.end - tail)
        if start == end or self._touches(start, end):
            return None
        return replace(proposal, text=proposal.text[head : len(proposal.text) - tail], start=start, end=end)

    def _range(self, start: int, end: int) -> tuple[int, int]:
        segments = self.document.segments
        if not segments:
            return start, end
        first, last = (self._segment(offset) for offset in (start, max(start, end - 1)))
        left, right = segments[first], segments[last]
        if first == last and end <= left.end:
            a, b = self._folds[first].range(start - left.start, end - left.start)
            return self.written.segments[first].start + a, self.written.segments[first].start + b
        return self._place(start, left, first), self._place(end, right, last)

    def _place(self, offset: int, segment: Segment, index: int) -> int:
        """Where one offset lies in the draft, which may be between two segments."""
        own = self.written.segments[index]
        if offset > segment.end:
            return own.end + offset - segment.end
        return own.start + self._folds[index].range(*(max(0, offset - segment.start),) * 2)[0]

    def _segment(self, offset: int) -> int:
        return max(0, bisect_right(self.document.segments, offset, key=lambda s: s.start) - 1)

    def _touches(self, start: int, end: int) -> bool:
        index = bisect_right(self._closed, start, key=lambda r: r[1])
        return index < len(self._closed) and self._closed[index][0] < max(end, start + 1) and start < end


def view(document: Document) -> View:
    """The view of a draft; one without anything to fold or to mask is seen as it is."""
    masked = [placeholders(segment.text) for segment in document.segments]
    closed = sorted(
        [
            *document.protected,
            *((s.start + a, s.start + b) for s, own in zip(document.segments, masked, strict=True) for a, b in own),
        ]
    )
    folds = tuple(folded(_masked(segment.text, own)) for segment, own in zip(document.segments, masked, strict=True))
    texts = [fold.text for fold in folds]
    sources = [None if s.source is None else fold_chinese(simplified(s.source)) for s in document.segments]
    if all(t == s.text and z == s.source for t, z, s in zip(texts, sources, document.segments, strict=True)):
        return View(document, document, folds, _joined(closed))
    segments: list[Segment] = []
    out: list[str] = []
    done, length = 0, 0
    for segment, text, source in zip(document.segments, texts, sources, strict=True):
        between = document.text[done : segment.start]
        segments.append(replace(segment, start=length + len(between), text=text, source=source))
        out += (between, text)
        length += len(between) + len(text)
        done = segment.end
    out.append(document.text[done:])
    seen = replace(document, text="".join(out), segments=tuple(segments))
    return View(document, seen, folds, _joined(closed))


def _masked(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    out: list[str] = []
    done = 0
    for start, end in ranges:
        out += (text[done:start], MASK * (end - start))
        done = end
    return "".join((*out, text[done:]))


def _joined(ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges in order with those that meet made one."""
    out: list[tuple[int, int]] = []
    for start, end in ranges:
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return tuple(out)


def _words(text: str) -> str:
    """The letters and digits alone, which a proposal writes anew where the draft has them in another width."""
    return "".join(filter(str.isalnum, text))


def _common(before: str, after: str) -> tuple[int, int]:
    """Characters that two texts have in common at their start, and then at their end."""
    most = min(len(before), len(after))
    head = next((i for i in range(most) if before[i] != after[i]), most)
    tail = next((i for i in range(most - head) if before[-1 - i] != after[-1 - i]), most - head)
    return head, tail
