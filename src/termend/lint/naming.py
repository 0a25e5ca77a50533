"""Whether two Chinese names are names of one thing, as far as their characters tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache


def one_name(one: str, other: str) -> bool:
    """Whether one name is the other cut short, an abbreviation of one character, or the same by sound."""
    short, long = sorted((one, other), key=len)
    return len(short) <= 1 or shortened(short, long) or (len(short) > 1 and sounds(short) == sounds(long))


def akin(one: str, other: str) -> bool:
    """Whether two names may well be of one thing, or sound alike: more than half of the shorter is in the other."""
    short, long = sorted((one, other), key=len)
    if one_name(short, long) or _shared(short, long) * 2 > len(short):
        return True
    ours, theirs = sounds(short), sounds(long)
    return len(short) > 1 and _shared(ours, theirs) * 2 > len(ours)


def _shared(short: Sequence[str], long: Sequence[str]) -> int:
    return (Counter(short) & Counter(long)).total()


def shortened(short: str, long: str) -> bool:
    """Whether `short` is `long` with characters left out: 重报集团 of 重庆日报报业集团."""
    characters = iter(long)
    return all(character in characters for character in short)


@lru_cache(maxsize=4096)
def sounds(name: str) -> tuple[str, ...]:
    """The most usual pinyin syllables of a name, without tones."""
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(name, style=Style.NORMAL, errors="default"))
