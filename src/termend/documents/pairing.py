"""Marks that stand in pairs around text (emphasis, links, tags), and what becomes of them when an edit takes the text.

A pair whose text is gone goes too: `**` alone is printed as it stands, or begins a bold that nobody wrote. A link stays
for the new text. What an edit leaves at the inner edge of a Markdown mark may be a space, on which the mark would not
count: then the mark moves to the words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from termend.documents.splicing import Change, Splice, splice


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening mark at `at:inner` and its closing one at `close:until`, in code points of the file.

    Attributes:
        link: whether it leads somewhere, so that it is worth keeping.
        removable: whether it goes where nothing is left in it.
        clings: whether it counts only where words stand at its inner edges.
    """

    at: int
    inner: int
    close: int
    until: int
    link: bool = False
    removable: bool = True
    clings: bool = False


def into_links(groups: Sequence[Sequence[Change]], pairs: Sequence[Pair], text: str) -> list[list[Change]]:
    """The changes of each edit, the new text given to a link that they would leave empty."""
    links = sorted((pair for pair in pairs if pair.link), key=lambda pair: pair.inner)
    return [_into_link(group, _near(group, links), text) for group in groups]


def _near(group: Sequence[Change], links: Sequence[Pair]) -> Sequence[Pair]:
    """The links that changes may lie in; none lies in another."""
    first = bisect_right(links, group[0].at, key=lambda link: link.inner)
    last = bisect_right(links, group[-1].until, key=lambda link: link.inner)
    return links[max(0, first - 1) : last]


def _into_link(group: Sequence[Change], links: Sequence[Pair], text: str) -> list[Change]:
    new = next((n for n, change in enumerate(group) if change.text), None)
    if new is None or len(group) < 2 or any(a.inner <= group[new].at and group[new].until <= a.close for a in links):
        return list(group)
    for link in links:
        inside = [n for n, change in enumerate(group) if link.inner <= change.at and change.until <= link.close]
        if not inside:
            continue
        taken = [(c.at - link.inner, c.until - link.inner, "") for n, c in enumerate(group) if n in inside]
        if not splice(text[link.inner : link.close], taken).strip():
            made = [replace(change, text="") if n == new else change for n, change in enumerate(group)]
            made[inside[0]] = replace(made[inside[0]], text=group[new].text)
            return made
    return list(group)


def settled(text: str, made: Iterable[Splice], pairs: Iterable[Pair]) -> list[Splice]:
    """What is written, with the pairs that it leaves empty taken away and those that it leaves at a space moved."""
    done = sorted(made)
    for pair in sorted(pairs, key=lambda pair: (pair.close - pair.inner, pair.at)):
        inside = _inside(done, pair)
        if not inside:
            continue
        shifted = [(at - pair.inner, until - pair.inner, new) for at, until, new in inside]
        left = splice(text[pair.inner : pair.close], shifted)
        if not left.strip():
            if pair.removable and text[pair.inner : pair.close].strip():
                insort(done, (pair.at, pair.inner, ""))
                insort(done, (pair.close, pair.until, ""))
        elif pair.clings:
            done = _moved(text, done, left, pair)
    return done


def without_near(made: Sequence[Splice], pairs: Iterable[Pair]) -> list[Splice]:
    """What is written, and the clinging marks taken away that a change touches or stands beside."""
    done = list(made)
    written = {s[:2] for s in made}
    for pair in pairs:
        marks = ((pair.at, pair.inner), (pair.close, pair.until))
        near = any(at <= end and start <= until for at, until, _ in made for start, end in marks)
        if pair.clings and near and written.isdisjoint(marks):
            done += ((start, end, "") for start, end in marks)
    return sorted(done)


def _inside(made: Sequence[Splice], pair: Pair) -> list[Splice]:
    first = bisect_left(made, pair.inner, key=lambda s: s[0])
    last = bisect_right(made, pair.close, key=lambda s: s[0])
    return [s for s in made[first:last] if s[1] <= pair.close]


def _moved(text: str, made: list[Splice], left: str, pair: Pair) -> list[Splice]:
    """The marks of a pair put where the words begin and end, where a change left white space there."""
    inside = _inside(made, pair)
    if left[0].isspace() and not text[pair.inner].isspace():
        place = _kept_place(text, inside, len(left) - len(left.lstrip()), pair.inner)
        if place is not None:
            mark = text[pair.at : pair.inner]
            made = _with_mark([*made, (pair.at, pair.inner, "")], place, lambda there: mark + there)
    if left[-1].isspace() and not text[pair.close - 1].isspace():
        place = _kept_place(text, inside, len(left.rstrip()), pair.inner)
        if place is not None:
            mark = text[pair.close : pair.until]
            made = _with_mark([*made, (pair.close, pair.until, "")], place, lambda there: there + mark)
    return made


def _with_mark(made: list[Splice], place: int, joined: Callable[[str], str]) -> list[Splice]:
    """What is written with a mark put in at a place, around those that another pair has put there."""
    there = next((new for at, until, new in made if at == until == place), "")
    return sorted([*(s for s in made if s[:2] != (place, place)), (place, place, joined(there))])


def _kept_place(text: str, inside: Sequence[Splice], offset: int, start: int) -> int | None:
    """Where an offset of what is left stands in the file; None for one within new text."""
    reached, at = 0, start
    for first, until, new in inside:
        if offset <= reached + first - at and (offset < reached + first - at or offset):
            return at + offset - reached
        reached += first - at
        if new and offset < reached + len(new):
            return None if offset > reached else first
        reached += len(new)
        at = until
    return at + offset - reached
