"""From a model's answer to edits of the draft, and the guard that lets none out of its place.

An answer rewrites a whole region, but only what it changes becomes an edit: the stretch from the last piece copied
before a name to the first copied after it. The guard refuses an answer that

- lost a name, has one twice, or in another order than the marks;
- copies pieces twice or out of order;
- drops a piece outside a finding, unless it is an article or a word that the term explains, next to the name;
- changes anything about a finding that it says is right, or anything that touches no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from termend.language.plurals import plural
from termend.repair.coding import LITERALS, PLURAL, Answer, Question
from termend.repair.pieces import Piece
from termend.repair.signals import NOTHING, Senses, how_explained

_COPY = re.compile(r"<w(\d+)>")
_NAME = re.compile(r"<t(\d+)>")
_ARTICLES = frozenset({"the", "a", "an"})
_SENTENCE_START = re.compile(r"(?:^|\n|[.!?。！？]['\"”’)]*\s+)['\"“‘(\s•·*—–-]*$")
_POSSESSIVE = frozenset({"'s", "'"})
_MOST_INSERTED = 2


@dataclass(frozen=True, slots=True)
class NameEdit:
    """What an answer makes of one finding: `text` in place of `start:end` (code points of the document)."""

    mark: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Pieces `first:last` of the segment become `tokens`."""

    first: int
    last: int
    tokens: tuple[str, ...]


def edits_of(
    answer: Answer, question: Question, pieces: Sequence[Piece], text: str, senses: Senses
) -> tuple[NameEdit, ...] | None:
    """The edits of an answer, one for each mark that it repairs, or None where the guard refuses it.

    Args:
        pieces: of the segment, with places in `text`.
        text: the document.
    """
    if not any(answer.verdicts):
        return () if not answer.body else None
    hunks = _hunks(answer.body, question)
    if hunks is None:
        return None
    edits: list[NameEdit] = []
    for hunk in hunks:
        names = [int(m.group(1)) - 1 for token in hunk.tokens if (m := _NAME.fullmatch(token))]
        if len(names) != 1 or not _allowed(hunk, names[0], answer, question, senses):
            return None
        edits.append(_edit(hunk, names[0], question, pieces, text))
    if [e.mark for e in edits] != [n for n, fixed in enumerate(answer.verdicts) if fixed]:
        return None
    return tuple(edits)


def _hunks(body: Sequence[str], question: Question) -> list[_Hunk] | None:
    """What is changed between pieces copied in order; None where they are not."""
    region = question.region
    hunks: list[_Hunk] = []
    at = region.first
    pending: list[str] = []
    for token in [*body, f"<w{region.last - region.first}>"]:
        copy = _COPY.fullmatch(token)
        if copy is None:
            pending.append(token)
            continue
        place = region.first + int(copy.group(1))
        if place < at or place > region.last:
            return None
        if pending or place > at:
            hunks.append(_Hunk(at, place, tuple(pending)))
        pending, at = [], place + 1
    return hunks


def _allowed(hunk: _Hunk, name: int, answer: Answer, question: Question, senses: Senses) -> bool:
    if name >= len(question.marks) or not answer.verdicts[name]:
        return False
    mark, term = question.marks[name], question.terms[name]
    if hunk.last < mark.first or hunk.first > mark.last:
        return False
    others = [m for n, m in enumerate(question.marks) if n != name]
    for place in range(hunk.first, hunk.last):
        if mark.first <= place < mark.last:
            continue
        word = question.words[place]
        if any(m.first <= place < m.last for m in others):
            return False
        if word.lower() not in _ARTICLES and how_explained(word, term, senses) == NOTHING:
            return False
    inserted = [token for token in hunk.tokens if not _NAME.fullmatch(token)]
    return len(inserted) <= _MOST_INSERTED and all(t in LITERALS or t == PLURAL for t in inserted)


def _edit(hunk: _Hunk, name: int, question: Question, pieces: Sequence[Piece], text: str) -> NameEdit:
    start = pieces[hunk.first].start
    end = pieces[hunk.last - 1].end if hunk.last > hunk.first else start
    out = ""
    for token in hunk.tokens:
        if token == PLURAL:
            out = plural(out)
            continue
        word = LITERALS.get(token) or question.terms[name].target
        out += word if not out or word in _POSSESSIVE else f" {word}"
    if hunk.last == hunk.first:
        out += " "
    if _SENTENCE_START.search(text, max(0, start - 12), start):
        out = out[:1].upper() + out[1:]
    return NameEdit(name, start, end, out)
