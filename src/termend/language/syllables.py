"""Romanised Mandarin: whether letters are pinyin, and where its syllables part."""

from __future__ import annotations

import re
from functools import lru_cache

_INITIAL = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINAL = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v|ü"
)
_SYLLABLE = re.compile(f"(?:{_INITIAL})?(?:{_FINAL})")


@lru_cache(maxsize=1 << 14)
def split(letters: str, count: int) -> tuple[str, ...] | None:
    """Lower-case letters as `count` pinyin syllables without tones, or None where they are not.

    An apostrophe parts syllables (`xi'an`). Of several ways the first with the longest early syllables is given.
    """
    if count == 0:
        return () if not letters else None
    letters = letters.removeprefix("'")
    for end in range(min(6, len(letters)), 0, -1):
        if _SYLLABLE.fullmatch(letters, 0, end):
            rest = split(letters[end:], count - 1)
            if rest is not None:
                return (letters[:end], *rest)
    return None
