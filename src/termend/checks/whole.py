"""What a long draft says as a whole, for the checks of its sections: counts, which grow with its names alone."""

from __future__ import annotations

from dataclasses import dataclass

from termend.checks.spellings import Spellings
from termend.detection.search.features import Setting
from termend.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Whole:
    """The evidence of all sections of a draft.

    Attributes:
        searched: terms that a garble may stand for.
        setting: which names stand right and how often, and whether capitals mean something.
        spellings: how often each name is spelt in which way.
    """

    searched: Glossary
    setting: Setting
    spellings: Spellings
