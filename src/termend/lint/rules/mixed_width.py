"""Half-width and full-width characters mixed.

Full-width letters, digits or punctuation in an English field (Ｃhongqing，Ｄaily), full-width letters or digits in a
Chinese one (Ｔ3航站楼), half-width katakana forms, or half-width punctuation between Chinese characters
(北京,上海; 中国矿业大学（北京)).

Fix: letters and digits become half-width everywhere; punctuation becomes half-width in English and full-width between
Chinese characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from termend.glossary.entries import Entry
from termend.language.hanzi import HANZI_CLASS
from termend.lint.context import LintContext
from termend.lint.finding import Remark, Replace
from termend.lint.registry import rule
from termend.records import Severity

_WIDE = re.compile("[\uff01-\uff5e]")
_WIDE_WORD = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0b\uff0f\uff06\uff0e\uff0d\uff20\uff3f]")
_ENGLISH_MARKS = {"。": ".", "、": ",", "《": '"', "》": '"', "「": '"', "」": '"'}  # fmt: skip
_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HALF_MARK = re.compile(f"(?<=[{HANZI_CLASS}）》”])[,;:!?](?=[{HANZI_CLASS}《“（])")
_HALF_TO_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_HALF_PAREN = re.compile(f" *\\([^()（）]*[{HANZI_CLASS}][^()（）]*\\)")
_MIXED_PAREN = re.compile("（[^()（）]*\\)|\\([^()（）]*）")


@rule("mixed-width", Severity.WARNING, fixable=True)
def mixed_width(context: LintContext) -> Iterator[Remark]:
    for entry in context.entries:
        source = entry.fields.get("source", "")
        if source and not source.isalnum():
            mended = chinese_widths(source)
            if mended != source:
                yield _remark(entry, "source", source, mended)
        elif source and _WIDE_WORD.search(source):
            yield _remark(entry, "source", source, chinese_widths(source))
        for column in ("target", "variants", "forbidden"):
            text = entry.fields.get(column, "")
            if text and not text.isascii():
                mended = english_widths(text)
                if mended != text:
                    yield _remark(entry, column, text, mended)


def _remark(entry: Entry, column: str, text: str, mended: str) -> Remark:
    at = next((i for i, (a, b) in enumerate(zip(text, mended, strict=False)) if a != b), 0)
    message = f"{text[at]!r} is of the wrong width: {mended!r}"
    return Remark(entry, column, text[at], message, (Replace(column, mended),), at=at)


def english_widths(text: str) -> str:
    """English text with every full-width character made half-width."""
    mended = text.translate(_TO_HALF)
    return "".join(_ENGLISH_MARKS.get(character, character) for character in mended)


def chinese_widths(text: str) -> str:
    """Chinese text with half-width letters and digits, and full-width punctuation between Chinese characters."""
    mended = _WIDE_WORD.sub(lambda m: m.group().translate(_TO_HALF), text)
    mended = _HALF_MARK.sub(lambda m: _HALF_TO_FULL[m.group()], mended)
    for pattern in (_HALF_PAREN, _MIXED_PAREN):
        mended = pattern.sub(lambda m: "（" + m.group().strip()[1:-1] + "）", mended)
    return mended
