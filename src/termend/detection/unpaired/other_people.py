"""People who share a part of a person's name and are called otherwise, however that is spelt: Kim Jong Il, 金正恩."""

from __future__ import annotations

import re
from collections.abc import Sequence

from termend.detection.likeness import alike
from termend.detection.search.candidates import Candidate, asked_once
from termend.detection.search.profile import Profile
from termend.detection.unpaired.another_reading import is_written_as_person
from termend.detection.unpaired.partial import heard
from termend.kinds import PLACE
from termend.language.articles import INDEFINITE
from termend.language.function_words import ARTICLES, PREPOSITIONS
from termend.language.generic_words import is_generic
from termend.language.ordinary import is_ordinary
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.syllables import split

_OWNING = frozenset({"his", "her", "their", "whose", "who"})
_LONGEST = 3  # characters of a name that is spelt a character a word, or with a hyphen
_HYPHENED = re.compile("-([a-z]{2,5})\\b")
_LIKE = 0.5  # likeness from which a given name may be another, misspelt
_SYLLABLE = 3  # letters: an ordinary word of so few may be one


def shares_one_word(candidate: Candidate) -> bool:
    """Whether of a name that is spelt a character a word they have one word alone: Tran Duc Anh, 陈志雄.

    So Vietnamese and Korean names are written; who is called otherwise throughout is somebody else of many.
    """
    profile, words = candidate.profile, [word.letters for word in candidate.words if word.capital]
    size = profile.hanzi_count
    if not profile.is_person or not size == len(words) == len(profile.characters) or size < _LONGEST:
        return False
    forms = [letters for form in profile.words if len(letters := [word.letters for word in form]) == size]
    return bool(forms) and all(_shares_one(words, form) for form in forms)


def _shares_one(words: Sequence[str], form: Sequence[str]) -> bool:
    """Whether of two names of as many words the family name alone is the same, or another word alone."""
    same = [ours == theirs for ours, theirs in zip(words, form, strict=True)]
    return sum(same) == 1 and (same[0] or alike(words[0], form[0]) < _LIKE)


@asked_once
def is_cut_at_hyphen(candidate: Candidate) -> bool:
    """Whether a hyphen joins their last word to the rest of a given name: Tsai Chi-chang is no 蔡奇, Wen-je no Wen.

    An ordinary word behind it makes a compound, Hanoi-based, unless the person's given name is so written or has as
    many characters as they have words.
    """
    profile, text, start = candidate.profile, candidate.line.segment.text, candidate.line.segment.start
    behind = _HYPHENED.match(text, candidate.end - start)
    if behind is None or not candidate.words[-1].capital or _is_like_a_part(behind[1], profile):
        return False
    if not is_ordinary(behind[1]):
        return True
    words = [word for word in candidate.words if word.capital]
    size = profile.hanzi_count
    is_whole = size == len(profile.characters) == len(words) <= _LONGEST and "-" not in candidate.text
    hyphened = any(_HYPHENED.search(form) for term in profile.terms for form in term.renderings)
    return profile.is_person and (is_whole or hyphened)


def _is_place(profile: Profile) -> bool:
    return any(term.kind == PLACE for term in profile.terms)


def _is_like_a_part(letters: str, profile: Profile) -> bool:
    """Whether letters are heard in a name, or are like the last word of a rendering."""
    last = [form[-1].letters for form in profile.words if form]
    return heard(profile, letters) >= _LIKE or any(alike(letters, word) >= _LIKE for word in last)


@asked_once
def goes_on_as_another(candidate: Candidate) -> bool:
    """Whether a person's name begins as they do, and theirs goes on with another word: Kim Yong Chol, Kim Yong Nam."""
    line, last = candidate.line.words, candidate.span.last
    if not candidate.profile.is_person or last == len(line):
        return False
    ours, behind = [word.letters for word in candidate.words], line[last]
    if not (behind.joined and behind.capital) or behind.function or behind.mention is not None:
        return False
    forms = ([word.letters for word in form] for form in candidate.profile.words)
    longer = [form for form in forms if len(form) > len(ours) > 1 and form[: len(ours)] == ours]
    return bool(longer) and all(form[len(ours)] != behind.letters for form in longer) and not is_ordinary(behind.text)


@asked_once
def is_somebody(candidate: Candidate) -> bool:
    """Whether they are written as a Chinese person's name, and introduced as one, where the name is a place's.

    Yu Bei, chairman of the firm; Long Yan, a runner; President Yu Bei; Wu Qing of the commission.
    """
    line, first, last = candidate.line.words, candidate.span.first, candidate.span.last
    if not _is_place(candidate.profile) or not is_written_as_person(candidate.words):
        return False
    before = line[first - 1].text.lower() if first and line[first].joined else ""
    behind = [word.text.lower() for word in line[last : last + 2]]
    if before in BEFORE_NAMES or len(behind) < 2:
        return before in BEFORE_NAMES
    if line[last].joined:
        return behind[0] == "of" and behind[1] in ARTICLES and before not in PREPOSITIONS
    return behind[0] in BEFORE_NAMES or behind[0] in _OWNING or (behind[0] in INDEFINITE and not is_generic(behind[1]))


@asked_once
def is_cut_between_syllables(candidate: Candidate) -> bool:
    """Whether behind a place's name, a syllable a word, a further one stands: the Tong Ren of Tong Ren Tang."""
    line, last = candidate.line.words, candidate.span.last
    if not _is_place(candidate.profile) or len(candidate.words) == 1 or last == len(line):
        return False
    if not (line[last].joined and line[last].capital) or line[last].mention is not None or is_generic(line[last].text):
        return False
    return all(word.capital and split(word.letters, 1) for word in (*candidate.words, line[last]))


@asked_once
def bears_the_name_alone(candidate: Candidate) -> bool:
    """Whether a surname among them is all of the Chinese, and another name stands before it: Amos Johnson, 约翰逊."""
    *before, last = candidate.words
    profile = candidate.profile
    given = [word for word in before if word.capital and not word.function]
    if not profile.is_person or not given or last.stem not in profile.target_stems:
        return False
    if any(word.stem in profile.target_stems or is_ordinary(word.text) for word in given):
        return False
    heard = profile.sound.align(last.letters, profile.characters, whole=True)
    return heard is not None and all(piece.letters and piece.log_odds > 0 for piece in heard.pieces)


@asked_once
def has_another_given_name(candidate: Candidate) -> bool:
    """Whether behind the family name another name stands, and no like one: Cho Jung-tai, where Cho Hyun stands right.

    Of given names of several words, one and the last are compared: Kim Jong Il, Kim Jong Un.
    """
    family, *given = candidate.words
    if not given or not (family.capital and given[0].capital):
        return False
    if any(len(word.letters) > _SYLLABLE and is_ordinary(word.text) for word in given):
        return False
    letters = [word.letters for word in given]
    forms = [[word.letters for word in form] for form in candidate.profile.words if len(form) > 1]
    return any(
        form[0] == family.letters
        and (
            alike("".join(form[1:]), "".join(letters)) < _LIKE
            or (form[1:-1] == letters[:-1] != [] and alike(form[-1], letters[-1]) < _LIKE)
        )
        for form in forms
    )
