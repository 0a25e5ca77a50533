"""Which candidate each mention of a segment takes, or none: the likeliest choice in which no two share a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termend.detection.paired.model import log_shares
from termend.detection.paired.stretches import Stretches

_MOST = 8  # candidates of a mention that are tried
_BEAM = 60
_SAME = 0.5  # of the words of two stretches together, from which they are one finding at two lengths


@dataclass(frozen=True)
class Choice:
    """What a mention takes.

    Attributes:
        candidate: its number; None where no words render the mention.
        log_odds: of the choice against any other.
    """

    candidate: int | None
    log_odds: float


def assign(mentions: Sequence[tuple[Stretches, NDArray[np.float64]]]) -> list[Choice]:
    """Beam search over the mentions of one segment, the surest first.

    Args:
        mentions: candidates of each and their log-odds against none.
    """
    shares = [log_shares(log_odds) for _, log_odds in mentions]
    order = sorted(range(len(mentions)), key=lambda n: (-shares[n][0].max(initial=-np.inf), n))
    beam: list[tuple[float, int, tuple[int | None, ...]]] = [(0.0, 0, ())]
    for n in order:
        stretches, _ = mentions[n]
        log_p, none = shares[n]
        best = np.argsort(-log_p, kind="stable")[:_MOST].tolist()
        options: list[tuple[float, int, int | None]] = [(none, 0, None)]
        options += [(float(log_p[c]), _mask(stretches, c), c) for c in best]
        reached = [
            (total + value, used | mask, (*chosen, candidate))
            for total, used, chosen in beam
            for value, mask, candidate in options
            if not used & mask
        ]
        reached.sort(key=lambda state: -state[0])
        beam = reached[:_BEAM]
    chosen = dict(zip(order, beam[0][2], strict=True))
    return [Choice(chosen[n], _log_odds(mentions[n][0], *shares[n], chosen[n])) for n in range(len(mentions))]


def _mask(stretches: Stretches, candidate: int) -> int:
    return (1 << int(stretches.last[candidate])) - (1 << int(stretches.first[candidate]))


def _log_odds(stretches: Stretches, log_p: NDArray[np.float64], none: float, chosen: int | None) -> float:
    """Log-odds of a choice; stretches that are nearly the same words speak for one another."""
    if chosen is None:
        share = float(np.exp(none))
    else:
        inside = np.minimum(stretches.last, stretches.last[chosen]) - np.maximum(
            stretches.first, stretches.first[chosen]
        )
        together = np.maximum(stretches.last, stretches.last[chosen]) - np.minimum(
            stretches.first, stretches.first[chosen]
        )
        share = float(np.exp(log_p[inside >= _SAME * together]).sum())
    share = min(1 - _LEAST, max(_LEAST, share))
    return float(np.log(share / (1 - share)))


_LEAST = 1e-6
