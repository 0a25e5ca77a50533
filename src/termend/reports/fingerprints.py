"""What makes a finding the same finding when lines have moved: its rule, file, words and term, never its line."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from termend.reports.item import ReportItem

_KEPT = 16  # bytes of a digest


def identity(item: ReportItem, path: str | None = None) -> tuple[str, str, str, str]:
    """Rule, path, words and Chinese term of a finding; white space in the words counts once.

    Args:
        path: stands for the item's own path, where that is relative to another folder.
    """
    term = item.term.source if item.term else ""
    return item.rule, item.path if path is None else path, " ".join(item.text.split()), term


class Fingerprints:
    """A hexadecimal digest for each item of a report, in order: all different, the second of one identity too.

    What is kept is a digest of each identity and its count.
    """

    def __init__(self) -> None:
        self._seen: Counter[bytes] = Counter()

    def __call__(self, item: ReportItem) -> str:
        key = "\0".join(identity(item)).encode("utf-8", "surrogatepass")
        kept = hashlib.sha256(key).digest()[:_KEPT]
        number = self._seen[kept]
        self._seen[kept] += 1
        return hashlib.sha256(key + f"\0{number}".encode()).hexdigest()[: 2 * _KEPT]


def fingerprints(items: Sequence[ReportItem]) -> tuple[str, ...]:
    """Those of all items of a report."""
    return tuple(map(Fingerprints(), items))
