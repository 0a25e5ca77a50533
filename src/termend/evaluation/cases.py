"""Documents with gold, one JSON object a line.

    {"id": "…", "segments": [{"zh": "…", "mt": "…", "ref": "…"}], "terms": [{"zh": "…", "en": ["…"], "type": "…"}],
     "errors": [{"segment": 0, "start": 3, "end": 9, "text": "…", "zh": "…", "en": ["…"], "kind": "phonetic"}],
     "slips": ["…"]}

An error without text is a name that was dropped. Offsets count in the segment's `mt`. Slips are what the references
themselves get wrong; they may be left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from termend.errors import InputError
from termend.evaluation.lines import lines_of

# Several references of one segment stand in one field.
_BETWEEN_REFERENCES = " ||| "


@dataclass(frozen=True, slots=True)
class CaseSegment:
    """A segment: its Chinese source, the draft (machine translation), and a human translation."""

    source: str
    draft: str
    reference: str


@dataclass(frozen=True, slots=True)
class CaseTerm:
    """A name of the source with the renderings an editor accepts, the preferred one first."""

    source: str
    accepted: tuple[str, ...]
    type: str = ""


@dataclass(frozen=True, slots=True)
class GoldError:
    """A place `start:end` of a segment's draft where a name came out wrong; `text` is empty where it was dropped."""

    segment: int
    start: int
    end: int
    text: str
    source: str
    accepted: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Case:
    """One document with its names and errors."""

    id: str
    segments: tuple[CaseSegment, ...]
    terms: tuple[CaseTerm, ...] = ()
    errors: tuple[GoldError, ...] = ()
    slips: tuple[str, ...] = ()

    def of_references(self) -> Case:
        """The same with the gold of its references: their slips, errors of no known name, count neither way."""
        slips = tuple(
            GoldError(number, match.start(), match.end(), slip, "", (), "slip")
            for number, segment in enumerate(self.segments)
            for slip in self.slips
            for match in re.finditer(re.escape(slip), segment.reference)
        )
        return replace(self, errors=slips)


def read_cases(path: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        InputError: where the file cannot be read or a line is no case.
    """
    return list(_cases(path, lines_of(path, "one case a line")))


def _cases(path: Path, lines: list[str]) -> Iterator[Case]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _case(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            said = f"{error!r}"[:120]
            raise InputError(path, f"no case ({said})", "See `termend evaluate --help` for the form", number) from error


def _case(row: dict[str, Any]) -> Case:
    segments = tuple(
        CaseSegment(_line(s["zh"]), _line(s["mt"]), _line(s.get("ref", "").split(_BETWEEN_REFERENCES)[0]))
        for s in row["segments"]
    )
    return Case(
        str(row["id"]),
        segments,
        tuple(CaseTerm(_text(t["zh"]), _texts(t["en"]), _text(t.get("type", ""))) for t in row["terms"]),
        tuple(_error(e, segments) for e in row["errors"]),
        _texts(row["slips"]) if row.get("slips") else (),
    )


def _error(row: dict[str, Any], segments: Sequence[CaseSegment]) -> GoldError:
    segment, start, end = (_number(row[name]) for name in ("segment", "start", "end"))
    if not segment < len(segments) or not start <= end <= len(segments[segment].draft):
        raise ValueError(f"segment {segment} has no place {start}:{end}")
    return GoldError(segment, start, end, _text(row["text"]), _text(row["zh"]), _texts(row["en"]), _text(row["kind"]))


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r:.40} is no index")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is no text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise TypeError(f"{value!r:.40} is no list of texts")
    return tuple(map(_text, value))


def _line(text: str) -> str:
    return text.replace("\n", " ")
