"""The number that a word or some characters write."""

from __future__ import annotations

import re

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_CARDINALS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
_ENGLISH = {word: n for n, word in enumerate(_CARDINALS)} | {word: n for n, word in enumerate(_ORDINALS, 1)}
_FIGURES = re.compile(r"(\d+(?:,\d{3})*)(?:st|nd|rd|th)?")


def value(text: str) -> int | None:
    """The whole number that figures, a Chinese numeral or a small number's English word say; None for anything else."""
    if match := _FIGURES.fullmatch(text):
        return int(match[1].replace(",", ""))
    if text.lower() in _ENGLISH:
        return _ENGLISH[text.lower()]
    if text and all(c in _DIGITS or c in _UNITS for c in text):
        return _chinese(text)
    return None


def _chinese(text: str) -> int:
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, section, digit = 0, 0, None
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c == "万":
            total, section, digit = (total + section + (digit or 0)) * _UNITS[c], 0, None
        else:
            section, digit = section + (1 if digit is None else digit) * _UNITS[c], None
    return total + section + (digit or 0)
