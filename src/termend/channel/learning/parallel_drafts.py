"""Drafts with their sources whose garbles are known: parallel sentences with some of their names garbled."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from termend.channel.bilingual.finding import find
from termend.channel.bilingual.source import plain
from termend.channel.learning.pairs import NamePair
from termend.channel.sampling import Sampler
from termend.glossary import Glossary
from termend.records import Document, Segment, Term

_SHORTEST_NAME = 4
_SENTENCES = 12
_GARBLED, _DROPPED = 0.45, 0.05


@dataclass(frozen=True, slots=True)
class Planted:
    """A draft, its glossary, and the stretches (document code points) that garble a name, with the name."""

    document: Document
    glossary: Glossary
    garbles: tuple[tuple[int, int, str], ...]
    dropped: tuple[tuple[int, str], ...]


def known_names(pairs: Iterable[NamePair]) -> dict[str, str]:
    """Names with one English form of at least four letters."""
    forms: dict[str, set[str]] = {}
    for pair in pairs:
        if len(pair.source) > 1:
            forms.setdefault(plain(pair.source), set()).add(pair.written)
    return {
        source: next(iter(written))
        for source, written in forms.items()
        if len(written) == 1 and len(min(written)) >= _SHORTEST_NAME and min(written)[0].isupper()
    }


def plant(
    sentences: Sequence[tuple[str, str]], names: dict[str, str], sampler: Sampler, seed: int
) -> Iterator[Planted]:
    """Drafts of twelve sentences; of the names that stand in both languages some are garbled and a few dropped."""
    rng = random.Random(seed)
    for begin in range(0, len(sentences), _SENTENCES):
        yield _draft(sentences[begin : begin + _SENTENCES], names, sampler, rng)


def _draft(
    sentences: Sequence[tuple[str, str]], names: dict[str, str], sampler: Sampler, rng: random.Random
) -> Planted:
    segments: list[Segment] = []
    terms: dict[str, Term] = {}
    garbles: list[tuple[int, int, str]] = []
    dropped: list[tuple[int, str]] = []
    start = 0
    for index, (chinese, english) in enumerate(sentences):
        source, text = plain(chinese), english
        for name in sorted(_names_in(source, names), key=len, reverse=True):
            written = names[name]
            if text.count(written) != 1 or source.count(name) != 1:
                continue
            term = terms.setdefault(name, Term(name, written))
            drawn = rng.random()
            garble = sampler.sample(term, rng) if drawn < _GARBLED else None
            at = start + text.index(written)
            if any(s < at + len(written) and at < e for s, e, _ in garbles):
                continue
            if garble is not None and garble.text != written:
                text = text.replace(written, garble.text)
                shift = len(garble.text) - len(written)
                garbles = [(s + shift, e + shift, n) if s > at else (s, e, n) for s, e, n in garbles]
                garbles.append((at, at + len(garble.text), name))
            elif drawn > 1 - _DROPPED:
                text = text.replace(written, "")
                garbles = [(s - len(written), e - len(written), n) if s > at else (s, e, n) for s, e, n in garbles]
                dropped.append((index, name))
        segments.append(Segment(index, start, text, source, 1.0))
        start += len(text) + 1
    document = Document("-", "\n".join(s.text for s in segments) + "\n", tuple(segments))
    return Planted(document, Glossary(tuple(terms.values())), tuple(garbles), tuple(dropped))


def _names_in(source: str, names: dict[str, str]) -> set[str]:
    return {
        source[i:j]
        for i in range(len(source))
        for j in range(i + 2, min(len(source), i + 8) + 1)
        if source[i:j] in names
    }


def scored(drafts: Iterable[Planted]) -> list[tuple[float, bool]]:
    """Score of every finding in the drafts, and whether it is right."""
    findings: list[tuple[float, bool]] = []
    for draft in drafts:
        for found in find(draft.document, draft.glossary):
            name = found.term.source
            if found.kind == "garbled":
                right = any(n == name and s < found.end and found.start < e for s, e, n in draft.garbles)
                findings.append((found.score, right))
            elif found.kind == "missing":
                findings.append((found.score, (found.segment, name) in draft.dropped))
    return findings
