"""Synthetic drafts: clean press text whose names are exchanged for terms, some right, some garbled by the channel.

Hard negatives are part of it: right renderings, names off the glossary, near-miss names that share characters with a
term, and glossaries most of whose terms the document never mentions.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from termend.channel.english import English
from termend.channel.lexicon import Lexicon
from termend.channel.sampling import Sampler
from termend.glossary import Glossary
from termend.language.stems import stem
from termend.records import Document, Segment, Term

_RUN = re.compile(r"[A-Z][\w'’.-]*\w(?: (?:(?:of|the|and|for|&) )?[A-Z][\w'’.-]*\w)*")
_RIGHT, _GARBLED, _MIXED, _NEAR_MISS, _PHRASE = "right", "garbled", "mixed", "near-miss", "phrase"
_MODES = {_RIGHT: 0.47, _GARBLED: 0.32, _MIXED: 0.08, _NEAR_MISS: 0.1, _PHRASE: 0.03}
_REPLACED = 0.6
# Some engines deliver lower case: so often a draft of the mixture does.
LOWERED = 0.12
# A document names one body in several ways, and several of one town: so often a name is drawn from those like another.
_KIN = 0.2
# Engines that keep capitals give them to nearly every name, garbled or not.
_CAPITALISED = 0.85
_SMALL = frozenset({"of", "the", "and", "for", "in", "on"})
# How many terms the glossary has that the document never mentions: of these numbers those up to a limit.
_ABSENT = (0, 0, 2, 5, 15, 60, 250, 1_000, 4_000)
MOST_ABSENT = 250


@dataclass(frozen=True, slots=True)
class Planted:
    """A garble at `start:end` of the draft, and the Chinese of the term that it came from."""

    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A draft, its glossary, and where the garbles are."""

    document: Document
    glossary: Glossary
    planted: tuple[Planted, ...]


def surfaces(english: English, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """For each stem the words that it stands for, the commonest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in english.vocabulary():
        if word.isalpha() and len(word) > 1:
            found[stem(word)].append(word)
    return {s: tuple(sorted(ws, key=lambda w: (-english.frequency(w), w))[:4]) for s, ws in found.items()}


class Writer:
    """Writes synthetic drafts.

    Args:
        texts: clean documents, each a list of lines.
        terms: names to plant.
        lowered: share of the drafts that are in lower case.
        most_absent: terms of a glossary that the draft never mentions, at most.
    """

    def __init__(
        self,
        texts: Sequence[Sequence[str]],
        terms: Sequence[Term],
        sampler: Sampler,
        lowered: float = LOWERED,
        most_absent: int = MOST_ABSENT,
    ) -> None:
        self._absent = [number for number in _ABSENT if number <= most_absent]
        self._texts, self._terms, self._sampler, self._lowered = texts, terms, sampler, lowered
        self._long = [t for t in terms if len(t.target.split()) >= 3]
        self._short = [t for t in terms if len(t.target.split()) < 3]
        self._sharing: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            for a, b in zip(term.source, term.source[1:], strict=False):
                self._sharing[a + b].append(term)
            self._sharing[term.source[0]].append(term)
            self._sharing[term.source[-1]].append(term)

    def write(self, rng: random.Random) -> Synthetic:
        """One draft of 8 to 20 lines."""
        text = rng.choice(self._texts)
        size = rng.randint(8, 20)
        first = rng.randrange(max(1, len(text) - size))
        lines = list(text[first : first + size])
        plans: dict[str, _Plan | None] = {}
        out: list[str] = []
        planted: list[tuple[int, int, int, str]] = []
        for number, line in enumerate(lines):
            made, place = "", 0
            for match in _RUN.finditer(line):
                run = match.group()
                if " " not in run and (match.start() == 0 or line[match.start() - 2 : match.start() - 1] in ".!?"):
                    continue
                if run not in plans:
                    plans[run] = self._plan(run, [p.term for p in plans.values() if p is not None], rng)
                plan = plans[run]
                if plan is None:
                    continue
                text_, garbled = plan.draw(rng)
                if garbled:
                    text_ = capitalised(text_, rng)
                made += line[place : match.start()]
                if garbled:
                    planted.append((number, len(made), len(made) + len(text_), plan.term.source))
                made += text_
                place = match.end()
            out.append(made + line[place:])
        terms = {p.term.source: p.term for p in plans.values() if p is not None}
        for term in rng.sample(list(self._terms), min(len(self._terms), rng.choice(self._absent))):
            terms.setdefault(term.source, term)
        return draft(out, planted, terms.values(), rng.random() < self._lowered)

    def _plan(self, run: str, before: Sequence[Term], rng: random.Random) -> _Plan | None:
        if rng.random() > _REPLACED:
            return None
        pool = self._long if len(run.split()) >= 3 and self._long else self._short
        term = rng.choice(pool)
        if before and rng.random() < _KIN:
            near = self._like(rng.choice(before))
            term = rng.choice(near) if near else term
        mode = rng.choices(list(_MODES), list(_MODES.values()))[0]
        other = None
        if mode == _NEAR_MISS:
            keys = [a + b for a, b in zip(term.source, term.source[1:], strict=False)] + [
                term.source[0],
                term.source[-1],
            ]
            like = [
                t for k in keys for t in self._sharing[k][:200] if t.source != term.source and t.target != term.target
            ]
            if not like:
                return None
            other = rng.choice(like).target
        elif mode == _PHRASE:
            other = phrase(term.target, rng)
            if not other:
                return None
        once = self._sampler.sample(term, rng) if mode in (_GARBLED, _MIXED) else None
        if mode in (_GARBLED, _MIXED) and (once is None or once.way == "case"):
            mode = _RIGHT
        return _Plan(term, mode, other, once.text if once and rng.random() < 0.7 else None, self._sampler)

    def _like(self, term: Term) -> list[Term]:
        """Names that share two characters with a name: of the same town, of the same body."""
        pairs = [a + b for a, b in zip(term.source, term.source[1:], strict=False)]
        return [t for pair in pairs for t in self._sharing[pair][:100] if t.source != term.source]


def draft(
    lines: Sequence[str], planted: Sequence[tuple[int, int, int, str]], terms: Iterable[Term], lowered: bool
) -> Synthetic:
    """A draft of lines.

    Args:
        planted: line, start and end in the line, and Chinese of each garble.
        lowered: whether it is in lower case, as some engines deliver it.
    """
    segments, start = [], 0
    for number, line in enumerate(lines):
        line = line.lower() if lowered and len(line.lower()) == len(line) else line
        segments.append(Segment(number, start, line))
        start += len(line) + 1
    document = Document("synthetic", "\n".join(s.text for s in segments) + "\n", tuple(segments))
    spots = tuple(Planted(segments[n].start + a, segments[n].start + b, source) for n, a, b, source in planted)
    return Synthetic(document, Glossary(tuple(terms)), spots)


def capitalised(text: str, rng: random.Random) -> str:
    """A garble as an engine writes it that keeps capitals: nearly always as a name."""
    if not text.islower() or rng.random() >= _CAPITALISED:
        return text
    return " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in text.split(" "))


def phrase(target: str, rng: random.Random) -> str:
    """Some of a name's words as ordinary English that speaks of the thing: the press group, daily papers."""
    words = [w for w in target.split() if w.lower() not in _SMALL]
    if len(words) < 3:
        return ""
    size = rng.choice((1, 2, 2, len(words) - 1))
    first = rng.randrange(1, len(words) - size + 1) if size < len(words) - 1 else 1
    kept = words[first : first + size]
    return " ".join(kept) if rng.random() < 0.15 else " ".join(kept).lower()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What becomes of one name of the clean text, wherever it stands."""

    term: Term
    mode: str
    other: str | None
    garble: str | None
    sampler: Sampler

    def draw(self, rng: random.Random) -> tuple[str, bool]:
        if self.other is not None:
            return self.other, False
        if self.mode == _GARBLED or (self.mode == _MIXED and rng.random() < 0.5):
            drawn = self.sampler.sample(self.term, rng) if self.garble is None else None
            if self.garble is not None:
                return self.garble, True
            if drawn is not None and drawn.way != "case":
                return drawn.text, True
        return self.term.target, False
