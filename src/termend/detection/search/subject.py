"""Whether a draft is on the subject of a glossary: how many of its names stand right in it.

Two Poisson rates are held against each other: of the names that an article in the glossary's field uses, and of those
that any article uses, since some names are everybody's. Names are counted once each.
"""

from __future__ import annotations

from math import exp, log

# Names a hundred words. Of press articles with a glossary of their field one in fifty words brings another name; of
# others hardly one in two hundred and fifty.
_OWN_RATE = 2.0
_OTHER_RATE = 0.4
GIVEN = 4.0  # who gives a glossary means it
GIVEN_WITH_ALL = 1.0  # who gives one of many names, or none so that all shipped ones serve, gives it with any draft
MOST_OF_A_SUBJECT = 300  # names; a glossary of more is of no one subject


def probability(names: int, words: int, odds: float = GIVEN) -> float:
    """P(the draft is on the glossary's subject).

    Args:
        names: different names of the glossary that stand right.
        words: of the draft.
        odds: for the subject before the draft is read.
    """
    nats = log(odds) + names * log(_OWN_RATE / _OTHER_RATE) - words / 100 * (_OWN_RATE - _OTHER_RATE)
    return 1 / (1 + exp(-max(-30.0, min(30.0, nats))))
