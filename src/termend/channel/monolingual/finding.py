"""Decide which candidates are garbles: one entity one entry, no two on the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from termend.channel import cache, english, lexicon, recall, sound
from termend.channel.monolingual import (
    circumstances,
    classifier,
    consistency,
    features,
    patterns,
    shares,
    transliteration,
)
from termend.channel.monolingual.candidates import Candidate, candidates, lines, with_bare_names
from termend.channel.monolingual.known import Known
from termend.channel.monolingual.profile import Profiles
from termend.glossary import Glossary
from termend.records import Segment, Term

# Below this a candidate is not worth a reader's time whatever --min-score says.
_LEAST_LOG_ODDS = log(0.05 / 0.95)
_LIKELY = -2.0  # nats
_SURE = 0.9  # from this score on a garble says how its words are to be taken elsewhere
_IN_QUESTION = -1.0  # nats from which on it is worth its time to ask how a name is rendered
_MOST_HINTED = 4.0  # nats that hints add at most, as they come together
# Nats for a glossary all of whose terms the document uses: it was made for this document, and what it lacks is garbled.
_DOCUMENT_PRIOR = 0.6
# Nats for a draft with capitals on the glossary's subject, and for any that is not: hardly a name of the glossary is
# there to be garbled. Without capitals more is taken for a name than is one.
_ON_SUBJECT = 0.4
_OFF_SUBJECT = -1.6


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


def find(segments: Sequence[Segment], glossary: Glossary, known: Sequence[Known]) -> list[Garble]:
    """The garbled names of segments that have no source, in order of place.

    Args:
        segments: of one document.
        known: accepted renderings in them; they are neither garbles nor their edges.
    """
    if not len(glossary):
        return []
    search = _search(segments, glossary, known)
    found = shares.find(search)
    if not found.spots:
        return []
    log_odds = classifier.log_odds(found.rows, search.document.cased) + priors(found)
    total = hinted(found, log_odds)
    return _assigned(found, consistent(found, total, _assigned(found, total.tolist())).tolist())


def look(
    segments: Sequence[Segment], glossary: Glossary, known: Sequence[Known]
) -> tuple[list[Candidate], features.Setting]:
    """Every candidate of a document and what the document says as a whole."""
    search = _search(segments, glossary, known)
    return candidates(search.lines, search.index, search.profiles, search.sound, search.document.cased), search.document


def _search(segments: Sequence[Segment], glossary: Glossary, known: Sequence[Known]) -> shares.Search:
    words, sounds, copy = lexicon.shipped(), sound.shipped(), english.shipped()
    index = cache.read(glossary)
    if index is None:
        index = recall.build([(s, _renderings(rows)) for s, rows in glossary.by_source.items()], words, sounds, copy)
        cache.write(glossary, index)
    cut = lines(segments, known, copy, words)
    names = Profiles(glossary.by_source, index.sources, words, sounds, copy)
    document = features.setting(cut, glossary.sizes, glossary.listing)
    if not document.cased:
        cut = with_bare_names(cut, index, names)
        document = features.setting(cut, glossary.sizes, glossary.listing)
    return shares.Search(cut, index, names, sounds, document)


def priors(found: shares.Found) -> NDArray[np.float64]:
    """Shape (candidates,): what the document as a whole says of each, in nats."""
    document = found.search.document
    on_subject = _ON_SUBJECT if document.cased else 0.0
    subject = on_subject * document.on_subject + _OFF_SUBJECT * (1 - document.on_subject)
    nats: NDArray[np.float64] = subject + _DOCUMENT_PRIOR * found.rows[:, features.USED]
    return nats


def hinted(found: shares.Found, log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds with what the patterns of names and the circumstances say, of those that it may bring above the least.

    Args:
        log_odds: shape (candidates,).
    """
    total = log_odds.copy()
    for n in np.flatnonzero(log_odds > _LEAST_LOG_ODDS - _MOST_HINTED).tolist():
        candidate = found.candidate(n)
        total[n] += patterns.log_odds(candidate) + circumstances.log_odds(candidate, found.search.document)
        if total[n] > _IN_QUESTION:
            total[n] += transliteration.log_odds(candidate)
    return total


def consistent(found: shares.Found, log_odds: NDArray[np.float64], made: Sequence[Garble]) -> NDArray[np.float64]:
    """Log-odds with what sure garbles say of the same words in other names: these are as sure.

    Args:
        log_odds: shape (candidates,).
        made: the garbles by these.
    """
    sure: dict[str, tuple[str, float]] = {}
    for garble in sorted(made, key=lambda g: g.score):
        if garble.score >= _SURE:
            sure |= {word: (right, garble.score) for word, right in consistency.stand_ins(garble.candidate).items()}
    known = {word: right for word, (right, _) in sure.items()}
    total = log_odds.copy()
    for n, spot in enumerate(found.spots if known else ()):
        line = found.search.lines[spot.line].words[spot.first : spot.last]
        score = min((sure[word.letters][1] for word in line if word.letters in sure), default=0.0)
        if score and consistency.is_said(found.candidate(n), known):
            total[n] = max(total[n], log(score / (1 - score)))
    return total


def _renderings(rows: Sequence[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for term in rows for text in term.renderings))


# The spelling and the number of the name.
_Key = tuple[str, int]


def _prefer_fuller(groups: dict[_Key, list[int]], candidates: dict[int, Candidate], pooled: dict[_Key, float]) -> None:
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


def _assigned(found: shares.Found, log_odds: Sequence[float]) -> list[Garble]:
    """Greedy: the likeliest first, the same words with the same term together, nothing on words already taken."""
    groups: dict[_Key, list[int]] = defaultdict(list)
    for n, spot in enumerate(found.spots):
        groups[spot.spelling, spot.term].append(n)
    pooled = {key: sum(log_odds[n] for n in members) / len(members) for key, members in groups.items()}
    pooled = {key: value for key, value in pooled.items() if value >= _LEAST_LOG_ODDS}
    groups = {key: groups[key] for key in pooled}
    candidates = {n: found.candidate(n) for members in groups.values() for n in members}
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
