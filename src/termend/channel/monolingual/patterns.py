"""What the pattern of a name says: the words of a rendering but one, one more, or some of them behind another name."""

from __future__ import annotations

from termend.channel.monolingual.candidates import Candidate
from termend.language.ordinary import is_ordinary

# Nats for three words or more that are those of a rendering but for one: for a plain word where the rendering has a
# name, or another word that says the same characters. Else it is another name of that pattern, as another prize is.
_ALL_BUT_ONE = 2.5
_LEAST_PATTERN = 3
# Nats for some words of a rendering behind another name: Fuling Daily Press Group is no garbled Jiangjin Daily's.
_ANOTHERS = -6.0
# Nats for all words of a rendering and a plain one more: Best Folk Singer is another prize than Best Singer.
_ONE_MORE = -4.0


def log_odds(candidate: Candidate) -> float:
    """Nats for a candidate being a garble of its term, by how its words relate to those of a rendering.

    Set by hand: too few synthetic drafts hold names of one pattern for the decision to learn it.
    """
    return (
        _ALL_BUT_ONE * _is_all_but_one(candidate)
        + _ANOTHERS * _is_anothers(candidate)
        + _ONE_MORE * _has_one_more(candidate)
    )


def _is_anothers(candidate: Candidate) -> bool:
    """Whether a name that is no part of the term goes before, and all that follows are words of a rendering."""
    first = candidate.span.first
    before = candidate.line.words[first - 1] if first and candidate.words[0].joined else None
    if before is None or before.mention is None:
        return False
    if any(term.source in candidate.profile.source for term in before.mention.terms):
        return False
    stems = {word.stem for word in candidate.words if not word.function}
    return any(stems < {word.stem for word in rendering} for rendering in candidate.profile.words)


def _has_one_more(candidate: Candidate) -> bool:
    words = [word for word in candidate.words if not word.function]
    for rendering in candidate.profile.words:
        said = {word.stem for word in rendering}
        more = [word for word in words if word.stem not in said]
        holds_all = len(rendering) > 1 and len(said) == len(words) - len(more)
        if holds_all and len(more) == 1 and more[0].known_word:
            return True
    return False


def _is_all_but_one(candidate: Candidate) -> bool:
    words = [word for word in candidate.words if not word.function]
    explained = {w for reason in candidate.span.reasons for w in candidate.line.words[reason.first : reason.last]}
    mentioned = [id(word.mention) for word in words if word.mention is not None]
    if len(words) < _LEAST_PATTERN or len(set(mentioned)) < len(mentioned):
        return False  # too short, or it holds two words of a right name: Chongqing Daily, and newspaper
    for rendering in candidate.profile.words:
        if len(rendering) == len(words):
            differing = [pair for pair in zip(words, rendering, strict=True) if pair[0].stem != pair[1].stem]
            if len(differing) == 1:
                word, wanted = differing[0]
                plain = is_ordinary(word.text) or not word.known_name
                return plain and word.mention is None and (word in explained or not is_ordinary(wanted.text))
    return False
