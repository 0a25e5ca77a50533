"""What an editor decided, as records and as the small JSON file that lies beside the draft.

The file is a journal: one step a line, in the order they were made. Of two steps on one place the later holds, so
undoing is taking a step out, and two windows merge by keeping both their steps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from termend.errors import InputError

VERSION = 1


class Verdict(StrEnum):
    """What was decided of a finding."""

    ACCEPT = "accept"  # print the proposal
    EDIT = "edit"  # print what the editor wrote
    REJECT = "reject"  # let the text stand
    VARIANT = "variant"  # let it stand, here and from now on: it is an accepted rendering of the term
    FORBIDDEN = "forbidden"  # print the proposal, and never print this rendering
    ROW = "row"  # it is another name, which the glossary lacks

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


@dataclass(frozen=True, slots=True)
class Step:
    """One decision, on one place or on all places of a name.

    Attributes:
        id: distinguishes steps; random.
        at: when, in UTC, ISO 8601.
        window: the browser window it was made in, so that a window undoes its own.
        name: the term of the finding; None where it had none.
        row: the row to add, for `Verdict.ROW`.
    """

    id: str
    at: str
    verdict: Verdict
    places: tuple[Place, ...]
    name: Name | None = None
    row: Name | None = None
    window: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """The decisions on one draft, in the order they were made."""

    draft: str
    steps: tuple[Step, ...] = ()


def to_line(step: Step) -> str:
    """One step as a line of JSON; what is empty is left out."""
    fields: dict[str, Any] = {"id": step.id, "at": step.at, "verdict": step.verdict.value}
    if step.window:
        fields["window"] = step.window
    if step.name:
        fields["name"] = _slim(step.name)
    if step.row:
        fields["row"] = _slim(step.row)
    fields["places"] = [_place(place) for place in step.places]
    return json.dumps(fields, ensure_ascii=False)


def to_json(draft: str, lines: Iterable[str]) -> str:
    """The file, from the lines of its steps."""
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
    if data.get("version") != VERSION:
        raise InputError(
            path, f"version {data.get('version')!r}, and this termend knows {VERSION}", "Use the termend that wrote it"
        )
    steps: list[Step] = []
    for number, step in enumerate(data["steps"], 1):
        try:
            steps.append(_read_step(step))
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise InputError(path, f"step {number} is damaged ({error!r})", _REMEDY) from error
    return Journal(str(data.get("draft", "")), tuple(steps))


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


def _read_step(data: dict[str, Any]) -> Step:
    return Step(
        _text(data["id"]),
        _text(data["at"]),
        Verdict(data["verdict"]),
        tuple(_read_place(place) for place in data["places"]),
        _read_name(data["name"]) if "name" in data else None,
        _read_name(data["row"]) if "row" in data else None,
        _text(data.get("window", "")),
    )


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
