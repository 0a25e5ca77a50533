"""Lay a source beside a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from termend.alignment.lexical import Evidence
from termend.alignment.segments import assign
from termend.documents.building import TITLE
from termend.errors import DocumentError
from termend.glossary import Glossary
from termend.language.hanzi import has_hanzi
from termend.records import LEAST_SOURCE_CONFIDENCE, Document, Segment

"""A source less certain than this is not checked against."""

MOST_CELLS = 9_000_000
"""Draft segments times source segments beyond which files have to be cut before they are aligned."""

LEAST_GAIN = 0.3
"""Nats a draft sentence; a source that explains less belongs to another article.

In NTREX, 41 articles each held against another's source get at most -0.14, against their own at least 0.73.
"""

_FEWEST_SENTENCES = 4
"""Of fewer sentences, what they share says too little to refuse a source."""

_BLOCK = 200
_NEIGHBOURS = 2
_BEST_SHARE = 0.6


def with_sources(document: Document, sources: Document, glossary: Glossary | None = None) -> Document:
    """The document with each segment's source, as far as it is certain.

    Sources of the same number of segments go one to one where most of them fit so; else sentences are aligned. A
    segment whose source is too uncertain keeps none, and its `source_confidence` says how uncertain it was. A page's
    title is no sentence of the article: it is paired with the source's title, where there is one.

    Raises:
        DocumentError: where the source holds no Chinese, belongs to another article, or is too long to be aligned.
    """
    if not has_hanzi(sources.text):
        raise DocumentError(sources.path, "the source holds no Chinese", "Name the Chinese text of the draft")
    article = tuple(s for s in document.segments if s.label != TITLE)
    if len(article) < len(document.segments):
        named = _with_title(document, next((s.text for s in sources.segments if s.label == TITLE), None))
        rest = with_sources(replace(document, segments=article), _untitled(sources), glossary) if article else document
        aligned = {segment.index: segment for segment in rest.segments}
        segments = tuple(aligned.get(s.index, s) if s.label != TITLE else s for s in named.segments)
        return replace(document, segments=segments, source_path=sources.path)
    drafts, texts = [s.text for s in document.segments], [s.text for s in _untitled(sources).segments]
    if len(drafts) == len(texts) and _fit_one_to_one(texts, drafts):
        paired = [
            replace(s, source=text or None, source_confidence=1.0 if text else None)
            for s, text in zip(document.segments, texts, strict=True)
        ]
        return replace(document, segments=tuple(paired), source_path=sources.path)
    if len(drafts) * len(texts) > MOST_CELLS:
        raise DocumentError(
            sources.path, f"{len(texts)} segments are too many to align", "Give a line for each line, or cut the files"
        )
    assignment = assign(texts, drafts, glossary)
    if assignment.count >= _FEWEST_SENTENCES and assignment.gain < LEAST_GAIN:
        raise DocumentError(
            sources.path, f"this source does not belong to {document.path}", "Name the source of this very draft"
        )
    certain = (
        with_certain_source(segment, own.source, own.confidence)
        for segment, own in zip(document.segments, assignment.segments, strict=True)
    )
    return replace(document, segments=tuple(certain), source_path=sources.path)


def _untitled(document: Document) -> Document:
    return replace(document, segments=tuple(s for s in document.segments if s.label != TITLE))


def _with_title(document: Document, source: str | None) -> Document:
    confidence = None if source is None else 1.0
    return replace(
        document,
        segments=tuple(
            replace(s, source=source, source_confidence=confidence) if s.label == TITLE else s
            for s in document.segments
        ),
    )


def with_certain_source(segment: Segment, source: str, confidence: float) -> Segment:
    """The segment with its source, or without it where it is uncertain."""
    if not segment.text.strip():
        return segment
    certain = bool(source) and confidence >= LEAST_SOURCE_CONFIDENCE
    return replace(segment, source=source if certain else None, source_confidence=confidence)


def _fit_one_to_one(sources: Sequence[str], drafts: Sequence[str]) -> bool:
    """Whether most segments are explained by the source at their place better than by those around it.

    Blocks of lines are looked at one by one; few lines are taken as they are.
    """
    import numpy as np

    both = [(z, e) for z, e in zip(sources, drafts, strict=True) if z.strip() and e.strip()]
    if len(both) < _FEWEST_SENTENCES:
        return True
    best = 0
    for start in range(0, len(both), _BLOCK):
        block = both[start : start + _BLOCK]
        ratios = Evidence([z for z, _ in block], [e for _, e in block], sound=False).ratios(1)
        for i in range(len(block)):
            around = ratios[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1, i]
            best += bool(ratios[i, i] >= np.max(around))
    return best >= _BEST_SHARE * len(both)
