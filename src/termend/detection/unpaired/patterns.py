"""What the pattern of a name says: some words of a rendering, behind another name or not, or one more."""

from __future__ import annotations

from termend.detection.search.candidates import Candidate


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
