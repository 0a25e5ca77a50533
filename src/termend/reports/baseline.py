"""Let old findings stand, so that only new ones fail."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from termend.errors import InputError
from termend.files import write_atomically
from termend.reports.fingerprints import identity
from termend.reports.item import Report, ReportItem

VERSION = 1
DEFAULT_NAME = "termend-baseline.json"

_Identity = tuple[str, str, str, str]
_KEYS = ("rule", "path", "text", "term", "line_text")


def write(file: Path, items: Sequence[ReportItem]) -> None:
    """Write the findings as a baseline: sorted, so that it diffs well under version control.

    Raises:
        InputError: where it cannot be written.
    """
    entries = sorted((*_identity(item, file), _line_text(item)) for item in items)
    body = {"version": VERSION, "findings": [dict(zip(_KEYS, entry, strict=True)) for entry in entries]}
    write_atomically(file, (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass"))


def only_new(report: Report, file: Path) -> Report:
    """The report without the findings of a baseline.

    A finding is old where the baseline has one of the same rule, file, words and term on a line that reads the same,
    wherever that line is now; then, where lines were rewritten, as many more as the baseline has on lines now gone.

    Raises:
        InputError: where the baseline is missing or is none.
    """
    old = _read(file)
    new = [True] * len(report.items)
    left: dict[_Identity, Counter[str]] = {key: Counter(lines) for key, lines in old.items()}
    for exact in (True, False):
        for number, item in enumerate(report.items):
            lines = left.get(_identity(item, file))
            if not new[number] or not lines:
                continue
            line = _line_text(item) if exact else next(iter(lines))
            if lines[line] > 0:
                new[number] = False
                lines[line] -= 1
            lines += Counter()  # drops what is used up
    return _filtered(report, new)


def _filtered(report: Report, keep: Sequence[bool]) -> Report:
    """The items marked, and of the checked documents the findings that they were made from."""
    items = tuple(item for item, wanted in zip(report.items, keep, strict=True) if wanted)
    if report.checked is None:
        return replace(report, items=items)
    marks = iter(keep)
    checked = tuple(
        replace(one, findings=tuple(finding for finding in one.findings if next(marks))) for one in report.checked
    )
    return replace(report, items=items, checked=checked)


def _identity(item: ReportItem, file: Path) -> _Identity:
    """The item's identity with its path from the baseline's folder, so that it holds from wherever termend is run."""
    path = item.path if item.path == "-" else Path(os.path.relpath(item.path, file.parent)).as_posix()
    return identity(item, path)


def _line_text(item: ReportItem) -> str:
    return " ".join(item.line_text.split())


def _read(file: Path) -> dict[_Identity, list[str]]:
    try:
        body = json.loads(file.read_text(encoding="utf-8"))
        if body["version"] != VERSION:
            raise InputError(file, f"a baseline of version {body['version']}", "Write it again with --write-baseline")
        return _entries(body["findings"])
    except OSError as error:
        raise InputError(file, error.strerror or "it cannot be read", "Make it first, with --write-baseline") from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(file, "this is no baseline of termend", "Make one with --write-baseline") from error


def _entries(findings: list[dict[str, Any]]) -> dict[_Identity, list[str]]:
    entries: dict[_Identity, list[str]] = {}
    for finding in findings:
        rule, path, text, term, line_text = (str(finding[key]) for key in _KEYS)
        entries.setdefault((rule, path, text, term), []).append(line_text)
    return entries
