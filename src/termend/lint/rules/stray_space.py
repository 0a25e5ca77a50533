"""A space where none belongs.

Space around a field, two spaces in a row, a no-break or ideographic space, a space between Chinese characters, or one
before a comma. Such spaces are invisible in a spreadsheet and make a term that never matches.

    source,target
    重庆 日报,Chongqing  Daily      ← stray-space, twice

Fix: outer spaces go, inner ones become a single plain space, those between Chinese characters go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from termend.language.hanzi import HANZI_CLASS
from termend.language.marks import SPACES
from termend.lint.context import LintContext
from termend.lint.finding import Remark, Replace
from termend.lint.registry import rule
from termend.records import Severity

# Space separators of Unicode other than the plain space, and the tab.
ODD_SPACES = f"\t{SPACES}"
_ODD = re.compile(f"[{ODD_SPACES}]|  |^ | $| [,;:!?](?!\\S)| \\|| \\||\\| ")
_ANY_SPACE = re.compile(f"[ {ODD_SPACES}]+")
_BETWEEN_HANZI = re.compile(f"(?<=[{HANZI_CLASS}])[ {ODD_SPACES}]+(?=[{HANZI_CLASS}])")
_BEFORE_MARK = re.compile(r" +(?=[,;:!?](?:\s|$))")
_AROUND_BAR = re.compile(r" *\| *")
_LISTS = ("variants", "forbidden")


@rule("stray-space", Severity.WARNING, fixable=True)
def stray_space(context: LintContext) -> Iterator[Remark]:
    for entry in context.entries:
        for column in ("source", "target", *_LISTS):
            text = entry.fields.get(column)
            if not text or not text.strip():
                continue
            if not _ODD.search(text) and (column != "source" or " " not in text):
                continue
            mended = without_stray_spaces(text, column)
            if mended != text:
                shown = text if len(text) < 60 else text[:57] + "…"
                yield Remark(entry, column, text, f"{_kind(text)} in {shown!r}", (Replace(column, mended),))


def without_stray_spaces(text: str, column: str) -> str:
    """The field's text as it should stand."""
    mended = _BETWEEN_HANZI.sub("", text) if column == "source" else text
    mended = _ANY_SPACE.sub(" ", mended)
    mended = _BEFORE_MARK.sub("", mended)
    if column in _LISTS:
        mended = _AROUND_BAR.sub("|", mended)
    return mended.strip(" ")


def _kind(text: str) -> str:
    if text.strip(" \t\u00a0\u3000") != text:
        return "space around the field"
    if re.search(f"[{ODD_SPACES}]", text):
        return "an odd space"
    if "  " in text:
        return "two spaces in a row"
    return "a stray space"
