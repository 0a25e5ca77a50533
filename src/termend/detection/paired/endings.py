"""The word behind a rendering that says the end of its name: half sound, half gloss (“Sanjiang *sources*”)."""

from __future__ import annotations

from collections.abc import Collection

from termend.detection.paired.posteriors import GLOSS, Posteriors
from termend.detection.paired.segment import PairedSegment

_SURELY = 0.5  # P(name | word) from which a word without a capital is the name's


def with_ending(
    segment: PairedSegment, posteriors: Posteriors, name: str, first: int, last: int, taken: Collection[int]
) -> tuple[int, int]:
    """Words `first:last` of a segment, and the one behind them where it alone surely says its last character.

    Args:
        taken: words of other renderings.
    """
    words, row = segment.words, posteriors.row(name)
    if last >= len(words) or last in taken or last in segment.claimed:
        return first, last
    word, tied = words[last], posteriors.of_name[row, last]
    if word.breaks or word.is_function or tied <= _SURELY or posteriors.how[row, last] != GLOSS:
        return first, last
    covered = [posteriors.covered[row, i].tolist() for i in range(first, last) if posteriors.of_name[row, i] > _SURELY]
    start, end = posteriors.covered[row, last].tolist()
    said = {place for begin, stop in covered for place in range(begin, stop)}
    is_ending = end == len(name) and said.issuperset(range(start)) and end - 1 not in said
    return (first, last + 1) if is_ending else (first, last)
