"""What the pattern of a name says: the words of a rendering but one, one more, or some of them behind another name."""

from __future__ import annotations

from termend.detection.search.candidates import Candidate
from termend.language.ordinary import is_ordinary

_LEAST_PATTERN = 3  # words


def is_anothers(candidate: Candidate) -> bool:
    """Whether a name that is no part of the term goes before, and all that follows are words of a rendering."""
    first = candidate.span.first
    before = candidate.line.words[first - 1] if first and candidate.words[0].joined else None
    if before is None or before.mention is None:
        return False
    if any(term.source in candidate.profile.source for term in before.mention.terms):
        return False
    return is_part(candidate)


def has_one_more(candidate: Candidate) -> bool:
    """Whether they are a rendering's words and a plain one more: Best Folk Singer is another prize than Best Singer."""
    words = [word for word in candidate.words if not word.function]
    for rendering in candidate.profile.words:
        said = {word.stem for word in rendering}
        more = [word for word in words if word.stem not in said]
        holds_all = len(rendering) > 1 and len(said) == len(words) - len(more)
        if holds_all and len(more) == 1 and more[0].known_word:
            return True
    return False


def is_part(candidate: Candidate) -> bool:
    """Whether they are some of a rendering's words and nothing else: the thing called short, or another like it."""
    stems = {word.stem for word in candidate.words if not word.function}
    return any(stems < {word.stem for word in rendering} for rendering in candidate.profile.words)


def is_all_but_one(candidate: Candidate) -> bool:
    """Whether they are three words or more, those of a rendering but for one.

    A plain word where the rendering has a name, or another word that says the same characters; else it is another name
    of that pattern, as another prize is.
    """
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
