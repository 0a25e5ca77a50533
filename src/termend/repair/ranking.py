"""Which of several repairs an editor would take: the cleaner one, then the likelier.

A repair is cleaner where a second look at the repaired words finds less: an article twice, `a` before a vowel, a word
twice, or a remainder of the garble next to the name, which is a word that the term explains but the name does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from termend.language.articles import INDEFINITE, indefinite_article, stands_bare
from termend.records import Term
from termend.repair.pieces import cut
from termend.repair.signals import GLOSS, SOUND, Senses, how_explained

_ARTICLES = INDEFINITE | {"the"}
_NEAR = 60
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL = 4


def faults(text: str, start: int, end: int, replacement: str, term: Term, senses: Senses) -> int:
    """How much is left amiss around a replacement of `text[start:end]`."""
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[end : end + _NEAR].partition("\n")[0]
    words = [piece.text for piece in cut(before + replacement + after)]
    count = sum(1 for one, two in pairwise(words) if _clash(one, two))
    count -= sum(1 for one, two in pairwise([piece.text for piece in cut(before)]) if _clash(one, two))
    left, right = _neighbours(before, replacement, after, term)
    for word in (left, right):
        if word and len(word) >= _SMALL and how_explained(word, term, senses) in {GLOSS, SOUND}:
            count += 1
    name_at = replacement.find(term.target)
    if name_at >= 0 and stands_bare(term.target, term.type):
        lead = (before + replacement[:name_at]).rstrip().rpartition(" ")[2].lower()
        follows = (replacement[name_at + len(term.target) :] + after).lstrip()
        if lead in _ARTICLES and not follows[:1].isalpha():
            count += 1
    return max(0, count)


def _clash(one: str, two: str) -> bool:
    first, second = one.lower(), two.lower()
    if first in _ARTICLES and second in _ARTICLES:
        return True
    if first in INDEFINITE and _LETTERS.match(two):
        return indefinite_article(two) != first
    return first == second and len(first) > 1 and first[0].isalpha()


def _neighbours(before: str, replacement: str, after: str, term: Term) -> tuple[str, str]:
    """The words right before and right after the name, in the replacement or beside it."""
    at = replacement.find(term.target)
    if at < 0:
        return "", ""
    left = cut(before + replacement[:at])
    right = cut(replacement[at + len(term.target) :] + after)
    return (left[-1].text if left else ""), (right[0].text if right else "")


def order(candidates: Sequence[tuple[int, float]]) -> list[int]:
    """Numbers of candidates, best first.

    Args:
        candidates: (faults, log-probability) of each.
    """
    return sorted(range(len(candidates)), key=lambda n: (candidates[n][0], -candidates[n][1], n))
