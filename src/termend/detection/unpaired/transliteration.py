"""A name that is rendered by its sound in another language: engines seldom take such a name for words."""

from __future__ import annotations

from termend.detection.search.candidates import Candidate
from termend.detection.search.explaining import GLOSS


def glossed(candidate: Candidate) -> float:
    """Share of the reasons that gloss characters of a transliterated name; 0 for a name of another kind.

    海姆, Heim, hardly comes out as Lake lambs; a surname that is a word is still glossed where the rest is heard.
    """
    reasons = candidate.span.reasons
    share = sum(reason.how == GLOSS for reason in reasons) / len(reasons) if reasons else 0.0
    return share if share and candidate.profile.is_transliterated else 0.0
