"""Proposals from a translation model: for findings whose segment has a source."""

from __future__ import annotations

from collections.abc import Sequence

from termend.records import Document, Finding, Proposal
from termend.repair.transformers_translator import Translator, taken_over, with_code

_PROBABILITY = 0.5
"""A translation model says nothing about how likely an editor takes its words over the glossary's form."""


def by_translation(
    document: Document, findings: Sequence[Finding], chosen: Sequence[int], translator: Translator
) -> dict[int, tuple[Proposal, ...]]:
    """A proposal for each finding whose name stands in its segment's source and comes through the translation."""
    segments = {segment.index: segment for segment in document.segments}
    asked: list[tuple[int, str]] = []
    for number in chosen:
        finding, segment = findings[number], segments.get(findings[number].segment)
        if segment is None or segment.source is None or finding.term is None:
            continue
        if finding.term.source in segment.source:
            asked.append((number, with_code(segment.source, finding.term.source)))
    sentences = list(dict.fromkeys(sentence for _, sentence in asked))
    translations = dict(zip(sentences, translator.translate(sentences), strict=True))
    made: dict[int, tuple[Proposal, ...]] = {}
    for number, sentence in asked:
        finding, segment = findings[number], segments[findings[number].segment]
        assert finding.term is not None
        taken = taken_over(
            segment.text,
            finding.start - segment.start,
            finding.end - segment.start,
            translations[sentence],
            finding.term.target,
        )
        if taken is not None:
            start, end, text = taken
            score = finding.score * _PROBABILITY
            made[number] = (Proposal(text, segment.start + start, segment.start + end, score, "seq2seq"),)
    return made
