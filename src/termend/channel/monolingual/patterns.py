"""What the pattern of a name says: the words of a rendering but one, one more, or some of them behind another name.

And what the place says: quotation marks around a number, a full name before its short form, a row without variants.
"""

from __future__ import annotations

import re

from termend.channel import numbers
from termend.channel.monolingual.candidates import Candidate
from termend.channel.monolingual.explaining import NEAR, SOUND
from termend.channel.monolingual.features import Setting
from termend.language.ordinary import is_ordinary

# Nats for three words or more that are those of a rendering but for one: for a plain word where the rendering has a
# name, or another word that says the same characters. Else it is another name of that pattern, as another prize is.
_ALL_BUT_ONE = 2.5
_LEAST_PATTERN = 3
# Nats for some words of a rendering behind another name: Fuling Daily Press Group is no garbled Jiangjin Daily's.
_ANOTHERS = -6.0
# Nats for all words of a rendering and a plain one more: Best Supporting Actor is another prize than Best Actor.
_ONE_MORE = -4.0
# Nats for a number in quotation marks of its own: so are plans quoted, and counts are not.
_QUOTED_NUMBER = 1.5
# Nats for "the … group" where the group stands in the draft by its full name, and the word before says its short form.
_SHORT_FORM = 3.0
# Nats for a body or place with one rendering in a glossary that lists no variants: a sound form of such a name is
# easily missing. Where so great a share of the rows list variants, a row without has none.
_ONE_LISTED = -0.6
_MUCH_LISTED = 0.3
# Nats in a draft without capitals for four words or more all of which the name says, and most of it: hardly chance.
_SAID_WHOLE = 0.6
_LEAST_SAID = 4
_MOST_OF_NAME = 0.75
# Nats in a draft without capitals for words of which one is faintly heard, or spelt a little like, and at most one more
# is explained: nothing shows that they are a name, and a class word (group, district) stands beside any.
_FAINT = -0.8
_FAINT_NATS = 5.0
_OPENED, _CLOSED = re.compile(r"[\"“‘']$"), re.compile(r"^[\"”’']")


def log_odds(candidate: Candidate, document: Setting) -> float:
    """Nats for a candidate being a garble of its term, by how its words relate to those of a rendering.

    Set by hand: too few synthetic drafts hold names of one pattern for the decision to learn it.
    """
    return (
        _ALL_BUT_ONE * _is_all_but_one(candidate)
        + _ANOTHERS * _is_anothers(candidate)
        + _ONE_MORE * _has_one_more(candidate)
        + _QUOTED_NUMBER * _is_quoted_number(candidate)
        + _SHORT_FORM * _is_short_form(candidate, document)
        + _FAINT * (not document.cased and _is_faint(candidate))
        + _SAID_WHOLE * (not document.cased and _is_said_whole(candidate))
        + _ONE_LISTED * _may_be_unlisted(candidate, document)
    )


def _may_be_unlisted(candidate: Candidate, document: Setting) -> float:
    if not document.cased or len(candidate.profile.renderings) > 1 or candidate.profile.is_person:
        return 0.0
    return max(0.0, 1 - document.listing / _MUCH_LISTED)


def _is_faint(candidate: Candidate) -> bool:
    heard = [reason.log_odds for reason in candidate.span.reasons if reason.how in (SOUND, NEAR)]
    return len(heard) == 1 and heard[0] < _FAINT_NATS and len(candidate.span.reasons) <= 2


def _is_said_whole(candidate: Candidate) -> bool:
    profile, span = candidate.profile, candidate.span
    explained = {place for reason in span.reasons for place in range(reason.first, reason.last)}
    places = {place for place, word in enumerate(candidate.words, span.first) if not word.function}
    most = _MOST_OF_NAME * profile.total_weight
    return len(places) >= _LEAST_SAID and places <= explained and profile.weight(span.mask) >= most


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


def _is_anothers(candidate: Candidate) -> bool:
    """Whether a name that is no part of the term goes before, and all that follows are words of a rendering."""
    first = candidate.span.first
    before = candidate.line.words[first - 1] if first and candidate.words[0].joined else None
    if before is None or before.mention is None:
        return False
    if any(term.source in candidate.profile.source for term in before.mention.terms):
        return False
    stems = {word.stem for word in candidate.words if not word.function}
    return any(stems < {word.stem for word in rendering} for rendering in candidate.profile.words)


def _has_one_more(candidate: Candidate) -> bool:
    words = [word for word in candidate.words if not word.function]
    for rendering in candidate.profile.words:
        said = {word.stem for word in rendering}
        more = [word for word in words if word.stem not in said]
        holds_all = len(rendering) > 1 and len(said) == len(words) - len(more)
        if holds_all and len(more) == 1 and more[0].known_word:
            return True
    return False


def _is_all_but_one(candidate: Candidate) -> bool:
    words = [word for word in candidate.words if not word.function]
    explained = {w for reason in candidate.span.reasons for w in candidate.line.words[reason.first : reason.last]}
    mentioned = [id(word.mention) for word in words if word.mention is not None]
    if len(words) < _LEAST_PATTERN or len(set(mentioned)) < len(mentioned):
        return False  # too short, or it holds two words of a right name: Chongqing Daily, and newspaper
    for rendering in candidate.profile.words:
        if len(rendering) == len(words):
            differing = [pair for pair in zip(words, rendering, strict=True) if pair[0].stem != pair[1].stem]
            if len(differing) == 1:
                word, wanted = differing[0]
                plain = is_ordinary(word.text) or not word.known_name
                return plain and word.mention is None and (word in explained or not is_ordinary(wanted.text))
    return False
