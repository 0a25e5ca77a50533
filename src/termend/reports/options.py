"""The proposals of a finding as what would be printed: the clause that results, each once.

Proposals may replace different stretches, so their texts alone can read the same and mean different things, or read
differently and mean the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from termend.records import Document, Finding, Proposal
from termend.reports.excerpt import sentence

_LAST = re.compile(r"(\w+)\s*$")
_FIRST = re.compile(r"\s*(\w+)")
_AROUND = 28  # code points shown on each side of what may change, to the nearest word


@dataclass(frozen=True, slots=True)
class Option:
    """What a proposal makes of its clause: `lead + new + tail`; `new` is what it puts in.

    Attributes:
        choice: index of the proposal.
    """

    choice: int
    lead: str
    new: str
    tail: str
    proposal: Proposal

    @property
    def clause(self) -> str:
        """The clause as one string."""
        return self.lead + self.new + self.tail


def options(document: Document, finding: Finding) -> tuple[Option, ...]:
    """The proposals in their order; of those that leave the same text the first, which scores best.

    One that says a word twice at its edge (`Press Group group`), as replacing too little does, is left out unless it is
    the best.
    """
    proposals = finding.proposals
    if not proposals:
        return ()
    segment = document.segments[finding.segment]
    text, base = segment.text, segment.start
    first = min(p.start for p in proposals) - base
    last = max(p.end for p in proposals) - base
    begins, ends = sentence(text, first, last)
    left, right = _clause(text, first, last, begins, ends)
    cut_before, cut_after = "… " * (left > begins), " …" * bool(text[right:ends].strip())
    found: dict[str, Option] = {}
    for choice, p in enumerate(proposals):
        lead, tail = text[left : p.start - base], text[p.end - base : right]
        if choice and (_meets(lead, p.text) or _meets(p.text, tail)):
            continue
        found.setdefault(lead + p.text + tail, Option(choice, cut_before + lead, p.text, tail + cut_after, p))
    return tuple(found.values())


def _meets(before: str, after: str) -> bool:
    """Whether one text ends with the word that the next begins with."""
    last, first = _LAST.search(before), _FIRST.match(after)
    return last is not None and first is not None and last[1].casefold() == first[1].casefold()


def _clause(text: str, start: int, end: int, begins: int, ends: int) -> tuple[int, int]:
    """The stretch and a few words around it, within its sentence `begins:ends`."""
    left, right = begins, ends
    if start - left > _AROUND:
        left = text.rfind(" ", left, start - _AROUND) + 1 or left
    if right - end > _AROUND:
        space = text.find(" ", end + _AROUND)
        right = space if 0 <= space < right else right
    return left, len(text[:right].rstrip())
