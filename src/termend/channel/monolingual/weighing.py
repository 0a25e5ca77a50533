"""What is added to the decision: what the draft as a whole says, and hints that no synthetic draft teaches."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from termend.channel.monolingual import circumstances, consistency, features, patterns, shares, transliteration
from termend.channel.monolingual.assigning import LEAST_LOG_ODDS, Garble

_SURE = 0.9  # from this score on a garble says how its words are to be taken elsewhere
_SUREST = 1 - 1e-9  # no score that is taken over says more
_IN_QUESTION = -1.0  # nats from which on it is worth its time to ask how a name is rendered
_MOST_HINTED = 4.0  # nats that hints add at most, as they come together
# Nats for a glossary all of whose terms the document uses: it was made for this document, and what it lacks is garbled.
_DOCUMENT_PRIOR = 0.6
# Nats for a draft with capitals on the glossary's subject, and for any that is not: hardly a name of the glossary is
# there to be garbled. Without capitals more is taken for a name than is one.
_ON_SUBJECT = 0.4
_OFF_SUBJECT = -1.6


def priors(found: shares.Found) -> NDArray[np.float64]:
    """Shape (candidates,): what the document as a whole says of each, in nats."""
    document = found.search.document
    on_subject = _ON_SUBJECT if document.cased else 0.0
    subject = on_subject * document.on_subject + _OFF_SUBJECT * (1 - document.on_subject)
    nats: NDArray[np.float64] = subject + _DOCUMENT_PRIOR * found.rows[:, features.USED]
    return nats


def hinted(found: shares.Found, log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds with what the patterns of names and the circumstances say, of those that it may bring above the least.

    Args:
        log_odds: shape (candidates,).
    """
    total = log_odds.copy()
    for n in np.flatnonzero(log_odds > LEAST_LOG_ODDS - _MOST_HINTED).tolist():
        candidate = found.candidate(n)
        total[n] += patterns.log_odds(candidate) + circumstances.log_odds(candidate, found.search.document)
        if total[n] > _IN_QUESTION:
            total[n] += transliteration.log_odds(candidate)
    return total


def consistent(found: shares.Found, log_odds: NDArray[np.float64], made: Sequence[Garble]) -> NDArray[np.float64]:
    """Log-odds with what sure garbles say of the same words in other names: these are as sure. The same where none do.

    Args:
        log_odds: shape (candidates,).
        made: the garbles by these.
    """
    sure: dict[str, tuple[str, float]] = {}
    for garble in sorted(made, key=lambda g: g.score):
        if garble.score >= _SURE:
            score = min(garble.score, _SUREST)
            sure |= {word: (right, score) for word, right in consistency.stand_ins(garble.candidate).items()}
    if not sure:
        return log_odds
    known = {word: right for word, (right, _) in sure.items()}
    total = log_odds.copy()
    for n, spot in enumerate(found.spots):
        line = found.search.lines[spot.line].words[spot.first : spot.last]
        score = min((sure[word.letters][1] for word in line if word.letters in sure), default=0.0)
        if score and consistency.is_said(found.candidate(n), known):
            total[n] = max(total[n], log(score / (1 - score)))
    return total
