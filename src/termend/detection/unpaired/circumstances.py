"""What the draft around a candidate says: quotation marks, a full name before its short form, capitals or none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from termend.channel import numbers
from termend.detection.search.candidates import Candidate, asked_once
from termend.detection.search.explaining import NEAR, SOUND
from termend.detection.search.features import Setting
from termend.detection.search.words import Word
from termend.language.articles import DEFINITE, INDEFINITE
from termend.language.calendar import DATES
from termend.language.function_words import LISTING
from termend.language.numerals import ORDINAL_FIGURE, ORDINALS

_MOST_OF_NAME = 0.75  # share of a name's characters
_FAINT_NATS = 5.0
_LONG_NAME, _END = 4, 2  # characters of a name, and of the word at its end
_FIRM = "公司"
_OPENED, _CLOSED = re.compile(r"[\"“‘']$"), re.compile(r"^[\"”’']")


@asked_once
def is_misread_number(candidate: Candidate) -> bool:
    """Whether it is a number that counts nothing, and may be what an engine makes of the name's numerals.

    Nothing is counted by words that are no number of English (fourteen five, one four five), by a number in quotation
    marks of its own, as plans are quoted, or by one behind an article that no plural follows (the 1455 period).
    """
    texts = [word.text for word in candidate.words]
    if any(text.lower() in ORDINALS or ORDINAL_FIGURE.fullmatch(text) for text in texts):
        return False
    figures, name = [numbers.digits([text]) for text in texts], candidate.profile.characters
    if not all(figures) or not numbers.NUMERALS.issuperset(name):
        return False
    together = numbers.digits(texts)
    if not numbers.spellings(name).keys() & {together, "".join(figures)}:
        return False
    return not together or _is_quoted(candidate) or _is_no_count(candidate)


@asked_once
def is_date(candidate: Candidate) -> bool:
    """Whether the words are days or months and nothing else: Sunday is nobody's name."""
    return all(word.text.lower() in DATES for word in candidate.words if not word.function)


@asked_once
def is_count_of_things(candidate: Candidate) -> bool:
    """Whether a name of numerals alone is seen in a number that counts: 145 yuan, 145 of 145 books."""
    if not numbers.NUMERALS.issuperset(candidate.profile.characters):
        return False
    stems = {word.stem for form in candidate.profile.words for word in form}
    others = [word for word in candidate.words if not word.function and not numbers.digits([word.text])]
    if not others:
        return not is_misread_number(candidate)
    return any(word.stem not in stems for word in others) or _is_another_number(candidate)


def _is_another_number(candidate: Candidate) -> bool:
    """Whether no reading of the name's numerals gives the figures of the words: three years, 十三五."""
    figures = [found for word in candidate.words if (found := numbers.digits([word.text]))]
    return "".join(figures) not in numbers.spellings(candidate.profile.characters)


def _is_quoted(candidate: Candidate) -> bool:
    text, start = candidate.line.segment.text, candidate.line.segment.start
    before, behind = text[: candidate.start - start], text[candidate.end - start :]
    return _OPENED.search(before) is not None and _CLOSED.search(behind) is not None


def _is_no_count(candidate: Candidate) -> bool:
    words, span, segment = candidate.line.words, candidate.span, candidate.line.segment
    if not span.first or words[span.first - 1].text.lower() not in DEFINITE:
        return False
    following = list(itertools.takewhile(lambda word: word.joined, words[span.last :]))
    if not following:
        return True
    if following[0].stem in candidate.profile.target_stems and not following[0].text.endswith("s"):
        return True  # what the name is: the 135 plan
    return segment.text[candidate.end - segment.start].isspace() and not _are_several(following)


def _are_several(words: Sequence[Word]) -> bool:
    """Whether words begin with a plural, or with a noun before one: exhibitors, member firms; not “plan sets a”."""
    texts = [word.text.lower() for word in words[:3]]
    if texts[0].endswith("s"):
        return True
    return (
        len(texts) > 1 and texts[1].endswith("s") and not words[1].function and texts[-1] not in DEFINITE | INDEFINITE
    )


def is_short_form(candidate: Candidate, document: Setting) -> bool:
    """Whether the words are "the", something that the short form explains, and the last word of its rendering."""
    profile, span = candidate.profile, candidate.span
    if profile.source not in document.short or not span.first:
        return False
    words = [word for word in candidate.words if not word.function]
    explained = {place for reason in span.reasons for place in range(reason.first, reason.last)}
    return (
        len(words) > 1
        and len(explained) == len(candidate.words)
        and candidate.line.words[span.first - 1].text.lower() == "the"
        and any(rendering[-1].stem == words[-1].stem for rendering in profile.words if rendering)
    )


@asked_once
def said_whole(candidate: Candidate) -> int:
    """How many words the name says, one at least, where it says all of them and they say most of it; else 0."""
    profile, span = candidate.profile, candidate.span
    explained = {place for reason in span.reasons for place in range(reason.first, reason.last)}
    places = {place for place, word in enumerate(candidate.words, span.first) if not word.function}
    is_said = bool(places) and places <= explained
    return len(places) if is_said and profile.weight(span.mask) >= _MOST_OF_NAME * profile.total_weight else 0


def leaves_end_unsaid(candidate: Candidate) -> bool:
    """Whether nothing says the end of a long name, which says what it is: the expo for its executive committee.

    A person's name ends on no such word, and legal forms are left out.
    """
    profile, size = candidate.profile, len(candidate.profile.characters)
    if profile.is_person or profile.hanzi_count < _LONG_NAME or profile.characters.endswith(_FIRM):
        return False
    return not candidate.span.mask >> (size - _END)


@asked_once
def is_faint(candidate: Candidate) -> bool:
    """Whether one word is faintly heard, or spelt a little like, and at most one more explained."""
    heard = [reason.log_odds for reason in candidate.span.reasons if reason.how in (SOUND, NEAR)]
    return len(heard) == 1 and heard[0] < _FAINT_NATS and len(candidate.span.reasons) <= 2


@asked_once
def is_listed(candidate: Candidate) -> bool:
    """Whether "and" or "or" and at most an article stand between the words and a right name of the same kind."""
    line, span = candidate.line.words, candidate.span
    kinds = {term.kind for term in candidate.profile.terms}
    behind = list(itertools.takewhile(lambda word: word.function or word.text in LISTING, line[span.last :]))
    before = list(itertools.takewhile(lambda word: word.function or word.text in LISTING, reversed(line[: span.first])))
    for between, place in ((behind, span.last + len(behind)), (before, span.first - len(before) - 1)):
        said = {word.text.lower() for word in between}
        if said & LISTING and said <= LISTING | DEFINITE and 0 <= place < len(line):
            mention = line[place].mention
            if mention is not None and any(term.kind in kinds for term in mention.terms):
                return True
    return False
