"""A name that is rendered by its sound in another language: engines seldom take such a name for words."""

from __future__ import annotations

from termend.channel.monolingual.candidates import Candidate
from termend.channel.monolingual.explaining import GLOSS

# Nats for words that are nothing but glosses of such a name: 海姆, Heim, hardly comes out as Lake lambs. The fewer
# where some of it is heard: a surname that is a word is still glossed.
_GLOSSED = -1.5
_PARTLY_GLOSSED = -0.6


def log_odds(candidate: Candidate) -> float:
    """Nats for a candidate being a garble of its term, by whether a name like that is translated at all.

    Set by hand: lists of foreign names are as good as absent from the synthetic drafts.
    """
    glossed = [reason.how == GLOSS for reason in candidate.span.reasons]
    if not any(glossed) or not candidate.profile.is_transliterated:
        return 0.0
    return _GLOSSED if all(glossed) else _PARTLY_GLOSSED
