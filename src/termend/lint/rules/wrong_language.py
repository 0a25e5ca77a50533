"""The wrong language in a column.

Chinese in the English column, English alone in the Chinese one, both columns swapped, or a script that belongs to
neither: kana, hangul, Cyrillic, Greek. A Cyrillic С looks like a Latin C and matches nothing.

    source,target
    Chongqing Daily,重庆日报         ← wrong-language (swapped)
    上游新闻,Upstream 新闻           ← wrong-language

A source without Chinese characters is let stand where target and source are the same (WTO, 5G): such a row keeps a name
from being changed.

Fix: two swapped fields change places. Nothing else is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from termend.glossary.entries import Entry
from termend.language.hanzi import has_hanzi
from termend.lint.context import LintContext, fold
from termend.lint.finding import Remark, Replace
from termend.lint.registry import rule
from termend.records import Severity

_HANZI_RUN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_FOREIGN = re.compile(
    "(?P<kana>[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]+)|(?P<hangul>[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+)"
    "|(?P<Cyrillic>[\u0400-\u052f]+)|(?P<Greek>[\u0370-\u03ff]+)|(?P<Arabic>[\u0600-\u06ff]+)"
    "|(?P<Thai>[\u0e00-\u0e7f]+)|(?P<Hebrew>[\u0590-\u05ff]+)|(?P<bopomofo>[\u3105-\u312f]+)"
)
_RENDERINGS = frozenset({"target", "variants", "forbidden"})
_OF_ONE_SCRIPT = frozenset({"source", "target", "variants"})
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


@rule("wrong-language", Severity.ERROR, fixable=True)
def wrong_language(context: LintContext) -> Iterator[Remark]:
    for entry in context.entries:
        source, target = entry.fields.get("source", ""), entry.fields.get("target", "")
        is_chinese = not source.isascii() and has_hanzi(source)
        if source and target and not is_chinese and _LATIN.search(source) and has_hanzi(target):
            changes = () if _LATIN.search(target) else (Replace("source", target), Replace("target", source))
            yield Remark(entry, "source", entry.source, "source and target have changed places", changes)
            continue
        if not is_chinese and source.strip():
            yield from _source_without_hanzi(entry)
        for column in entry.fields.keys() & _RENDERINGS:
            text = entry.fields[column]
            match = None if text.isascii() else _HANZI_RUN.search(text)
            if match:
                yield Remark(entry, column, match.group(), f"Chinese in the English {column}", at=match.start())
        for column in entry.fields.keys() & _OF_ONE_SCRIPT:
            text = entry.fields[column]
            match = None if text.isascii() else _FOREIGN.search(text)
            if match:
                yield Remark(entry, column, match.group(), f"{match.lastgroup} in {column}", at=match.start())


def _source_without_hanzi(entry: Entry) -> Iterator[Remark]:
    source = entry.source
    if _FOREIGN.search(source) or any(fold(source) == fold(rendering) for rendering in (entry.target, *entry.variants)):
        return
    if not _LATIN.search(source):
        yield Remark(entry, "source", source, "no Chinese character in the source")
        return
    yield Remark(entry, "source", source, "English in the Chinese source")
