"""Stretches of a segment that a term explains: the best chain of reasons, each character used once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import inf
from typing import NamedTuple

from termend.channel.monolingual.explaining import GLOSS, NEAR, SOUND, TARGET, Reason
from termend.channel.monolingual.profile import Profile
from termend.channel.monolingual.words import Word

LONGEST_SPAN = 12
_FUNCTION_COST = {"of": 0.1, "for": 0.3, "and": 0.5, "the": 0.6}
_OTHER_FUNCTION_COST = 0.2
_STRANGE_COST = 1.2  # a word with a capital, or unknown, that nothing explains
_PLAIN_COST = 2.4  # an ordinary word that nothing explains
LOST_COST = 0.6  # a character that left no trace
_REUSED = -0.3  # nats for a word whose characters are already explained
_TOGETHER = 0.4  # and for one that says them with another word, itself well explained: 市委, municipal council
_LEAST_TOGETHER = 4.0
_INNER = frozenset({"of", "the", "and", "for"})
_WIDENED_COST = 0.3
_LEAST_EDGE = {GLOSS: 3.2, TARGET: 2.5}
_PREPOSITION_COST = 0.8  # for a function word that names seldom hold
_MOST_GAP = 2
_ROUNDING = 1e-9
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


class _Step(NamedTuple):
    """A reason with what every chain asks of it; `weight` is that of its characters."""

    reason: Reason
    weight: float
    weak: bool


def spans(profile: Profile, words: Sequence[Word], reasons: dict[int, list[Reason]], least: float) -> list[Span]:
    """Chains that score at least `least`, the best of every start, none inside a better one.

    Args:
        reasons: by the word they begin at.
    """
    steps = {
        place: [
            _Step(reason, profile.weight(reason.mask), _weak(reason))
            for reason in found
            if reason.last == place + 1 or all(words[i].joined for i in range(place + 1, reason.last))
        ]
        for place, found in reasons.items()
    }
    # Every start waits with a bound, later with its best chain; one inside a better chain is never looked at.
    waiting: list[tuple[float, int, int, int, Span | None]] = []
    for start, here in steps.items():
        if not all(step.weak for step in here):
            bound = _bound(profile, words, steps, start)
            if bound >= least:
                waiting.append((-bound, -len(words), start, 0, None))
    heapify(waiting)
    kept: list[Span] = []
    while waiting:
        _, _, start, _, span = heappop(waiting)
        if any(k.first <= start < k.last for k in kept):
            continue
        if span is None:
            span = _from(profile, words, steps, start)
            if span is not None and span.score >= least:
                heappush(waiting, (-span.score, span.first - span.last, start, 1, span))
        elif not any(span.first < k.last and k.first < span.last for k in kept):
            kept.append(span)
    return kept


def _bound(profile: Profile, words: Sequence[Word], steps: Mapping[int, Sequence[_Step]], start: int) -> float:
    """No chain from a start scores more: the best of every word within reach, less what even all of them lose."""
    total, union = _ROUNDING, 0
    for place in range(start, min(len(words), start + LONGEST_SPAN)):
        if place > start and not words[place].joined:
            break
        most = 0.0
        for step in steps.get(place, ()):
            reason = step.reason
            union |= reason.mask
            most = max(most, reason.log_odds)
        total += most
    return total - LOST_COST * profile.weight(profile.whole & ~union)


def _from(profile: Profile, words: Sequence[Word], steps: Mapping[int, Sequence[_Step]], start: int) -> Span | None:
    # state: (score, mask, reasons, unexplained words since the last reason), keyed by next word; a beam of three each
    beams: dict[int, list[tuple[float, int, tuple[Reason, ...], int]]] = {start: [(0.0, 0, (), 0)]}
    best: Span | None = None
    most = -inf
    limit = min(len(words), start + LONGEST_SPAN)
    whole, weight = profile.whole, profile.weight
    for place in range(start, limit):
        beam = beams.pop(place, None)
        if beam is None:
            continue
        word = words[place]
        strange = place > start and word.function and not _may_hold(profile, word)
        if strange and not _between_capitals(words, place):
            continue
        here = steps.get(place, ())
        after = place + 1
        goes_on = after < limit and words[after].joined
        unexplained, misplaced = cost(word), strange * _PREPOSITION_COST
        step_gap = 0 if word.function else 1
        if len(beam) > 1:
            beam.sort(key=_best_first)
        for score, mask, chain, gap in beam[:_WIDTH]:
            for step in here:
                reason = step.reason
                last = reason.last
                if last > limit or (step.weak and not chain):
                    continue
                again = reason.how in (GLOSS, TARGET) and any(r.detail == reason.detail for r in chain)
                fresh = 0.0 if again else weight(reason.mask & ~mask) / (step.weight or 1.0)
                if fresh > 0:
                    made = score + reason.log_odds * fresh
                elif again or reason.how != GLOSS or reason.log_odds < _LEAST_TOGETHER:
                    made = score + _REUSED
                else:
                    made = score + _TOGETHER
                union = mask | reason.mask
                if last < limit and words[last].joined:
                    beams.setdefault(last, []).append((made, union, (*chain, reason), 0))
                if not step.weak:
                    total = made - LOST_COST * weight(whole & ~union)
                    if total > most:
                        most = total
                        best = Span(start, last, total, union, (*chain, reason))
            if chain and gap < _MOST_GAP and goes_on:
                beams.setdefault(after, []).append((score - unexplained - misplaced, mask, chain, gap + step_gap))
    return best


def _best_first(state: tuple[float, int, tuple[Reason, ...], int]) -> tuple[float, int]:
    return -state[0], state[1]


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
    """The span with the strange capitalised words at its edges, as far as characters of the name are unexplained.

    What was merely heard takes no English words: the Prime Minister before a name is his title.
    """
    heard = all(reason.how in (SOUND, NEAR) for reason in span.reasons)
    lost = profile.weight(profile.whole & ~span.mask)
    first, last, score = span.first, span.last, span.score
    while lost >= 1 and last < len(words) and words[last].joined and _strange(words[last], heard):
        last, lost, score = last + 1, lost - 1, score - _WIDENED_COST
    while lost >= 1 and first > 0 and words[first].joined and _strange(words[first - 1], heard):
        first, lost, score = first - 1, lost - 1, score - _WIDENED_COST
    if (
        first > 0
        and words[first].joined
        and words[first - 1].capital
        and profile.opens_with(words[first - 1].letters, span.mask)
    ):
        first -= 1
    return span if (first, last) == (span.first, span.last) else Span(first, last, score, span.mask, span.reasons)


def _strange(word: Word, heard: bool) -> bool:
    if word.mention is not None or word.function or not word.letters:
        return False
    return not word.known_word or (word.capital and not word.opening and not heard)
