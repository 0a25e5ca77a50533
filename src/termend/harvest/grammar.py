"""Words and characters of grammar, which stand for nothing in particular and with which no name begins or ends."""

from __future__ import annotations

from termend.language.function_words import EMPTY

FUNCTION_WORDS = EMPTY | {"s"}
DAYS_AND_MONTHS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november"}
    | {"december"}
)
# Characters that need little explaining inside a phrase.
LIGHT = frozenset("的之与和及暨并等了个场项第届")
GRAMMAR = frozenset("的之与和及暨并等了是在将对于为要有也就都还而但其被把从向给让由这那他她它我你们着过说称")
