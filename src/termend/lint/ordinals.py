"""Numbers by which names of one pattern differ: the First, Second and Third People's Hospital."""

from __future__ import annotations

import re
from collections.abc import Sequence

from termend.language.numerals import CARDINALS, CHINESE_NUMERALS, ORDINALS, TENS, in_chinese

_FIGURES = re.compile(r"(?<![\w.-])(\d{1,4})(?:st|nd|rd|th)?(?![\w.]*[^\W\d_])")
_ALSO = {1: "首甲头元初始冠前上", 2: "两次亚乙副复再后下", 3: "丙叁季"}
_COUNTED = re.compile(f"第([{CHINESE_NUMERALS}]+|[0-9]+)")
_COUNTED_THINGS = re.compile("医院|中学|小学|中心|附属|研究所|工程局|军医")
_SPELT_OUT = "|".join((*CARDINALS, *TENS, *ORDINALS))
_ANY_NUMBER = re.compile(rf"\d|\b(?:[IVX]+|{_SPELT_OUT}|[a-z]+tieth)\b")


def missing_in_source(source: str, target: str, words: Sequence[str]) -> str | None:
    """The first ordinal or figure of the English that the Chinese does not have in any form.

    Figures within a word (3D) count nothing.
    """
    told = [(word, ORDINALS[word.lower()]) for word in words if word[0].isupper() and word.lower() in ORDINALS]
    told += [(match[0], int(match[1])) for match in _FIGURES.finditer(target)]
    return next((word for word, number in told if not any(form in source for form in _forms(number))), None)


def missing_in_target(source: str, target: str, words: Sequence[str]) -> str | None:
    """The number of a numbered hospital, school or unit (第二人民医院) whose English counts nothing; else None."""
    match = _COUNTED.search(source)
    if match is None or not _COUNTED_THINGS.search(source, match.end()):
        return None
    if _ANY_NUMBER.search(target) or any(word.lower() in ORDINALS for word in words):
        return None
    return match[0]


def _forms(number: int) -> list[str]:
    """How Chinese writes a number: 18, 十八, 一八."""
    forms = [str(number), in_chinese(number), "".join(in_chinese(int(figure)) for figure in str(number))]
    if number >= 1000:  # a year
        forms.append(forms[1][-2:])
    forms += _ALSO.get(number, "")
    forms += [form.replace("零", "〇") for form in forms if "零" in form]
    return forms
