"""English prefixes that say by themselves what a Chinese character says: re- of 重, co- of 共."""

from __future__ import annotations

from collections.abc import Callable

PREFIXES = ("re", "co", "non", "anti", "sub", "inter", "multi", "pre", "over", "under", "super")
SHORTEST_REST = 4
"""Letters that must be left of a word behind its prefix."""


def prefix_of(word: str, is_rest: Callable[[str], bool]) -> str:
    """The prefix of a lower-cased word whose rest is a word by itself, or nothing."""
    for prefix in PREFIXES:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= SHORTEST_REST and is_rest(rest):
            return prefix
    return ""
