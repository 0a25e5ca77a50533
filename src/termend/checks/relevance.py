"""Which of the shipped glossaries a draft speaks of.

A glossary that somebody named is searched whole. Where nobody named one, all shipped glossaries serve, and a draft on
one city's press would be searched for the garbled names of every other place: each more name that it could be is one
more chance to take plain English for it. So the names that the draft has right decide.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from termend.glossary import Glossary
from termend.glossary.loading import whole

# A glossary is searched where the draft mentions names that only it has, at this share of the best one's density.
_SHARE = 0.5


def relevant(glossary: Glossary, mentioned: AbstractSet[str]) -> Glossary:
    """The parts of a glossary that the draft speaks of; the whole where nobody could tell.

    Args:
        mentioned: sources of the terms whose accepted renderings stand in the draft.
    """
    left = list(glossary.parts)
    if len(left) == 1:
        return glossary
    unexplained = {source for source in mentioned if source in glossary.by_source}
    if not left or not unexplained:
        return glossary
    chosen: list[Glossary] = []
    best = 0.0
    while left:
        part = max(left, key=lambda p: (_density(p, unexplained), p.names))
        density = _density(part, unexplained)
        if density == 0.0 or density < _SHARE * best:
            break
        best = max(best, density)
        chosen.append(part)
        left.remove(part)
        unexplained -= set(part.by_source)
    if len(chosen) == len(glossary.parts):
        return glossary
    return whole(sorted(chosen, key=lambda p: p.names))


def _density(part: Glossary, sources: AbstractSet[str]) -> float:
    return len(sources & part.by_source.keys()) / max(1, len(part))
