"""Documents with gold, one JSON object a line.

    {"id": "…", "segments": [{"zh": "…", "mt": "…", "ref": "…"}], "terms": [{"zh": "…", "en": ["…"], "type": "…"}],
     "errors": [{"segment": 0, "start": 3, "end": 9, "text": "…", "zh": "…", "en": ["…"], "kind": "phonetic"}]}

An error without text is a name that was dropped. Offsets count in the segment's `mt`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from termend.errors import InputError

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


def read_cases(path: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        InputError: where the file cannot be read or a line is no case.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"it cannot be read ({error})", "Name a UTF-8 file with one case a line") from error
    return list(_cases(path, lines))


def _cases(path: Path, lines: list[str]) -> Iterator[Case]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _case(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(
                path, f"no case ({error!r})", "See `termend evaluate --help` for the form", number
            ) from error


def _case(row: dict[str, Any]) -> Case:
    return Case(
        row["id"],
        tuple(
            CaseSegment(_line(s["zh"]), _line(s["mt"]), _line(s.get("ref", "").split(_BETWEEN_REFERENCES)[0]))
            for s in row["segments"]
        ),
        tuple(CaseTerm(t["zh"], tuple(t["en"]), t.get("type", "")) for t in row["terms"]),
        tuple(
            GoldError(e["segment"], e["start"], e["end"], e["text"], e["zh"], tuple(e["en"]), e["kind"])
            for e in row["errors"]
        ),
    )


def _line(text: str) -> str:
    return text.replace("\n", " ")
