"""Where accepted renderings of the glossary's terms stand in a draft: what is known to be good."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from termend.glossary import Glossary
from termend.glossary.occurrences import Occurrence, Occurrences, words_of
from termend.glossary.renderings import RenderingKind, is_spelt_out, lasting_words
from termend.language.tokens import tokenize
from termend.language.wordforms import beginning, demonyms, key, without_marks
from termend.records import Document, Term

_LETTERS = re.compile(r"[^\W\d_]+|\d+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")
_PREFIX = 4  # letters of a word that its inflections and spellings share
# Words that say too little of a name to look for it.
_COMMON_WORDS = """
the of and for in on at to a an de s co ltd inc group company city county province district town village state
university college school institute academy center centre hospital research science sciences technology
national international association bureau department ministry office people first new north south east west
river lake mountain island street san saint
"""
_COMMON = frozenset(word[:_PREFIX] for word in _COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Mention:
    """An accepted rendering at `start:end` of the document's text.

    Attributes:
        terms: all terms of which it is a rendering, the longest Chinese name first.
        kind: `listed` where a row has it, `generated` where it follows from the row.
        cased: whether its capitals are as the term asks; where not, it is no sound mention yet.
        segment: index of the segment.
    """

    terms: tuple[Term, ...]
    start: int
    end: int
    kind: RenderingKind
    cased: bool
    segment: int


class Mentions:
    """Accepted renderings in a draft: longest first, not overlapping.

    Cost: one pass over the glossary that compares letters only, then work for the terms that share a word with the
    draft.
    """

    def __init__(self, document: Document, glossary: Glossary) -> None:
        self._document = document
        self._glossary = glossary

    @cached_property
    def all(self) -> tuple[Mention, ...]:
        """In order of place."""
        words = [words_of(segment.text) for segment in self._document.segments]
        keys = {word.key for row in words for word in row}
        index = Occurrences(_candidates(self._document.text, self._glossary.terms), keys=keys)
        mentions: list[Mention] = []
        for segment, row in zip(self._document.segments, words, strict=True):
            for mention in _outermost(index.find(segment.text, row), segment.index):
                mentions.append(replace(mention, start=mention.start + segment.start, end=mention.end + segment.start))
        return tuple(mentions)

    @cached_property
    def by_segment(self) -> dict[int, tuple[Mention, ...]]:
        table: dict[int, list[Mention]] = {}
        for mention in self.all:
            table.setdefault(mention.segment, []).append(mention)
        return {index: tuple(mentions) for index, mentions in table.items()}


def _outermost(occurrences: Iterable[Occurrence], segment: int) -> list[Mention]:
    by_place: dict[tuple[int, int], list[Occurrence]] = {}
    for occurrence in occurrences:
        by_place.setdefault((occurrence.first, occurrence.last), []).append(occurrence)
    taken: set[int] = set()
    kept: list[Mention] = []
    # Properly cased before longer: in "Silver lake district" the lake is sound, the district is not yet.
    order = sorted(by_place.items(), key=lambda item: (item[0][0] - item[0][1], item[0][0]))
    for cased_turn in (True, False):
        for (first, last), group in order:
            cased = [o for o in group if o.cased]
            if bool(cased) is not cased_turn or not taken.isdisjoint(range(first, last)):
                continue
            group = cased or group
            taken.update(range(first, last))
            kinds = {o.rendering.kind for o in group}
            kept.append(
                Mention(
                    tuple(sorted({o.term for o in group}, key=lambda t: (-len(t.source), t.source, t.target))),
                    min(o.start for o in group),
                    max(o.end for o in group),
                    RenderingKind.LISTED if RenderingKind.LISTED in kinds else RenderingKind.GENERATED,
                    bool(cased),
                    segment,
                )
            )
    return sorted(kept, key=lambda m: m.start)


def _candidates(text: str, terms: Iterable[Term]) -> list[Term]:
    """Terms that may have a rendering in the text: a telling word begins alike, or the initials stand there."""
    plain = without_marks(text)
    words = set(_LETTERS.findall(plain.lower()))
    prefixes = {word[:_PREFIX] for word in words}
    table = demonyms()
    prefixes |= {table[word][:_PREFIX] for word in words if word in table}
    if re.search(r"\bU\.?[SK]\b", text):
        prefixes |= {"unit", "brit", "amer", "us", "uk", "u"}
    capitals = set(re.findall(r"\b[A-Z]{3,}\b", plain))
    joined = ("".join(_LETTERS.findall(token.text)) for token in tokenize(plain.lower()))
    begun = {
        beginning(word) for word in (*words, *joined, *(key(number) for number in _ORDINAL.findall(plain.lower())))
    }
    found: dict[str, bool] = {}
    return [
        term
        for term in terms
        if any(_may_occur(text, prefixes, capitals) for text in term.renderings)
        and any(_all_occur(term, text, begun, capitals, found) for text in term.renderings)
    ]


def _all_occur(term: Term, rendering: str, begun: set[str], capitals: set[str], found: dict[str, bool]) -> bool:
    """Whether every word that no form of the rendering lacks begins as one of the draft's does.

    Args:
        found: what was found of a word before.
    """
    lasting = lasting_words(term, rendering)
    if lasting is None:
        return True
    for word in lasting:
        known = found.get(word)
        if known is None:
            known = found[word] = beginning(word) in begun
        if not known:
            return _in_initials(rendering, capitals) or (
                (lasting[0] != word or not rendering.lower().startswith(word)) and is_spelt_out(term, rendering)
            )
    return True


def _in_initials(rendering: str, capitals: set[str]) -> bool:
    return bool(capitals) and "".join(w[0] for w in rendering.split() if w[0].isupper()) in capitals


def _may_occur(rendering: str, prefixes: set[str], capitals: set[str]) -> bool:
    rendering = rendering if rendering.isascii() else without_marks(rendering)
    begins = {word[:_PREFIX] for word in _LETTERS.findall(rendering.lower())}
    telling = begins - _COMMON or begins
    if not telling.isdisjoint(prefixes):
        return True
    return len(begins) > 2 and _in_initials(rendering, capitals)
