"""Where a mended name meets the draft: marks that would come twice, and headlines in capitals."""

from __future__ import annotations

import re
from dataclasses import replace

from termend.records import Proposal

_BRACKETS = {")": "(", "）": "（", "]": "[", "”": "“", "’": "‘", "》": "《", "」": "「"}
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_CAPITALS = 2  # words beside the name from which a line is a headline in capitals


def seamed(text: str, proposal: Proposal) -> Proposal:
    """A proposal whose marks and capitals go with the draft around it.

    `Ltd.` at a full stop ends in one full stop; a bracket that the target closes is closed once; the full stop of an
    abbreviation that ended the sentence too is left; a headline in capitals gets its name in capitals.

    Args:
        text: the document's, in which the proposal's offsets count.
    """
    return _in_capitals(text, _with_one_mark(text, proposal))


def _with_one_mark(text: str, proposal: Proposal) -> Proposal:
    last, following = proposal.text[-1:], text[proposal.end : proposal.end + 1]
    gone = text[proposal.start : proposal.end]
    if last == following == ".":
        return replace(proposal, end=proposal.end + 1)
    opening = _BRACKETS.get(last)
    if opening and last == following and gone.count(opening) > gone.count(last):
        return replace(proposal, end=proposal.end + 1)
    if gone.endswith(".") and last != "." and following in ("", "\n", "”", '"'):
        return replace(proposal, end=proposal.end - 1)
    return proposal


def _in_capitals(text: str, proposal: Proposal) -> Proposal:
    gone = text[proposal.start : proposal.end]
    if not gone.isupper():
        return proposal
    start = text.rfind("\n", 0, proposal.start) + 1
    end = text.find("\n", proposal.end)
    line = text[start : proposal.start] + " " + text[proposal.end : end if end >= 0 else len(text)]
    beside = [word for word in line.split() if _LETTER.search(word)]
    if len(beside) < _FEWEST_CAPITALS or not all(word.isupper() for word in beside):
        return proposal
    return replace(proposal, text=proposal.text.upper())
