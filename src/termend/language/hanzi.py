"""Chinese characters: which code points they are, and their simplified form."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Unified ideographs with extensions A to I, the compatibility block, and 〇.
# Rare name characters lie beyond the basic plane.
HANZI_CLASS = (
    "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ee5d\U0002f800-\U0002fa1f\U00030000-\U000323af"
)
_RUN = re.compile(f"[{HANZI_CLASS}]+")
_ONE = re.compile(f"[{HANZI_CLASS}]")


@lru_cache(maxsize=1 << 14)
def is_hanzi(character: str) -> bool:
    """Whether one character is a Chinese character."""
    return _ONE.fullmatch(character) is not None


def has_hanzi(text: str) -> bool:
    return _ONE.search(text) is not None


def runs(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the longest stretches of Chinese characters."""
    return [match.span() for match in _RUN.finditer(text)]


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _traditional() -> frozenset[str]:
    """Characters that have a simpler form: OpenCC is opened for texts that hold one."""
    text = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8")
    return frozenset("".join(line for line in text.splitlines() if not line.startswith("#")))


def simplified(text: str) -> str:
    """The text in simplified characters (OpenCC, configuration t2s); same number of code points."""
    if _traditional().isdisjoint(text):  # the phrase table only decides between forms of such characters
        return text
    converted: str = _converter().convert(text)
    return converted
