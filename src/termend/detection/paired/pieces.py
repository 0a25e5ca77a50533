"""A paragraph with its source, cut where sentences of both surely belong together: a name is looked for in its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from termend.glossary import Glossary
from termend.language.sentences import sentences
from termend.records import Segment

_SURE = 0.9  # probability that sentences belong together from which a paragraph is cut there
_MOST_CELLS = 40_000  # sentences of one side times those of the other; no paragraph that people write has more


def pieces(segment: Segment, glossary: Glossary) -> Iterator[Segment]:
    """The parts of a segment that have their own part of its source, in order of place; it alone where none is sure.

    Args:
        segment: with its source.
        glossary: names that tell which sentences belong together.
    """
    source = segment.source or ""
    ours, theirs = sentences(segment.text), sentences(source)
    if len(ours) < 2 or len(theirs) < 2 or len(ours) * len(theirs) > _MOST_CELLS:
        yield segment
        return
    from termend.alignment.aligning import align

    links = align([source[s:e] for s, e in theirs], [segment.text[s:e] for s, e in ours], glossary).links
    cuts = [(0, 0)]
    for before, behind in pairwise(links):
        both = before.sources and before.drafts and behind.sources and behind.drafts
        if both and min(before.confidence, behind.confidence) >= _SURE:
            cuts.append((ours[behind.drafts[0]][0], theirs[behind.sources[0]][0]))
    cuts.append((len(segment.text), len(source)))
    for (start, first), (end, last) in pairwise(cuts):
        yield replace(
            segment, start=segment.start + start, text=segment.text[start:end], source=source[first:last].strip()
        )
