"""The desk's pages and the pieces of them that htmx swaps in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from termend import documents
from termend.records import Edit, Finding, Segment
from termend.reports import drawing, excerpt, markup
from termend.review.decisions import Verdict
from termend.review.desk import Desk, Draft, State
from termend.review.judging import Judgement

if TYPE_CHECKING:
    from jinja2 import Environment

SEAM = "<!--elsewhere-->"  # in an answer, between the panel and what changes elsewhere on the page
WORDS = {
    Verdict.ACCEPT: "accepted",
    Verdict.EDIT: "edited",
    Verdict.REJECT: "rejected",
    Verdict.VARIANT: "right, a variant",
    Verdict.FORBIDDEN: "accepted, and forbidden from now on",
    Verdict.ROW: "another name, a new row",
}


@cache
def _environment() -> Environment:
    from jinja2 import ChoiceLoader, PackageLoader

    base = markup.environment()
    assert base.loader is not None
    made = base.overlay(loader=ChoiceLoader([PackageLoader("termend.review"), base.loader]))
    made.globals["words"] = WORDS
    return made


def warm() -> None:
    """Compile the templates, so that the first page is as fast as the next."""
    for name in ("front.html", "desk.html", "update.html"):
        _environment().get_template(name)


@dataclass(frozen=True, slots=True)
class Flag:
    """A flagged stretch as the draft shows it.

    Attributes:
        term: number of its term in this draft; 0 for none.
        old: what stands in the draft.
        new: what an accepted change makes of it; None where it stays.
        state: `open`, `changed` or `kept`.
    """

    number: int
    key: str
    term: int
    old: str
    new: str | None
    state: str
    finding: Finding
    judgement: Judgement | None

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        words = f"“{self.old}”" if self.old else "something is missing here"
        if self.new is not None:
            words = f"“{self.new}”, was {words}"
        state = WORDS[self.judgement.verdict] if self.judgement else "not judged"
        return markup.visible_plain(f"{words}, {self.finding.check.replace('-', ' ')}, {state}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A segment as the draft shows it: strings and flags."""

    number: int
    label: str | None
    pieces: list[str | Flag]


def front(desk: Desk) -> str:
    """The list of drafts."""
    states = [draft.state() for draft in desk.drafts]
    rows = [
        (i, draft, state, len(state.judged.judgements))
        for i, (draft, state) in enumerate(zip(desk.drafts, states, strict=True), 1)
    ]
    return _environment().get_template("front.html").render(rows=rows)


def whole(number: int, draft: Draft, state: State, key: str | None, alone: bool) -> Iterator[str]:
    """The page of one draft, open at a finding: the one named, else the first still open.

    It comes in parts, so that a browser paints the first of a long draft while the rest is made.
    """
    judged = state.judged
    index = state.order.index.get(key or "")
    if index is None:
        index = next((i for i in range(len(judged.findings)) if i not in judged.judgements), 0)
    current = state.order.keys[index] if judged.findings else None
    parts = (
        _environment()
        .get_template("desk.html")
        .stream(
            number=number,
            draft=draft,
            state=state,
            alone=alone,
            paragraphs=paragraphs(state),
            current=current,
            tracks=documents.tracks_changes(judged.document),
            checks=sorted(Counter(f.check for f in judged.findings).items()),
            panel=panel_context(number, state, current),
            lost=[lost for lost in judged.lost if not lost.done],
            done=[lost for lost in judged.lost if lost.done],
        )
    )
    parts.enable_buffering(400)
    return parts


def panel(number: int, state: State, key: str | None) -> str:
    """The right-hand side for a finding."""
    return _environment().get_template("panel.html").render(number=number, panel=panel_context(number, state, key))


def update(number: int, draft: Draft, state: State, before: State, said: str) -> str:
    """What changed between two states of one draft, each piece by its id."""
    changed = {
        state.judged.findings[i].segment
        for i in range(len(state.judged.findings))
        if step_of(state, i) != step_of(before, i)
    }
    return (
        _environment()
        .get_template("update.html")
        .render(number=number, draft=draft, state=state, paragraphs=paragraphs(state, changed), said=said)
    )


def step_of(state: State, index: int) -> str:
    """The id of the step that holds for a finding; empty while it is open."""
    judgement = state.judged.judgements.get(index)
    return judgement.step.id if judgement else ""


def paragraphs(state: State, only: Iterable[int] | None = None) -> Iterator[Paragraph]:
    """The segments that hold text, or those of these numbers."""
    segments = state.judged.document.segments
    chosen = segments if only is None else [segments[i] for i in sorted(only)]
    return (_paragraph(state, segment) for segment in chosen if segment.text.strip() or only is not None)


def _paragraph(state: State, segment: Segment) -> Paragraph:
    numbers = state.order.by_segment.get(segment.index, ())
    flags = [(*_stretch(state, i), i) for i in numbers]
    pieces: list[str | Flag] = [
        piece.text if piece.finding is None else _flag(state, piece.finding, piece.text)
        for piece in excerpt.cut(segment, flags)
    ]
    return Paragraph(segment.index, segment.label, pieces)


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
    return Flag(index + 1, state.order.keys[index], state.order.terms[index], old, new, state_word, finding, judgement)


def panel_context(number: int, state: State, key: str | None) -> dict[str, Any]:
    """What the template of the right-hand side is filled with; `finding` is None where there is nothing (left)."""
    index = state.order.index.get(key or "")
    if index is None:
        return {"finding": None, "open": len(state.judged.findings) - len(state.judged.judgements), "state": state}
    judged = state.judged
    finding, judgement = judged.findings[index], judged.judgements.get(index)
    source = judged.document.segments[finding.segment].source
    name = finding.term.source if finding.term else ""
    return {
        "finding": finding,
        "key": key,
        "index": index,
        "count": len(judged.findings),
        "judgement": judgement,
        "flag": _flag(state, index, finding.text),
        "options": [excerpt.change(judged.document, finding, edit) for edit in _offers(state, index)],
        "change": _shown(state, index),
        "drawing": drawing.draw(finding),
        "source": excerpt.source_around(source, name) if source else [],
        "alike": len(state.alike(index)),
        "same_words": len(state.alike(index, Verdict.VARIANT)),
        "state": state,
    }


def _offers(state: State, index: int) -> list[Edit]:
    finding, text = state.judged.findings[index], state.judged.document.text
    offers = [Edit(p.start, p.end, text[p.start : p.end], p.text) for p in finding.proposals]
    if not offers and finding.term is not None:
        offers = [Edit(finding.start, finding.end, finding.text, finding.term.target)]
    return offers


def _shown(state: State, index: int) -> excerpt.Change:
    """The sentence with the change that was decided, else with the first that is offered."""
    finding, judgement = state.judged.findings[index], state.judged.judgements.get(index)
    offers = _offers(state, index)
    edit = judgement.edit if judgement else offers[0] if offers else None
    return excerpt.change(state.judged.document, finding, edit)
