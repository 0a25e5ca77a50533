"""Which candidates are taken for garbles: one entity one entry, no two on the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from termend.detection.search import features
from termend.detection.search.candidates import Candidate
from termend.records import Term

# Below this a candidate is not worth a reader's time whatever --min-score says.
LEAST_LOG_ODDS = log(0.05 / 0.95)
_LIKELY = -2.0  # nats


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
    pairs = {(a, b) for keys in by_line.values() for a in keys for b in keys if a != b}
    raised = dict(pooled)
    for a, b in sorted(pairs):
        fuller, other = candidates[groups[a][0]], candidates[groups[b][0]]
        inside = other.text.lower() in fuller.text.lower()
        if inside and fuller.span.score > other.span.score and features.related(fuller, other):
            raised[a] = max(raised[a], pooled[b] + 1e-6)
    pooled.update(raised)


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
