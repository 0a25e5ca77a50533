"""Every stretch that may render a name, with all that the decision rests on."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termend.detection import another_thing, classifier
from termend.detection.search import features, subject
from termend.detection.search.candidates import Candidate, asked_once, is_right
from termend.detection.unpaired import (
    circumstances,
    context,
    leftover,
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
from termend.detection.unpaired.another_reading import is_another_person, is_another_reading, is_namesake_in_pinyin
from termend.detection.unpaired.reading import MADE_FOR_THE_DRAFT, Reading
from termend.detection.unpaired.shares import Search
from termend.detection.unpaired.stretches import Likely, Proposal, Stretch

# Nats by the alignment alone below which a candidate is not looked at further, unless something else speaks for it.
LEAST_ALIGNED = -6.0
_ON_MATTER = 0.99  # probability from which the draft is surely on the glossary's matter
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
    barred = functools.partial(_is_barred, search, Reading(search, ()).use <= MADE_FOR_THE_DRAFT)
    likely_enough = [n for n in np.flatnonzero(aligned > LEAST_ALIGNED).tolist() if not _is_of_another(found, n)]
    free = [n for n in likely_enough if not barred(found.candidate(n))]
    likely = _likely(found, aligned, free)
    reading = Reading(search, likely)
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


@asked_once
def _named(candidate: Candidate) -> str:
    """The words without plain ones behind that say what kind of thing the name is: Changhe of Changhe Automobile."""
    stems, words = candidate.profile.target_stems, candidate.words
    kinds = [word for word in words[1:] if word.known_word and (word.stem in stems or candidate.is_said(word))]
    is_kind = len(kinds) == len(words) - 1 and words[0].stem not in stems and not candidate.profile.is_person
    return words[0].text if is_kind else candidate.text


def _is_of_another(found: shares.Found, n: int) -> bool:
    candidate = found.candidate(n)
    named = not found.search.document.cased or any(word.capital for word in candidate.words)
    return named and others.is_exactly_another(candidate)


@asked_once
def _is_right(candidate: Candidate) -> bool:
    return is_right(candidate.words, candidate.profile)


def _is_barred(search: Search, unused: bool, candidate: Candidate) -> bool:
    """Whether the words are another's, or plain English, whatever speaks for them.

    Args:
        unused: whether the draft speaks of other names than the glossary's.
    """
    profile = candidate.profile
    if others.has_another_place(candidate) or others.is_part_of_another(candidate) or patterns.is_anothers(candidate):
        return True
    if (
        another_thing.is_another_body(candidate)
        or others.goes_on_elsewhere(candidate)
        or patterns.is_namesake(candidate)
        or patterns.swallows_a_word(candidate)
    ):
        return True
    if circumstances.is_count_of_things(candidate) or circumstances.is_date(candidate):
        return True
    if another_thing.lacks_country(candidate) or another_thing.is_owned_by_another(candidate):
        return True
    if another_thing.lacks_number(candidate) or another_thing.says_a_part_alone(candidate):
        return True
    if search.document.cased and (
        another_thing.is_many(candidate)
        or another_thing.is_office_holder(candidate)
        or another_thing.ends_on_adjective(candidate)
        or is_another_person(candidate, search.sound)
    ):
        return True
    if others.is_place_in_pinyin(candidate.text) and is_another_reading(
        candidate.text, profile.characters, search.sound
    ):
        return True
    # Who stands right in the draft is not called otherwise there, by another's well-formed pinyin: Fang Min, Fang Mei.
    stands = profile.is_person and profile.source in search.document.right
    name = _named(candidate)
    aside = unused and search.document.on_matter < _ON_MATTER
    if (aside or stands) and is_another_reading(name, profile.characters, search.sound):
        return True
    if unused and (
        patterns.has_another_word(candidate)
        or patterns.goes_on_otherwise(candidate)
        or patterns.is_proper_part(candidate)
    ):
        return True
    # Where much of the glossary stands right a person in it is rather misread than another: E Chengping, 鄂竟平.
    if aside and (
        another_thing.says_something_else(candidate)
        or others.is_someone_known(candidate)
        or is_namesake_in_pinyin(candidate, search.sound)
    ):
        return True
    large = len(search.index.sources) > subject.MOST_OF_A_SUBJECT
    if not (unused and large and search.document.cased):
        return False
    if search.document.on_matter < _ON_MATTER and another_thing.is_another_kind(candidate):
        return True
    return others.leaves_place_unsaid(candidate) or another_thing.is_of_the_open_world(candidate)


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
