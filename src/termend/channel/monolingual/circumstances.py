"""What the draft around a candidate says: quotation marks, a full name before its short form, capitals or none."""

from __future__ import annotations

import itertools
import re

from termend.channel import numbers
from termend.channel.monolingual.candidates import Candidate
from termend.channel.monolingual.explaining import NEAR, SOUND
from termend.channel.monolingual.features import Setting
from termend.language.articles import DEFINITE

# Nats for a number in quotation marks of its own: so are plans quoted, and counts are not.
_QUOTED_NUMBER = 1.5
# Nats for "the … group" where the group stands in the draft by its full name, and the word before says its short form.
_SHORT_FORM = 3.0
# Nats for a body or place with one rendering in a glossary that lists no variants: a sound form of such a name is
# easily missing. Where so great a share of the rows list variants, a row without has none.
_ONE_LISTED = -0.6
_MUCH_LISTED = 0.3
# Nats for three words or more all of which the name says, and most of it: hardly chance. Without capitals any words
# may be taken for a name, and it takes four.
_SAID_WHOLE, _LEAST_SAID = 0.9, 3
_SAID_WHOLE_UNCASED, _LEAST_SAID_UNCASED = 0.6, 4
_MOST_OF_NAME = 0.75
# Nats in a draft without capitals for words of which one is faintly heard, or spelt a little like, and at most one more
# is explained: nothing shows that they are a name, and a class word (group, district) stands beside any. Something does
# where they are listed beside a right name of the same kind.
_FAINT = -0.8
_FAINT_NATS = 5.0
_AND = frozenset({"and", "or"})
_OPENED, _CLOSED = re.compile(r"[\"“‘']$"), re.compile(r"^[\"”’']")


def log_odds(candidate: Candidate, document: Setting) -> float:
    """Nats for a candidate being a garble of its term, by where it stands and what the draft and its glossary are like.

    Set by hand: synthetic drafts hold none of this.
    """
    return (
        _QUOTED_NUMBER * _is_quoted_number(candidate)
        + _SHORT_FORM * _is_short_form(candidate, document)
        + _FAINT * (not document.cased and _is_faint(candidate) and not _is_listed(candidate))
        + _said_whole(candidate, document.cased)
        + _ONE_LISTED * _may_be_unlisted(candidate, document)
    )


def _is_quoted_number(candidate: Candidate) -> bool:
    text, start = candidate.line.segment.text, candidate.line.segment.start
    return (
        bool(numbers.digits([word.text for word in candidate.words]))
        and _OPENED.search(text[: candidate.start - start]) is not None
        and _CLOSED.search(text[candidate.end - start :]) is not None
    )


def _is_short_form(candidate: Candidate, document: Setting) -> bool:
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


def _may_be_unlisted(candidate: Candidate, document: Setting) -> float:
    if not document.cased or len(candidate.profile.renderings) > 1 or candidate.profile.is_person:
        return 0.0
    return max(0.0, 1 - document.listing / _MUCH_LISTED)


def _said_whole(candidate: Candidate, cased: bool) -> float:
    profile, span = candidate.profile, candidate.span
    explained = {place for reason in span.reasons for place in range(reason.first, reason.last)}
    places = {place for place, word in enumerate(candidate.words, span.first) if not word.function}
    least, nats = (_LEAST_SAID, _SAID_WHOLE) if cased else (_LEAST_SAID_UNCASED, _SAID_WHOLE_UNCASED)
    is_said = len(places) >= least and places <= explained
    return nats if is_said and profile.weight(span.mask) >= _MOST_OF_NAME * profile.total_weight else 0.0


def _is_faint(candidate: Candidate) -> bool:
    heard = [reason.log_odds for reason in candidate.span.reasons if reason.how in (SOUND, NEAR)]
    return len(heard) == 1 and heard[0] < _FAINT_NATS and len(candidate.span.reasons) <= 2


def _is_listed(candidate: Candidate) -> bool:
    """Whether "and" or "or" and at most an article stand between the words and a right name of the same kind."""
    line, span = candidate.line.words, candidate.span
    kinds = {term.type for term in candidate.profile.terms}
    behind = list(itertools.takewhile(lambda word: word.function or word.text in _AND, line[span.last :]))
    before = list(itertools.takewhile(lambda word: word.function or word.text in _AND, reversed(line[: span.first])))
    for between, place in ((behind, span.last + len(behind)), (before, span.first - len(before) - 1)):
        said = {word.text.lower() for word in between}
        if said & _AND and said <= _AND | DEFINITE and 0 <= place < len(line):
            mention = line[place].mention
            if mention is not None and any(term.type in kinds for term in mention.terms):
                return True
    return False
