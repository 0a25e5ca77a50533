"""What is garbled, lost or otherwise rendered in a document whose source is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from termend.channel import english, lexicon, sound
from termend.channel.bilingual.draft import words_of
from termend.channel.bilingual.explanation import Explainer, Link
from termend.channel.bilingual.segment import Aligner, Span
from termend.channel.bilingual.source import NameIndex, analyse, plain
from termend.glossary import Glossary
from termend.glossary.occurrences import Occurrences
from termend.glossary.renderings import pinyin_forms
from termend.records import Document, Evidence, Segment, Term

Kind = Literal["garbled", "missing", "other", "case"]
_FIRST = 0.9
_AGAIN = 1.6
_LEAST_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class Aligned:
    """A name of a segment's source and what became of it.

    Attributes:
        start, end: code points of the document; equal where the name is missing.
        score: probability that this is right.
        left, right: for a missing name the words it belongs between; empty at the segment's edge.
    """

    kind: Kind
    segment: int
    start: int
    end: int
    term: Term
    score: float
    evidence: tuple[Evidence, ...] = ()
    left: str = ""
    right: str = ""


@dataclass
class _Work:
    """A segment under way."""

    segment: Segment
    aligner: Aligner
    spans: dict[tuple[int, int], Span]
    lost: list[str]


def find(document: Document, glossary: Glossary) -> tuple[Aligned, ...]:
    """Names of the sources that the draft garbles, lacks or renders in a sound form that no row lists.

    Segments without a source, or with one that hardly belongs to them, are passed over.
    """
    segments = [
        s for s in document.segments if s.source and s.text.strip() and (s.source_confidence or 0) >= _LEAST_CONFIDENCE
    ]
    if not segments:
        return ()
    sources = [plain(s.source or "") for s in segments]
    by_name: dict[str, list[Term]] = {}
    for term in glossary.terms:
        by_name.setdefault(plain(term.source), []).append(term)
    names = NameIndex(by_name, sources)
    words = lexicon.shipped()
    analysed = [analyse(text, names, words) for text in sources]
    present = sorted({u.text for a in analysed for u in a.names} | {u.text for a in analysed for u, _ in a.nested})
    terms = {name: tuple(sorted(by_name[name], key=lambda t: (t.target, t.domain))) for name in present}
    rows = [term for name in present for term in terms[name]]
    index = Occurrences(rows, [(term, form) for term in rows for form in pinyin_forms(term)])
    common = english.shipped()
    explainer = Explainer(words, common, sound.shipped())
    work = [
        _Work(s, Aligner(a, s.text, words_of(s.text, common), index.find(s.text), terms, explainer), {}, [])
        for s, a in zip(segments, analysed, strict=True)
    ]
    for item in work:
        _assign(item)
    return tuple(sorted(_aligned(work, terms), key=lambda a: (a.start, a.end, a.term.source)))


def _assign(item: _Work) -> None:
    aligner = item.aligner
    left = dict(aligner.lacking)
    blocked = set(aligner.claimed)
    while left:
        best: Span | None = None
        for name in sorted(left):
            threshold = _AGAIN if any(c.name == name for c in aligner.claims) else _FIRST
            for span in aligner.spans(name, blocked)[:1]:
                if span.score >= threshold and (best is None or span.score > best.score):
                    best = span
        if best is None:
            break
        item.spans[best.first, best.last] = best
        blocked.update(range(best.first, best.last))
        left[best.name] -= 1
        if not left[best.name]:
            del left[best.name]
    rendered = {c.name for c in aligner.claims} | {s.name for s in item.spans.values()}
    item.lost = [name for name in left if name not in rendered]


def _aligned(work: Sequence[_Work], terms: dict[str, tuple[Term, ...]]) -> Iterator[Aligned]:
    for item in work:
        text, offset = item.segment.text, item.segment.start
        for span in item.spans.values():
            words = item.aligner.words[span.first : span.last]
            yield Aligned(
                "garbled",
                item.segment.index,
                offset + words[0].start,
                offset + words[-1].end,
                terms[span.name][0],
                min(0.99, 0.5 + 0.2 * span.score),
                _evidence(span, [w.text for w in words]),
            )
        for name in item.lost:
            yield Aligned("missing", item.segment.index, offset, offset, terms[name][0], 0.6)


def _evidence(span: Span, words: Sequence[str]) -> tuple[Evidence, ...]:
    return tuple(_piece(span.name, word, link) for word, link in zip(words, span.links, strict=True))


def _piece(name: str, word: str, link: Link) -> Evidence:
    return Evidence(name[link.start : link.end], word, link.how if link.strength else "", link.log_odds)
