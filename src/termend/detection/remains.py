"""What is left of a finding where right names cut it and its edges are put right: a right name, a scrap, or enough."""

from __future__ import annotations

import re
from collections.abc import Sequence

from termend.detection.detected import Detected
from termend.detection.unpaired import others
from termend.detection.unpaired.assigning import Garble
from termend.language.calendar import DATES
from termend.language.function_words import ARTICLES
from termend.language.ordinary import is_ordinary
from termend.language.tokens import tokenize

_ARTICLE = re.compile(rf"(?:{'|'.join(sorted(ARTICLES))})\s+", re.IGNORECASE)
_LEAST_SAID = 0.5  # share of what a finding says
_LEAST_LEFT = 0.5  # share of a finding's characters


def whole(found: Garble | Detected, others: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """A finding's place without what it cuts off another name: Jianguo of Zhou Jianguo."""
    start = max((e for s, e in others if s < found.start < e < found.end), default=found.start)
    end = min((s for s, e in others if start < s < found.end < e), default=found.end)
    return start, end


def is_mostly_left(found: Garble, right: Sequence[tuple[int, int]]) -> bool:
    """Whether most of a finding is left where right names that it cuts are not its own."""
    start, end = whole(found, right)
    profile, mask = found.candidate.profile, found.candidate.span.mask
    if profile.weight(_said(found, start, end)) < _LEAST_SAID * profile.weight(mask):
        return False
    return end - start >= _LEAST_LEFT * (found.end - found.start)


def _said(found: Garble, start: int, end: int) -> int:
    """The characters, as bits, that words of a finding within a place explain."""
    candidate, words = found.candidate, found.candidate.line.words
    at, said = candidate.line.segment.start, 0
    for reason in candidate.span.reasons:
        if start <= words[reason.first].start + at and words[reason.last - 1].end + at <= end:
            said |= reason.mask
    return said


def is_scrap(found: Garble, text: str) -> bool:
    """Whether what is left of a finding, once its edges are put right, is one ordinary word whose capital says nothing.

    In small letters none is a name by itself; one that opens a sentence is, if it says all of the name. A day of the
    week, or a month, is nobody's.
    """
    words, candidate = text[found.start : found.end], found.candidate
    if words.lower() in DATES:
        return True
    if len(words) == 1 or not (words.isalpha() and is_ordinary(words)):
        return False
    is_cut = candidate.words[0].opening and found.start == candidate.start and len(candidate.words) > 1
    return words.islower() or (is_cut and bool(candidate.profile.whole & ~_said(found, found.start, found.end)))


def is_anothers(found: Garble, text: str) -> bool:
    """Whether what is left of a finding, once its edges are put right, is exactly the right name of something else.

    Asahi Shimbun, where “Asahi Shimbun reported” was more of another paper's name.
    """
    words, candidate = text[found.start : found.end], found.candidate
    is_cut = (found.start, found.end) != (candidate.start, candidate.end)
    return is_cut and len(words.split()) > 1 and others.is_of_another(words, candidate.profile)


def is_right(found: Garble, right: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether what is left of a finding, once its edges are put right, is a right name with its capitals, or part.

    An article before it makes it no other name.
    """
    words = text[found.start : found.end]
    article = _ARTICLE.match(words)
    begin = found.start + (article.end() if article else 0)
    return any(start <= begin and found.end <= end for start, end in right) and not words.islower()


def is_told(found: Detected, text: str) -> bool:
    """Whether some words of a finding, one at least, all have capitals and say something of the name."""
    told = {word.text for e in found.evidence for word in tokenize(e.text)}
    words = {token.text for token in tokenize(text)}
    return bool(words) and words <= told and all(word[:1].isupper() for word in words)
