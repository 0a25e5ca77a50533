"""Phrases in quotation marks: a title with something before or behind it, or words that say a missing title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termend.detection.search.explaining import by_word
from termend.detection.search.glossed import Glossed
from termend.detection.unpaired.reading import Reading
from termend.detection.unpaired.stretches import Proposal, Stretch
from termend.kinds import COMPANY, EVENT, MEDIA, ORGANISATION, WORKS

_QUOTED = re.compile(r"[\"“‘]([^\"“”‘’\n]{4,70})[\"”’]")
_QUOTABLE = WORKS | {EVENT, MEDIA, COMPANY, ORGANISATION, "term", "plan", "policy"}
_MOST_WORDS = 9
_CAPITALISED = 0.5  # share of a quoted title's words
_LEAST_GLOSS = 1.0  # nats
_LEAST_SAID = 0.2  # share of a name that a phrase says


def proposals(reading: Reading) -> Iterator[Proposal]:
    """Every quoted phrase with the titles that it may be."""
    if not reading.names:
        return
    phrases = list(_phrases(reading))
    missing = [n for n in reading.names if reading.is_missing(n) and _kinds(reading, n) & _QUOTABLE] if phrases else []
    glossed = Glossed(reading.search.index.by_gloss, len(reading.search.index.sources), missing)
    for phrase in phrases:
        inner = [(m, s) for m, s in reading.mentions if phrase.holds(s)]
        opening = phrase.first + reading.words(phrase)[0].function
        if any(s.first <= opening and s.last == phrase.last for _, s in inner):
            continue
        for mention, _ in inner:
            for number in {n for t in mention.terms if (n := reading.number(t.source)) is not None}:
                if WORKS & _kinds(reading, number) and all(w.capital or w.function for w in reading.words(phrase)):
                    yield Proposal(phrase, number, {"quoted beyond a title": 1.0})
        if any(likely.stretch.holds(phrase) for likely in reading.by_line.get(phrase.line, ())):
            continue
        names = {t.source for m, _ in inner for t in m.terms}
        names |= {reading.profile(like.term).source for like in reading.likely if like.stretch.overlaps(phrase)}
        best = max((_said(reading, phrase, n, names, glossed) for n in missing), default=None)
        if best is not None:
            holds, said, number = best
            if holds or said >= _LEAST_SAID:
                yield Proposal(phrase, number, {"quoted and missing": said})


def _phrases(reading: Reading) -> Iterator[Stretch]:
    """Words between quotation marks, no more than a title has, half of them with capitals."""
    for number, line in enumerate(reading.lines):
        for match in _QUOTED.finditer(line.segment.text):
            places = [n for n, w in enumerate(line.words) if match.start(1) <= w.start and w.end <= match.end(1)]
            if not places:
                continue
            stretch = Stretch(number, places[0], places[-1] + 1)
            content = [word for word in reading.words(stretch) if not word.function]
            if (
                content
                and len(content) <= _MOST_WORDS
                and sum(w.capital for w in content) >= _CAPITALISED * len(content)
            ):
                yield stretch


def _kinds(reading: Reading, number: int) -> set[str]:
    return {term.kind for term in reading.profile(number).terms}


def _said(
    reading: Reading, phrase: Stretch, number: int, names: set[str], glossed: Glossed
) -> tuple[float, float, int]:
    """Whether the phrase holds the name of a part; the share of the name that its words say, 0 to 1; the name."""
    profile = reading.profile(number)
    mask = 0
    for word in reading.words(phrase):
        reasons = by_word(profile, word, 0, reading.search.document.cased, lambda stem: glossed.of(stem, number))
        strong = [reason for reason in reasons if reason.log_odds >= _LEAST_GLOSS]
        if strong:
            mask |= max(strong, key=lambda reason: (reason.log_odds, reason.mask)).mask
    holds = float(any(len(name) > 1 and name in profile.source and name != profile.source for name in names))
    return holds, profile.weight(mask) / profile.total_weight, number
