"""A name inside a longer name, rendered otherwise there.

The shorter name is a row of its own, in this file or another, and the longer row spells it differently.

    source,target
    重庆日报,Chongqing Daily
    重庆日报报业集团,Chungking Daily Press Group      ← nested-terms

Reported only where the longer target holds a near miss of the shorter one's rendering: the same number of words, most
of them the same, one spelt otherwise. A longer name that renders the part quite differently (北京大学,
Peking University, beside 北京, Beijing) or leaves it out is left alone, and so is one whose variants hold it.

What to do: bring the two in line, or list the other spelling as a variant. There is no automatic fix.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from termend.glossary.entries import Entry
from termend.lint.context import LintContext, fold, line_of
from termend.lint.finding import Remark
from termend.lint.registry import rule
from termend.records import Severity

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BEGINNING = 2  # characters by which a name is looked up
_ALIKE = 0.7  # normalised Levenshtein similarity of two spellings of one word
_SHORTEST = 5  # letters of a word whose spelling is compared


@rule("nested-terms", Severity.WARNING, across=True)
def nested_terms(context: LintContext) -> Iterator[Remark]:
    longest: dict[str, int] = {}  # of the names that begin so
    for source in context.by_source:
        beginning = source[:_BEGINNING]
        longest[beginning] = max(len(source), longest.get(beginning, 0))
    for source, rows in context.by_source.items():
        for name in _within(source, longest, context.by_source) if len(source) > _BEGINNING else ():
            nested = context.by_source[name]
            for row in rows:
                target = row.target
                if not any(inner.target in target for inner in nested):
                    yield from _held_against(row, nested)


def _within(source: str, longest: Mapping[str, int], names: Container[str]) -> Iterator[str]:
    """The names of two characters and more that a longer one holds, each once."""
    found = dict.fromkeys(
        source[start : start + size]
        for start in range(len(source) - 1)
        for size in range(_BEGINNING, longest.get(source[start : start + _BEGINNING], 0) + 1)
    )
    return (name for name in found if name in names and name != source)


def _held_against(longer: Entry, nested: list[Entry]) -> Iterator[Remark]:
    folded = [f" {' '.join(_WORD.findall(fold(r)))} " for r in (longer.target, *longer.variants)]
    for row in nested:
        renderings = [_WORD.findall(fold(r)) for r in (row.target, *row.variants)]
        if any(f" {' '.join(words)} " in text for words in renderings for text in folded):
            return
    words = _WORD.findall(longer.target)
    for row in nested:
        rendering = _WORD.findall(row.target)
        near = near_miss(words, rendering) if len(rendering) < len(words) else None
        if near:
            message = f"{row.source} is {row.target!r} in {line_of(row, longer)}"
            yield Remark(longer, "target", near, message, related=(row,))
            return


def near_miss(words: list[str], rendering: list[str]) -> str | None:
    """The words of a longer target that all but spell a rendering; None where none do."""
    size = len(rendering)
    for start in range(len(words) - size + 1):
        window = words[start : start + size]
        pairs = [(a, b) for a, b in zip(window, rendering, strict=True) if a.casefold() != b.casefold()]
        if pairs and len(pairs) * 2 <= max(size, 2) and all(_misspelt(a, b) for a, b in pairs):
            return " ".join(window)
    return None


def _misspelt(word: str, right: str) -> bool:
    """Whether a word is another spelling of a capitalised one, not an inflection of it (China, Chinese)."""
    if min(len(word), len(right)) < _SHORTEST or not word[0].isupper() or not right[0].isupper():
        return False
    from rapidfuzz.distance import Levenshtein

    one, other = word.casefold(), right.casefold()
    if one[0] != other[0]:
        return False
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if common >= min(len(one), len(other)) - 2:
        return False
    return Levenshtein.normalized_similarity(one, other) >= _ALIKE
