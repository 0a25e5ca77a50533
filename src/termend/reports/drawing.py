"""The alignment of a term with the words it became as a drawing: characters above, words below, lines between."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from termend.records import Evidence, Finding

_ABOVE, _BELOW, _GAP, _MARGIN = 25.0, 15.0, 18.0, 4.0  # font sizes and distances, in CSS pixels

WORDS = {
    "gloss": "meaning",
    "sound": "sound",
    "number": "number",
    "target": "as approved",
    "near-spelling": "spelling",
    "case": "case",
    "lost": "lost",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of the term or of the garble; `x` is its centre in CSS pixels, `note` how it came about."""

    text: str
    x: float
    note: str = ""
    linked: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """A line from a piece above at `top` to one below at `bottom`, in CSS pixels; `how` is the evidence's kind."""

    top: float
    bottom: float
    how: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """An alignment, ready to draw; `alternative` says the same in words."""

    width: float
    above: tuple[Node, ...]
    below: tuple[Node, ...]
    links: tuple[Link, ...]
    alternative: str


@dataclass(slots=True)
class _Piece:
    text: str
    place: float
    evidence: int | None
    x: float = 0.0


def draw(finding: Finding) -> Drawing | None:
    """The drawing of a finding's evidence, or None where there is nothing to align."""
    links = [e for e in finding.evidence if e.source or e.text]
    if finding.term is None or not any(e.source and e.text for e in links):
        return None
    above = _pieces(finding.term.source, [e.source for e in links])
    below = _pieces(finding.text, [e.text for e in links])
    width = _place(above, below, links)
    tops = {p.evidence: p.x for p in above if p.evidence is not None}
    bottoms = {p.evidence: p.x for p in below if p.evidence is not None}
    return Drawing(
        width,
        tuple(Node(p.text, p.x, "" if p.evidence in bottoms else WORDS["lost"], p.evidence in bottoms) for p in above),
        tuple(Node(p.text, p.x, _note(links, p) if p.evidence in tops else "", p.evidence in tops) for p in below),
        tuple(Link(tops[i], bottoms[i], e.how) for i, e in enumerate(links) if i in tops and i in bottoms),
        _in_words(links),
    )


def _note(links: Sequence[Evidence], piece: _Piece) -> str:
    if piece.evidence is None:
        return ""
    how = links[piece.evidence].how
    return WORDS.get(how, how)


def _in_words(links: Sequence[Evidence]) -> str:
    said = []
    for e in links:
        how = WORDS.get(e.how, e.how)
        if e.source and e.text:
            said.append(f"{e.source} became “{e.text}” ({how})")
        elif e.source:
            said.append(f"{e.source} left no trace")
        else:
            said.append(f"“{e.text}” stands for no character")
    return "; ".join(said) + "."


def _pieces(whole: str, parts: Sequence[str]) -> list[_Piece]:
    """The parts in the order they stand in the whole, and between them what no part covers."""
    folded = whole.casefold() if len(whole.casefold()) == len(whole) else whole
    taken: list[tuple[int, int]] = []
    placed: list[_Piece] = []
    for i, part in enumerate(parts):
        if not part:
            continue
        start = _free(folded, part.casefold().strip(), taken)
        if start is None:
            placed.append(_Piece(part, len(whole) + i, i))
        else:
            taken.append((start, start + len(part.strip())))
            placed.append(_Piece(part, start, i))
    position = 0
    for start, end in [*sorted(taken), (len(whole), len(whole))]:
        between = whole[position:start].strip(" -–—'’\"“”,.")
        if between:
            placed.append(_Piece(between, position, None))
        position = max(position, end)
    return sorted(placed, key=lambda p: p.place)


def _free(whole: str, part: str, taken: Sequence[tuple[int, int]]) -> int | None:
    start = whole.find(part) if part else -1
    while start >= 0:
        if all(start + len(part) <= s or e <= start for s, e in taken):
            return start
        start = whole.find(part, start + 1)
    return None


def _place(above: list[_Piece], below: list[_Piece], links: Sequence[Evidence]) -> float:
    """Set the centre of each piece, a partner under its partner where the order allows; return the width."""
    partners = {p.evidence for p in above} & {p.evidence for p in below} - {None}
    x, i, j = _MARGIN, 0, 0
    while i < len(above) or j < len(below):
        top = above[i] if i < len(above) else None
        bottom = below[j] if j < len(below) else None
        if top and bottom:
            if top.evidence not in partners:
                bottom = None
            elif bottom.evidence not in partners:
                top = None
        note = _note(links, bottom) if bottom and bottom.evidence in partners else ""
        width = max(
            _width(top.text, _ABOVE) if top else 0.0,
            _width(bottom.text, _BELOW) if bottom else 0.0,
            _width(note, 0.72 * _BELOW),
        )
        for piece in (top, bottom):
            if piece:
                piece.x = round(x + width / 2, 1)
        i, j, x = i + (top is not None), j + (bottom is not None), x + width + _GAP
    return round(x - _GAP + _MARGIN, 1)


def _width(text: str, size: float) -> float:
    """Width a line of text takes, in CSS pixels; a fair guess without the reader's font, on the wide side."""
    return sum(
        size if unicodedata.east_asian_width(c) in "WF" else size * (0.3 if c in "iljtf' .,-" else 0.6) for c in text
    )
