"""Every stretch that may render a name, with all that the decision rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termend.detection import classifier
from termend.detection.search import features
from termend.detection.search.candidates import Candidate, asked_once, is_right
from termend.detection.unpaired import (
    context,
    leftover,
    other_people,
    others,
    partial,
    patterns,
    repeated,
    respaced,
    run_on,
    said,
    shares,
    titles,
)
from termend.detection.unpaired.accounts import Accounts
from termend.detection.unpaired.bars import Bars
from termend.detection.unpaired.reading import Reading
from termend.detection.unpaired.shares import Search
from termend.detection.unpaired.stretches import Likely, Proposal, Stretch

# Nats by the alignment alone below which a candidate is not looked at further, unless something else speaks for it.
LEAST_ALIGNED = -6.0
_MADE_WITH_ALL = 0.5  # of `Reading.whole`, below which the draft's other names are other people's and places'
_WORTH_A_PLACE = 0.0  # nats from which the alignment alone takes words


@dataclass(frozen=True, slots=True)
class Pool:
    """Candidates of a draft.

    Attributes:
        found: what the alignment finds.
        candidates, stretches, terms: of each the account, the place, the number of the name.
        rows: shape (candidates, features of the alignment).
        context: shape (candidates, features of the decision).
    """

    search: Search
    found: shares.Found
    candidates: list[Candidate]
    stretches: list[Stretch]
    terms: list[int]
    rows: NDArray[np.float64]
    context: NDArray[np.float64]


def gather(search: Search, meanwhile: Callable[[], None] | None = None, before: shares.Found | None = None) -> Pool:
    """Every candidate of a draft that is worth a decision.

    Args:
        meanwhile, before: as in `shares.find`.
    """
    found = shares.find(search, meanwhile, before)
    aligned = classifier.log_odds(found.rows, search.document.cased) if found.spots else np.zeros(0)
    barred = Bars(search).hold
    likely_enough = [n for n in np.flatnonzero(aligned > LEAST_ALIGNED).tolist() if not _is_of_another(found, n)]
    free = [n for n in likely_enough if not barred(found.candidate(n))]
    reading = Reading(search, _likely(found, aligned, free))
    if reading.whole < _MADE_WITH_ALL:
        barred = Bars(search, is_open=True).hold
        free = [n for n in free if not barred(found.candidate(n))]
        reading = Reading(search, _likely(found, aligned, free))
    told: dict[tuple[Stretch, int], dict[str, float]] = {}
    alignments: dict[Stretch, dict[int, float]] = defaultdict(dict)
    kept: dict[tuple[Stretch, int], int] = {}
    for n in free:
        spot = found.spots[n]
        stretch = Stretch(spot.line, spot.first, spot.last)
        kept[stretch, spot.term] = n
        alignments[stretch][spot.term] = float(aligned[n])
    if search.document.cased:
        _tell(told, partial.proposals(reading))
        _tell(told, respaced.proposals(reading))
        _tell(told, run_on.proposals(reading))
        _tell(told, titles.proposals(reading))
        _tell(told, said.proposals(reading))
        _tell(told, leftover.proposals(reading, alignments))
    _tell(told, repeated.proposals(reading))
    asked = [key for key in told if key not in kept]
    accounts = Accounts(search, {term for _, term in asked})
    made = {key: accounts.candidate(*key) for key in asked}
    more = [
        key
        for key in asked
        if ("quoted beyond a title" in told[key] or _is_open(made[key]))
        and not (other_people.is_somebody(made[key]) or other_people.is_cut_between_syllables(made[key]))
        and ("other spaces" in told[key] or not (_is_right(made[key]) or barred(made[key])))
    ]
    extra = [made[key] for key in more]
    kept = {key: n for key, n in kept.items() if key in told or not patterns.has_more(found.candidate(n))}
    keys = [*kept, *more]
    candidates = [*(found.candidate(n) for n in kept.values()), *extra]
    if not candidates:
        return Pool(search, found, [], [], [], found.rows[:0], np.zeros((0, len(context.NAMES))))
    rows = found.rows[list(kept.values())]
    log_odds = aligned[list(kept.values())]
    if extra:
        wanted = range(len(kept), len(candidates))
        more_rows = features.by_line(candidates, search.document.cased, wanted)
        told_of = [features.Told(c.profile, c.spelling, c.span.score) for c in extra]
        more_rows = features.completed(more_rows, told_of, search.document)
        rows = np.concatenate((rows, more_rows))
        log_odds = np.concatenate((log_odds, classifier.log_odds(more_rows, search.document.cased)))
    values = context.rows(reading, keys, candidates, rows, log_odds, [told.get(key, {}) for key in keys], len(kept))
    return Pool(search, found, candidates, [s for s, _ in keys], [t for _, t in keys], rows, values)


def _tell(told: dict[tuple[Stretch, int], dict[str, float]], proposals: Iterable[Proposal]) -> None:
    for stretch, term, values in proposals:
        row = told.setdefault((stretch, term), {})
        for name, value in values.items():
            row[name] = max(value, row[name]) if name in row else value


def _is_open(candidate: Candidate) -> bool:
    """Whether some word is no part of a right name: what is approved for one name is not taken for another."""
    return any(word.mention is None for word in candidate.words if not word.function)


def _is_of_another(found: shares.Found, n: int) -> bool:
    candidate = found.candidate(n)
    named = not found.search.document.cased or any(word.capital for word in candidate.words)
    return named and others.is_exactly_another(candidate)


@asked_once
def _is_right(candidate: Candidate) -> bool:
    return is_right(candidate.words, candidate.profile)


def _likely(found: shares.Found, aligned: NDArray[np.float64], free: Sequence[int]) -> list[Likely]:
    """What the alignment alone takes for garbles, the likeliest first, no two on the same words."""
    taken: dict[int, list[Stretch]] = defaultdict(list)
    likely: list[Likely] = []
    for n in sorted((n for n in free if aligned[n] > _WORTH_A_PLACE), key=lambda n: (-aligned[n], n)):
        spot = found.spots[n]
        stretch = Stretch(spot.line, spot.first, spot.last)
        if not any(stretch.overlaps(other) for other in taken[spot.line]):
            taken[spot.line].append(stretch)
            likely.append(Likely(stretch, spot.term, float(aligned[n])))
    return likely
