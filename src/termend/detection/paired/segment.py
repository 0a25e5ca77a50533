"""One segment with its source: where approved renderings stand, and which mentions of a name still lack one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from termend.channel.english import English
from termend.detection.judgement import is_other_site
from termend.detection.paired.words import DraftWord
from termend.detection.source import SourceSegment, Unit
from termend.glossary.occurrences import Occurrence
from termend.glossary.renderings import RenderingKind
from termend.kinds import PERSON
from termend.language.wordforms import demonyms, key
from termend.records import Segment

_OPENING, _CLOSING = re.compile(r"[\"“‘《'「]$"), re.compile(r"[,.!?]?[\"”’》'」]")
_DATE_TEXT = """
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
"""
DATES = frozenset(_DATE_TEXT.split())
_MARKS_BEFORE, _MARKS_BEHIND = '《“"「‘', '》”"」’'
_QUOTATION = re.compile(f"[{_MARKS_BEFORE}]([^{_MARKS_BEFORE}{_MARKS_BEHIND}]+)[{_MARKS_BEHIND}]")
_ENGLISH_QUOTATION = re.compile(r"[“‘《「][^“‘《「”’》」]+[”’》」]|\"[^\"]+\"")
_BETWEEN = re.compile(r"[的和、]")  # what may stand between two names that are one phrase in English


@dataclass(frozen=True, slots=True)
class Claim:
    """Words `first:last` that render a name in an approved form; `unit` is the mention they answer, where one is."""

    name: str
    first: int
    last: int
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch `start:end` of the source and the words `first:last` that render it."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class PairedSegment:
    """A segment, its source, and the approved renderings in it.

    Attributes:
        words: of the English.
        claims: approved renderings that answer a mention of the source.
        surplus: approved renderings, of names of the document, that answer none.
        inner: words of approved renderings of names that stand inside a longer name of the source, with that name.
        open: mentions of the source that no approved rendering answers, in order of place.
        within: names that stand inside a longer one of the source, of which a rendering stands inside another's.
    """

    segment: Segment
    source: SourceSegment
    words: tuple[DraftWord, ...]
    claims: tuple[Claim, ...]
    surplus: tuple[Claim, ...]
    inner: Mapping[int, str]
    open: tuple[Unit, ...]
    within: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return self.segment.text

    @cached_property
    def claimed(self) -> dict[int, str]:
        """Words of claims, with the name of each."""
        return {i: claim.name for claim in self.claims for i in range(claim.first, claim.last)}

    @cached_property
    def seen(self) -> frozenset[str]:
        """Names of which an approved rendering stands here, asked for or not."""
        return frozenset({c.name for c in (*self.claims, *self.surplus)} | set(self.inner.values()))

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """Mentions of names all of whose mentions are answered, in order of place."""
        lacking = {unit.text for unit in self.open}
        found = [
            Anchor(c.unit.start, c.unit.end, c.first, c.last)
            for c in self.claims
            if c.unit is not None and c.name not in lacking
        ]
        return tuple(sorted(found, key=lambda a: (a.start, a.first)))

    @property
    def is_answered(self) -> bool:
        """Whether every mention has its approved rendering, in the order of the source, and none stands beside."""
        places = [c.unit.start for c in self.claims if c.unit is not None]
        return not self.open and not self.surplus and places == sorted(places)

    def text_of(self, first: int, last: int) -> str:
        """The English of words `first:last`."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def opens_quotation(self, i: int) -> bool:
        """Whether a quotation mark stands before a word."""
        start = self.words[i].start
        return bool(_OPENING.search(self.text[max(0, start - 2) : start]))

    def closes_quotation(self, i: int) -> bool:
        """Whether a quotation mark stands behind a word."""
        return bool(_CLOSING.match(self.text, self.words[i].end))

    def is_quoted(self, unit: Unit) -> bool:
        """Whether a mention stands in quotation marks in the source."""
        return unit.start > 0 and self.source.text[unit.start - 1] in _MARKS_BEFORE

    def answering_quotation(self, unit: Unit) -> tuple[int, int] | None:
        """The words in the quotation marks that answer those around a mention: the same one of as many in a row."""
        theirs = [(m.start(1), m.end(1)) for m in _QUOTATION.finditer(self.source.text)]
        number = next((n for n, (start, end) in enumerate(theirs) if start <= unit.start and unit.end <= end), None)
        if number is None or self.source.text[slice(*theirs[number])].strip() != unit.text:
            return None
        ours = self._quotations
        return ours[number] if len(ours) == len(theirs) else None

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        """The words of each quotation that holds any."""
        found: list[tuple[int, int]] = []
        for quoted in _ENGLISH_QUOTATION.finditer(self.text):
            inside = [i for i, w in enumerate(self.words) if quoted.start() < w.start and w.end < quoted.end()]
            found += [(inside[0], inside[-1] + 1)] if inside else []
        return found

    def closes_source_quotation(self, unit: Unit) -> bool:
        """Whether a quotation of the source ends with a mention."""
        return self.source.text[unit.end : unit.end + 1] in tuple(_MARKS_BEHIND)

    def is_inner_quotation(self, unit: Unit) -> bool:
        """Whether the quotation marks of a mention stand within others of the source."""
        before = self.source.text[: max(0, unit.start - 1)]
        return sum(before.count(mark) for mark in "《“「") > sum(before.count(mark) for mark in "》”」")

    def is_beside(self, start: int, end: int) -> bool:
        """Whether nothing that English would say stands between two places of the source."""
        return not re.search(r"\w", _BETWEEN.sub("", self.source.text[start:end]))


def is_date(word: DraftWord) -> bool:
    """Whether a word names a month or a day of the week."""
    return word.text.lower() in DATES


def is_demonym_or_date(word: DraftWord) -> bool:
    """Whether a word names a country, its people or a date."""
    return is_date(word) or key(word.text) in demonyms()


def paired(
    segment: Segment,
    source: SourceSegment,
    words: tuple[DraftWord, ...],
    occurrences: Sequence[Occurrence],
    english: English,
) -> PairedSegment:
    """Give approved renderings to the mentions of the source: the longest first, as many as the source has.

    Args:
        occurrences: approved renderings in the English, of names of the document.
    """
    wanted = Counter(unit.text for unit in source.names)
    inside = {unit.text for unit, _ in source.nested}
    given: dict[str, list[tuple[int, int]]] = {}
    taken: set[int] = set()
    surplus: list[Claim] = []
    inner: dict[int, str] = {}
    placed = sorted(
        _placed(segment.text, words, occurrences),
        key=lambda p: (
            not p[2].cased,
            p[0] - p[1],
            segment.text[p[2].start : p[2].end] != p[2].term.source,  # PCOO behind a long name may be Chinese itself
            -len(p[2].term.source),
            p[2].rendering.text != p[2].term.target,  # a variant of one name may be the name of another
            _is_beside_capital(words, p[0], p[1]),  # Australian of the Australian Network is part of that name
            _displaced(p[0] / len(words), p[2].term.source, source),
            p[0],
        ),
    )
    for first, last, occurrence in placed:
        name = occurrence.term.source
        if len(given.get(name, ())) >= wanted[name] or not taken.isdisjoint(range(first, last)):
            continue
        if _is_surname_of_another(words, first, last, occurrence, taken, english):
            continue
        given.setdefault(name, []).append((first, last))
        taken.update(range(first, last))
    within: set[str] = set()
    for first, last, occurrence in placed:
        name = occurrence.term.source
        if not taken.isdisjoint(range(first, last)):
            within.add(name)
            continue
        if name in inside:
            inner |= dict.fromkeys(range(first, last), name)
        elif occurrence.cased:
            surplus.append(Claim(name, first, last, None))
    claims: list[Claim] = []
    open_: list[Unit] = []
    for name in wanted:
        units = [unit for unit in source.names if unit.text == name]
        places = sorted(given.get(name, ()))
        claims += [Claim(name, *place, unit) for unit, place in zip(units, places, strict=False)]
        open_ += units[len(places) :]
    return PairedSegment(
        segment,
        source,
        words,
        tuple(sorted(claims, key=lambda c: c.first)),
        tuple(surplus),
        inner,
        tuple(sorted(open_, key=lambda u: u.start)),
        frozenset(name for name in within if name in inside),
    )


def _displaced(place: float, name: str, source: SourceSegment) -> float:
    """How far a place of the English, 0 to 1, is from that of the nearest mention of a name, 1 where none stands."""
    places = (unit.start / len(source.text) for unit in source.names if unit.text == name)
    return min((abs(place - own) for own in places), default=1.0)


def _is_beside_capital(words: Sequence[DraftWord], first: int, last: int) -> bool:
    """Whether a word with a capital stands directly before or behind."""
    before = first > 0 and not words[first].breaks and words[first - 1].is_capital
    return before or (last < len(words) and not words[last].breaks and words[last].is_capital)


def _placed(
    text: str, words: Sequence[DraftWord], occurrences: Sequence[Occurrence]
) -> list[tuple[int, int, Occurrence]]:
    """Occurrences by word; of one name on the same words a listed form goes before a generated one."""
    starts = {word.start: i for i, word in enumerate(words)}
    ends = {word.end: i + 1 for i, word in enumerate(words)}
    placed = [
        (starts[o.start], ends[o.end], o)
        for o in occurrences
        if o.start in starts
        and o.end in ends
        and not is_other_site(text[o.start : o.end], [o.term])
        and (o.cased or o.rendering.kind is RenderingKind.LISTED)  # capitals lost in other words are judged
    ]
    listed = [p for p in placed if p[2].rendering.kind is RenderingKind.LISTED]
    return [p for p in placed if p[2].rendering.kind is RenderingKind.LISTED or not any(_meet(p, q) for q in listed)]


def _meet(one: tuple[int, int, Occurrence], other: tuple[int, int, Occurrence]) -> bool:
    return one[2].term.source == other[2].term.source and one[0] < other[1] and other[0] < one[1]


def _is_surname_of_another(
    words: Sequence[DraftWord], first: int, last: int, occurrence: Occurrence, taken: set[int], english: English
) -> bool:
    """Whether a surname alone stands beside another word of a name: Lula beside da Silva is, beside said is not."""
    if occurrence.rendering.kind is RenderingKind.LISTED or occurrence.term.kind != PERSON or last - first > 1:
        return False
    beside = [] if words[first].breaks or not first else [first - 1]
    if last < len(words) and not words[last].breaks:
        beside.append(last)
    return any(i not in taken and words[i].is_capital and not english.is_word(words[i].text) for i in beside)
