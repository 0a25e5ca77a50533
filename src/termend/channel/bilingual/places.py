"""Where in the English a name belongs that no words render: between the words of its neighbours in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termend.channel.bilingual.segment import Aligner, Span

_SURE = 0.75


@dataclass(frozen=True, slots=True)
class Place:
    """A code point of the segment's English, and the words on its two sides; empty at the segment's ends."""

    at: int
    left: str
    right: str


def belongs(aligner: Aligner, name: str, spans: Sequence[Span]) -> Place:
    """The place for a name: beside the nearest neighbour in the source whose words are known.

    Behind what stands before it in the source, or before what stands behind it, whichever is nearer. Without any such
    neighbour the place is where it stands in the source, in proportion.
    """
    unit = next(u for u in aligner.source.names if u.text == name)
    anchors = sorted(_anchors(aligner, spans))
    before = [a for a in anchors if a[1] <= unit.start]
    after = [a for a in anchors if a[0] >= unit.end]
    left = max(before, key=lambda a: (a[1], -a[2]), default=None)
    right = min(after, key=lambda a: (a[0], a[2]), default=None)
    words = aligner.words
    if left is not None and (right is None or unit.start - left[1] <= right[0] - unit.end):
        index = left[3]
    elif right is not None:
        index = right[2]
    else:
        share = unit.start / max(1, len(aligner.source.text))
        index = round(share * len(words))
    at = words[index].start if index < len(words) else (words[-1].end if words else 0)
    if left is not None and index == left[3] and index > 0:
        at = words[index - 1].end
    return Place(
        at,
        words[index - 1].text if 0 < index <= len(words) else "",
        words[index].text if index < len(words) else "",
    )


def _anchors(aligner: Aligner, spans: Sequence[Span]) -> list[tuple[int, int, int, int]]:
    """Stretches of the source with the words they became: (start, end, first word, end word)."""
    found: list[tuple[int, int, int, int]] = []
    placed: dict[str, list[tuple[int, int]]] = {}
    for claim in aligner.claims:
        placed.setdefault(claim.name, []).append((claim.first, claim.last))
    for span in spans:
        placed.setdefault(span.name, []).append((span.first, span.last))
    for name, places in placed.items():
        units = [u for u in aligner.source.names if u.text == name]
        for unit, (first, last) in zip(units, sorted(places), strict=False):
            found.append((unit.start, unit.end, first, last))
    taken = {i for _, _, first, last in found for i in range(first, last)}
    for unit in aligner.source.units:
        if unit.is_name or len(unit.text) < 2:
            continue
        words = [i for i in range(len(aligner.words)) if i not in taken and aligner.renders(i, unit.text) >= _SURE]
        if len(words) == 1:  # a word that could be in two places tells nothing
            found.append((unit.start, unit.end, words[0], words[0] + 1))
    return found
