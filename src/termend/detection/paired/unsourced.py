"""What would be found without the source is not lost with it: the mentions left over are looked for by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from termend.detection.paired.analysis import Analysis
from termend.detection.paired.segment import Claim, PairedSegment
from termend.detection.search.words import Known
from termend.detection.source import Unit, plain
from termend.detection.unpaired import finding as without_source
from termend.glossary import Glossary

_LEAST = 0.5  # probability from which one is taken: the source has the name, and its own account found nothing


@dataclass(frozen=True, slots=True)
class Rendering:
    """Words `first:last` of a segment that render a mention without being an approved form of its name.

    Attributes:
        claim: the approved form that is a part of them, where one is.
    """

    unit: Unit
    first: int
    last: int
    score: float
    claim: Claim | None = None


def found(
    analysis: Analysis, rendered: Mapping[int, Sequence[Rendering]], lost: Mapping[int, Sequence[Unit]]
) -> dict[int, list[Rendering]]:
    """Renderings of lost mentions that the search without a source finds, by segment.

    Args:
        rendered: words that are taken.
        lost: mentions that no words were found for.
    """
    numbers = [n for n, units in lost.items() if units]
    if not numbers:
        return {}
    rows = {row: name for name in analysis.names.values() for row in name.rows}
    known = [one for n in numbers for one in _known(analysis, n, rendered.get(n, ()))]
    segments = [replace(analysis.segments[n].segment, index=n) for n in numbers]  # several are of one paragraph
    taken: dict[int, list[Rendering]] = {}
    for garble in without_source.find(segments, Glossary(tuple(rows)), known):
        n = garble.segment
        segment = analysis.segments[n]
        unit = next((u for u in lost[n] if u.text == plain(garble.term.source)), None)
        place = _words(segment, garble.start - segment.segment.start, garble.end - segment.segment.start)
        before = [*rendered.get(n, ()), *taken.get(n, ())]
        if unit is None or garble.score < _LEAST or place is None or any(r.unit == unit for r in before):
            continue
        if any(r.first < place[1] and place[0] < r.last for r in before):
            continue
        taken.setdefault(n, []).append(Rendering(unit, *place, garble.score))
    return taken


def _known(analysis: Analysis, number: int, rendered: Sequence[Rendering]) -> list[Known]:
    segment = analysis.segments[number]
    places = [(c.first, c.last, c.name) for c in (*segment.claims, *segment.surplus)]
    places += [(r.first, r.last, r.unit.text) for r in rendered]
    offset = segment.segment.start
    return [
        Known(
            offset + segment.words[first].start,
            offset + segment.words[last - 1].end,
            analysis.names[name].rows,
            number,
        )
        for first, last, name in sorted(places)
    ]


def _words(segment: PairedSegment, start: int, end: int) -> tuple[int, int] | None:
    """The words that stand in `start:end` of a segment's text."""
    inside = [i for i, word in enumerate(segment.words) if word.start < end and start < word.end]
    return (inside[0], inside[-1] + 1) if inside and not segment.claimed.keys() & set(inside) else None
