"""Findings block by block, so that a keystroke costs the block that it stands in.

A block is a segment of the draft: a line of plain text, a paragraph. What was found in one is remembered by its words
and its source. What the draft as a whole says of a block (how many of the glossary's names it has right, what stands
elsewhere) is learnt from the check of the whole draft, which comes when the writer pauses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from termend.library.checker import Checker
from termend.lsp.marks import Mark, marks
from termend.records import Checked, Document, Finding, Segment

_Block = tuple[str, str | None]

# A finding on several places speaks of the draft as a whole; only the check of the whole draft makes it.
_OF_THE_WHOLE = frozenset({"inconsistent-name", "inconsistent-term"})


class Blocks:
    """What is known of the blocks of one draft."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._found: dict[_Block, tuple[Finding, ...]] = {}

    def learn(self, checked: Checked) -> None:
        """Take over what the check of the whole draft found; what it does not have is forgotten."""
        segments = checked.document.segments
        by_segment: dict[int, list[Finding]] = {segment.index: [] for segment in segments}
        for finding in checked.findings:
            if finding.check not in _OF_THE_WHOLE:
                by_segment[finding.segment].append(finding)
        self._found = {
            _key(segment): tuple(_moved(finding, -segment.start, 0) for finding in by_segment[segment.index])
            for segment in segments
        }

    def marks(self, document: Document) -> tuple[Mark, ...]:
        """The findings of a draft or of a part of one; only blocks that nothing is known of are checked."""
        unknown = [s for s in document.segments if s.text.strip() and _key(s) not in self._found]
        if unknown:
            self._check(document, unknown)
        findings = tuple(
            _moved(finding, segment.start, segment.index)
            for segment in document.segments
            for finding in self._found.get(_key(segment), ())
        )
        return marks(Checked(document, findings))

    def _check(self, document: Document, unknown: Sequence[Segment]) -> None:
        part = _part(document.path, unknown)
        checked = self._checker.checked(part)
        for block, segment in zip(unknown, part.segments, strict=True):
            self._found[_key(block)] = tuple(
                _moved(finding, -segment.start, 0)
                for finding in checked.findings
                if finding.segment == segment.index and finding.check not in _OF_THE_WHOLE
            )


def _key(segment: Segment) -> _Block:
    return segment.text, segment.source


def _part(path: str, segments: Iterable[Segment]) -> Document:
    """A draft of these segments alone, a line feed between them."""
    kept: list[Segment] = []
    start = 0
    for segment in segments:
        kept.append(replace(segment, index=len(kept), start=start))
        start += len(segment.text) + 1
    return Document(path, "\n".join(segment.text for segment in kept), tuple(kept))


def _moved(finding: Finding, by: int, segment: int) -> Finding:
    return replace(
        finding,
        segment=segment,
        start=finding.start + by,
        end=finding.end + by,
        proposals=tuple(replace(p, start=p.start + by, end=p.end + by) for p in finding.proposals),
        places=tuple((start + by, end + by) for start, end in finding.places),
    )
