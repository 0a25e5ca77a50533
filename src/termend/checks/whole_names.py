"""Where a name goes on behind the part of it that is heard: Baldri County for 巴尔德里县."""

from __future__ import annotations

import re

from termend.channel import explanation
from termend.language.generic_words import is_generic

_SAID = 0.2  # strength of a gloss, 0 to 1, from which a word says some characters
_LONGEST = 4  # characters that one word says
_NEXT = re.compile(r"([ -]?)([^\W_]+)")


def rest(source: str, name: str, text: str, end: int) -> tuple[str, int]:
    """The Chinese that goes on a name, and the end of the words behind `end` that say it, one by one.

    Args:
        source: plain (`termend.detection.source.plain`).
        text: of the draft, where the name ends at `end`.
    """
    behind = [_rest(source, mention.end(), text, end) for mention in re.finditer(re.escape(name), source)]
    return max(behind, key=lambda found: found[1], default=("", end))


def _rest(source: str, at: int, text: str, end: int) -> tuple[str, int]:
    chinese, stop, reached = "", end, at
    word = _NEXT.match(text, end)
    while word is not None and (size := _said(word[2], source[reached:], word[1])):
        reached += size
        if word[2][0].isupper() or word[2][0].isdigit() or is_generic(word[2]):
            chinese, stop = source[at:reached], word.end()
        word = _NEXT.match(text, word.end())
    return chinese, stop


def _said(word: str, source: str, before: str) -> int:
    """How many characters at the beginning of some Chinese a word says; 0 for none."""
    for written in (before + word, word):
        if source.startswith(written):
            return len(written)
    explain = explanation.shipped()
    sizes = range(min(_LONGEST, len(source)), 0, -1)
    return next((size for size in sizes if explain.gloss(word, source[:size])[0] >= _SAID), 0)
