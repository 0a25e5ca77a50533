"""Words of one family: leader and leadership, protect and protection, finance and financial."""

from __future__ import annotations

from functools import lru_cache

from termend.language.letters import fold

_SHORTEST_ROOT = 5
_SHORTEST_NAME = 4  # letters of a name of which another word is made
_ENDING_TEXT = """
s e es d ed r er ers or ors y ies ing ings ion ions ation ations ition ment ments ship ships al ial ical ic ics ar ary
ory ity ness ance ence ant ent able ible ability ibility ably ive ivity ist ism ian n an ized izing ization ate ative
age ely ly
"""
_ENDINGS = frozenset(_ENDING_TEXT.split()) | {""}


@lru_cache(maxsize=1 << 14)
def is_family(one: str, other: str) -> bool:
    """Whether two words differ by endings only that leave the sense of the root: `accountable`, `accountability`."""
    a, b = fold(one), fold(other)
    shared = 0
    while shared < min(len(a), len(b)) and a[shared] == b[shared]:
        shared += 1
    return any(a[root:] in _ENDINGS and b[root:] in _ENDINGS for root in range(shared, _SHORTEST_ROOT - 1, -1))


def is_one_name(one: str, other: str) -> bool:
    """Whether two spellings are one, or a name and what is derived of it: Xinhua and Xinhuanet, Milan and Milanese."""
    short, long = sorted((fold(one), fold(other)), key=len)
    return (len(short) >= _SHORTEST_NAME and long.startswith(short)) or is_family(one, other)
