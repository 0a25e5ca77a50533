"""Stretches of a segment that a term explains: the best chain of reasons, each character used once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termend.channel.monolingual.explaining import Reason
from termend.channel.monolingual.profile import Profile
from termend.channel.monolingual.words import Word

LONGEST_SPAN = 12
_FUNCTION_COST = 0.15
_STRANGE_COST = 1.2  # a word with a capital, or unknown, that nothing explains
_PLAIN_COST = 2.4  # an ordinary word that nothing explains
_LOST_COST = 0.6  # a character that left no trace
_REUSED = -0.3  # nats for a word whose characters are already explained
_PREPOSITION_COST = 2.0  # for words that names seldom hold
_INNER = frozenset({"of", "the", "and", "for"})
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
        return _FUNCTION_COST if word.text.lower() in _INNER else _PREPOSITION_COST
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
            for reason in reasons.get(place, ()):
                if reason.last > limit or any(not words[i].joined for i in range(place + 1, reason.last)):
                    continue
                fresh = profile.weight(reason.mask & ~mask) / (profile.weight(reason.mask) or 1.0)
                worth = reason.log_odds * fresh if fresh > 0 else _REUSED
                made = (score + worth, mask | reason.mask, (*chain, reason), 0)
                _reach(beams, reason.last, words, limit, made)
                total = made[0] - _LOST_COST * profile.weight(profile.whole & ~made[1])
                if best is None or total > best.score:
                    best = Span(start, reason.last, total, made[1], made[2])
            if chain and gap < _MOST_GAP:
                step = 0 if words[place].function else 1
                _reach(beams, place + 1, words, limit, (score - cost(words[place]), mask, chain, gap + step))
    return best


def _reach(
    beams: dict[int, list[tuple[float, int, tuple[Reason, ...], int]]],
    place: int,
    words: Sequence[Word],
    limit: int,
    state: tuple[float, int, tuple[Reason, ...], int],
) -> None:
    if place < limit and words[place].joined:
        beams.setdefault(place, []).append(state)
