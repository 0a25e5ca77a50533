"""What editors decided, as records and as the small JSON file that lies beside the draft.

The file is a journal: one entry a line, in the order they were made, and none is ever taken out. Of two decisions on
one place the later holds; undoing is an entry of its own, and so is doing again, which undoes the undoing. Two windows,
or two people, merge by keeping both their entries, and the file is the history.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from termend.errors import InputError
from termend.records import Evidence

VERSION = 2
_READ = (1, VERSION)  # version 1 knew decisions alone, and undoing took them out

MARKED = "marked"
"""Stands for the check of a place that an editor marked."""


class Verdict(StrEnum):
    """What was decided of a finding."""

    ACCEPT = "accept"  # print the proposal
    EDIT = "edit"  # print what the editor wrote
    REJECT = "reject"  # let the text stand
    VARIANT = "variant"  # let it stand, here and from now on: it is an accepted rendering of the term
    FORBIDDEN = "forbidden"  # print the proposal, and never print this rendering
    ROW = "row"  # it is another name, which the glossary lacks
    MARK = "mark"  # it is wrong, and what to print is still to be decided

    @property
    def lets_stand(self) -> bool:
        """Whether the draft's words stay as they are (a row may bring its own)."""
        return self in (Verdict.REJECT, Verdict.VARIANT)


@dataclass(frozen=True, slots=True)
class Change:
    """A replacement, held relative to the place it belongs to so that it moves with it.

    Attributes:
        offset: code points from the place's start to the start of `before`; negative where the change begins earlier.
        before: what stands in the draft.
        after: what is to be printed.
    """

    offset: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a draft, known by its words and by those around it.

    Attributes:
        text: the flagged words; empty where something was missing.
        left, right: the draft's text just before and after, up to `CONTEXT` code points.
        start: code point where it stood when it was judged.
        change: what is to be printed there; None where the text stands.
        check: the check that flagged it.
        score: its score then.
    """

    text: str
    left: str
    right: str
    start: int
    check: str
    score: float
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """The glossary row a decision speaks of, or the row that it adds."""

    source: str
    target: str
    glossary: str = ""
    line: int = 0
    type: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What every entry says.

    Attributes:
        id: distinguishes entries; random.
        at: when, in UTC, ISO 8601.
        by: who, as `--name` says.
        window: the browser window it was made in, so that a window undoes its own.
        group: shared by entries that were made at once, in several drafts too, and are undone at once; may be empty.
    """

    id: str
    at: str
    by: str = ""
    window: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(_Entry):
    """One decision, on one place or on all places of a name.

    Attributes:
        name: the term of the finding; None where it had none.
        row: the row to add, for `Verdict.ROW`.
        evidence: for places an editor marked: how the term explains the words.
        settles: whether it was made in sight of decisions that differ, and ends their conflict.
    """

    verdict: Verdict
    places: tuple[Place, ...]
    name: Name | None = None
    row: Name | None = None
    evidence: tuple[Evidence, ...] = ()
    settles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(_Entry):
    """What somebody said of a finding; `name` is its term."""

    text: str
    place: Place
    name: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing(_Entry):
    """A corrected alignment: what of the source belongs to the segment whose text is the place's; empty for nothing."""

    place: Place
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(_Entry):
    """Entries taken back, by their ids. One that takes back another `Undo` does again."""

    undoes: tuple[str, ...]


Entry = Step | Comment | Pairing | Undo


@dataclass(frozen=True)
class Journal:
    """The entries on one draft, in the order they were made."""

    draft: str
    entries: tuple[Entry, ...] = ()

    @cached_property
    def undone(self) -> dict[str, Undo]:
        """What does not hold any more, by id, and the entry that took it back."""
        taken: dict[str, Undo] = {}
        for entry in reversed(self.entries):
            if isinstance(entry, Undo) and entry.id not in taken:
                taken |= {other: entry for other in entry.undoes if other not in taken}
        return taken

    @cached_property
    def standing(self) -> tuple[Step | Comment | Pairing, ...]:
        """What was said and not taken back."""
        return tuple(e for e in self.entries if not isinstance(e, Undo) and e.id not in self.undone)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The decisions that hold."""
        return tuple(entry for entry in self.standing if isinstance(entry, Step))

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """The comments that hold."""
        return tuple(entry for entry in self.standing if isinstance(entry, Comment))

    @cached_property
    def pairings(self) -> tuple[Pairing, ...]:
        """The corrected alignments that hold."""
        return tuple(entry for entry in self.standing if isinstance(entry, Pairing))

    def last_of(self, window: str) -> Entry | None:
        """What undoing takes back in a window: its own latest entry that holds; None where it has none."""
        return next((e for e in reversed(self.standing) if e.window == window), None)

    def again_of(self, window: str) -> Undo | None:
        """What doing again takes back in a window: its latest undoing with nothing decided there since."""
        for entry in reversed(self.entries):
            if entry.window != window or entry.id in self.undone:
                continue
            if not isinstance(entry, Undo):
                return None
            if not self._redoes(entry):
                return entry
        return None

    def _redoes(self, entry: Undo) -> bool:
        return any(isinstance(e, Undo) and e.id in entry.undoes for e in self.entries)


def to_line(entry: Entry) -> str:
    """One entry as a line of JSON; what is empty is left out."""
    fields: dict[str, Any] = {"id": entry.id, "at": entry.at}
    fields |= {key: value for key in ("by", "window", "group") if (value := getattr(entry, key))}
    match entry:
        case Step():
            fields |= _step(entry)
        case Comment():
            fields |= {"comment": entry.text} | ({"name": _slim(entry.name)} if entry.name else {})
            fields["place"] = _place(entry.place)
        case Pairing():
            fields |= {"source": entry.source, "place": _place(entry.place)}
        case Undo():
            fields["undoes"] = list(entry.undoes)
    return json.dumps(fields, ensure_ascii=False)


def _step(step: Step) -> dict[str, Any]:
    fields: dict[str, Any] = {"verdict": step.verdict.value}
    if step.settles:
        fields["settles"] = True
    if step.name:
        fields["name"] = _slim(step.name)
    if step.row:
        fields["row"] = _slim(step.row)
    if step.evidence:
        fields["evidence"] = [
            {"source": e.source, "text": e.text, "how": e.how, "log_odds": round(e.log_odds, 4)} for e in step.evidence
        ]
    return fields | {"places": [_place(place) for place in step.places]}


def to_json(draft: str, lines: Iterable[str]) -> str:
    """The file, from the lines of its entries."""
    head = f'{{"version": {VERSION}, "draft": {json.dumps(draft, ensure_ascii=False)}, "steps": ['
    body = ",\n".join(lines)
    return f"{head}\n{body}\n]}}\n" if body else f"{head}]}}\n"


def from_json(path: str, text: str) -> Journal:
    """The journal of a decisions file.

    Raises:
        InputError: where the text is no such file; it is never guessed at or written over.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(path, f"no JSON ({error.msg})", _REMEDY, error.lineno) from error
    except ValueError as error:  # a number of thousands of digits
        raise InputError(path, f"no JSON ({error})", _REMEDY) from error
    except RecursionError as error:
        raise InputError(path, "nested too deep", _REMEDY) from error
    if not isinstance(data, dict) or not isinstance(data.get("steps"), list):
        raise InputError(path, "not a file of decisions", _REMEDY)
    if data.get("version") not in _READ:
        raise InputError(
            path, f"version {data.get('version')!r}, and this termend knows {VERSION}", "Use the termend that wrote it"
        )
    entries: list[Entry] = []
    for number, entry in enumerate(data["steps"], 1):
        try:
            entries.append(_read_entry(entry))
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise InputError(path, f"step {number} is damaged ({error!r})", _REMEDY) from error
    return Journal(str(data.get("draft", "")), tuple(entries))


_REMEDY = "Mend the file, or move it away to begin anew"


def _slim(name: Name) -> dict[str, Any]:
    fields: dict[str, Any] = {"source": name.source, "target": name.target}
    fields |= {"glossary": name.glossary, "line": name.line} if name.glossary else {}
    fields |= {"type": name.type} if name.type else {}
    fields |= {"note": name.note} if name.note else {}
    return fields


def _place(place: Place) -> dict[str, Any]:
    fields: dict[str, Any] = {"text": place.text}
    if place.change:
        fields["change"] = {"offset": place.change.offset, "before": place.change.before, "after": place.change.after}
    return fields | {
        "left": place.left,
        "right": place.right,
        "start": place.start,
        "check": place.check,
        "score": round(place.score, 4),
    }


def _read_entry(data: dict[str, Any]) -> Entry:
    common = {key: _text(data[key]) for key in ("id", "at")}
    common |= {key: _text(data.get(key, "")) for key in ("by", "window", "group")}
    name = _read_name(data["name"]) if "name" in data else None
    if "undoes" in data:
        return Undo(undoes=tuple(_text(each) for each in data["undoes"]), **common)
    if "comment" in data:
        return Comment(text=_text(data["comment"]), place=_read_place(data["place"]), name=name, **common)
    if "verdict" not in data and "source" in data:
        return Pairing(place=_read_place(data["place"]), source=_text(data["source"]), **common)
    return Step(
        verdict=Verdict(data["verdict"]),
        places=tuple(_read_place(place) for place in data["places"]),
        name=name,
        row=_read_name(data["row"]) if "row" in data else None,
        evidence=tuple(_read_evidence(each) for each in data.get("evidence", ())),
        settles=data.get("settles", False) is True,
        **common,
    )


def _read_evidence(data: dict[str, Any]) -> Evidence:
    return Evidence(_text(data["source"]), _text(data["text"]), _text(data["how"]), float(data["log_odds"]))


def _read_place(data: dict[str, Any]) -> Place:
    change = data.get("change")
    return Place(
        _text(data["text"]),
        _text(data["left"]),
        _text(data["right"]),
        int(data["start"]),
        _text(data["check"]),
        float(data["score"]),
        Change(int(change["offset"]), _text(change["before"]), _text(change["after"])) if change else None,
    )


def _read_name(data: dict[str, Any]) -> Name:
    return Name(
        _text(data["source"]),
        _text(data["target"]),
        _text(data.get("glossary", "")),
        int(data.get("line", 0)),
        _text(data.get("type", "")),
        _text(data.get("note", "")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    value.encode("utf-8")  # a lone surrogate could be read but never written
    return value
