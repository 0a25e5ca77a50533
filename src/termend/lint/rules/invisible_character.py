"""A character that nobody sees.

Control characters, line breaks inside a field, byte-order marks, zero-width spaces and joiners, soft hyphens,
direction marks, private-use characters and the replacement character � of a broken conversion. The field looks right
and never matches.

    source,target
    上游<U+200B>新闻,Upstream News   ← invisible-character

Fix: they are removed; a line break becomes a space. The replacement character and private-use characters stand for
something lost and are left for a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from termend.language.hanzi import HANZI_CLASS
from termend.lint.context import LintContext
from termend.lint.finding import Remark, Replace
from termend.lint.registry import rule
from termend.records import Severity

_INVISIBLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffd\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010fffd]"
)
_LOST = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")
_BREAKS = re.compile("[ \t]*[\r\n\u2028\u2029\x0b\x0c\x85]+[ \t]*")
_BETWEEN_HANZI = re.compile(f"(?<=[{HANZI_CLASS}]) (?=[{HANZI_CLASS}])")


@rule("invisible-character", Severity.ERROR, fixable=True)
def invisible_character(context: LintContext) -> Iterator[Remark]:
    for entry in context.entries:
        for column, text in entry.fields.items():
            match = _INVISIBLE.search(text)
            if match is None or (column == "note" and match.group() in "\r\n"):
                continue
            names = sorted({_name(character) for character in _INVISIBLE.findall(text)})
            changes = () if _LOST.search(text) else (Replace(column, visible(text)),)
            yield Remark(entry, column, match.group(), f"{', '.join(names)} in {column}", changes, at=match.start())


def visible(text: str) -> str:
    """The text without invisible characters, line breaks made spaces."""
    plain = _INVISIBLE.sub("", _BREAKS.sub(" ", text))
    return _BETWEEN_HANZI.sub("", plain)


def _name(character: str) -> str:
    name = {"\n": "LINE FEED", "\r": "CARRIAGE RETURN", "\ufeff": "BYTE ORDER MARK"}.get(character)
    return f"U+{ord(character):04X} {name or unicodedata.name(character, 'CONTROL CHARACTER')}"
