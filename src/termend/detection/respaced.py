"""Names written with other spaces than listed: Ke Qiao, Lihongzhong."""

from __future__ import annotations

from collections.abc import Iterator

from termend.detection.reading import Reading
from termend.detection.stretches import Proposal
from termend.language.letters import fold


def proposals(reading: Reading) -> Iterator[Proposal]:
    """Words taken for a rendering because their letters are its letters, and no listed form is cut so."""
    for mention, stretch in reading.mentions:
        text = reading.text(stretch)
        for source in dict.fromkeys(term.source for term in mention.terms):
            number = reading.number(source)
            if number is None:
                continue
            forms = reading.profile(number).renderings
            if fold(text) in {fold(form) for form in forms} and _cut(text) not in {_cut(form) for form in forms}:
                yield Proposal(stretch, number, {"other spaces": 1.0})


def _cut(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in text.replace("-", " ").split() if fold(word))
