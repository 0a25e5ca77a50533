"""What is garbled, lost or otherwise rendered in a document whose source is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

from termend.channel import english
from termend.channel.bilingual import explanation, glosses
from termend.channel.bilingual.assignment import Outcome, assign
from termend.channel.bilingual.draft import words_of
from termend.channel.bilingual.explanation import Link
from termend.channel.bilingual.places import belongs
from termend.channel.bilingual.segment import Aligner, Span
from termend.channel.bilingual.source import NameIndex, SourceSegment, analyse, plain
from termend.channel.bilingual.sourced import has_source
from termend.glossary import Glossary
from termend.glossary.occurrences import Occurrences
from termend.glossary.renderings import pinyin_forms
from termend.language.case import is_lower_cased
from termend.language.letters import fold
from termend.records import Document, Evidence, Segment, Term

Kind = Literal["garbled", "missing", "other", "case"]
# Fitted on names garbled, or left out, in parallel press text (`termend channel calibrate-with-source` prints how they
# hold on sentences kept apart): logistic regression (Platt 1999) for spans, shares for the other ways.
_INTERCEPT, _SLOPE = 2.04, 0.163
_ELIMINATED, _WIDENED, _MISSING = 0.58, 0.8, 0.55
_TELLING = 1.2  # a span of this score is taken for a garble of its name wherever it stands in the document


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
    outcome: Outcome


def find(document: Document, glossary: Glossary) -> tuple[Aligned, ...]:
    """Names of the sources that the draft garbles, lacks or renders in a sound form that no row lists.

    Segments without a source, or with one that hardly belongs to them, are passed over.
    """
    segments = [s for s in document.segments if has_source(s) and s.text.strip()]
    if not segments:
        return ()
    sources = [plain(s.source or "") for s in segments]
    by_name: dict[str, list[Term]] = {}
    for term in glossary.terms:
        by_name.setdefault(plain(term.source), []).append(term)
    names = NameIndex(by_name, sources)
    words = glosses.shipped()
    analysed = [analyse(text, names, words) for text in sources]
    present = sorted({u.text for a in analysed for u in a.names} | {u.text for a in analysed for u, _ in a.nested})
    terms = {name: tuple(sorted(by_name[name], key=lambda t: (t.target, t.domain))) for name in present}
    rows = [term for name in present for term in terms[name]]
    index = Occurrences(rows, [(term, form) for term in rows for form in pinyin_forms(term)])
    common, explain = english.shipped(), explanation.shipped()
    lower = is_lower_cased([s.text for s in segments])

    def _aligner(text: str, source: SourceSegment) -> Aligner:
        found = index.find(text, any_case=lower)
        return Aligner(source, text, words_of(text, common, lower), found, terms, explain, lower)

    work = [_Work(s, _aligner(s.text, a), Outcome()) for s, a in zip(segments, analysed, strict=True)]
    forms = {(fold(text), name) for name in present for row in terms[name] for text in row.renderings}
    for _ in range(2):  # the second time with the garbles now known
        known = _known(work)
        for item in work:
            item.outcome = assign(item.aligner, terms, known, forms)
    return tuple(sorted(_aligned(work, terms), key=lambda a: (a.start, a.end, a.term.source)))


def _probability(span: Span) -> float:
    """Calibrated score of a garbled name: how often such spans are right, by how they were found."""
    if "eliminated" in span.features:
        return _ELIMINATED
    if "widened" in span.features:
        return _WIDENED
    return 1 / (1 + exp(-(_INTERCEPT + _SLOPE * span.score)))


def _known(work: Sequence[_Work]) -> dict[str, set[str]]:
    """Garbles by name, folded, that stand on evidence of their own."""
    known: dict[str, set[str]] = {}
    for item in work:
        for span in item.outcome.spans:
            words = item.aligner.words[span.first : span.last]
            letters = fold("".join(w.text for w in words))
            if span.score >= _TELLING and len(letters) > 3 and any(w.is_capital for w in words):
                known.setdefault(span.name, set()).add(letters)
    return known


def _aligned(work: Sequence[_Work], terms: dict[str, tuple[Term, ...]]) -> Iterator[Aligned]:
    for item in work:
        offset = item.segment.start
        kinds: list[tuple[Kind, list[Span]]] = [("garbled", item.outcome.spans), ("other", item.outcome.others)]
        for kind, span in ((kind, span) for kind, spans in kinds for span in spans):
            words = item.aligner.words[span.first : span.last]
            yield Aligned(
                kind,
                item.segment.index,
                offset + words[0].start,
                offset + words[-1].end,
                terms[span.name][0],
                _probability(span),
                _evidence(span, [w.text for w in words]),
            )
        for name in item.outcome.lost:
            place = belongs(item.aligner, name, item.outcome.spans)
            yield Aligned(
                "missing",
                item.segment.index,
                offset + place.at,
                offset + place.at,
                terms[name][0],
                _MISSING,
                left=place.left,
                right=place.right,
            )


def _evidence(span: Span, words: Sequence[str]) -> tuple[Evidence, ...]:
    return tuple(_piece(span.name, word, link) for word, link in zip(words, span.links, strict=True))


def _piece(name: str, word: str, link: Link) -> Evidence:
    return Evidence(name[link.start : link.end], word, link.how if link.strength else "", link.log_odds)
