"""Names written with other spaces than listed: Ke Qiao, Lihongzhong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from termend.detection.unpaired.reading import MOST_NAMES, Reading
from termend.detection.unpaired.stretches import Proposal, Stretch

_MOST_WORDS = 4
_SHORTEST = 5  # letters: shorter ones are words too


def proposals(reading: Reading) -> Iterator[Proposal]:
    """Words in a row whose letters are those of a listed form, and that no listed form of the name is cut like."""
    forms = _forms(reading)
    if not forms:
        return
    for number, line in enumerate(reading.lines):
        for first, word in enumerate(line.words):
            letters: list[str] = []
            for last in range(first, min(len(line.words), first + _MOST_WORDS)):
                here = line.words[last]
                if not here.capital or not here.letters or (last > first and not here.joined):
                    break
                letters.append(here.letters)
                for term, cuts in forms.get("".join(letters), {}).items():
                    if tuple(letters) not in cuts and word.mention is None:
                        yield Proposal(Stretch(number, first, last + 1), term, {"other spaces": 1.0})


def _forms(reading: Reading) -> dict[str, dict[int, set[tuple[str, ...]]]]:
    """By letters the names that have a form of them, and how the listed forms are cut."""
    count = len(reading.search.index.sources)
    found: dict[str, dict[int, set[tuple[str, ...]]]] = defaultdict(dict)
    for term in range(count) if count <= MOST_NAMES else ():
        for form in reading.profile(term).words:
            cut = tuple(word.letters for word in form)
            letters = "".join(cut)
            if len(letters) >= _SHORTEST:
                found[letters].setdefault(term, set()).add(cut)
    return found
