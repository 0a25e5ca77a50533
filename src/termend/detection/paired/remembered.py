"""A rendering seen once carries to the other mentions of its name: in the same words, or in its first and last ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from termend.detection.paired.segment import PairedSegment
from termend.detection.paired.unsourced import Rendering
from termend.detection.source import Unit

_SURE = 0.5  # probability from which a rendering is remembered
_AGAIN = 0.9  # of that probability for the same words at another mention
_FEWEST_WORDS = 2  # that a short form keeps: the first and the last


def found(
    segments: Sequence[PairedSegment],
    rendered: Mapping[int, Sequence[Rendering]],
    lost: Mapping[int, Sequence[Unit]],
) -> dict[int, list[Rendering]]:
    """Renderings of lost mentions in words that render the name elsewhere in the draft, by segment.

    Args:
        segments: of the draft.
        rendered: words that are taken.
        lost: mentions that no words were found for.
    """
    known: dict[str, dict[tuple[str, ...], float]] = defaultdict(dict)
    for number, renderings in rendered.items():
        for one in renderings:
            if one.score >= _SURE and one.claim is None:
                words = tuple(w.text.lower() for w in segments[number].words[one.first : one.last])
                known[one.unit.text][words] = max(one.score, known[one.unit.text].get(words, 0.0))
    carried: dict[int, list[Rendering]] = {}
    for number, units in lost.items():
        segment = segments[number]
        used = {i for r in rendered.get(number, ()) for i in range(r.first, r.last)} | segment.claimed.keys()
        for unit in units:
            for words, score in sorted(known.get(unit.text, {}).items(), key=lambda item: (-item[1], item[0])):
                place = next((p for p in _places(segment, words) if used.isdisjoint(range(*p))), None)
                if place is not None:
                    used |= set(range(*place))
                    carried.setdefault(number, []).append(Rendering(unit, *place, _AGAIN * score))
                    break
    return carried


def _places(segment: PairedSegment, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where words stand, the whole of them before a short form: `where network` after `Where to Go Network`."""
    lowered = [word.text.lower() for word in segment.words]
    for size in range(len(words), _FEWEST_WORDS - 1 if len(words) > 1 else 0, -1):
        for first in range(len(lowered) - size + 1):
            stretch = lowered[first : first + size]
            if stretch[0] == words[0] and stretch[-1] == words[-1] and _holds(words, stretch):
                yield first, first + size


def _holds(words: Sequence[str], part: Sequence[str]) -> bool:
    left = iter(words)
    return all(word in left for word in part)
