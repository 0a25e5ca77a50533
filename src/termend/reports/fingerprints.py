"""What makes a finding the same finding when lines have moved: its rule, file, words and term, never its line."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from termend.reports.item import ReportItem


def identity(item: ReportItem, path: str | None = None) -> tuple[str, str, str, str]:
    """Rule, path, words and Chinese term of a finding; white space in the words counts once.

    Args:
        path: stands for the item's own path, where that is relative to another folder.
    """
    term = item.term.source if item.term else ""
    return item.rule, item.path if path is None else path, " ".join(item.text.split()), term


def fingerprints(items: Sequence[ReportItem]) -> tuple[str, ...]:
    """A hexadecimal digest for each item, all different: the second finding of one identity is told from the first."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    made = []
    for item in items:
        key = identity(item)
        made.append(hashlib.sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")).hexdigest()[:32])
        seen[key] += 1
    return tuple(made)
