"""A draft whose segments have sources, made ready: names, posteriors, candidates and their features."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from termend import gazetteer
from termend.channel.explanation import Explainer
from termend.detection.paired import names as names_
from termend.detection.paired import stretches as stretches_
from termend.detection.paired.features import Features, Words, remember
from termend.detection.paired.names import Name
from termend.detection.paired.pieces import pieces
from termend.detection.paired.posteriors import Masked, Posteriors, Reader
from termend.detection.paired.segment import PairedSegment, paired
from termend.detection.paired.stretches import Stretches
from termend.detection.paired.words import words_of
from termend.detection.source import NameIndex, SourceSegment, analyse, plain
from termend.glossary import Glossary
from termend.glossary.occurrences import Occurrences
from termend.language.case import is_lower_cased, is_shouted
from termend.language.generic_words import INSTITUTIONS, PLACES, is_generic
from termend.language.ordinary import is_mostly_a_name, is_ordinary
from termend.language.wordforms import demonyms, key
from termend.records import Document, Segment, Term

_SHORTEST_LONGER = 3  # characters
_BARE = PLACES | INSTITUTIONS


@dataclass(frozen=True)
class Mention:
    """A mention that lacks an approved rendering, or one whose rendering may be part of more, and its candidates.

    Attributes:
        segment: number among the segments of the analysis.
        rows: shape (candidates, features).
        own: shape (features,): of the mention itself.
        texts: lower-cased words of each candidate.
        bare: shape (candidates,): whether it is a class word, or the name of a people, and nothing else.
        is_country: whether a country is what the mention names.
        answering: number of the candidate whose quotation marks answer those of the source; None where none does.
    """

    segment: int
    stretches: Stretches
    rows: NDArray[np.float32]
    own: NDArray[np.float32]
    texts: tuple[str, ...]
    bare: NDArray[np.bool_]
    is_country: bool
    answering: int | None = None


@dataclass(frozen=True)
class Analysis:
    """A draft made ready.

    Attributes:
        names: those that stand in the sources.
        segments: that have a source.
        posteriors: of each segment in which something is to be decided.
        mentions: that lack an approved rendering.
        widenings: approved renderings with words beside them that may belong to them.
        lower_cased: whether the draft has lost its capitals.
        glossary: all names, those that stand nowhere too.
    """

    names: Mapping[str, Name]
    segments: Sequence[PairedSegment]
    posteriors: Mapping[int, Posteriors]
    mentions: Sequence[Mention]
    widenings: Sequence[Mention]
    lower_cased: bool
    glossary: Glossary


def _longer(names: Mapping[str, Sequence[Term]], sources: Sequence[str]) -> set[str]:
    """Names of the world in some sources that hold a name of the glossary, and are none of it.

    Those are foreign ones, 富恩特斯 (Fuentes) beside 富恩特, and what is called otherwise: 民进党 beside 民进.
    """
    world = gazetteer.shipped()
    transcribed = re.compile(f"[{''.join(sorted(world.transcribing))}]{{{_SHORTEST_LONGER},}}")
    runs = {run for text in sources for run in transcribed.findall(text)}
    known = {name.readings[0].chinese for run in runs for name in world.every_name_in(run)}
    foreign = {name for name in known.difference(names) if any(part in names for part in _parts(name))}
    others = {name.readings[0].chinese for text in sources for name in world.every_name_in(text)}
    return foreign | {name for name in others.difference(names) if _is_called_otherwise(name, names)}


def _is_called_otherwise(longer: str, names: Mapping[str, Sequence[Term]]) -> bool:
    """Whether a name of the glossary begins a longer one of the world of which no form holds a form of it."""
    beginnings = (names[longer[:end]] for end in range(2, len(longer)) if longer[:end] in names)
    forms = [f" {form.lower()} " for reading in gazetteer.shipped().rows_of(longer) for form in reading.forms]
    own = ([f" {form.lower()} " for row in rows for form in row.renderings] for rows in beginnings)
    return any(not any(short in form for short in shorter for form in forms) for shorter in own)


def _parts(name: str) -> Iterator[str]:
    """Every stretch of a name of two characters or more."""
    return (name[i:j] for i in range(len(name) - 1) for j in range(i + 2, len(name) + 1))


def analysed(document: Document, glossary: Glossary, explainer: Explainer, masked: Masked | None = None) -> Analysis:
    """Make a draft ready; segments without a source, or with one that hardly belongs to them, are left out.

    Args:
        masked: what is hidden of the tables, in training.
    """
    held = [segment for segment in document.segments if segment.has_source and segment.text.strip()]
    sources = [plain(s.source or "") for s in held]
    rows: dict[str, list[Term]] = {}
    for term in glossary.terms:
        rows.setdefault(plain(term.source), []).append(term)
    weak = frozenset(text for text, own in rows.items() if all(_is_weak(term) for term in own))
    index = NameIndex(rows, sources, weak, _longer(rows, sources))
    cut = [analyse(text, index, explainer.lexicon) for text in sources]
    present = sorted({u.text for c in cut for u in c.names} | {u.text for c in cut for u, _ in c.nested})
    names = {text: names_.by_text(rows[text], text) for text in present}
    standing = [term for name in names.values() for term in name.rows]
    listed = Occurrences([replace(term, source=plain(term.source)) for term in standing])
    lower = is_lower_cased([s.text for s in held])

    def with_claims(segment: Segment, source: SourceSegment) -> PairedSegment:
        words = words_of(segment.text, explainer.english, lower)
        found = listed.find(segment.text, any_case=lower or is_shouted(segment.text))
        return paired(segment, source, words, found, explainer.english)

    segments: list[PairedSegment] = []
    for whole, source in zip(held, cut, strict=True):
        one = with_claims(whole, source)
        parts = [whole] if one.is_answered else list(pieces(whole, Glossary(tuple(standing))))
        segments += (
            [one]
            if parts == [whole]
            else [with_claims(p, analyse(plain(p.source or ""), index, explainer.lexicon)) for p in parts]
        )
    reader = Reader(explainer, names, masked)
    features = Features(explainer, names, remember(segments, names.values()), gazetteer.shipped())
    posteriors: dict[int, Posteriors] = {}
    mentions: list[Mention] = []
    widenings: list[Mention] = []
    for number, segment in enumerate(segments):
        if not segment.words or not segment.source.names:
            continue
        if not segment.open and not stretches_.may_be_wider(segment, reader.may_say):
            continue  # every name stands, and nothing beside it
        read = posteriors[number] = reader.read(segment)
        known = features.words(segment, read)
        ready = _Maker(number, segment, read, features, known, names)
        for unit in segment.open:
            place = features.place(segment, unit)
            mentions.append(
                ready.mention(
                    stretches_.of_mention(segment, read, unit, names[unit.text], place, explainer.english.is_word)
                )
            )
        widenings += [ready.mention(found) for found in stretches_.wider(segment, read, names)]
    return Analysis(names, segments, posteriors, mentions, widenings, lower, glossary)


def _is_weak(term: Term) -> bool:
    """Whether nobody asked for a name, or it is of class words alone, the end of many a longer one, or a plain word.

    A scientist (科学家) is none of Science (科学).
    """
    words = term.target.split()
    is_plain = len(words) == 1 and words[0].isalpha() and is_ordinary(words[0]) and not is_mostly_a_name(words[0])
    return term.is_last_resort or is_plain or all(map(is_generic, words))


@dataclass(frozen=True)
class _Maker:
    """Makes the mentions of one segment ready."""

    number: int
    segment: PairedSegment
    posteriors: Posteriors
    features: Features
    known: Words
    names: Mapping[str, Name]

    def mention(self, stretches: Stretches) -> Mention:
        lowered = [word.text.lower() for word in self.segment.words]
        places = list(zip(stretches.first.tolist(), stretches.last.tolist(), strict=True))
        texts = tuple(" ".join(lowered[first:last]) for first, last in places)
        rows = self.features.of_stretches(self.number, self.segment, self.posteriors, self.known, stretches)
        own = self.features.of_mention(self.segment, self.posteriors, self.known, stretches.unit)
        bare = np.array([key(text) in _BARE or key(text) in demonyms() for text in texts], bool)
        name = self.names[stretches.unit.text]
        is_country = any(key(form) in demonyms() for form in name.forms)
        quotation = self.segment.answering_quotation(stretches.unit) if stretches.claim is None else None
        answering = places.index(quotation) if quotation in places else None
        return Mention(self.number, stretches, rows, own, texts, bare, is_country, answering)
