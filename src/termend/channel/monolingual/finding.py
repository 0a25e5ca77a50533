"""Decide which candidates are garbles: one entity one entry, no two on the same words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from termend.channel import cache, english, lexicon, recall, sound
from termend.channel.monolingual import classifier, features
from termend.channel.monolingual.candidates import Candidate, candidates, lines, with_bare_names
from termend.channel.monolingual.known import Known
from termend.channel.monolingual.profile import Profiles
from termend.glossary import Glossary
from termend.records import Segment, Term

# Below this a candidate is not worth a reader's time whatever --min-score says.
_LEAST_SCORE = 0.05
_LIKELY = -2.0  # nats
_HOPELESS = -4.5  # nats that no prior makes up for
# Nats for a glossary all of whose terms the document uses: it was made for this document, and what it lacks is garbled.
_DOCUMENT_PRIOR = 1.7
# Nats against words that are all known names, in a document that hardly uses the glossary: they name somebody else.
_KNOWN_NAME = 1.3
# Nats for a term of which the document speaks (its name, a name inside it or one that it is inside stands right), where
# other terms contend for the same words.
_KIN = 1.0
# Nats against a term that explains the words no better than an unrelated one does: half of it for each.
_TIED = 0.0
_PLAIN = 1.0
_STRONG = 16.0  # nats of an alignment that chance hardly reaches
_ALIKE = 1.5  # nats between two alignments that tell nothing


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
    if not glossary.terms:
        return []
    found, document = look(segments, glossary, known)
    if not found:
        return []
    used = np.array([features.used(c.profile, document) for c in found])
    log_odds = classifier.shipped().log_odds(features.matrix(found, document)) + _DOCUMENT_PRIOR * used
    log_odds -= _KNOWN_NAME * (1 - used) * np.array([all_known_names(c) for c in found])
    worth = [n for n, value in enumerate(log_odds.tolist()) if value > _HOPELESS]
    found = [found[n] for n in worth]
    adjusted = [log_odds[n] + prior for n, prior in zip(worth, priors(found, document), strict=True)]
    return _assigned(found, [float(value) for value in adjusted])


def look(
    segments: Sequence[Segment], glossary: Glossary, known: Sequence[Known]
) -> tuple[list[Candidate], features.Setting]:
    """Every candidate of a document and what the document says as a whole."""
    words, sounds, copy = lexicon.shipped(), sound.shipped(), english.shipped()
    index = cache.read(glossary)
    if index is None:
        index = recall.build([(s, _renderings(rows)) for s, rows in glossary.by_source.items()], words, sounds, copy)
        cache.write(glossary, index)
    cut = lines(segments, known, copy)
    names = Profiles(glossary.by_source, index.sources, words, sounds, copy)
    sizes = Counter(file for file, _ in {(term.glossary, term.source) for term in glossary.terms})
    document = features.setting(cut, sizes)
    if not document.cased:
        cut = with_bare_names(cut, index, names)
        document = features.setting(cut, sizes)
    return candidates(cut, index, names, sounds, document.cased), document


def all_known_names(candidate: Candidate) -> bool:
    """Whether lists of people and places know every word of the stretch."""
    return all(w.function or (w.letters and w.known_name and not w.known_word) for w in candidate.words)


def priors(found: Sequence[Candidate], document: features.Setting) -> list[float]:
    """What the rest of the document says of each candidate's term, in nats.

    重庆日报报业集团 goes before thirty other press groups where Chongqing Daily stands in the document; where nothing
    of the kind does, words that several terms explain alike are nobody's.
    """
    kin: dict[str, bool] = {}
    for candidate in found:
        profile = candidate.profile
        if profile.source not in kin:
            kin[profile.source] = any(
                len(right) > 1 and (right in profile.source or profile.source in right) for right in document.right
            ) or not document.right_targets.isdisjoint(profile.renderings)
    by_line: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in found:
        by_line[candidate.line.segment.index].append(candidate)
    made = []
    for candidate in found:
        mine = kin[candidate.profile.source]
        rivals = [
            kin[other.profile.source]
            for other in by_line[candidate.line.segment.index]
            if _contends(other, candidate) and not features.related(other, candidate)
        ]
        against = sum(rival >= mine for rival in rivals)
        bonus = _KIN if mine and rivals else 0.0
        made.append(bonus - _TIED * min(2, against) + _plain_words(candidate, document.cased))
    return made


def _contends(other: Candidate, candidate: Candidate) -> bool:
    """Whether another term explains most of the same words about as well."""
    shared = min(other.span.last, candidate.span.last) - max(other.span.first, candidate.span.first)
    longer = max(other.span.last - other.span.first, candidate.span.last - candidate.span.first)
    return (
        other.profile.source != candidate.profile.source
        and other.span.score >= candidate.span.score - _ALIKE
        and 2 * shared > longer
    )


def _plain_words(candidate: Candidate, cased: bool) -> float:
    """In a draft without capitals, nats for ordinary words: in favour where all of them is explained."""
    content = [i for i in range(candidate.span.first, candidate.span.last) if not candidate.line.words[i].function]
    if cased or not all(candidate.line.words[i].known_word for i in content):
        return 0.0
    explained = {i for r in candidate.span.reasons for i in range(r.first, r.last)}
    full = candidate.span.mask & candidate.profile.whole == candidate.profile.whole
    full = full or candidate.span.score >= _STRONG
    return _PLAIN if full and len(content) > 1 and explained.issuperset(content) else -_PLAIN


def _renderings(rows: Sequence[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for term in rows for text in term.renderings))


def _prefer_fuller(
    found: Sequence[Candidate], groups: dict[tuple[str, str], list[int]], pooled: dict[tuple[str, str], float]
) -> None:
    """Among related terms on the same words, the one whose alignment explains most goes first.

    Whether the words are a garble at all is the classifier's to say; which of 北江省 and 北江市 they are is not.
    """
    by_line: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for key, members in groups.items():
        if pooled[key] >= _LIKELY:
            for n in members:
                by_line[found[n].line.segment.index].add(key)
    pairs = {(a, b) for keys in by_line.values() for a in keys for b in keys if a != b}
    raised = dict(pooled)
    for a, b in sorted(pairs):
        fuller, other = found[groups[a][0]], found[groups[b][0]]
        inside = other.text.lower() in fuller.text.lower()
        if inside and fuller.span.score > other.span.score and features.related(fuller, other):
            raised[a] = max(raised[a], pooled[b] + 1e-6)
    pooled.update(raised)


def _assigned(found: Sequence[Candidate], log_odds: Sequence[float]) -> list[Garble]:
    """Greedy: the likeliest first, the same words with the same term together, nothing on words already taken."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, candidate in enumerate(found):
        groups[candidate.text.lower(), candidate.profile.source].append(n)
    pooled = {key: sum(log_odds[n] for n in members) / len(members) for key, members in groups.items()}
    _prefer_fuller(found, groups, pooled)
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    made: list[Garble] = []
    for key in sorted(groups, key=lambda k: (-pooled[k], -len(k[0]), -len(k[1]), k)):
        score = 1 / (1 + exp(-pooled[key]))
        if score < _LEAST_SCORE:
            break
        for n in groups[key]:
            candidate = found[n]
            line = candidate.line.segment.index
            if any(candidate.start < e and s < candidate.end for s, e in taken[line]):
                continue
            taken[line].append((candidate.start, candidate.end))
            term = candidate.profile.terms[0]
            made.append(Garble(line, candidate.start, candidate.end, term, score, candidate))
    return sorted(made, key=lambda g: (g.start, g.end))
