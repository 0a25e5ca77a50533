"""What was done with a draft: who, when, what; and what of it holds."""

from __future__ import annotations

from dataclasses import dataclass

from termend.review.decisions import Comment, Entry, Journal, Pairing, Step, Undo, Verdict
from termend.review.desk import State
from termend.review.rendering import WORDS


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, to be read.

    Attributes:
        said: what was done, in words.
        holds: whether it was not taken back.
        by_whom: who took it back; empty where it holds.
        key: the finding it speaks of; empty where there is none (any more).
        can_go: whether it can be taken back, or done again.
    """

    entry: Entry
    said: str
    holds: bool
    by_whom: str
    key: str
    can_go: bool


def lines(state: State) -> list[Line]:
    """The history, latest first."""
    journal = state.journal
    keys = _keys(state)
    found: list[Line] = []
    for entry in reversed(journal.entries):
        undone = journal.undone.get(entry.id)
        found.append(
            Line(
                entry,
                said(entry, journal),
                undone is None,
                (undone.by or "somebody") if undone else "",
                keys.get(entry.id, ""),
                not isinstance(entry, Undo),
            )
        )
    return found


def _keys(state: State) -> dict[str, str]:
    judged = state.judged
    keys: dict[str, str] = {}
    for index, key in enumerate(state.order.keys):
        judgement = judged.judgements.get(index)
        for each in (*judged.earlier.get(index, ()), *((judgement,) if judgement else ())):
            keys.setdefault(each.step.id, key)
        for comment in judged.comments.get(index, ()):
            keys.setdefault(comment.id, key)
    return keys


def said(entry: Entry, journal: Journal | None = None) -> str:
    """What an entry says, in words."""
    match entry:
        case Step():
            return _decided(entry)
        case Comment():
            return f"said of “{entry.place.text}”: {entry.text}"
        case Pairing():
            return f"gave “{_short(entry.place.text)}” the source {_short(entry.source) or '(none)'}"
        case Undo():
            by_id = {e.id: e for e in journal.entries} if journal else {}
            first = next((by_id[i] for i in entry.undoes if i in by_id), None)
            if isinstance(first, Undo):
                again = next((by_id[i] for i in first.undoes if i in by_id), None)
                return f"did again: {said(again)}" if again else "did it again"
            return f"took back: {said(first)}" if first else "took something back"


def _decided(step: Step) -> str:
    if not step.places:
        return WORDS[step.verdict]
    place = step.places[0]
    words = f"{WORDS[step.verdict]}: “{place.text}”" if place.text else WORDS[step.verdict]
    if place.change and place.change.after != place.text:
        words += f" → “{place.change.after}”"
    name = step.row if step.verdict is Verdict.ROW else step.name
    words += f" ({name.source})" if name else ""
    return words + (f", in {len(step.places)} places" if len(step.places) > 1 else "")


_SHOWN = 40  # code points of a paragraph


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
