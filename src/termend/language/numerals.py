"""Numbers in words: the numerals of Chinese, the number words of English, and the values they write.

The words are in `number_words.tsv`. Every table of numerals of the program is here; what a
garble makes of them is the matter of `termend.channel.numbers`.
"""

from __future__ import annotations

import re
from pathlib import Path

CHINESE_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
"""The value of a Chinese digit."""
CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
"""The value of a character by which the digit before it is multiplied."""
CHINESE_NUMERALS = "".join((*CHINESE_DIGITS, *CHINESE_UNITS))
"""The characters of both kinds, for a class of a regular expression."""

_ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("number_words.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _of_kind(kind: str) -> dict[str, int]:
    return {word: int(number) for word, of, number in _ROWS if of == kind}


CARDINALS = _of_kind("cardinal")
"""English number words below twenty, and what they count."""
TENS = _of_kind("tens")
"""English words for whole tens from twenty on."""
ORDINALS = _of_kind("ordinal")
"""English ordinal words up to the twentieth."""
ORDINAL_FIGURE = re.compile(r"(\d+)(?:st|nd|rd|th)")
"""An ordinal in figures: 20th."""

_ONES_WORDS = {n: word for word, n in CARDINALS.items()}
_TENS_WORDS = {n: word for word, n in TENS.items()}
_FIGURES = re.compile(r"(\d+(?:,\d{3})*)(?:st|nd|rd|th)?")
_MYRIADS = ("万", "亿")  # which multiply all that stands before them


def value(text: str) -> int | None:
    """The whole number that figures, a Chinese numeral or one English word say; None for anything else."""
    if match := _FIGURES.fullmatch(text):
        return int(match[1].replace(",", ""))
    word = text.lower()
    for words in (CARDINALS, TENS, ORDINALS):
        if word in words:
            return words[word]
    return chinese_value(text)


def chinese_value(numeral: str) -> int | None:
    """What a Chinese numeral writes, 三百二十 by its units or 一九四五 figure by figure; None where it is none."""
    if not numeral or any(c not in CHINESE_DIGITS and c not in CHINESE_UNITS for c in numeral):
        return None
    if not any(c in CHINESE_UNITS for c in numeral):
        return int("".join(str(CHINESE_DIGITS[c]) for c in numeral))
    total, section, digit = 0, 0, None
    for c in numeral:
        if c in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[c]
        elif c in _MYRIADS:
            total, section, digit = (total + section + (digit or 0)) * CHINESE_UNITS[c], 0, None
        else:
            section, digit = section + (1 if digit is None else digit) * CHINESE_UNITS[c], None
    return total + section + (digit or 0)


def in_chinese(number: int) -> str:
    """A number from 0 to 99 as Chinese counts: 十八, 三十; figure by figure (二〇二六 as 二零二六) from 100 on."""
    figures = "".join(_CHINESE_FIGURES[int(figure)] for figure in str(number))
    if not 10 <= number < 100:
        return figures
    tens, ones = divmod(number, 10)
    return (figures[0] if tens > 1 else "") + "十" + (figures[1] if ones else "")


def in_english(number: int) -> str:
    """A number from 0 to 99 in words: fifty-five.

    Raises:
        KeyError: if it is below 0 or above 99.
    """
    if number in _ONES_WORDS:
        return _ONES_WORDS[number]
    tens, ones = divmod(number, 10)
    return _TENS_WORDS[10 * tens] + (f"-{_ONES_WORDS[ones]}" if ones else "")


_CHINESE_FIGURES = {n: c for c, n in reversed(CHINESE_DIGITS.items()) if c not in "〇两"}
