"""What a run has read, and as what: a file that is an input is never an output.

A file is known by its device and inode, so that another name for it, a link, is the same file.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

Identity = tuple[int, int]
"""Device and inode of a file."""


class Role(StrEnum):
    """What a file is to a run, in the words of messages."""

    DRAFT = "draft"
    SOURCE = "source"
    GLOSSARY = "glossary"
    SETTINGS = "settings"
    BASELINE = "baseline"
    DECISIONS = "decisions"
    MODEL = "model"
    TEXT = "text"
    CACHE = "cache"


@dataclass(slots=True)
class _Ledger:
    read: dict[Identity, set[Role]] = field(default_factory=dict)
    written: set[Identity] = field(default_factory=set)
    swept: set[Path] = field(default_factory=set)


_ledger: ContextVar[_Ledger | None] = ContextVar("ledger", default=None)


@contextmanager
def opened() -> Iterator[None]:
    """A run begins and ends; outside of one nothing is remembered."""
    token = _ledger.set(_Ledger())
    try:
        yield
    finally:
        _ledger.reset(token)


def enter(file: str | Path | int, role: Role) -> None:
    """Remember a file, by its name or descriptor, as read by this run; one that is not there, or a folder, is not."""
    ledger = _ledger.get()
    if ledger is None:
        return
    with contextlib.suppress(OSError, ValueError):
        found = os.stat(file)  # noqa: PTH116 (a descriptor has no path)
        if not stat.S_ISDIR(found.st_mode):
            ledger.read.setdefault(_identity(found), set()).add(role)


def enter_folder(folder: Path, role: Role) -> None:
    """Remember every file of a folder as read."""
    for above, _, names in os.walk(folder):
        for name in names:
            enter(Path(above, name), role)


def roles(found: os.stat_result) -> frozenset[Role]:
    """What a file is to this run; empty for one that was not read."""
    ledger = _ledger.get()
    return frozenset(ledger.read.get(_identity(found), ())) if ledger else frozenset()


def enter_written(found: os.stat_result) -> None:
    """Remember a file as written by this run."""
    ledger = _ledger.get()
    if ledger is not None:
        ledger.written.add(_identity(found))


def replace(old: os.stat_result, new: os.stat_result) -> None:
    """Another file stands where one stood: it is to the run what that was, and the old number is free for others."""
    ledger = _ledger.get()
    if ledger is not None and (known := ledger.read.pop(_identity(old), None)) is not None:
        ledger.read[_identity(new)] = known


def was_written(found: os.stat_result) -> bool:
    """Whether this run has written the file."""
    ledger = _ledger.get()
    return ledger is not None and _identity(found) in ledger.written


def first_in(folder: Path) -> bool:
    """Whether this run writes into a folder for the first time since it began; from now on it no longer does."""
    ledger = _ledger.get()
    if ledger is None:
        return True
    new = folder not in ledger.swept
    ledger.swept.add(folder)
    return new


def _identity(found: os.stat_result) -> Identity:
    return found.st_dev, found.st_ino
