"""Numbers by which names of one pattern differ: the First, Second and Third People's Hospital."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORDS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth
"""
_NUMBERS = {word: n for n, word in enumerate(_WORDS.split(), 1)}
_FIGURES = re.compile(r"(?<![\w.-])(\d{1,4})(?:st|nd|rd|th)?(?![\w.]*[^\W\d_])")
_DIGITS = "零一二三四五六七八九"
_ALSO = {1: "首甲头元初始冠前上", 2: "两次亚乙副复再后下", 3: "丙叁季"}
_COUNTED = re.compile("第([零〇一二三四五六七八九十百]+|[0-9]+)")
_COUNTED_THINGS = re.compile("医院|中学|小学|中心|附属|研究所|工程局|军医")
_ANY_NUMBER = re.compile(
    r"\d|\b(?:[IVX]+|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen(?:th)?|twenty|thirty|[a-z]+tieth)\b"
)


def missing_in_source(source: str, target: str, words: Sequence[str]) -> str | None:
    """The first ordinal or figure of the English that the Chinese does not have in any form.

    Figures within a word (3D) count nothing.
    """
    told = [(word, _NUMBERS[word.lower()]) for word in words if word[0].isupper() and word.lower() in _NUMBERS]
    told += [(match[0], int(match[1])) for match in _FIGURES.finditer(target)]
    return next((word for word, number in told if not any(form in source for form in _forms(number))), None)


def missing_in_target(source: str, target: str, words: Sequence[str]) -> str | None:
    """The number of a numbered hospital, school or unit (第二人民医院) whose English counts nothing; else None."""
    match = _COUNTED.search(source)
    if match is None or not _COUNTED_THINGS.search(source, match.end()):
        return None
    if _ANY_NUMBER.search(target) or any(word.lower() in _NUMBERS for word in words):
        return None
    return match[0]


def _forms(number: int) -> list[str]:
    """How Chinese writes a number: 18, 十八, 一八."""
    forms = [str(number), "".join(_DIGITS[int(digit)] for digit in str(number)), *_ALSO.get(number, "")]
    if number >= 1000:  # a year
        forms.append(forms[1][-2:])
    if 10 <= number < 100:
        tens, ones = divmod(number, 10)
        forms.append((_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else ""))
    forms += [form.replace("零", "〇") for form in forms if "零" in form]
    return forms
