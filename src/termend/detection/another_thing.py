"""Words that share some of a name and are another thing's: they lack its country, or something else owns them."""

from __future__ import annotations

from itertools import pairwise

from termend.detection.search.candidates import Candidate
from termend.detection.search.words import Word
from termend.language.possessives import POSSESSIVE
from termend.language.wordforms import demonyms, key

_STATE = "国"
_SYLLABLES_NO_CHANCE = 3  # from so many on nobody else's name is likely to be spelt alike


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


def is_owned_by_another(candidate: Candidate) -> bool:
    """Whether a right name of something else stands among the words as an owner: the Yangtze River Delta's economy."""
    text, own = candidate.line.segment.text, candidate.profile.source
    return any(
        word.mention is not None
        and POSSESSIVE.search(text[word.start : behind.start].rstrip()) is not None
        and not any(term.source in own for term in word.mention.terms)
        for word, behind in pairwise(candidate.words)
    )


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
