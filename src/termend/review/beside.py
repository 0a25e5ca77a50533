"""Where the decisions on a draft lie: beside it."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".termend.json"


def decisions_of(draft: str) -> Path:
    """The decisions file of a draft: `DRAFT.termend.json`."""
    return Path(draft + SUFFIX)
