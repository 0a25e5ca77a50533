"""The page of a draft and the pieces of it that htmx swaps in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from termend import documents
from termend.documents.outline import Role
from termend.language.marks import OBJECT
from termend.records import Edit, Finding, Proposal, Segment
from termend.reports import drawing, excerpt, markup
from termend.reports.options import Option, options
from termend.review import embedded
from termend.review.decisions import MARKED, Verdict
from termend.review.desk import Desk, Draft, State
from termend.review.judging import Judgement
from termend.review.rendering import WORDS, environment, render

_SCREEN = 24_000  # characters of the first part: about what a screen shows
_PART = 64_000  # characters of those that follow: of more and smaller ones a browser would paint each
_COUNTED = "paragraph "  # labels that only count say nothing that the page does not show
SEAM = "<!--elsewhere-->"  # in an answer, between the panel and what changes elsewhere on the page


@dataclass(frozen=True, slots=True)
class Flag:
    """A flagged stretch as the draft shows it.

    Attributes:
        term: what tells its term from others; empty for none.
        old: what stands in the draft.
        new: what an accepted change makes of it; None where it stays.
        state: `open`, `changed` or `kept`.
    """

    number: int
    key: str
    term: str
    old: str
    new: str | None
    state: str
    finding: Finding
    judgement: Judgement | None
    conflict: bool = False
    comments: int = 0

    @property
    def look(self) -> str:
        """Its classes."""
        classes = ["flag", markup.band(self.finding.score), self.state]
        classes += ["gap"] * (not (self.old or self.new))
        classes += ["conflict"] * self.conflict
        classes += ["said"] * bool(self.comments)
        return " ".join(classes)

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        words = f"“{self.old}”" if self.old else "something is missing here"
        if self.new is not None:
            words = f"“{self.new}”, was {words}"
        state = WORDS[self.judgement.verdict] if self.judgement else "not judged"
        more = f", {self.comments} comment{'s' * (self.comments > 1)}" if self.comments else ""
        more += ", decisions differ" if self.conflict else ""
        return markup.visible_plain(f"{words}, {self.finding.check.replace('-', ' ')}, {state}{more}")

    @property
    def printed(self) -> str:
        """What stands behind it on paper."""
        finding, term = self.finding, self.finding.term
        if self.new is not None:
            said = f"was: {self.old or 'nothing'}"
        elif self.judgement is not None:
            said = "stands"
        elif finding.proposals:
            said = f"→ {finding.proposals[0].text}"
        else:
            said = finding.message or (term.target if term else "")
        name = f"{term.source} " if term else ""
        return markup.visible_plain(f"{self.number} {name}{said}")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in a text for something that is no text: a footnote's number, a small box."""

    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A segment as the draft shows it: strings, marks and flags.

    Attributes:
        level: at which it shows as a heading; 0 for none.
        source: its Chinese, cut where names of findings stand (marked as finding 0); empty where it has none.
        left_out: sentences of the source after it that no paragraph has.
    """

    number: int
    label: str | None
    pieces: list[str | Flag | Mark]
    role: Role
    level: int
    source: list[excerpt.Piece]
    left_out: list[str]


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that belong together: one by itself, or the cells of a table in rows."""

    paragraphs: list[Paragraph]
    rows: list[list[Paragraph | None]] | None = None


def whole(number: int, desk: Desk, draft: Draft, state: State, key: str | None) -> Iterator[str]:
    """The page of one draft, open at a finding: the one named, else the first still open.

    It comes in parts, so that a browser paints the first of a long draft while the rest is made.
    """
    judged = state.judged
    index = state.order.index.get(key or "")
    if index is None:
        index = next((i for i in range(len(judged.findings)) if i not in judged.judgements), 0)
    current = state.order.keys[index] if judged.findings else None
    pieces = (
        environment()
        .get_template("desk.html")
        .generate(
            number=number,
            draft=draft,
            state=state,
            alone=len(desk.drafts) == 1,
            blocks=blocks(state),
            current=current,
            tracks=documents.tracks_changes(judged.document),
            sourced=judged.document.source_path is not None,
            checks=sorted(Counter(f.check for f in judged.findings).items()),
            panel=panel_context(number, state, current),
            first=state.left_out.get(-1, ()),
            lost=[lost for lost in judged.lost if not lost.done],
            done=[lost for lost in judged.lost if lost.done],
        )
    )
    return _parts(pieces)


def _parts(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, so many together as make a part; the first holds the style as well."""
    part: list[str] = []
    room = len(embedded.style()) + _SCREEN
    for piece in pieces:
        part.append(piece)
        room -= len(piece)
        if room <= 0:
            yield "".join(part)
            part, room = [], _PART
    yield "".join(part)


def panel(number: int, state: State, key: str | None) -> str:
    """The right-hand side for a finding."""
    return render("panel.html", number=number, panel=panel_context(number, state, key))


def update(number: int, draft: Draft, state: State, before: State, said: str) -> str:
    """What changed between two states of a draft, each piece by its id: a paragraph, with its source where that did."""
    changed = _differing(state, before) | _differing(before, state)
    with_source: set[int] = set()
    if state.judged.document.source_path is not None:
        with_source = {n for n in changed if _names(state, n) != _names(before, n)}
    if state.judged.document is not before.judged.document:
        both = zip(state.judged.document.segments, before.judged.document.segments, strict=True)
        with_source |= {now.index for now, then in both if now.source != then.source}
        numbers = {n for n in (*state.left_out, *before.left_out) if n >= 0}
        with_source |= {n for n in numbers if state.left_out.get(n) != before.left_out.get(n)}
    return render(
        "update.html",
        number=number,
        draft=draft,
        state=state,
        texts=paragraphs(state, changed - with_source),
        rows=paragraphs(state, with_source),
        said=said,
    )


def _differing(one: State, other: State) -> set[int]:
    """Segments with a finding that the other state lacks or knows otherwise."""
    if one.order is other.order:
        touched = {
            i
            for judged in (one.judged, other.judged)
            for i in (*judged.judgements, *judged.conflicts, *judged.comments)
            if _look(one, i) != _look(other, i)
        }
        return {one.judged.findings[i].segment for i in touched}
    segments: set[int] = set()
    for index, key in enumerate(one.order.keys):
        counterpart = other.order.index.get(key)
        if counterpart is None or _look(one, index) != _look(other, counterpart):
            segments.add(one.judged.findings[index].segment)
    return segments


def _look(state: State, index: int) -> tuple[str, bool, int]:
    """What of a finding shows in the draft, beside its words."""
    judged = state.judged
    return step_of(state, index), index in judged.conflicts, len(judged.comments.get(index, ()))


def step_of(state: State, index: int) -> str:
    """The id of the step that holds for a finding; empty while it is open."""
    judgement = state.judged.judgements.get(index)
    return judgement.step.id if judgement else ""


def blocks(state: State) -> Iterator[Block]:
    """The segments that hold text, cells of one table together."""
    roles = state.roles
    table: list[Paragraph] = []
    for paragraph in paragraphs(state):
        role = roles[paragraph.number]
        if table and role.table != table[0].role.table:
            yield _table(table)
            table = []
        if role.table:
            table.append(paragraph)
        else:
            yield Block([paragraph])
    if table:
        yield _table(table)


def _table(cells: list[Paragraph]) -> Block:
    """Cells in rows, each at its column; where a cell has several paragraphs, they follow one another in its row."""
    columns = 1 + max(cell.role.column for cell in cells)
    rows: dict[int, list[list[Paragraph]]] = {}
    for cell in cells:
        rows.setdefault(cell.role.row, [[] for _ in range(columns)])[cell.role.column].append(cell)
    made: list[list[Paragraph | None]] = []
    for row in rows.values():
        height = max(len(column) for column in row)
        made += [[column[i] if i < len(column) else None for column in row] for i in range(height)]
    return Block(cells, made)


def paragraphs(state: State, only: Iterable[int] | None = None) -> Iterator[Paragraph]:
    """The segments that hold text, or those of these numbers."""
    segments = state.judged.document.segments
    chosen = segments if only is None else [segments[i] for i in sorted(only)]
    return (_paragraph(state, segment) for segment in chosen if segment.text.strip() or only is not None)


def _paragraph(state: State, segment: Segment) -> Paragraph:
    numbers = state.order.by_segment.get(segment.index, ())
    flags = [(*_stretch(state, i), i) for i in numbers]
    role = state.roles[segment.index]
    marks = iter(role.objects)
    pieces: list[str | Flag | Mark] = []
    for piece in excerpt.cut(segment, flags):
        if piece.finding is not None:
            for _ in range(piece.text.count(OBJECT)):
                next(marks, None)
            pieces.append(_flag(state, piece.finding, piece.text))
        elif OBJECT in piece.text:
            first, *others = piece.text.split(OBJECT)
            pieces.append(first)
            for other in others:
                pieces += [_mark(next(marks, "")), other]
        else:
            pieces.append(piece.text)
    source = excerpt.marked(segment.source, _names(state, segment.index)) if segment.source else []
    left_out = list(state.left_out.get(segment.index, ()))
    label = None if (segment.label or "").startswith(_COUNTED) else segment.label
    return Paragraph(segment.index, label, pieces, role, state.levels[segment.index], source, left_out)


def _names(state: State, segment: int) -> dict[str, None]:
    """The Chinese names of the findings of a segment, in their order."""
    findings, numbers = state.judged.findings, state.order.by_segment.get(segment, ())
    return dict.fromkeys(term.source for i in numbers if (term := findings[i].term) is not None)


def _mark(what: str) -> Mark:
    if what.isdecimal():
        return Mark(what, f"note {what}")
    return Mark("▫", what or "an image, code or placeholder")


def _stretch(state: State, index: int) -> tuple[int, int]:
    finding, edit = state.judged.findings[index], _edit(state, index)
    if edit is None:
        return finding.start, finding.end
    return min(finding.start, edit.start), max(finding.end, edit.end)


def _edit(state: State, index: int) -> Edit | None:
    judgement = state.judged.judgements.get(index)
    return judgement.edit if judgement else None


def _flag(state: State, index: int, old: str) -> Flag:
    finding, edit = state.judged.findings[index], _edit(state, index)
    judgement = state.judged.judgements.get(index)
    new = None
    if edit is not None:
        start, end = _stretch(state, index)
        text = state.judged.document.text
        new = text[start : edit.start] + edit.after + text[edit.end : end]
    state_word = "open" if judgement is None else "changed" if edit else "kept"
    judged = state.judged
    return Flag(
        index + 1,
        state.order.keys[index],
        state.order.terms[index],
        old,
        new,
        state_word,
        finding,
        judgement,
        index in judged.conflicts,
        len(judged.comments.get(index, ())),
    )


def panel_context(number: int, state: State, key: str | None) -> dict[str, Any]:
    """What the template of the right-hand side is filled with; `finding` is None where there is nothing (left)."""
    index = state.order.index.get(key or "")
    if index is None:
        return {"finding": None, "open": len(state.judged.findings) - len(state.judged.judgements), "state": state}
    judged = state.judged
    finding, judgement = judged.findings[index], judged.judgements.get(index)
    source = judged.document.segments[finding.segment].source
    name = finding.term.source if finding.term else ""
    offered = offers(state, index)
    edit = judgement.edit if judgement else _edit_of(state, offered[0].proposal) if offered else None
    return {
        "finding": finding,
        "key": key,
        "index": index,
        "count": len(judged.findings),
        "judgement": judgement,
        "flag": _flag(state, index, finding.text),
        "options": offered,
        "previews": [excerpt.change(judged.document, finding, _edit_of(state, o.proposal)) for o in offered],
        "change": excerpt.change(judged.document, finding, edit),
        "stretch": (edit.start, edit.end) if edit else (finding.start, finding.end),
        "drawing": drawing.draw(finding),
        "source": excerpt.source_around(source, name) if source else [],
        "alike": len(state.alike(index)),
        "same_words": len(state.alike(index, Verdict.VARIANT)),
        "marked": finding.check == MARKED,
        "others": judged.earlier.get(index, ()),
        "conflict": index in judged.conflicts,
        "comments": judged.comments.get(index, ()),
        "state": state,
    }


def offers(state: State, index: int) -> tuple[Option, ...]:
    """What may be printed at a finding; the glossary's form where nothing was proposed."""
    finding = state.judged.findings[index]
    if not finding.proposals and finding.term is not None:
        form = Proposal(finding.term.target, finding.start, finding.end, finding.score, "glossary")
        finding = replace(finding, proposals=(form,))
    return options(state.judged.document, finding)


def _edit_of(state: State, proposal: Proposal) -> Edit:
    return Edit(proposal.start, proposal.end, state.judged.document.text[proposal.start : proposal.end], proposal.text)
