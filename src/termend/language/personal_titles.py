"""Words for what a person is, which stand beside a name and are no part of it."""

from __future__ import annotations

from collections.abc import Sequence

_BEFORE_TEXT = """
mr mrs ms miss dr sir dame lord lady prof professor academician president chairman chairwoman chairperson chancellor
premier minister prime foreign vice deputy director director-general secretary general secretary-general governor mayor
ambassador captain colonel lieutenant sergeant major admiral marshal coach actor actress singer reporter correspondent
editor founder king queen prince princess senator justice judge commissioner spokesman spokeswoman spokesperson chief
head dean comrade speaker pm ceo cfo mp counsellor counselor principal leader acting executive former late
"""
_BESIDE_TEXT = """
reporter reporters correspondent correspondents editor editors journalist journalists columnist photographer
spokesman spokeswoman spokesperson official officials staff employee employees worker workers teacher teachers student
students resident residents fan fans player players coach chairman director
"""
BEFORE_NAMES = frozenset(_BEFORE_TEXT.split())
BESIDE_INSTITUTIONS = frozenset(_BESIDE_TEXT.split())


def titles_before(words: Sequence[str]) -> int:
    """How many of the first words are a person's titles, at least one word being left over."""
    count = 0
    while count < len(words) - 1 and words[count].lower().rstrip(".") in BEFORE_NAMES:
        count += 1
    return count
