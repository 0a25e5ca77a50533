"""Words that are part of a sentence around a right name, and no name: the road from Hanoi, residents of Hanoi."""

from __future__ import annotations

from itertools import dropwhile, pairwise

from termend.channel import numbers
from termend.detection.search.candidates import Candidate, asked_once
from termend.detection.search.explaining import SOUND
from termend.detection.search.words import Word
from termend.kinds import PLACE
from termend.language.articles import INDEFINITE
from termend.language.function_words import AUXILIARIES, JOINING, PREPOSITIONS
from termend.language.generic_words import is_generic
from termend.language.ordinary import is_ordinary
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.plurals import plural
from termend.language.verbs import is_verb
from termend.language.wordforms import key

_BETWEEN = PREPOSITIONS - JOINING  # a name has “of” and “for” in any translation
_HALF = 0.5  # share of a name's characters
_SEVERAL = 2  # words
_SAYS = 2.0  # nats from which a word says some of a name


@asked_once
def runs_over_preposition(candidate: Candidate) -> bool:
    """Whether a preposition that says nothing of the name parts a right name among the words from others.

    Hanoi on Sunday is no Hanoi Daily; an Expo in Hanoi is called so where a rendering is. Nor is Yangtze in Nanjing one
    place.
    """
    words, is_place = candidate.words, any(term.kind == PLACE for term in candidate.profile.terms)
    parting = (
        n for n, w in enumerate(words) if w.text.lower() in _BETWEEN and w.mention is None and _is_idle(w, candidate)
    )
    for n in parting:
        sides = words[:n], words[n + 1 :]
        has_right = any(w.mention is not None and not w.function for side in sides for w in side)
        if has_right and all(any(not w.function for w in side) for side in sides):
            return True
        if is_place and all(len(side) == 1 and side[0].capital for side in sides):
            return True
    return False


@asked_once
def speaks_of_people(candidate: Candidate) -> bool:
    """Whether they are a plain plural, “of” and a right name, where no rendering is: residents of Hanoi."""
    first, *rest = candidate.words
    if len(rest) < 2 or rest[0].text != "of" or rest[1].mention is None or not first.known_word:
        return False
    said = {word.stem for form in candidate.profile.words for word in form}
    is_plain = first.opening or not first.capital
    return is_plain and first.text.endswith("s") and first.stem not in said


@asked_once
def is_opening_word(candidate: Candidate) -> bool:
    """Whether they are one ordinary word that opens a sentence and says half of the name at most: Residents."""
    word, profile = candidate.words[0], candidate.profile
    if len(candidate.words) > 1 or len(word.text) == 1 or not word.opens_plainly:
        return False
    return profile.weight(candidate.span.mask) <= _HALF * profile.total_weight


@asked_once
def is_one_of_a_kind(candidate: Candidate) -> bool:
    """Whether they are ordinary words in small letters behind an indefinite article: a little red book."""
    first, line = candidate.span.first, candidate.line.words
    if not first or not line[first].joined or line[first - 1].text.lower() not in INDEFINITE:
        return False
    return all(word.text.islower() and word.known_word for word in candidate.words)


@asked_once
def says_no_person(candidate: Candidate) -> bool:
    """Whether several plain words with capitals say nothing of a person: the Kong Economic Journal, 江玉欢."""
    idle = (w for w in candidate.words if w.capital and w.known_word and not w.function and _is_idle(w, candidate))
    return candidate.profile.is_person and len(list(idle)) >= _SEVERAL


@asked_once
def is_heard_in_plain_words(candidate: Candidate) -> bool:
    """Whether they are plain words in small letters that are no more than heard in the name: a folding phone."""
    plain = all(word.text.islower() and is_ordinary(word.text) for word in candidate.words if not word.function)
    return plain and all(reason.how == SOUND for reason in candidate.span.reasons)


@asked_once
def is_plural_of_word(candidate: Candidate) -> bool:
    """Whether they are a rendering in small letters, of several, where the name is one's: apples."""
    return any(candidate.text == plural(form).lower() for form in candidate.profile.renderings)


@asked_once
def is_kind_alone(candidate: Candidate) -> bool:
    """Whether they are plain words of a rendering, and what is strange in it is unsaid: the Typhoon of Typhoon Nuri."""
    words = [word for word in candidate.words if not word.function]
    if candidate.profile.is_person or not all(word.text.isalpha() and is_ordinary(word.text) for word in words):
        return False
    stems = {word.stem for word in words}
    forms = [form for form in candidate.profile.words if stems <= {word.stem for word in form}]
    return bool(forms) and all(any(not is_ordinary(word.text) for word in form) for form in forms)


@asked_once
def has_verb_beside(candidate: Candidate) -> bool:
    """Whether a verb in the past follows a right name, or goes before it and says nothing: Ding studied, 丁家学院."""
    return any(
        (first.mention is not None and _is_verb(second, candidate))
        or (second.mention is not None and _is_verb(first, candidate) and _is_idle(first, candidate))
        for first, second in pairwise(candidate.words)
    )


def _is_verb(word: Word, candidate: Candidate) -> bool:
    """Whether a word in small letters is a verb that no rendering has."""
    return word.mention is None and word.text.islower() and is_verb(word.text) and not _is_rendered(word, candidate)


@asked_once
def has_verb_between(candidate: Candidate) -> bool:
    """Whether a verb in small letters that hardly says the name stands between two names: Lions beat Liaoning."""
    words, first = candidate.words, candidate.span.first
    said = {place for r in candidate.span.reasons if r.log_odds >= _SAYS for place in range(r.first, r.last)}
    return any(
        words[n - 1].capital and words[n + 1].capital and first + n not in said and _is_verb(words[n], candidate)
        for n in range(1, len(words) - 1)
    )


@asked_once
def has_figure_behind(candidate: Candidate) -> bool:
    """Whether figures follow a word, and neither the name nor a rendering has a number: beat Cambodia 3-1."""
    characters = candidate.profile.characters
    if not numbers.NUMERALS.isdisjoint(characters) or any(c.isdigit() for c in characters):
        return False
    return any(word.text.isdigit() and not _is_rendered(word, candidate) for word in candidate.words[1:])


@asked_once
def has_idle_verb(candidate: Candidate) -> bool:
    """Whether they have an auxiliary, and words in small letters that say nothing of the name: man had travelled."""
    if not any(word.text in AUXILIARIES and _is_idle(word, candidate) for word in candidate.words):
        return False
    return any(
        not word.capital and not word.function and word.text not in AUXILIARIES and _is_idle(word, candidate)
        for word in candidate.words
    )


@asked_once
def has_title_before(candidate: Candidate) -> bool:
    """Whether what somebody is stands before a right name, where the name is nobody's and no rendering says it."""
    if candidate.profile.is_person:
        return False
    return any(
        key(word.text) in BEFORE_NAMES and word.mention is None and not _is_rendered(word, candidate)
        for word, behind in pairwise(candidate.words)
        if behind.mention is not None
    )


@asked_once
def is_thing_there(candidate: Candidate) -> bool:
    """Whether they are a right name and small letters that end in a kind that the name does not say.

    The Hanoi railway bridge is no bureau of it.
    """
    last = candidate.words[-1]
    behind = list(dropwhile(lambda word: word.mention is not None, candidate.words))
    if candidate.words[0].mention is None or not behind or any(w.capital or w.mention is not None for w in behind):
        return False
    return is_generic(last.text) and not _is_rendered(last, candidate) and not candidate.is_said(last)


def _is_idle(word: Word, candidate: Candidate) -> bool:
    """Whether nothing of the name explains a word, and no rendering has it."""
    line = candidate.line.words
    is_explained = any(word in line[reason.first : reason.last] for reason in candidate.span.reasons)
    return not is_explained and not _is_rendered(word, candidate)


def _is_rendered(word: Word, candidate: Candidate) -> bool:
    """Whether some rendering has a word, which may be a small one."""
    lowered, renderings = word.text.lower(), (form for term in candidate.profile.terms for form in term.renderings)
    return any(lowered in form.lower().split() for form in renderings)
