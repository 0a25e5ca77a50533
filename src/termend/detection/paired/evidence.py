"""Why some words render a name, piece by piece: the account that the posteriors gave."""

from __future__ import annotations

from math import log

from termend.detection.paired.posteriors import HOW, NOT, SOUND, TARGET, Posteriors
from termend.records import Evidence

_TIED = 0.05  # P(name | word) from which a word counts as coming from the name
_WHOLE = 3.0  # nats from which the words together sound like the name


def evidence(posteriors: Posteriors, name: str, first: int, last: int, words: tuple[str, ...]) -> tuple[Evidence, ...]:
    """The characters that each word comes from and how; words that nothing explains have an empty source.

    Where no word by itself comes from the name and all together sound like it, they are one piece.

    Args:
        words: texts of words `first:last`.
    """
    row = posteriors.row(name)
    heard = posteriors.runs.get((name, first, last))
    if heard is not None and heard[0] >= _WHOLE:
        reasons = {int(posteriors.how[row, i]) for i in range(first, last) if posteriors.of_name[row, i] > _TIED}
        if reasons <= {SOUND} and last - first > 1:
            return (Evidence(name[heard[1] : heard[2]], " ".join(words), "sound", round(heard[0], 2)),)
    return tuple(_piece(posteriors, row, name, i, word) for i, word in enumerate(words, start=first))


def _piece(posteriors: Posteriors, row: int, name: str, i: int, word: str) -> Evidence:
    how = int(posteriors.how[row, i])
    if how == NOT or posteriors.of_name[row, i] < _TIED:
        return Evidence("", word, "unexplained")
    share = float(posteriors.of_name[row, i])
    nats = round(log(share / max(1e-4, 1 - share)), 2)
    start, end = posteriors.covered[row, i].tolist()
    source = name if how == TARGET else name[start:end]
    return Evidence(source, word, HOW[how], nats)
