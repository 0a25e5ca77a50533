"""Which script a Chinese character belongs to: simplified only, traditional only, or both."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from termend.language.hanzi import is_hanzi, simplified

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _to_traditional() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("s2t")


@cache
def is_traditional_only(character: str) -> bool:
    """Whether simplified writing has another form of it: 慶, 報."""
    return simplified(character) != character


@cache
def is_simplified_only(character: str) -> bool:
    """Whether traditional writing has another form of it and never this one: 庆, 报; not 后, which both have."""
    if not is_hanzi(character) or is_traditional_only(character):
        return False
    traditional: str = _to_traditional().convert(character)
    return traditional != character and character not in _IN_BOTH


# Simplified forms that are also characters of traditional writing in their own right.
_IN_BOTH = frozenset(
    "后里云干斗丑松谷面台余沈出折卷舍表叶广丰冬几党回向致升卜才仆系准制采征御夸克占郁吁朱周注"
    "游扎板范姜家岳巨念志旋杆栗欲沾渺漓炮熏痒筑签胡艺荐药蒙蔑蜡迭逊适酸霉须宁种秋价"
)
