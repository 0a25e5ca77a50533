"""Find again where a decision belongs after the draft was changed: by its words and the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from termend.records import Document, Edit, Finding
from termend.review.decisions import Change, Place

CONTEXT = 32  # code points kept on each side
_ENOUGH = 8  # code points of context that must agree where the words stand more than once, or are none


@dataclass(frozen=True, slots=True)
class Stands:
    """A place that is still there: `Document.text[start:end]` are its words."""

    place: Place
    start: int
    end: int

    @property
    def edit(self) -> Edit | None:
        """The change as an edit of the draft as it is now; None where the text stands."""
        change = self.place.change
        if change is None:
            return None
        start = self.start + change.offset
        return Edit(start, start + len(change.before), change.before, change.after)


def place_of(document: Document, finding: Finding, change: Change | None) -> Place:
    """A finding's place, to be found again."""
    text = document.text
    return Place(
        finding.text,
        text[max(0, finding.start - CONTEXT) : finding.start],
        text[finding.end : finding.end + CONTEXT],
        finding.start,
        finding.check,
        finding.score,
        change,
    )


def find(text: str, places: Iterable[Place]) -> Iterator[Stands | None]:
    """Where each place stands in a text, in order; None for one that is gone or whose change fits no longer."""
    for place in places:
        start = _start(text, place)
        if start is None:
            yield None
            continue
        stands = Stands(place, start, start + len(place.text))
        edit = stands.edit
        fits = edit is None or (edit.start >= 0 and text[edit.start : edit.end] == edit.before)
        yield stands if fits else None


def is_done(text: str, place: Place) -> bool:
    """Whether the change a place asks for has been made already."""
    change = place.change
    if change is None or not change.after:
        return False
    around = place.left + place.text + place.right
    start = len(place.left) + change.offset
    left, after = around[: max(0, start)], around[start + len(change.before) :]
    return left[-_ENOUGH:] + change.after + after[:_ENOUGH] in text


def _start(text: str, place: Place) -> int | None:
    """The occurrence whose surroundings agree best; of equals the nearest to where it stood."""
    end = place.start + len(place.text)
    if (
        text[place.start : end] == place.text
        and text[max(0, place.start - CONTEXT) : place.start] == place.left
        and text[end : end + CONTEXT] == place.right
    ):
        return place.start
    found = list(_occurrences(text, place))
    if not found:
        return None
    agreed, _, start = max((_agreement(text, place, at), -abs(at - place.start), at) for at in found)
    alone = len(found) == 1 and place.text
    return start if alone or agreed >= min(_ENOUGH, len(place.left) + len(place.right)) else None


def _occurrences(text: str, place: Place) -> Iterator[int]:
    if not place.text:
        around = place.left[-_ENOUGH:] + place.right[:_ENOUGH]
        if around:
            yield from (at + len(place.left[-_ENOUGH:]) for at in _all(text, around))
        return
    yield from _all(text, place.text)


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _agreement(text: str, place: Place, at: int) -> int:
    end = at + len(place.text)
    left = text[max(0, at - len(place.left)) : at]
    return _same(reversed(left), reversed(place.left)) + _same(text[end : end + CONTEXT], place.right)


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
