"""Findings where they stand in the text that an editor shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from termend import documents
from termend.records import Checked, Document, Edit, Finding

Written = tuple[int, int, str]
"""Write a text in place of the half-open range of code points of the file."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One proposal, as it is written into the file.

    Attributes:
        before: the words that it replaces, as the draft reads.
        text: what it prints, as the draft reads.
        written: all of its replacements.
    """

    before: str
    text: str
    written: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding and its place in the file.

    Attributes:
        start, end: half-open range of code points of the file's text.
        fixes: the proposals, best first; those that cannot be written into the file are left out.
        places: further places of the finding.
    """

    start: int
    end: int
    finding: Finding
    fixes: tuple[Fix, ...] = ()
    places: tuple[tuple[int, int], ...] = ()

    def moved(self, by: int) -> Mark:
        """The same with the file's text before it grown by so many code points."""
        if not by:
            return self
        fixes = tuple(Fix(f.before, f.text, tuple((s + by, e + by, t) for s, e, t in f.written)) for f in self.fixes)
        places = tuple((s + by, e + by) for s, e in self.places)
        return replace(self, start=self.start + by, end=self.end + by, fixes=fixes, places=places)


def marks(checked: Checked) -> tuple[Mark, ...]:
    """The findings of a draft as marks in its file; none where the file is an archive and shows no text."""
    file = documents.file_text(checked.document)
    if file is None:
        return ()
    return tuple(_mark(checked.document, file, finding) for finding in checked.findings)


def _mark(document: Document, file: documents.FileText, finding: Finding) -> Mark:
    start, end = file.range(finding.start, finding.end)
    fixes: list[Fix] = []
    for proposal in finding.proposals:
        before = document.text[proposal.start : proposal.end]
        written = file.replacements(Edit(proposal.start, proposal.end, before, proposal.text))
        if written and proposal.text != before:
            fixes.append(Fix(before, proposal.text, written))
    return Mark(start, end, finding, tuple(fixes), tuple(file.range(*place) for place in finding.places))


def apart(found: Iterable[Mark]) -> tuple[Written, ...]:
    """The first fix of each mark, those left out that would meet one before."""
    taken: list[Written] = []
    for mark in found:
        for fix in mark.fixes[:1]:
            if not any(start < e and s < end for start, end, _ in fix.written for s, e, _ in taken):
                taken.extend(fix.written)
    return tuple(sorted(taken))
