"""Stretches of a segment that a term explains: the best chain of reasons, each character used once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import inf
from typing import NamedTuple

from termend.detection.search.explaining import GLOSS, TARGET, Reason
from termend.detection.search.profile import Profile
from termend.detection.search.words import Word
from termend.language.function_words import PARTING

LONGEST_SPAN = 12
_FUNCTION_COST = {"of": 0.1, "for": 0.3, "and": 0.5, "the": 0.6}
_OTHER_FUNCTION_COST = 0.2
_STRANGE_COST = 1.2  # a word with a capital, or unknown, that nothing explains
_PLAIN_COST = 2.4  # an ordinary word that nothing explains
LOST_COST = 0.6  # a character that left no trace
REUSED = -0.3  # nats for a word whose characters are already explained
TOGETHER = 0.4  # and for one that says them with another word, itself well explained: 市委, municipal council
LEAST_TOGETHER = 4.0
INNER = frozenset({"of", "the", "for"})
LEAST_EDGE = {GLOSS: 3.2, TARGET: 2.5}
PREPOSITION_COST = 0.8  # for a function word that names seldom hold
MOST_GAP = 2
ROUNDING = 1e-9
WIDTH = 3


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


class Step(NamedTuple):
    """A reason wherever it stands, with what every chain asks of it.

    Attributes:
        size: how many words it explains.
        weight: of its characters; 1 where they have none.
        weak: whether no stretch may begin or end with it.
        reused: nats where its characters are already explained.
        told: what it says once and not again; empty where it may be said twice.
    """

    size: int
    mask: int
    how: str
    log_odds: float
    detail: str
    weight: float
    weak: bool
    reused: float
    told: str


# The last step of a chain with its place, behind the chain before it.
_Chain = tuple["_Chain | None", int, Step]
# A state: score, mask, chain, what it told, unexplained words since the last step.
_State = tuple[float, int, "_Chain | None", tuple[str, ...], int]


def steps(profile: Profile, reasons: Iterable[Reason]) -> list[Step]:
    """Reasons that begin at one word as steps, the strongest first."""
    weighed = profile.weighed
    found = [
        Step(
            last - first,
            mask,
            how,
            log_odds,
            detail,
            weighed[mask] or 1.0,
            log_odds < LEAST_EDGE.get(how, 0.0),
            TOGETHER if how == GLOSS and log_odds >= LEAST_TOGETHER else REUSED,
            detail if how in (GLOSS, TARGET) else "",
        )
        for first, last, mask, how, log_odds, detail in reasons
    ]
    if len(found) > 1:
        found.sort(key=strongest_first)
    return found


def strongest_first(step: Step) -> tuple[float, int, int, str]:
    return -step.log_odds, step.size, step.mask, step.how


def spans(profile: Profile, words: Sequence[Word], by_place: Mapping[int, Sequence[Step]], least: float) -> list[Span]:
    """Chains that score at least `least`, the best of every start, none inside a better one.

    Args:
        by_place: steps by the word they begin at, the strongest first.
    """
    # Every start waits with a bound, later with its best chain; one inside a better chain is never looked at.
    waiting: list[tuple[float, int, int, int, Span | None]] = []
    for start, here in by_place.items():
        if not all(step.weak for step in here):
            bound = _bound(profile, words, by_place, start)
            if bound >= least:
                waiting.append((-bound, -len(words), start, 0, None))
    heapify(waiting)
    kept: list[Span] = []
    while waiting:
        _, _, start, _, span = heappop(waiting)
        if any(k.first <= start < k.last for k in kept):
            continue
        if span is None:
            span = _from(profile, words, by_place, start)
            if span is not None and span.score >= least:
                heappush(waiting, (-span.score, span.first - span.last, start, 1, span))
        elif not any(span.first < k.last and k.first < span.last for k in kept):
            kept.append(span)
    return kept


def _bound(profile: Profile, words: Sequence[Word], by_place: Mapping[int, Sequence[Step]], start: int) -> float:
    """No chain from a start scores more: the best of every word within reach, less what even all of them lose."""
    total, union, gap, inside = ROUNDING, 0, 0, start
    for place in range(start, min(len(words), start + LONGEST_SPAN)):
        word = words[place]
        if place > start and not word.joined:
            break
        here = by_place.get(place)
        if here:
            gap = 0
            for step in here:
                union |= step.mask
                if place + step.size > inside:
                    inside = place + step.size
            total += here[0].log_odds
        elif place >= inside and not word.function:
            gap += 1
            if gap > MOST_GAP:
                break
    return total - LOST_COST * profile.weighed[profile.whole & ~union]


def _from(profile: Profile, words: Sequence[Word], by_place: Mapping[int, Sequence[Step]], start: int) -> Span | None:
    # states by next word; a beam of three each
    beams: dict[int, list[_State]] = {start: [(0.0, 0, None, (), 0)]}
    best: tuple[int, int, _Chain] | None = None
    most = -inf
    limit = min(len(words), start + LONGEST_SPAN)
    whole, weighed = profile.whole, profile.weighed
    for place in range(start, limit):
        beam = beams.pop(place, None)
        if beam is None:
            continue
        word = words[place]
        strange = place > start and word.function and not _may_hold(profile, word)
        if strange and (word.text.lower() in PARTING or not _between_capitals(words, place)):
            continue
        here = by_place.get(place, ())
        after = place + 1
        goes_on = after < limit and words[after].joined
        unexplained, misplaced = cost(word), strange * PREPOSITION_COST
        step_gap = 0 if word.function else 1
        if len(beam) > 1:
            beam.sort(key=_best_first)
        for score, mask, chain, details, gap in beam[:WIDTH]:
            for step in here:
                size, own, _, log_odds, detail, weight, weak, reused, told = step
                last = place + size
                if last > limit or (weak and chain is None) or (size > 1 and not _is_joined(words, place, last)):
                    continue
                if told and told in details:
                    made = score + REUSED
                else:
                    fresh = weighed[own & ~mask]
                    made = score + log_odds * (fresh / weight) if fresh > 0 else score + reused
                union = mask | own
                longer = (chain, place, step)
                if last < limit and words[last].joined:
                    beams.setdefault(last, []).append((made, union, longer, (*details, detail), 0))
                if not weak:
                    total = made - LOST_COST * weighed[whole & ~union]
                    if total > most:
                        most = total
                        best = (last, union, longer)
            if chain is not None and gap < MOST_GAP and goes_on:
                left = score - unexplained - misplaced
                beams.setdefault(after, []).append((left, mask, chain, details, gap + step_gap))
    return None if best is None else Span(start, best[0], most, best[1], _reasons(best[2]))


def _reasons(chain: _Chain | None) -> tuple[Reason, ...]:
    """The steps of a chain as reasons, in order."""
    found: list[Reason] = []
    while chain is not None:
        chain, place, step = chain
        found.append(Reason(place, place + step.size, step.mask, step.how, step.log_odds, step.detail))
    return tuple(reversed(found))


def _is_joined(words: Sequence[Word], first: int, last: int) -> bool:
    return all(words[place].joined for place in range(first + 1, last))


def _best_first(state: _State) -> tuple[float, int]:
    return -state[0], state[1]


def _may_hold(profile: Profile, word: Word) -> bool:
    """Whether a function word may stand inside the name: the few that names hold, and those of its renderings."""
    lowered = word.text.lower()
    return lowered in INNER or lowered in profile.function_words


def _between_capitals(words: Sequence[Word], place: int) -> bool:
    return words[place - 1].capital and place + 1 < len(words) and words[place + 1].capital
