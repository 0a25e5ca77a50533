"""lost-case: an accepted rendering that stands in the draft without its capitals (“xi jinping”)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import prod

from termend.channel.english import shipped
from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.detection.detected import Kind
from termend.kinds import COMPANY, MEDIA, PERSON, PLACE, TITLE, WORK
from termend.language import case
from termend.language.function_words import NO_CONTENT
from termend.language.ordinary import is_mostly_a_name, is_ordinary
from termend.language.phrases import Phrase, PhraseFinder, words_of
from termend.language.tokens import Token
from termend.records import Evidence, Finding, Proposal, Segment, Severity, Term

# Types whose targets are common nouns, which stand in lower case in running English.
_COMMON_NOUNS = frozenset((TITLE, "term", "concept", "policy", "doctrine", "position", "common noun", "phrase"))

# Class words that press style writes in lower case after a place's name (“Hubei province”, “the Yangtze river”).
_PLACE_CLASSES = frozenset((
    "province", "city", "municipality", "prefecture", "county", "district", "town", "township", "village", "region",
    "area", "zone", "new", "autonomous", "river", "lake", "sea", "bay", "mountain", "mountains", "island", "islands",
    "peninsula", "basin", "plateau", "valley", "road", "street",
))  # fmt: skip

# Types whose every word belongs to the name. Of other names a class word at the end may stand in lower case, as down
# style has it (“the Three Gorges reservoir”, “the SAR government”).
_TITLES = frozenset((MEDIA, COMPANY, WORK, PERSON, "brand", "product"))

# What follows an indefinite article is a thing of a kind (“a special public health committee”), no name.
_INDEFINITE = re.compile(r"\b(?:an?|any|some|each|every|no|several|many|such)\s+(?:[a-z-]+\s+)?$", re.IGNORECASE)

_BEHIND_ARTICLE = re.compile(r"\bthe\s+$", re.IGNORECASE)  # no pronoun stands there

# What is reported by default, and a score below it: seen with a lower `--min-score`.
_REPORTED = 0.5
_DOUBTFUL = 0.4

# Words that side by side are rarer than this are hardly a plain phrase (“upstream news”; not “health news”).
_RARE = 4e-9

_QUOTES = frozenset("\"'“”‘’")


@dataclass(frozen=True, slots=True)
class _Rendering:
    term: Term
    text: str


@register("lost-case")
def lost_case(context: CheckContext) -> Iterator[Finding]:
    """Longest names first; what stands rightly anywhere under another term's accepted form is left alone."""
    found = list(_as_listed(context))
    whole: dict[int, list[Finding]] = defaultdict(list)
    for finding in _in_other_words(context):
        whole[finding.segment].append(finding)
    for finding in [*found, *_inflected(context, found)]:
        wider = whole.get(finding.segment, ())
        if not any(w.start <= finding.start and finding.end <= w.end and w.score >= _REPORTED for w in wider):
            yield finding
    yield from (finding for findings in whole.values() for finding in findings)


def _as_listed(context: CheckContext) -> Iterator[Finding]:
    segments = context.document.segments
    finder = PhraseFinder(_renderings(context.begun), [segment.text for segment in segments])
    lower_cased = context.is_lower_cased
    for segment in segments:
        end = 0
        for phrase in finder.find(segment.text):
            if phrase.start < end:
                continue
            stands = segment.text[phrase.start : phrase.end]
            if any(not _lost(phrase, rendering) for rendering in phrase.values):
                end = phrase.end if case.has_capitals(stands) else end
                continue
            best = max(phrase.values, key=lambda r: (_score(segment, phrase, r, lower_cased), r.term.source, r.text))
            score = _score(segment, phrase, best, lower_cased)
            if score > 0.0:
                end = phrase.end
                yield _finding(segment, phrase, best, score)


def _inflected(context: CheckContext, found: list[Finding]) -> Iterator[Finding]:
    """Renderings without their capitals that are not word for word as a row lists them (a plural, another order)."""
    lower_cased = context.is_lower_cased
    by_segment: dict[int, list[Finding]] = defaultdict(list)
    for finding in found:
        by_segment[finding.segment].append(finding)
    for mention in context.mentions.all:
        text = context.document.text[mention.start : mention.end]
        term = mention.terms[0]
        words = words_of(text)
        taken = any(f.start < mention.end and mention.start < f.end for f in by_segment[mention.segment])
        if mention.cased or taken or len(words) < 2 or not _all_capitals(term):
            continue
        segment = context.document.segments[mention.segment]
        start = mention.start - segment.start
        here = tuple(Token(w.text, w.start + start, w.end + start) for w in words)
        right = " ".join(w.text if w.text in case.SMALL_WORDS else w.text.capitalize() for w in words)
        phrase = Phrase(here[0].start, here[-1].end, here, (_Rendering(term, right),))
        lost = _lost(phrase, phrase.values[0])
        if not lost or _is_plain_beside_acronym(words, lost, term):
            continue
        score = _score(segment, phrase, phrase.values[0], lower_cased)
        if score > 0.0:
            yield _finding(segment, phrase, phrase.values[0], score)


def _is_plain_beside_acronym(words: Sequence[Token], lost: Collection[int], term: Term) -> bool:
    """Whether fewer words than a row lists keep capitals in an acronym alone that it does not list.

    TV broadcast is plain English, and no Television Broadcasts Limited.
    """
    listed = [[word.text for word in words_of(text)] for text in term.renderings]
    kept = [word.text for n, word in enumerate(words) if n not in lost and word.text not in case.SMALL_WORDS]
    is_shorter = all(len(words) < len(form) for form in listed if len(form) > 1)
    return is_shorter and bool(kept) and all(w.isupper() and not any(w in form for form in listed) for w in kept)


def _in_other_words(context: CheckContext) -> Iterator[Finding]:
    """In a draft in lower case, what would be let stand in other words than a row lists, had it its capitals."""
    for found in context.detected:
        if found.kind is Kind.LOST_CASE:
            text = context.document.text[found.start : found.end]
            yield Finding(
                "lost-case",
                Severity.WARNING,
                found.segment,
                found.start,
                found.end,
                text,
                found.score,
                f"{text} says {found.term.target} without its capitals",
                found.term,
                found.evidence,
            )


def _all_capitals(term: Term) -> bool:
    """Whether every word of the target but small ones begins with a capital."""
    if term.case in ("any", "lower"):
        return False
    return all(w.text[0].isupper() or w.text.lower() in case.SMALL_WORDS for w in words_of(term.target))


def _renderings(listed: tuple[tuple[str, Term], ...]) -> Iterator[tuple[str, _Rendering]]:
    for text, term in listed:
        if term.case not in ("any", "lower"):
            yield text, _Rendering(term, text)


def _lost(phrase: Phrase[_Rendering], rendering: _Rendering) -> tuple[int, ...]:
    lost = case.lost_capitals(words_of(rendering.text), phrase.words)
    if rendering.term.kind == PLACE and len(lost) < len(phrase.words):
        lost = tuple(i for i in lost if i == 0 or phrase.words[i].text.lower() not in _PLACE_CLASSES)
    return () if lost and _short_form_stands(phrase.words, lost, rendering.term) else lost


def _short_form_stands(words: tuple[Token, ...], lost: tuple[int, ...], term: Term) -> bool:
    """Whether the words that kept their case are an accepted rendering by themselves (“Xinhua news agency”)."""
    kept = tuple(word.text for i, word in enumerate(words) if i not in lost)
    return any(kept == tuple(word.text for word in words_of(short)) for short in term.renderings)


def _score(segment: Segment, phrase: Phrase[_Rendering], rendering: _Rendering, lower_cased: bool) -> float:
    """Probability that the stretch is the name: 0 where it is as likely plain English."""
    words, term = phrase.words, rendering.term
    lost = [words[i].text for i in _lost(phrase, rendering)]
    in_source = _in_source(segment, term)
    strict = term.case == "as-is"
    if len(words) == 1 and not strict and not in_source:
        # Two letters are anything; Cass is a person, CASS an academy.
        acronym_as_name = rendering.text.isupper() and words[0].text[0].isupper()
        if len(words[0].text) <= 2 or acronym_as_name:
            return 0.0
    if len(words) == 1 and words[0].text in NO_CONTENT and not _BEHIND_ARTICLE.search(segment.text[: phrase.start]):
        return 0.0  # told us, but the us government
    weighty = [word.text for word in words if word.text.lower() not in case.SMALL_WORDS]
    if strict:
        return 0.9
    if all(word[0].isupper() for word in lost):
        return _DOUBTFUL  # only capitals within words: Aliexpress for AliExpress
    if any(not is_ordinary(word) or (is_mostly_a_name(word) and len(weighty) > 1) for word in lost):
        return 0.97
    if in_source is False or (term.kind in _COMMON_NOUNS and not (in_source and _quoted(segment.text, phrase))):
        return 0.0
    if len(weighty) == 1:
        return 0.9 if in_source or (lower_cased and is_mostly_a_name(lost[0])) else 0.0
    if lower_cased:
        return 0.85
    if _quoted(segment.text, phrase):
        return 0.8
    if _keeps_a_capital(segment.text, words):
        return _DOUBTFUL if term.kind not in _TITLES and words[0].text not in lost else 0.8
    if _INDEFINITE.search(segment.text[: phrase.start]):
        return _DOUBTFUL
    return 0.75 if _chance(weighty) < _RARE else _DOUBTFUL


def _chance(words: list[str]) -> float:
    """How likely plain English puts these words side by side, were each independent of the others."""
    english = shipped()
    return prod(english.frequency(word) for word in words)


def _in_source(segment: Segment, term: Term) -> bool | None:
    """Whether the segment's Chinese has the term; None where there is none to ask."""
    if segment.source is None or not segment.has_source:
        return None
    return term.source in segment.source


def _keeps_a_capital(text: str, words: tuple[Token, ...]) -> bool:
    return any(
        word.text[0].isupper() and not case.begins_sentence(text, word.start)
        for word in words
        if word.text.lower() not in case.SMALL_WORDS
    )


def _quoted(text: str, phrase: Phrase[_Rendering]) -> bool:
    return text[: phrase.start][-1:] in _QUOTES and text[phrase.end :][:1] in _QUOTES and len(phrase.words) > 1


def _finding(segment: Segment, phrase: Phrase[_Rendering], rendering: _Rendering, score: float) -> Finding:
    start, end = segment.start + phrase.start, segment.start + phrase.end
    found = segment.text[phrase.start : phrase.end]
    right = case.recased(segment.text, words_of(rendering.text), phrase.words)
    return Finding(
        "lost-case",
        Severity.WARNING,
        segment.index,
        start,
        end,
        found,
        score,
        f"{found} lost the capitals of {right}",
        term=rendering.term,
        evidence=(Evidence(rendering.term.source, found, "case"),),
        proposals=(Proposal(right, start, end, score, "rule"),),
    )
