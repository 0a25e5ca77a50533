"""Number names: 十四五 may come out as 14-5, 145 or 1455; 八一 as 81st; 二十届 as 20th."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "两": "2"}
_TENS = {"十": ("1", "10", ""), "百": ("1", "100", "")}
NUMERALS = frozenset(_DIGITS) | frozenset(_TENS)

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_ROUND = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
_WORDS = _ONES | _ROUND | _ORDINALS
_FIGURE = re.compile(r"(\d+)(?:st|nd|rd|th)?$")


def digits(words: Sequence[str]) -> str:
    """Number words or figures as digits, read together: `fifty five` gives 55, `20th` 20; empty if it is none."""
    return _digits_of(tuple(words))


@lru_cache(maxsize=1 << 14)
def _digits_of(words: tuple[str, ...]) -> str:
    if not words:
        return ""
    if len(words) == 1 and (match := _FIGURE.match(words[0])):
        return match[1]
    values = [_WORDS.get(word.lower(), 0) for word in words]
    if len(values) == 1 and values[0]:
        return str(values[0])
    if len(values) == 2 and values[0] in _ROUND.values() and 0 < values[1] < 10:
        return str(values[0] + values[1])
    return ""


def runs(source: str) -> list[tuple[int, int]]:
    """Half-open ranges of the longest stretches of Chinese numerals."""
    return [m.span() for m in re.finditer(f"[{''.join(sorted(NUMERALS))}]+", source)]


def spellings(numerals: str) -> dict[str, float]:
    """Digits that a stretch of numerals may come out as, each with ln P, the plain value first.

    十四五 → 145, 1045, 45 …; a digit doubled or lost is as unlikely as any slip.
    """
    found: dict[str, float] = {}
    options = [(_DIGITS[c],) if c in _DIGITS else _TENS[c] for c in numerals]
    if len(numerals) > 6:
        return found
    for choice in product(*options):
        text = "".join(choice)
        if text:
            found[text] = max(found.get(text, -99.0), -0.7 * sum(c == "" for c in choice) - 0.7)
    value = _value(numerals)
    if value is not None:
        found[str(value)] = -0.2
    for text, p in list(found.items()):
        if len(text) >= 3:
            for i in range(len(text)):
                doubled = text[: i + 1] + text[i] + text[i + 1 :]
                found.setdefault(doubled, p - 3.0)
    return found


def _value(numerals: str) -> int | None:
    """The value of a well-formed number below one hundred."""
    match = re.fullmatch(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)", numerals)
    if match:
        return 10 * int(_DIGITS.get(match[1], "1")) + int(_DIGITS.get(match[2], "0"))
    return int(_DIGITS[numerals]) if len(numerals) == 1 and numerals in _DIGITS else None
