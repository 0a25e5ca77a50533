"""Where in the English a name belongs that no words render: between the words of its neighbours in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termend.channel.explanation import Explainer
from termend.detection.paired.segment import Anchor, PairedSegment
from termend.detection.source import Unit

_SURE = 0.75  # strength of a gloss from which a word marks the place of another


@dataclass(frozen=True, slots=True)
class Place:
    """A code point of the segment's English, and the words on its two sides; empty at the segment's ends."""

    at: int
    left: str
    right: str


def belongs(segment: PairedSegment, unit: Unit, renderings: Sequence[Anchor], explainer: Explainer) -> Place:
    """The place for a mention: beside the nearest neighbour in the source whose words are known.

    Behind what stands before it in the source, or before what stands behind it, whichever is nearer. Without any such
    neighbour the place is where it stands in the source, in proportion.

    Args:
        renderings: of the other mentions of names.
    """
    known = sorted([*renderings, *_of_words(segment, renderings, explainer)], key=lambda a: (a.start, a.first))
    before = [a for a in known if a.end <= unit.start]
    after = [a for a in known if a.start >= unit.end]
    left = max(before, key=lambda a: (a.end, -a.first), default=None)
    right = min(after, key=lambda a: (a.start, a.first), default=None)
    words = segment.words
    if left is not None and (right is None or unit.start - left.end <= right.start - unit.end):
        index = left.last
    elif right is not None:
        index = right.first
    else:
        index = round(unit.start / max(1, len(segment.source.text)) * len(words))
    at = words[index].start if index < len(words) else (words[-1].end if words else 0)
    if left is not None and index == left.last and index > 0:
        at = words[index - 1].end
    return Place(
        at,
        words[index - 1].text if 0 < index <= len(words) else "",
        words[index].text if index < len(words) else "",
    )


def _of_words(segment: PairedSegment, renderings: Sequence[Anchor], explainer: Explainer) -> list[Anchor]:
    """Words of the source beside its names with the one word that renders each; one that might be two tells nothing."""
    taken = {i for a in renderings for i in range(a.first, a.last)}
    found: list[Anchor] = []
    for unit in segment.source.units:
        if unit.is_name or len(unit.text) < 2:
            continue
        words = [
            i
            for i, word in enumerate(segment.words)
            if i not in taken and not word.is_function and explainer.by_gloss(word.text, unit.text).strength >= _SURE
        ]
        if len(words) == 1:
            found.append(Anchor(unit.start, unit.end, words[0], words[0] + 1))
    return found
