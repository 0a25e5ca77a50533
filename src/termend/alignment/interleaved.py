"""Bilingual text in one file: English paragraphs, each followed (or led) by its Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from termend.alignment.aligning import align
from termend.alignment.lexical import Evidence
from termend.alignment.pairing import with_certain_source
from termend.alignment.segments import Sourced
from termend.language.sentences import is_chinese
from termend.records import Document, Segment

_FEWEST = 2
_LEAST_SHARE = 0.2
"""Of the English paragraphs so many must have Chinese; fewer are leftovers of the engine."""

_SHORTEST = 6
"""Characters of a Chinese paragraph; a shorter one is a byline or a leftover."""

_Group = tuple[list[Segment], list[Segment]]
"""English segments and the Chinese ones that belong to them."""


def with_interleaved_sources(document: Document) -> Document:
    """The document with its Chinese paragraphs as the sources of the English ones; unchanged where there are none.

    The Chinese paragraphs are no longer segments of the draft; its text stays as it is.
    """
    if any(segment.source is not None for segment in document.segments):
        return document
    shown = [segment for segment in document.segments if segment.text.strip()]
    chinese = {s.index for s in shown if len(s.text.strip()) >= _SHORTEST and is_chinese(s.text)}
    english = len(shown) - len(chinese)
    if len(chinese) < _FEWEST or not english or len(chinese) < _LEAST_SHARE * english:
        return document
    runs = [(own, list(group)) for own, group in groupby(shown, key=lambda s: s.index in chinese)]
    sourced: dict[int, Sourced] = {}
    for english_run, chinese_run in _groups(runs):
        sourced.update(_sources(english_run, chinese_run))
    if not sourced:
        return document
    kept = [segment for segment in document.segments if segment.index not in chinese]
    segments = []
    for index, segment in enumerate(kept):
        own = sourced.get(segment.index)
        segment = replace(segment, index=index)
        segments.append(with_certain_source(segment, own.source, own.confidence) if own else segment)
    return replace(document, segments=tuple(segments), source_path=document.path)


def _groups(runs: Sequence[tuple[bool, list[Segment]]]) -> list[_Group]:
    """Each Chinese run with the English run before it, or with the one after it, whichever explains more in all."""
    before: list[_Group] = [(e, z) for (_, e), (own, z) in pairwise(runs) if own]
    after: list[_Group] = [(e, z) for (own, z), (_, e) in pairwise(runs) if own]
    if not before or not after:
        return before or after
    return before if _explained(before) >= _explained(after) else after


def _explained(groups: Sequence[_Group]) -> float:
    ratios = Evidence(
        ["".join(s.text for s in z) for _, z in groups], [" ".join(s.text for s in e) for e, _ in groups], sound=False
    ).ratios(1)
    return float(ratios.diagonal().sum())


def _sources(english: list[Segment], chinese: list[Segment]) -> dict[int, Sourced]:
    """Paragraphs are translated whole, so they are aligned whole."""
    texts = [segment.text.strip() for segment in chinese]
    if len(english) == len(texts) == 1:
        return {english[0].index: Sourced(texts[0], 1.0)}
    return {
        english[i].index: Sourced("\n".join(texts[k] for k in link.sources), link.confidence)
        for link in align(texts, [segment.text for segment in english]).links
        if link.sources
        for i in link.drafts
    }
