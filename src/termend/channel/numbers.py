"""Number names: 十四五 may come out as 14-5, 145 or 1455; 八一 as 81st; 二十届 as 20th."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from termend.language.numerals import CARDINALS, CHINESE_DIGITS, ORDINALS, TENS, chinese_value

_DIGITS = {c: str(n) for c, n in CHINESE_DIGITS.items()}
_TENS = {"十": ("1", "10", ""), "百": ("1", "100", "")}
NUMERALS = frozenset(_DIGITS) | frozenset(_TENS)

_RUN = re.compile(f"[{''.join(sorted(NUMERALS))}]+")
_BELOW_HUNDRED = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|.")
_WORDS = CARDINALS | TENS | ORDINALS
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
    if len(values) == 2 and values[0] in TENS.values() and 0 < values[1] < 10:
        return str(values[0] + values[1])
    return ""


def runs(source: str) -> list[tuple[int, int]]:
    """Half-open ranges of the longest stretches of Chinese numerals."""
    return [m.span() for m in _RUN.finditer(source)]


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
    return chinese_value(numerals) if _BELOW_HUNDRED.fullmatch(numerals) else None
