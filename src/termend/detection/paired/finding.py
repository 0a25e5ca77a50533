"""What is garbled, lost or otherwise rendered in the segments of a draft that have their source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from termend.channel import explanation
from termend.channel.explanation import Explainer
from termend.detection.detected import Detected, Kind
from termend.detection.judgement import Verdict
from termend.detection.paired import model as models
from termend.detection.paired import remembered, unasked, unsourced
from termend.detection.paired.analysis import Analysis, analysed
from termend.detection.paired.decision import decide, widened
from termend.detection.paired.evidence import evidence
from termend.detection.paired.model import Model, probability
from termend.detection.paired.places import belongs
from termend.detection.paired.segment import Anchor, PairedSegment
from termend.detection.paired.stretches import with_ending, with_rest, without_titles
from termend.detection.paired.unsourced import Rendering
from termend.detection.paired.verdicts import Verdicts
from termend.detection.source import Unit
from termend.glossary import Glossary, is_unasked
from termend.kinds import PERSON
from termend.language.generic_words import is_generic
from termend.language.sentences import sentences
from termend.records import Document

_PRONOUNS = frozenset({"he", "she", "his", "her"})
_SAID = 0.6  # P(name | word) from which a name is not left out: a word comes from it
_LEAST = 0.05  # probability below which nothing is worth a reader's time, whatever --min-score says


def find(document: Document, glossary: Glossary) -> tuple[Detected, ...]:
    """Names of the sources that the draft garbles, lacks or renders in a form that no row lists, in order of place.

    Segments without a source, or with one that hardly belongs to them, are passed over.
    """
    explainer = explanation.shipped()
    return of_analysis(analysed(document, glossary, explainer), explainer)


def of_analysis(analysis: Analysis, explainer: Explainer) -> tuple[Detected, ...]:
    """As `find`, of a draft made ready."""
    rendered, lost = rendered_and_lost(analysis, models.shipped())
    verdicts = Verdicts(analysis, explainer)
    found: list[Detected] = []
    for number in range(len(analysis.segments)):
        renderings = rendered.get(number, [])
        found += _renderings(analysis, number, renderings, verdicts)
        beside = _told_beside(analysis, number, rendered)
        found += _missing(analysis, number, renderings, lost.get(number, []), beside, explainer)
    return tuple(sorted(found, key=lambda a: (a.start, a.end, a.term.source)))


def rendered_and_lost(
    analysis: Analysis, model: Model
) -> tuple[dict[int, list[Rendering]], dict[int, list[tuple[Unit, float]]]]:
    """By segment: renderings of mentions, and mentions that no words render with the probability of that."""
    rendered: dict[int, list[Rendering]] = defaultdict(list)
    lost: dict[int, list[tuple[Unit, float]]] = defaultdict(list)
    for decided in decide(model, analysis.mentions):
        mention, choice = decided.mention, decided.choice
        unit = mention.stretches.unit
        if choice.candidate is None:
            lost[mention.segment].append((unit, probability(model.missing, choice.log_odds)))
            continue
        first, last = (int(places[choice.candidate]) for places in (mention.stretches.first, mention.stretches.last))
        score = probability(model.found, choice.log_odds)
        rendered[mention.segment].append(Rendering(unit, first, last, score))
    for widening in analysis.widenings:
        best, log_odds, more = widened(model, widening)
        if best is None:
            continue
        score = probability(model.widened, log_odds, more)
        first, last = int(widening.stretches.first[best]), int(widening.stretches.last[best])
        if not any(r.first < last and first < r.last for r in rendered[widening.segment]):
            rendered[widening.segment].append(
                Rendering(widening.stretches.unit, first, last, score, widening.stretches.claim)
            )
    alone = unsourced.found(analysis, rendered, {n: [unit for unit, _ in units] for n, units in lost.items()})
    _give(alone, rendered, lost)
    again = remembered.found(analysis.segments, rendered, {n: [unit for unit, _ in units] for n, units in lost.items()})
    _give(again, rendered, lost)
    return rendered, lost


def _give(
    found: Mapping[int, list[Rendering]],
    rendered: dict[int, list[Rendering]],
    lost: dict[int, list[tuple[Unit, float]]],
) -> None:
    """Take mentions that are rendered after all from the lost ones."""
    for number, renderings in found.items():
        rendered[number] += renderings
        lost[number] = [(unit, score) for unit, score in lost[number] if unit not in {r.unit for r in renderings}]


def _renderings(
    analysis: Analysis, number: int, renderings: Sequence[Rendering], verdicts: Verdicts
) -> Iterator[Detected]:
    segment, offset = analysis.segments[number], analysis.segments[number].segment.start
    taken = {i for rendering in renderings for i in range(rendering.first, rendering.last)}
    for rendering in renderings:
        first, last, name = rendering.first, rendering.last, rendering.unit.text
        if rendering.score < _LEAST:
            continue
        if is_unasked(analysis.names[name].rows):
            place = unasked.standing(segment, analysis.posteriors[number], analysis.names[name], rendering)
            if place is None:
                continue
            first, last = place
        first, last = with_ending(segment, analysis.posteriors[number], name, first, last, taken)
        first, last = with_rest(segment, analysis.posteriors[number], analysis.names[name], first, last, taken)
        if rendering.claim is None and analysis.names[name].kind != PERSON:
            first, last = without_titles(segment, analysis.posteriors[number], name, first, last)
        judged = (
            verdicts.of(segment, rendering.unit, first, last)
            if rendering.claim is None
            else verdicts.of_wider(segment, rendering.claim, first, last)
        )
        if judged is None or judged.verdict is Verdict.APPROVED:
            continue
        words = segment.words[first:last]
        yield Detected(
            Kind.WRONG if judged.verdict is Verdict.WRONG else Kind.UNAPPROVED,
            segment.segment.index,
            offset + words[0].start,
            offset + words[-1].end,
            analysis.names[name].rows[0],
            rendering.score,
            judged.reason,
            evidence(analysis.posteriors[number], name, first, last, tuple(w.text for w in words)),
            sourced=True,
        )


def _missing(
    analysis: Analysis,
    number: int,
    renderings: Sequence[Rendering],
    lost: Sequence[tuple[Unit, float]],
    beside: Collection[str],
    explainer: Explainer,
) -> Iterator[Detected]:
    """Names of which nothing stands in the segment: no approved form, no other, no pronoun.

    Args:
        beside: names that stand in a neighbour with the same sentence of the source.
    """
    segment = analysis.segments[number]
    known = [*segment.anchors, *(Anchor(r.unit.start, r.unit.end, r.first, r.last) for r in renderings)]
    told: set[str] = {r.unit.text for r in renderings} | segment.seen | segment.within
    for unit, score in lost:
        name = analysis.names[unit.text]
        if unit.text in told or unit.text in beside or (name.kind == PERSON and _has_pronoun(segment)):
            continue
        read = analysis.posteriors[number]
        says = np.flatnonzero(read.of_name[read.row(unit.text)] > _SAID).tolist()
        if any(not is_generic(segment.words[i].text) for i in says):
            continue  # something says it, in words that nobody would call the name
        if unasked.is_anothers(segment, name, unit):
            continue
        told.add(unit.text)
        place = belongs(segment, unit, known, explainer)
        at = segment.segment.start + place.at
        yield Detected(
            Kind.MISSING,
            segment.segment.index,
            at,
            at,
            name.rows[0],
            score,
            sourced=True,
            left=place.left,
            right=place.right,
        )


def _told_beside(analysis: Analysis, number: int, rendered: Mapping[int, Sequence[Rendering]]) -> set[str]:
    """Names that stand in a neighbour that shares a sentence of the source: a draft may be cut inside one.

    Of segments that go line by line with their sources none shares any.
    """
    segment = analysis.segments[number]
    if segment.segment.source_confidence == 1.0:
        return set()
    own = _sentences(segment)
    told: set[str] = set()
    for n in (number - 1, number + 1):
        if 0 <= n < len(analysis.segments) and own & _sentences(analysis.segments[n]):
            neighbour = analysis.segments[n]
            told |= {r.unit.text for r in rendered.get(n, ())} | neighbour.seen | neighbour.within
    return told


def _sentences(segment: PairedSegment) -> set[str]:
    text = segment.source.text
    return {text[start:end] for start, end in sentences(text)}


def _has_pronoun(segment: PairedSegment) -> bool:
    """Whether the English opens with he or she where the Chinese has no pronoun: it may stand for a person's name."""
    opening = segment.words[0].text.lower() if segment.words else ""
    return opening in _PRONOUNS and not {"他", "她"} & set(segment.source.text)
