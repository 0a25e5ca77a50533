"""The alignment of a candidate, as evidence: each piece of the name with the words it became."""

from __future__ import annotations

from termend.detection.search.candidates import Candidate
from termend.detection.search.explaining import SOUND, Reason
from termend.detection.search.spans import LOST_COST, cost
from termend.records import Evidence


def evidence(candidate: Candidate) -> tuple[Evidence, ...]:
    """Pieces in the order of the words; then the characters that left no trace.

    Words that nothing explains have an empty source and what they speak against the term.
    """
    found: list[Evidence] = []
    words, span, profile = candidate.line.words, candidate.span, candidate.profile
    place = span.first
    for reason in span.reasons:
        found += [Evidence("", w.text, "unexplained", -cost(w)) for w in words[place : reason.first] if not w.function]
        found += _pieces(candidate, reason)
        place = reason.last
    found += [Evidence("", w.text, "unexplained", -cost(w)) for w in words[place : span.last] if not w.function]
    lost = profile.whole & ~span.mask
    for i, character in enumerate(profile.characters):
        if lost >> i & 1:
            found.append(Evidence(character, "", "lost", -LOST_COST * profile.weights[i]))
    return tuple(found)


def _pieces(candidate: Candidate, reason: Reason) -> list[Evidence]:
    profile = candidate.profile
    words = candidate.line.words[reason.first : reason.last]
    text = candidate.line.segment.text[words[0].start : words[-1].end]
    source = "".join(c for i, c in enumerate(profile.characters) if reason.mask >> i & 1)
    if reason.how == SOUND:
        aligned = profile.sound.align(reason.detail, source, whole=True)
        if aligned is not None and len(aligned.pieces) > 1:
            return [Evidence(p.source, p.letters, SOUND, p.log_odds) for p in aligned.pieces]
    return [Evidence(source, text, reason.how, reason.log_odds)]
