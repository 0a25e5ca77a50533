"""Which candidates are taken for garbles: one entity one entry, no two on the same words."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import exp, log

from termend.detection.search import features
from termend.detection.search.candidates import Candidate
from termend.detection.unpaired.circumstances import leaves_end_unsaid, said_whole
from termend.records import Term

# Below this a candidate is not worth a reader's time whatever --min-score says.
LEAST_LOG_ODDS = log(0.05 / 0.95)
_LIKELY = -2.0  # nats
_HALF = 0.5  # share of a name's characters


@dataclass(frozen=True, slots=True)
class Garble:
    """A stretch of the document that is taken for a garbled name.

    Attributes:
        segment: index of the segment.
        start, end: code points of the document.
        term: the glossary's row.
        score: calibrated probability.
        candidate: what the evidence is made from.
    """

    segment: int
    start: int
    end: int
    term: Term
    score: float
    candidate: Candidate


# The spelling and the number of the name.
_Key = tuple[str, int]


def _prefer_fuller(groups: dict[_Key, list[int]], candidates: Sequence[Candidate], pooled: dict[_Key, float]) -> None:
    """Among related terms on the same words, the one whose alignment explains most goes first.

    Whether the words are a garble at all is the classifier's to say; which of 北江省 and 北江市 they are is not.
    """
    by_line: dict[int, set[_Key]] = defaultdict(set)
    for key, members in groups.items():
        if pooled[key] >= _LIKELY:
            for n in members:
                by_line[candidates[n].line.segment.index].add(key)
    raised = dict(pooled)
    for keys in by_line.values():
        by_text: dict[str, list[_Key]] = defaultdict(list)
        for key in keys:
            by_text[candidates[groups[key][0]].text.lower()].append(key)
        for text, fuller_keys in by_text.items():
            within = [b for part in _parts(text, by_text) for b in by_text[part]]
            for a, b in itertools.product(fuller_keys, within):
                fuller, other = candidates[groups[a][0]], candidates[groups[b][0]]
                if a != b and fuller.span.score > other.span.score and _is_fuller(fuller, other):
                    raised[a] = max(raised[a], pooled[b] + 1e-6)
    pooled.update(raised)


def _is_fuller(fuller: Candidate, other: Candidate) -> bool:
    """Whether of two related terms the one whose alignment explains more reaches over no plain word that says nothing.

    Behind such a word another thing is spoken of: tunnel crosses the Gaoligong Mountains.
    """
    return features.related(fuller, other) and _idle(fuller) <= _idle(other) and _is_meant(fuller, other)


def _is_meant(fuller: Candidate, other: Candidate) -> bool:
    """Whether of two names the one that explains more is said to its end, and half, where the other is said whole.

    An expo's first session is no committee of it, nor the first expo of a longer name.
    """
    profile = fuller.profile
    said = profile.weight(fuller.span.mask) >= _HALF * profile.total_weight
    return profile is other.profile or (said and not leaves_end_unsaid(fuller)) or not said_whole(other)


def _idle(candidate: Candidate) -> int:
    """How many plain words without a capital the name does not explain."""
    explained = {place for reason in candidate.span.reasons for place in range(reason.first, reason.last)}
    plain = (
        place
        for place, word in enumerate(candidate.words, candidate.span.first)
        if not word.function and not word.capital and word.known_word
    )
    return sum(place not in explained for place in plain)


def _parts(text: str, known: Collection[str]) -> set[str]:
    """The known texts that stand in a text, itself among them: a look for each of its stretches, none for each text."""
    sizes = sorted({len(part) for part in known if len(part) <= len(text)})
    found = (text[start : start + size] for size in sizes for start in range(len(text) - size + 1))
    return {part for part in found if part in known}


def assigned(candidates: Sequence[Candidate], terms: Sequence[int], log_odds: Sequence[float]) -> list[Garble]:
    """Greedy: the likeliest first, the same words with the same term together, nothing on words already taken.

    Args:
        terms: of each candidate the number of its name.
    """
    groups: dict[_Key, list[int]] = defaultdict(list)
    for n, candidate in enumerate(candidates):
        groups[candidate.spelling, terms[n]].append(n)
    pooled = {key: sum(log_odds[n] for n in members) / len(members) for key, members in groups.items()}
    pooled = {key: value for key, value in pooled.items() if value >= LEAST_LOG_ODDS}
    groups = {key: groups[key] for key in pooled}
    _prefer_fuller(groups, candidates, pooled)
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    made: list[Garble] = []
    for key in sorted(groups, key=lambda k: (-pooled[k], -len(k[0]), -len(candidates[groups[k][0]].profile.source), k)):
        score = 1 / (1 + exp(-pooled[key]))
        for n in groups[key]:
            candidate = candidates[n]
            line = candidate.line.segment.index
            if any(candidate.start < e and s < candidate.end for s, e in taken[line]):
                continue
            taken[line].append((candidate.start, candidate.end))
            term = candidate.profile.terms[0]
            made.append(Garble(line, candidate.start, candidate.end, term, score, candidate))
    return sorted(made, key=lambda g: (g.start, g.end))
