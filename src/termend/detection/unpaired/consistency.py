"""One engine renders one name in one way throughout a draft: what a sure garble says of the same words elsewhere.

One sense per discourse (Gale, Church & Yarowsky 1992): where "Jade evening post" is surely the Yushan Evening Post,
Jade is Yushan in another name as well, if with it that name is said word for word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from termend.detection.search.candidates import Candidate
from termend.detection.search.words import Word
from termend.detection.unpaired.assigning import Garble

_LEAST_SAME = 2  # words that a sure garble shares with the name, beside the one that stands for another
_SURE = 0.8  # from this score on a garble says how its words are to be taken elsewhere
_SUREST = 1 - 1e-9  # no score that is taken over says more
_LEAST_WORDS = 2  # of a name elsewhere: a word alone may stand for itself


def raised(
    candidates: Sequence[Candidate], log_odds: NDArray[np.float64], made: Sequence[Garble]
) -> NDArray[np.float64]:
    """Log-odds with what sure garbles say of the same words in other names: these are as sure. The same where none do.

    Args:
        log_odds: shape (candidates,).
        made: the garbles by these.
    """
    sure: dict[str, tuple[str, float]] = {}
    for garble in sorted(made, key=lambda g: g.score):
        if garble.score >= _SURE:
            score = min(garble.score, _SUREST)
            sure |= {word: (right, score) for word, right in stand_ins(garble.candidate).items()}
    if not sure:
        return log_odds
    known = {word: right for word, (right, _) in sure.items()}
    total = log_odds.copy()
    for n, candidate in enumerate(candidates):
        score = min((sure[word.letters][1] for word in candidate.words if word.letters in sure), default=0.0)
        if score and is_said(candidate, known):
            total[n] = max(total[n], log(score / (1 - score)))
    return total


def stand_ins(candidate: Candidate) -> dict[str, str]:
    """The word of a sure garble that stands for another, by folded letters, where all others are a rendering's.

    It must be explained: a word that the name does not say may be another name's.
    """
    words = _words(candidate)
    for rendering in candidate.profile.words:
        differing = [n for n, target in enumerate(rendering[: len(words)]) if words[n].letters != target.letters]
        if len(words) == len(rendering) > _LEAST_SAME and len(differing) == 1:
            word = words[differing[0]]
            if word in _explained(candidate):
                return {word.letters: rendering[differing[0]].letters}
    return {}


def is_said(candidate: Candidate, known: Mapping[str, str]) -> bool:
    """Whether the words are those of a rendering once the words that stand for others are exchanged.

    Those must be explained by this name as well.
    """
    words, explained = _words(candidate), _explained(candidate)
    exchanged = [known[word.letters] if word.letters in known and word in explained else word.letters for word in words]
    if len(words) < _LEAST_WORDS or exchanged == [word.letters for word in words]:
        return False
    return any(exchanged == [word.letters for word in rendering] for rendering in candidate.profile.words)


def _words(candidate: Candidate) -> list[Word]:
    return [word for word in candidate.words if not word.function]


def _explained(candidate: Candidate) -> set[Word]:
    line = candidate.line.words
    return {word for reason in candidate.span.reasons for word in line[reason.first : reason.last]}
