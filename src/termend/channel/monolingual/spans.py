"""Stretches of a segment that a term explains: the best chain of reasons, each character used once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termend.channel.monolingual.explaining import GLOSS, TARGET, Reason
from termend.channel.monolingual.profile import Profile
from termend.channel.monolingual.words import Word

LONGEST_SPAN = 12
_FUNCTION_COST = {"of": 0.1, "for": 0.3, "and": 0.5, "the": 0.6}
_OTHER_FUNCTION_COST = 0.2
_STRANGE_COST = 1.2  # a word with a capital, or unknown, that nothing explains
_PLAIN_COST = 2.4  # an ordinary word that nothing explains
LOST_COST = 0.6  # a character that left no trace
_REUSED = -0.3  # nats for a word whose characters are already explained
_INNER = frozenset({"of", "the", "and", "for"})
_WIDENED_COST = 0.3
_LEAST_EDGE = {GLOSS: 3.2, TARGET: 2.5}
_PREPOSITION_COST = 0.8  # for a function word that names seldom hold
_MOST_GAP = 2
_WIDTH = 3


@dataclass(frozen=True, slots=True)
class Span:
    """Words `first:last` of a segment and why a term explains them; `score` is in nats, before any calibration."""

    first: int
    last: int
    score: float
    mask: int
    reasons: tuple[Reason, ...]


def cost(word: Word) -> float:
    """What a word costs that nothing explains."""
    if word.function:
        return _FUNCTION_COST.get(word.text.lower(), _OTHER_FUNCTION_COST)
    return _STRANGE_COST if word.capital or not word.known_word else _PLAIN_COST


def spans(profile: Profile, words: Sequence[Word], reasons: dict[int, list[Reason]], least: float) -> list[Span]:
    """Chains that score at least `least`, the best of every start, none inside a better one.

    Args:
        reasons: by the word they begin at.
    """
    found: list[Span] = []
    for start in sorted(reasons):
        span = _from(profile, words, reasons, start)
        if span is not None and span.score >= least:
            found.append(span)
    found.sort(key=lambda s: (-s.score, s.first - s.last, s.first))
    kept: list[Span] = []
    for span in found:
        if not any(span.first < k.last and k.first < span.last for k in kept):
            kept.append(span)
    return kept


def _from(profile: Profile, words: Sequence[Word], reasons: dict[int, list[Reason]], start: int) -> Span | None:
    # state: (score, mask, reasons, unexplained words since the last reason), keyed by next word; a beam of three each
    beams: dict[int, list[tuple[float, int, tuple[Reason, ...], int]]] = {start: [(0.0, 0, (), 0)]}
    best: Span | None = None
    limit = min(len(words), start + LONGEST_SPAN)
    for place in range(start, limit):
        for score, mask, chain, gap in sorted(beams.pop(place, []), key=lambda s: (-s[0], s[1]))[:_WIDTH]:
            strange = bool(chain) and words[place].function and not _may_hold(profile, words[place])
            if strange and not _between_capitals(words, place):
                continue
            for reason in reasons.get(place, ()):
                if not chain and _weak(reason):
                    continue
                if reason.last > limit or any(not words[i].joined for i in range(place + 1, reason.last)):
                    continue
                fresh = profile.weight(reason.mask & ~mask) / (profile.weight(reason.mask) or 1.0)
                again = reason.how in (GLOSS, TARGET) and any(r.detail == reason.detail for r in chain)
                worth = _REUSED if again or fresh <= 0 else reason.log_odds * fresh
                made = (score + worth, mask | reason.mask, (*chain, reason), 0)
                _reach(beams, reason.last, words, limit, made)
                total = made[0] - LOST_COST * profile.weight(profile.whole & ~made[1])
                if (best is None or total > best.score) and not _weak(reason):
                    best = Span(start, reason.last, total, made[1], made[2])
            if chain and gap < _MOST_GAP:
                step = 0 if words[place].function else 1
                _reach(
                    beams,
                    place + 1,
                    words,
                    limit,
                    (score - cost(words[place]) - strange * _PREPOSITION_COST, mask, chain, gap + step),
                )
    return best


def _may_hold(profile: Profile, word: Word) -> bool:
    """Whether a function word may stand inside the name: the few that names hold, and those of its renderings."""
    lowered = word.text.lower()
    return lowered in _INNER or lowered in profile.function_words


def _between_capitals(words: Sequence[Word], place: int) -> bool:
    return words[place - 1].capital and place + 1 < len(words) and words[place + 1].capital


def _weak(reason: Reason) -> bool:
    """Whether a reason is too weak to begin or end a stretch."""
    return reason.log_odds < _LEAST_EDGE.get(reason.how, 0.0)


def widened(profile: Profile, words: Sequence[Word], span: Span) -> Span:
    """The span with the strange capitalised words at its edges, as far as characters of the name are unexplained."""
    lost = profile.weight(profile.whole & ~span.mask)
    first, last, score = span.first, span.last, span.score
    while lost >= 1 and last < len(words) and words[last].joined and _strange(words[last]):
        last, lost, score = last + 1, lost - 1, score - _WIDENED_COST
    while lost >= 1 and first > 0 and words[first].joined and _strange(words[first - 1]):
        first, lost, score = first - 1, lost - 1, score - _WIDENED_COST
    if (
        first > 0
        and words[first].joined
        and words[first - 1].capital
        and profile.opens_with(words[first - 1].letters, span.mask)
    ):
        first -= 1
    return span if (first, last) == (span.first, span.last) else Span(first, last, score, span.mask, span.reasons)


def _strange(word: Word) -> bool:
    if word.mention is not None or word.function or not word.letters:
        return False
    return not word.known_word or (word.capital and not word.opening)


def _reach(
    beams: dict[int, list[tuple[float, int, tuple[Reason, ...], int]]],
    place: int,
    words: Sequence[Word],
    limit: int,
    state: tuple[float, int, tuple[Reason, ...], int],
) -> None:
    if place < limit and words[place].joined:
        beams.setdefault(place, []).append(state)
