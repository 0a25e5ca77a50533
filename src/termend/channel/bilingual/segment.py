"""One segment with its source: which names are soundly rendered, which words garble a name, which names are lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt

from rapidfuzz import fuzz

from termend.channel.bilingual.draft import FUNCTION_WORDS, DraftWord
from termend.channel.bilingual.explanation import NOTHING, Explainer, Link
from termend.channel.bilingual.soundness import is_sound
from termend.channel.bilingual.source import SourceSegment, Unit
from termend.glossary.occurrences import Occurrence
from termend.glossary.renderings import RenderingKind
from termend.language.letters import fold
from termend.language.stems import stem
from termend.records import Term

_LONGEST_SPAN = 9
_SOUND_RUN = 4
_RARE = 2e-6
_EXPLAINED = 0.8
PLAIN_COST = 0.5  # for plain words that plain words of the source say


@dataclass(frozen=True, slots=True)
class Claim:
    """Words `first:last` of the draft that soundly render a name of the source."""

    name: str
    term: Term
    first: int
    last: int
    cased: bool
    generated: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Words `first:last` of the draft as a rendering of a name, with what speaks for it."""

    name: str
    first: int
    last: int
    score: float
    links: tuple[Link, ...]
    features: Mapping[str, float] = field(default_factory=dict)


class Aligner:
    """Explains the words of one segment.

    Args:
        source: the Chinese.
        text: the English.
        words: the words of `text`.
        occurrences: accepted renderings in `text`, of the document's names.
        terms: the glossary rows of each name of the source.
        explainer: how words come out of Chinese.
        is_lower: whether the draft has lost its capitals throughout.
    """

    def __init__(
        self,
        source: SourceSegment,
        text: str,
        words: Sequence[DraftWord],
        occurrences: Sequence[Occurrence],
        terms: Mapping[str, Sequence[Term]],
        explainer: Explainer,
        is_lower: bool = False,
    ) -> None:
        self.is_lower = is_lower
        self.source, self.text, self.words = source, text, words
        self._occurrences, self._terms, self._explainer = occurrences, terms, explainer
        self.need = Counter(unit.text for unit in source.names)
        self.claims: list[Claim] = []
        self._explained: dict[str, list[Link]] = {}
        self._claim()

    # -- sound renderings -------------------------------------------------------------------------------------------

    def _claim(self) -> None:
        """Give accepted renderings to the names of the source: the longest first, as many as the source has."""
        wanted = Counter(self.need)
        inner = Counter(unit.text for unit, _ in self.source.nested)
        taken: set[int] = set()
        order = sorted(
            self._placed(),
            key=lambda p: (not p[2].cased, p[0] - p[1], not self._is_verbatim(p), -len(p[2].term.source), p[0]),
        )
        for turn in (wanted, inner):
            for first, last, occurrence in order:
                name = occurrence.term.source
                if turn[name] > 0 and taken.isdisjoint(range(first, last)):
                    turn[name] -= 1
                    taken.update(range(first, last))
                    if turn is wanted:
                        generated = occurrence.rendering.kind is RenderingKind.GENERATED
                        self.claims.append(Claim(name, occurrence.term, first, last, occurrence.cased, generated))
        self.lacking = +wanted
        self.claimed = {i for claim in self.claims for i in range(claim.first, claim.last)}
        self.seen = {occurrence.term.source for _, _, occurrence in order}
        # Sound renderings beyond what the source asks for are sound all the same, unless a lacking name holds theirs.
        for first, last, occurrence in order:
            name = occurrence.term.source
            if name in self.need and occurrence.cased and not any(name in lost for lost in self.lacking):
                self.claimed.update(range(first, last))

    def _is_verbatim(self, placed: tuple[int, int, Occurrence]) -> bool:
        """Whether the Chinese itself writes the name so: `PCOO` in brackets behind a long name."""
        first, last, occurrence = placed
        return self.text[self.words[first].start : self.words[last - 1].end] == occurrence.term.source

    def _placed(self) -> list[tuple[int, int, Occurrence]]:
        """Occurrences by word."""
        starts = {word.start: i for i, word in enumerate(self.words)}
        ends = {word.end: i + 1 for i, word in enumerate(self.words)}
        placed = [(starts[o.start], ends[o.end], o) for o in self._occurrences if o.start in starts and o.end in ends]
        listed = [p for p in placed if p[2].rendering.kind is RenderingKind.LISTED]
        return [p for p in placed if p in listed or not any(_meets(p, other) for other in listed)]

    # -- what explains a word ----------------------------------------------------------------------------------------

    @cached_property
    def elsewhere(self) -> list[Link]:
        """For each word the best explanation by the source outside its names."""
        stretches = self._plain_stretches
        return [self._by_other_words(word, stretches) for word in self.words]

    @cached_property
    def _plain_stretches(self) -> list[tuple[str, str]]:
        """Stretches of the source between names, each with its pinyin."""
        stretches: list[str] = [""]
        for unit in self.source.units:
            if unit.is_name:
                stretches.append("")
            else:
                stretches[-1] += unit.text
        sound = self._explainer.sound
        return [(s, sound.pinyin(s)) for s in stretches if s]

    def _by_other_words(self, word: DraftWord, stretches: Sequence[tuple[str, str]]) -> Link:
        if word.is_function:
            return Link(1.0, 0, 0, "function", 0.0)
        best = NOTHING
        letters = fold(word.text)
        for text, pinyin in stretches:
            link = self._explainer.by_gloss(word.text, text)
            if link.strength < 1.0:
                link = max(link, self._explainer.by_number(word.text, text), key=_strength)
            if link.strength < 1.0 and word.is_capital and len(letters) > 3 and letters in pinyin:
                link = max(link, Link(0.9, 0, len(text), "sound", 5.0), key=_strength)
            if word.text in text:
                link = Link(1.0, 0, 0, "target", 5.0)
            best = max(best, link, key=_strength)
        for text in self._foreign_runs if word.is_capital and best.strength < 0.8 and len(letters) > 2 else ():
            link = self._explainer.by_sound(letters, text)
            best = max(best, Link(0.8 * link.strength, link.start, link.end, "sound", link.log_odds), key=_strength)
        return best

    @cached_property
    def _foreign_runs(self) -> list[str]:
        """Characters that no word takes, two or more together: likely a name that the glossary lacks."""
        runs: list[str] = []
        end = -1
        for unit in self.source.units:
            if not unit.is_name and len(unit.text) == 1 and unit.text.isalpha():
                if unit.start == end:
                    runs[-1] += unit.text
                else:
                    runs.append(unit.text)
                end = unit.end
        return [run for run in runs if len(run) > 1]

    def pinyin(self, text: str) -> str:
        """The likeliest pinyin, letters only."""
        return self._explainer.sound.pinyin(text)

    def by_name(self, name: str) -> list[Link]:
        """For each word the best explanation by the name."""
        found = self._explained.get(name)
        if found is None:
            found = self._explained[name] = self._explain(name)
        return found

    def _explain(self, name: str) -> list[Link]:
        explainer = self._explainer
        wanted = {w: n for n, w in enumerate(_target_words(self._terms[name]))}
        links: list[Link] = []
        for word in self.words:
            if word.is_function:
                links.append(NOTHING)
                continue
            link = max(explainer.by_gloss(word.text, name), explainer.by_number(word.text, name), key=_strength)
            link = max(link, _near_spelling(word.text, wanted), key=_strength)
            links.append(link)
        for first in range(len(self.words)):
            for last in range(first + 1, min(len(self.words), first + _SOUND_RUN) + 1):
                run = self.words[first:last]
                if any(w.breaks for w in run[1:]) or any(w.is_function for w in run):
                    break
                letters = "".join(w.text for w in run)
                if not self._may_sound(run):
                    continue
                link = explainer.by_sound(letters, name)
                if last - first > 1:
                    # Words together must gain over words apart.
                    link = Link(link.strength * 0.95, link.start, link.end, link.how, link.log_odds)
                if not any(w.is_capital for w in run):
                    link = Link(link.strength * 0.7, link.start, link.end, link.how, link.log_odds)
                for i in range(first, last):
                    if link.strength > links[i].strength:
                        links[i] = link
        return links

    def _may_sound(self, run: Sequence[DraftWord]) -> bool:
        """Whether words are worth hearing: capitals, or a single word that is no English one."""
        if not all(fold(w.text) for w in run):
            return False
        if len(run) > 1:
            is_word = self._explainer.english.is_word
            return all(w.is_capital or not is_word(w.text) for w in run) and not any(w.is_function for w in run)
        return run[0].is_capital or not self._explainer.english.is_word(run[0].text)

    # -- spans -------------------------------------------------------------------------------------------------------

    def spans(self, name: str, blocked: set[int]) -> list[Span]:
        """Stretches of the draft that may render the name, unscored ones left out, the best first."""
        here = self.by_name(name)
        rivals = [self.by_name(other) for other in self.lacking if other != name]
        done = [self.by_name(claim.name) for claim in self.claims if claim.name != name]
        elsewhere = self.elsewhere
        values: list[float] = []
        for i, word in enumerate(self.words):
            c = here[i].strength
            r = max(
                elsewhere[i].strength,
                max((0.8 * links[i].strength for links in rivals), default=0.0),
                max((0.4 * links[i].strength for links in done), default=0.0),
            )
            if word.is_function:
                values.append(0.0)
            elif c < 0.15 and r < 0.15:
                values.append(-0.05 if word.is_capital else -0.5)
            else:
                values.append(c - r * (1 - 0.4 * c))
        longest = max(_LONGEST_SPAN, 3 + max(len(t.split()) for row in self._terms[name] for t in row.renderings))
        holds_marks = any(re.search(r"[,;:!?()]", t) for row in self._terms[name] for t in row.renderings)
        found: list[Span] = []
        for first, word in enumerate(self.words):
            if word.is_function or first in blocked or values[first] < -0.1:
                continue
            for last in range(first + 1, min(len(self.words), first + longest) + 1):
                end = self.words[last - 1]
                if last - 1 in blocked or (last - 1 > first and end.breaks and not holds_marks):
                    break
                if end.is_function or values[last - 1] < -0.1:
                    continue
                found.append(self._score(name, first, last, values, here))
        return sorted(found, key=lambda s: (-s.score, s.first, s.last))

    def _score(self, name: str, first: int, last: int, values: Sequence[float], here: Sequence[Link]) -> Span:
        content = [i for i in range(first, last) if not self.words[i].is_function]
        total = sum(values[i] for i in content)
        base = total / sqrt(len(content))
        covered = {k for i in content if here[i].strength > 0.3 for k in range(here[i].start, here[i].end)}
        coverage = max(len(covered) / len(name), self._target_share(name, content, here))
        text = self.text[self.words[first].start : self.words[last - 1].end]
        similar = max(_similarity(text, t) for row in self._terms[name] for t in row.renderings)
        run = self.words[first:last]
        heard = self._explainer.by_sound(text, name) if len(run) <= _SOUND_RUN and self._may_sound(run) else NOTHING
        sound = heard.strength * (heard.end - heard.start) / len(name)
        wanted = min(
            abs(len(content) - n) / max(len(content), n)
            for row in self._terms[name]
            for n in (max(1, _content_words(t)) for t in row.renderings)
        )
        capitals = sum(self.words[i].is_capital for i in content) / len(content)
        score = base + 0.6 * coverage + 0.8 * max(similar, sound) - 0.4 * wanted
        if capitals == 0 and len(content) == 1 and not (self.is_lower and self.is_strange(first)):
            score -= 0.25  # one lower-case word is seldom a name
        plain = capitals == 0 and not self.is_lower and all(self.elsewhere[i].strength >= _EXPLAINED for i in content)
        if plain:
            score -= PLAIN_COST
        features = {
            "base": base,
            "coverage": coverage,
            "similar": similar,
            "sound": sound,
            "length": wanted,
            "capitals": capitals,
            "words": float(len(content)),
            "plain": float(plain),
        }
        return Span(name, first, last, score, tuple(here[first:last]), features)

    def _target_share(self, name: str, content: Sequence[int], here: Sequence[Link]) -> float:
        """Share of the words of the approved English that stand among some words as they are."""
        own = sum(here[i].how == "target" for i in content)
        return own / max(1, max(_content_words(row.target) for row in self._terms[name]))

    def rivals_of(self, name: str, left: Iterable[str]) -> Callable[[int], float]:
        """How strongly other names, those in `left`, explain a word, the strongest of them."""
        others = [self.by_name(n) for n in left if n != name]
        return lambda i: max((links[i].strength for links in others), default=0.0)

    def ties_alone(self, name: str, i: int) -> bool:
        """Whether a word by itself, not only with its neighbours, comes out of the name by sense or sound."""
        link = self.by_name(name)[i]
        if link.how == "gloss":
            return True
        return link.how == "sound" and self._explainer.by_sound(self.words[i].text, name).strength >= 0.6

    def inside(self, name: str) -> set[int]:
        """Words claimed for names that stand inside a name: a garble of the whole may hold them."""
        return {i for c in self.claims if c.name != name and c.name in name for i in range(c.first, c.last)}

    def text_of(self, first: int, last: int) -> str:
        """The English of words `first:last`."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def is_sound(self, text: str, name: str) -> bool:
        """Whether some English is a form of the name that an editor would let stand."""
        written = text.title() if self.is_lower else text
        return is_sound(written, name, self._terms[name], self._explainer)

    def renders(self, i: int, text: str) -> float:
        """How strongly a word is a sense or the number of some Chinese, 0 to 1."""
        word = self.words[i]
        if word.is_function:
            return 0.0
        return max(
            self._explainer.by_gloss(word.text, text).strength, self._explainer.by_number(word.text, text).strength
        )

    def is_strange(self, i: int) -> bool:
        """Whether a word is no English one, whatever its case."""
        return not self._explainer.english.is_word(self.words[i].text) and bool(fold(self.words[i].text))

    def is_rare(self, i: int) -> bool:
        """Whether a lower-case word is a rare one that nothing in the source explains."""
        word = self.words[i]
        if word.is_function or word.is_capital or not word.text.isalpha():
            return False
        return self.elsewhere[i].strength < 0.15 and self._explainer.english.frequency(word.text) < _RARE

    def unexplained(self, i: int) -> bool:
        """Whether a word is written as a name and nothing in the source explains it."""
        word = self.words[i]
        if word.text.lower() in FUNCTION_WORDS:
            return False
        return word.is_capital and i not in self.claimed and self.elsewhere[i].strength < 0.35


def _meets(one: tuple[int, int, Occurrence], other: tuple[int, int, Occurrence]) -> bool:
    """Whether two places of one name share a word."""
    return one[2].term.source == other[2].term.source and one[0] < other[1] and other[0] < one[1]


def _strength(link: Link) -> float:
    return link.strength


def _target_words(rows: Sequence[Term]) -> list[str]:
    words = dict.fromkeys(w for row in rows for text in row.renderings for w in re.findall(r"[^\W_]+", text))
    return [w for w in words if len(w) > 1]


def _near_spelling(word: str, wanted: Mapping[str, int]) -> Link:
    best = NOTHING
    for target in wanted:
        if stem(target) == stem(word):
            return Link(1.0, 0, 0, "target", 5.0)
        if min(len(target), len(word)) < 4:
            continue
        ratio = fuzz.ratio(fold(word), fold(target)) / 100
        strength = max(0.0, (ratio - 0.6) / 0.35)
        if strength > best.strength:
            best = Link(min(0.95, strength), 0, 0, "near-spelling", 5 * strength)
    return best


def _similarity(text: str, target: str) -> float:
    """0 for as alike as any two names are, 1 for the same letters."""
    return max(0.0, (fuzz.ratio(fold(text), fold(target)) - 55) / 45)


def _content_words(text: str) -> int:
    return sum(
        w.lower() not in ("of", "the", "and", "for", "in", "on", "at", "to") for w in re.findall(r"[^\W_]+", text)
    )


def unit_of(source: SourceSegment, name: str) -> Unit:
    """The first unit of a name."""
    return next(unit for unit in source.names if unit.text == name)
