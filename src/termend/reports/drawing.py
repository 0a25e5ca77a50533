"""The alignment of a term with the words it became as a drawing: characters above, words below, lines between."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
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
    evidence: list[int]
    x: float = 0.0


def draw(finding: Finding) -> Drawing | None:
    """The drawing of a finding's evidence, or None where there is nothing to align."""
    links = [e for e in finding.evidence if e.source or e.text]
    if finding.term is None or not any(e.source and e.text for e in links):
        return None
    above = _pieces(finding.term.source, [e.source for e in links])
    below = _pieces(finding.text, [e.text for e in links])
    joined = {i for i, e in enumerate(links) if e.source and e.text}
    notes = {id(piece): _note(links, piece, joined) for piece in below}
    width = _place(above, below, joined, notes)
    tops = {i: p.x for p in above for i in p.evidence}
    bottoms = {i: p.x for p in below for i in p.evidence}
    return Drawing(
        width,
        tuple(_node(p, joined, "" if joined & {*p.evidence} else WORDS["lost"]) for p in above),
        tuple(_node(p, joined, notes[id(p)]) for p in below),
        tuple(Link(tops[i], bottoms[i], links[i].how) for i in sorted(joined)),
        _in_words(links),
    )


def _node(piece: _Piece, joined: set[int], note: str) -> Node:
    return Node(piece.text, piece.x, note, bool(joined & {*piece.evidence}))


def _note(links: Sequence[Evidence], piece: _Piece, joined: set[int]) -> str:
    hows = [links[i].how for i in piece.evidence if i in joined]
    return WORDS.get(hows[0], hows[0]) if hows else ""


def _in_words(links: Sequence[Evidence]) -> str:
    said = []
    for e in links:
        how = WORDS.get(e.how, e.how)
        if e.source and e.text:
            said.append(f"{e.source} became “{e.text}”" + (f" ({how})" if how else ""))
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
            same = next((p for p in placed if p.text and part.strip().casefold() in p.text.casefold()), None)
            if same:
                same.evidence.append(i)
            else:
                placed.append(_Piece(part, len(whole) + i, [i]))
        else:
            taken.append((start, start + len(part.strip())))
            placed.append(_Piece(part, start, [i]))
    position = 0
    for start, end in [*sorted(taken), (len(whole), len(whole))]:
        between = whole[position:start].strip(" -–—'’\"“”,.")
        if between:
            placed.append(_Piece(between, position, []))
        position = max(position, end)
    return sorted(placed, key=lambda p: p.place)


def _free(whole: str, part: str, taken: Sequence[tuple[int, int]]) -> int | None:
    start = whole.find(part) if part else -1
    while start >= 0:
        if all(start + len(part) <= s or e <= start for s, e in taken):
            return start
        start = whole.find(part, start + 1)
    return None


def _place(above: list[_Piece], below: list[_Piece], joined: set[int], notes: Mapping[int, str]) -> float:
    """Set the centre of each piece, a partner under its partner where the order allows; return the width.

    A piece without a partner, or whose partners have their places already, gets a column of its own.
    """
    set_above: set[int] = set()
    set_below: set[int] = set()
    x, i, j = _MARGIN, 0, 0
    while i < len(above) or j < len(below):
        top = above[i] if i < len(above) else None
        bottom = below[j] if j < len(below) else None
        if top and bottom:
            if joined & {*top.evidence} <= set_below:
                bottom = None
            elif joined & {*bottom.evidence} <= set_above:
                top = None
        widths = [_width(top.text, _ABOVE)] if top else []
        widths += [_width(bottom.text, _BELOW), _width(notes[id(bottom)], 0.72 * _BELOW)] if bottom else []
        centre = round(x + max(widths) / 2, 1)
        if top:
            top.x, i = centre, i + 1
            set_above |= {*top.evidence}
        if bottom:
            bottom.x, j = centre, j + 1
            set_below |= {*bottom.evidence}
        x += max(widths) + _GAP
    width = round(x - _GAP + _MARGIN, 1)
    _spread(above, below, joined, width)
    return width


def _spread(above: Sequence[_Piece], below: Sequence[_Piece], joined: set[int], width: float) -> None:
    """Move characters with several words to the middle of these; where that would mix their order, space all evenly."""
    partners = {i: piece.x for piece in below for i in piece.evidence}
    wanted = [[partners[i] for i in piece.evidence if i in joined] for piece in above]
    if all(len(found) < 2 for found in wanted):
        return
    middles = [(min(found) + max(found)) / 2 if found else p.x for p, found in zip(above, wanted, strict=True)]
    room = [_width(piece.text, _ABOVE) for piece in above]
    fits = all(middles[i] + (room[i] + room[i + 1]) / 2 + _GAP / 2 <= middles[i + 1] for i in range(len(above) - 1))
    for i, piece in enumerate(above):
        piece.x = round(middles[i] if fits else (i + 0.5) * width / len(above), 1)


def _width(text: str, size: float) -> float:
    """Width a line of text takes, in CSS pixels; a fair guess without the reader's font, on the wide side."""
    return sum(
        size if unicodedata.east_asian_width(c) in "WF" else size * (0.3 if c in "iljtf' .,-" else 0.6) for c in text
    )
