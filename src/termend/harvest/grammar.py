"""Words of grammar, which stand for nothing in particular and with which no name begins or ends."""

from __future__ import annotations

from termend.language.function_words import EMPTY

FUNCTION_WORDS = EMPTY | {"s"}
DAYS_AND_MONTHS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november"}
    | {"december"}
)
