"""A traditional character among simplified ones.

A source that mixes both scripts (重慶日报), or a traditional source in a glossary that is otherwise simplified. The
glossary is matched in simplified characters, so nothing breaks; but a list that mixes scripts was pasted together, and
tools that compare characters as they stand miss the row.

A glossary that is traditional throughout, as one from Hong Kong or Taiwan is, is left alone: only rows that mix both
within one name are reported there.

Fix: in a table's Chinese column (but for one named zh-TW or the like) the simplified form (OpenCC's t2s, which knows
the phrases where a character stays: 乾隆). A termbase (TBX, TMX, UTX) says what language a term is in, and its keeper
decides: terms under zh-TW, zh-HK or zh-Hant are let alone, and nothing is converted there.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.glossary.languages import is_traditional
from termend.language.script import is_simplified_only
from termend.lint.context import LintContext
from termend.lint.finding import Remark, Replace
from termend.lint.registry import rule
from termend.records import Severity

_TRADITIONAL_THROUGHOUT = 0.7  # share of traditional rows, of all rows that tell


@rule("traditional-character", Severity.WARNING, fixable=True)
def traditional_character(context: LintContext) -> Iterator[Remark]:
    for contents in context.files:
        traditional = [
            e for e in contents.entries if context.sources[e.source] != e.source and not is_traditional(e.language)
        ]
        if not traditional:
            continue
        simplified = sum(any(map(is_simplified_only, e.source)) for e in contents.entries)
        throughout = len(traditional) > _TRADITIONAL_THROUGHOUT * (len(traditional) + simplified)
        for entry in traditional:
            source, mended = entry.source, context.sources[entry.source]
            if throughout and not any(map(is_simplified_only, source)):
                continue
            at = next(i for i, (a, b) in enumerate(zip(source, mended, strict=True)) if a != b)
            raw = entry.fields["source"]
            # A termbase's keeper says which script a term is in: only a table's Chinese column is converted.
            changes = (Replace("source", raw.replace(source, mended)),) if entry.parts is None else ()
            message = f"{source[at]} is traditional, its neighbours are simplified"
            message += f"; --fix converts the name to simplified script: {mended}" if changes else f": {mended}"
            yield Remark(entry, "source", source[at], message, changes, at=raw.find(source) + at)
