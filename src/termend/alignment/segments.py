"""From aligned sentences to segments: what of a source belongs to each paragraph, line or cue of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termend.alignment.aligning import align
from termend.glossary import Glossary
from termend.language.sentences import sentences


@dataclass(frozen=True, slots=True)
class Sourced:
    """The source of one draft segment.

    Attributes:
        source: its source sentences, joined; empty where it has none.
        confidence: probability that they belong to it, the mean over its sentences by their length.
    """

    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Assignment:
    """For each draft segment its source.

    Attributes:
        gain: nats a draft sentence, see `Alignment.gain`.
        count: draft sentences.
    """

    segments: tuple[Sourced, ...]
    gain: float
    count: int


def assign(sources: Sequence[str], drafts: Sequence[str], glossary: Glossary | None = None) -> Assignment:
    """Cut both sides into sentences, align these, and gather for each draft segment what it is linked to.

    Args:
        sources: the source's segments, Chinese.
        drafts: the draft's segments, English.
    """
    source_parts, _ = _cut(sources)
    draft_parts, owners = _cut(drafts)
    alignment = align(source_parts, draft_parts, glossary)
    linked: list[set[int]] = [set() for _ in drafts]
    weights, sure = [0] * len(drafts), [0.0] * len(drafts)
    for link in alignment.links:
        for part in link.drafts:
            owner, weight = owners[part], len(draft_parts[part])
            weights[owner] += weight
            if link.sources:
                linked[owner].update(link.sources)
                sure[owner] += weight * link.confidence
    segments = tuple(
        Sourced(joined([source_parts[i] for i in sorted(own)]), confidence / weight if weight else 0.0)
        for own, confidence, weight in zip(linked, sure, weights, strict=True)
    )
    return Assignment(segments, alignment.gain, len(draft_parts))


def linked_pairs(
    sources: Sequence[str], drafts: Sequence[str], glossary: Glossary | None = None
) -> set[tuple[int, int]]:
    """Pairs (source segment, draft segment) that share a link between their sentences."""
    source_parts, source_owners = _cut(sources)
    draft_parts, draft_owners = _cut(drafts)
    links = align(source_parts, draft_parts, glossary).links
    return {(source_owners[i], draft_owners[j]) for link in links for i in link.sources for j in link.drafts}


def _cut(segments: Sequence[str]) -> tuple[list[str], list[int]]:
    parts: list[str] = []
    owners: list[int] = []
    for index, text in enumerate(segments):
        for start, end in sentences(text):
            parts.append(text[start:end])
            owners.append(index)
    return parts, owners


def joined(parts: Sequence[str]) -> str:
    """Sentences as one text."""
    return "".join(part if part[-1:] in "。！？”」』" else part + " " for part in parts).strip()
