"""Let old findings stand, so that only new ones fail."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from termend.errors import InputError
from termend.files import STANDARD, read_bytes, write_atomically
from termend.ledger import Role
from termend.reports.fingerprints import identity
from termend.reports.item import Report, ReportItem

VERSION = 1
DEFAULT_NAME = "termend-baseline.json"
_MAX_BYTES = 64 * 1024 * 1024

_Identity = tuple[str, str, str, str]
_KEYS = ("rule", "path", "text", "term", "line_text")


def write(
    file: Path,
    items: Sequence[ReportItem],
    rules: Collection[str] | None = None,
    files: Collection[str] | None = None,
) -> None:
    """Write the findings as a baseline: sorted, so that it diffs well under version control.

    Args:
        rules: those that ran; what the baseline holds of others stays in it. None for all that there are.
        files: those that were looked at, as the items name them; what it holds of others stays. None for all.

    Raises:
        InputError: where it cannot be written, or is there and is no baseline.
    """
    entries: list[tuple[str, ...]] = [(*_identity(item, file), _line_text(item)) for item in items]
    if (rules is not None or files is not None) and os.path.lexists(file):
        looked_at = None if files is None else {_path(path, file) for path in files}
        for (rule, path, *rest), lines in _read(file).items():
            if (rules is not None and rule not in rules) or (looked_at is not None and path not in looked_at):
                entries += [(rule, path, *rest, line) for line in lines]
    entries.sort()
    body = {"version": VERSION, "findings": [dict(zip(_KEYS, entry, strict=True)) for entry in entries]}
    data = (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
    write_atomically(file, data, Role.BASELINE)


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
                if not lines[line]:
                    del lines[line]
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
    return identity(item, _path(item.path, file))


def _path(path: str, file: Path) -> str:
    return path if path == STANDARD else Path(os.path.relpath(path, file.parent)).as_posix()


def _line_text(item: ReportItem) -> str:
    return " ".join(item.line_text.split())


def _read(file: Path) -> dict[_Identity, list[str]]:
    raw = read_bytes(file, Role.BASELINE, _MAX_BYTES, _NoBaselineError)
    try:
        body = json.loads(raw.decode("utf-8"))
        if body["version"] != VERSION:
            raise InputError(
                file, f"a baseline of version {body['version']}", "Remove it, and write it again with --write-baseline"
            )
        return _entries(body["findings"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            file, "this is no baseline of termend", "Name another file and make one with --write-baseline"
        ) from error


class _NoBaselineError(InputError):
    """A baseline that cannot be read as a file."""

    def __init__(self, path: Path | str, problem: str, remedy: str) -> None:
        super().__init__(path, problem, f"{remedy}, or make it with --write-baseline")


def _entries(findings: list[dict[str, Any]]) -> dict[_Identity, list[str]]:
    entries: dict[_Identity, list[str]] = {}
    for finding in findings:
        rule, path, text, term, line_text = (str(finding[key]) for key in _KEYS)
        entries.setdefault((rule, path, text, term), []).append(line_text)
    return entries
