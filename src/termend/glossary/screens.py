"""What `screening` asks of each rendering, for all renderings of a glossary at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termend.glossary.renderings import is_spelt_out, lasting_words
from termend.glossary.runs import Arrays, Runs
from termend.glossary.screening import TELLING, Traces, begins, initials, is_of_many_words, telling
from termend.language.wordforms import key
from termend.records import Term


@dataclass(frozen=True, slots=True)
class Able:
    """Shape (renderings,): which have a word like the text's, and which every word that no form of it lacks."""

    begun: NDArray[np.bool_]
    stand: NDArray[np.bool_]


def able(arrays: Arrays, traces: Traces) -> Able:
    """What a text's traces say of the renderings that `arrays_of` was given.

    Raises:
        KeyError: where an array is missing.
    """
    begun, lasting, capitals = (Runs.read(arrays, name) for name in ("telling", "lasting", "initials"))
    many, unsure, opens, spelt = arrays["flags"].astype(np.bool_).T
    short = capitals.count([word in traces.capitals for word in capitals.words]) > 0
    like = begun.count([word in traces.prefixes for word in begun.words]) > 0
    missing = [not traces.has_key(word) for word in lasting.words]
    joined = spelt & ~(lasting.first(missing) & opens)
    return Able(like | (short & many), unsure | (lasting.count(missing) == 0) | short | joined)


def arrays_of(listed: Sequence[tuple[Term, str]]) -> dict[str, NDArray[np.generic]]:
    """Terms with a rendering each as named arrays."""
    lasting = [lasting_words(term, text) for term, text in listed]
    begun = [begins(text) for _, text in listed]
    flags = [
        (is_of_many_words(own), *_flags(*row, found)) for row, own, found in zip(listed, begun, lasting, strict=True)
    ]
    return {
        "flags": np.array(flags, np.bool_).reshape(len(flags), 4),
        **Runs.arrays("telling", [sorted(telling(own)) for own in begun]),
        **Runs.arrays("lasting", [[key(word)[:TELLING] for word in found or ()] for found in lasting]),
        **Runs.arrays("initials", [[letters] if (letters := initials(text)) else [] for _, text in listed]),
    }


def _flags(term: Term, text: str, lasting: list[str] | None) -> tuple[bool, bool, bool]:
    """Whether nothing is sure of the words, whether the first lasting one opens it, whether it is pinyin throughout."""
    if not lasting:
        return lasting is None, False, False
    return False, text.lower().startswith(lasting[0]), is_spelt_out(term, text)
