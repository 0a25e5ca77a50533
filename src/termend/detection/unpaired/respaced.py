"""Names written with other spaces than listed: Ke Qiao, Lihongzhong."""

from __future__ import annotations

from collections.abc import Iterator

from termend.detection.unpaired.reading import MOST_NAMES, Reading
from termend.detection.unpaired.stretches import Proposal, Stretch

_MOST_WORDS = 4
_SHORTEST = 5  # letters: shorter ones are words too


def proposals(reading: Reading) -> Iterator[Proposal]:
    """Words in a row whose letters are those of a listed form, and that no listed form of the name is cut like."""
    profiles = reading.search.profiles
    if len(profiles) > MOST_NAMES:
        return
    for number, line in enumerate(reading.lines):
        for first, word in enumerate(line.words):
            letters: list[str] = []
            for last in range(first, min(len(line.words), first + _MOST_WORDS)):
                here = line.words[last]
                if not here.capital or not here.letters or (last > first and not here.joined):
                    break
                letters.append(here.letters)
                together = "".join(letters)
                for term, cuts in profiles.cuts.get(together, {}).items() if len(together) >= _SHORTEST else ():
                    if tuple(letters) not in cuts and word.mention is None:
                        yield Proposal(Stretch(number, first, last + 1), term, {"other spaces": 1.0})
