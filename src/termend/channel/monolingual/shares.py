"""The candidates of a long draft with their features, found by several processes, a share of the terms each.

What is found is what one process finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from termend.channel import sharing
from termend.channel.monolingual import circumstances, features, patterns
from termend.channel.monolingual.candidates import Candidate, Clues, Line, Pair
from termend.channel.monolingual.explaining import Reason
from termend.channel.monolingual.profile import Profiles
from termend.channel.monolingual.spans import Span
from termend.channel.recall import Index
from termend.channel.sound import Sound

# Pairs of a line and a term from which on a further process is worth its start.
_PAIRS_OF_A_SHARE = 500


@dataclass(frozen=True, slots=True)
class Search:
    """A draft and what is searched for in it.

    Attributes:
        profiles: of the names of the index.
        document: what the draft says as a whole.
    """

    lines: Sequence[Line]
    index: Index
    profiles: Profiles
    sound: Sound
    document: features.Setting


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates in order of place, then of term.

    Attributes:
        rows: shape (candidates, features).
        hints: nats by the patterns of names and the circumstances, one a candidate.
    """

    candidates: list[Candidate]
    rows: NDArray[np.float64]
    hints: list[float]


# What one process tells another of a candidate: number of the pair, then the span with its reasons.
_Told = list[tuple[int, int, int, float, int, list[tuple[int, int, int, str, float, str]]]]
_Answer = tuple[_Told, NDArray[np.float64], list[float]]


def find(search: Search) -> Found:
    """Every candidate of a draft."""
    clues = Clues(search.lines, search.index, search.profiles, search.sound, search.document.cased)
    pairs = clues.pairs()
    count = max(1, min(sharing.processes(), len(pairs) // _PAIRS_OF_A_SHARE))
    if count == 1:
        found = [candidate for pair in pairs for candidate in clues.candidates(pair)]
        rows = features.matrix(found, search.document)
        return Found(found, rows, _hints(found, search.document))
    # A term goes to one process with all its lines: what is worked out for a term is worked out once.
    shares = [[n for n, pair in enumerate(pairs) if pair.term % count == share] for share in range(count)]
    answers = sharing.shared(partial(_told, search, clues, pairs), shares)
    told = [row for rows, _, _ in answers for row in rows]
    nats = [value for *_, values in answers for value in values]
    order = sorted(range(len(told)), key=lambda n: told[n][0])
    found = [_candidate(search, pairs[told[n][0]], told[n]) for n in order]
    rows = features.completed(np.concatenate([rows for _, rows, _ in answers])[order], found)
    return Found(found, rows, [nats[n] for n in order])


def _hints(found: Sequence[Candidate], document: features.Setting) -> list[float]:
    return [patterns.log_odds(c) + circumstances.log_odds(c, document) for c in found]


def _told(search: Search, clues: Clues, pairs: Sequence[Pair], share: Sequence[int]) -> _Answer:
    """The candidates of some pairs in plain values, with their features by themselves."""
    numbered = [(n, candidate) for n in share for candidate in clues.candidates(pairs[n])]
    told = [
        (
            n,
            c.span.first,
            c.span.last,
            c.span.score,
            c.span.mask,
            [(r.first, r.last, r.mask, r.how, r.log_odds, r.detail) for r in c.span.reasons],
        )
        for n, c in numbered
    ]
    found = [candidate for _, candidate in numbered]
    return told, features.alone(found, search.document), _hints(found, search.document)


def _candidate(
    search: Search, pair: Pair, told: tuple[int, int, int, float, int, Sequence[Sequence[Any]]]
) -> Candidate:
    _, first, last, score, mask, reasons = told
    span = Span(first, last, score, mask, tuple(Reason(*reason) for reason in reasons))
    return Candidate(search.lines[pair.line], search.profiles[pair.term], span)
