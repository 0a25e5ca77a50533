"""People who share a part of a person's name and are called otherwise, however that is spelt: Kim Jong Il, 金正恩."""

from __future__ import annotations

import re
from collections.abc import Sequence

from termend.detection.likeness import alike
from termend.detection.search.candidates import Candidate, asked_once
from termend.language.ordinary import is_ordinary

_LONGEST = 3  # characters of a name that is spelt a character a word, or with a hyphen
_HYPHENED = re.compile("-[a-z]{2,5}\\b")
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
def is_hyphened_longer(candidate: Candidate) -> bool:
    """Whether a given name in two with a hyphen is longer than the Chinese: Tsai Chi-chang is no 蔡奇."""
    profile, text, start = candidate.profile, candidate.line.segment.text, candidate.line.segment.start
    words = [word for word in candidate.words if word.capital]
    size = profile.hanzi_count
    if not profile.is_person or size != len(profile.characters) or len(words) != size or size > _LONGEST:
        return False
    written = text[candidate.start - start : candidate.end - start]
    return "-" not in written and _HYPHENED.match(text, candidate.end - start) is not None


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
