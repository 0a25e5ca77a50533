"""Romanised Mandarin: whether letters are pinyin, and where its syllables part."""

from __future__ import annotations

import re
from functools import lru_cache

_DOUBLE, _SINGLE = ("zh", "ch", "sh"), "bpmfdtnlgkhjqxrzcsyw"
_INITIALS = ("", *_DOUBLE, *_SINGLE)
_FINALS = """
iang iong uang ang eng ing ong ian iao uai uan ai an ao ei en er ia ie in iu ou ua ue ui un uo ve a e i o u v ü
"""
_SYLLABLES = frozenset(initial + final for initial in _INITIALS for final in _FINALS.split())
_LONGEST = max(map(len, _SYLLABLES))
_VOWELS, _FIRST, _LAST = "[aeiouvü]", f"'?(?:{'|'.join((*_DOUBLE, *_SINGLE))})?", "(?:ng|n|r)?"
# What may stand between vowels and about them: most English fails here, at one look.
_SHAPE = re.compile(rf"(?:{_FIRST}{_VOWELS}++(?:(?>{_LAST}{_FIRST}(?={_VOWELS})){_VOWELS}++)*+{_LAST})?")


def split(letters: str, count: int) -> tuple[str, ...] | None:
    """Lower-case letters as `count` pinyin syllables without tones, or None where they are not.

    An apostrophe parts syllables (`xi'an`). Of several ways the first with the longest early syllables is given.
    """
    return _split(letters, count) if _SHAPE.fullmatch(letters) else None


@lru_cache(maxsize=1 << 14)
def _split(letters: str, count: int) -> tuple[str, ...] | None:
    if count == 0:
        return () if not letters else None
    letters = letters.removeprefix("'")
    if not count <= len(letters) < (_LONGEST + 1) * count:  # with an apostrophe before each but the first
        return None
    for end in range(min(_LONGEST, len(letters)), 0, -1):
        if letters[:end] in _SYLLABLES:
            rest = _split(letters[end:], count - 1)
            if rest is not None:
                return (letters[:end], *rest)
    return None
