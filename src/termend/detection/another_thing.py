"""Words that share some of a name and are another thing's: another head, or no country where it has one."""

from __future__ import annotations

from termend.detection.search.candidates import Candidate
from termend.detection.search.words import Word
from termend.language.generic_words import LEGAL_FORMS
from termend.language.wordforms import demonyms, key

_LEAST_NAMED = 2  # words with a capital: one alone has no head beside what it heads
_STATE = "国"
_SYLLABLES_NO_CHANCE = 3  # from so many on nobody else's name is likely to be spelt alike


def has_another_head(candidate: Candidate) -> bool:
    """Whether the last capitalised word, English, adds nothing to the name: Delta of a river is no belt."""
    named = [word for word in candidate.words if word.capital and not word.function]
    if len(named) < _LEAST_NAMED:
        return False
    last = named[-1]
    if not last.known_word or key(last.text) in LEGAL_FORMS or last.stem in candidate.profile.target_stems:
        return False
    line = candidate.line.words
    own = others = 0
    for reason in candidate.span.reasons:
        if last in line[reason.first : reason.last]:
            own |= reason.mask
        else:
            others |= reason.mask
    return bool(others) and not own & ~others


def lacks_country(candidate: Candidate) -> bool:
    """Whether each rendering names a country that the words do not, and a capitalised word says nothing of the name."""
    keys = {key(word.text) for word in candidate.words}
    countries = demonyms().values()
    named = [{k for word in form if (k := key(word.text)) in countries} for form in candidate.profile.words]
    if not named or not all(named) or any(keys & form for form in named):
        return False
    said = _said(candidate)
    stems = candidate.profile.target_stems
    return any(w.capital and not w.function and w not in said and w.stem not in stems for w in candidate.words)


def is_whole_pinyin(candidate: Candidate, respaced: bool) -> bool:
    """Whether the capitalised words are the name's pinyin from first to last, long enough to be no other name's.

    Args:
        respaced: whether a rendering has the same letters with other spaces.
    """
    profile = candidate.profile
    letters = "".join(word.letters for word in candidate.words)
    syllables = len(profile.characters)
    return (
        profile.hanzi_count == syllables
        and letters == profile.pinyin
        and candidate.words[0].capital
        and (syllables >= _SYLLABLES_NO_CHANCE or respaced)
    )


def _said(candidate: Candidate) -> set[Word]:
    """The words that say something of the name; that a country is one (国) is not what makes it another's."""
    line, profile = candidate.line.words, candidate.profile
    state = sum(1 << n for n, character in enumerate(profile.characters) if character == _STATE)
    return {word for r in candidate.span.reasons if r.mask & ~state for word in line[r.first : r.last]}
