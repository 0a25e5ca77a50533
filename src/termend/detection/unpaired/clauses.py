"""Words that are part of a sentence around a right name, and no name: the road from Hanoi, residents of Hanoi."""

from __future__ import annotations

from collections.abc import Iterator

from termend.detection.search.candidates import Candidate, asked_once
from termend.detection.search.words import Word
from termend.language.function_words import AUXILIARIES, JOINING, PREPOSITIONS

_BETWEEN = PREPOSITIONS - JOINING  # a name has “of” and “for” in any translation


@asked_once
def runs_over_preposition(candidate: Candidate) -> bool:
    """Whether a preposition that says nothing of the name parts a right name among the words from others.

    Hunan on Sunday is no Hunan Daily; an Expo in Xiangtan is called so where a rendering is.
    """
    words = candidate.words
    for n, word in enumerate(words):
        if word.text in _BETWEEN and _is_idle(word, candidate):
            sides = words[:n], words[n + 1 :]
            if any(w.mention is not None and w.mention is not word.mention for side in sides for w in side) and all(
                any(not w.function for w in side) for side in sides
            ):
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
def has_idle_verb(candidate: Candidate) -> bool:
    """Whether they have an auxiliary, and words in small letters that say nothing of the name: man had travelled."""
    if not any(word.text in AUXILIARIES and _is_idle(word, candidate) for word in candidate.words):
        return False
    return any(
        not word.capital and not word.function and word.text not in AUXILIARIES and _is_idle(word, candidate)
        for word in candidate.words
    )


def _is_idle(word: Word, candidate: Candidate) -> bool:
    """Whether nothing of the name explains a word, and no rendering has it."""
    has = any(word.letters == other.letters for form in candidate.profile.words for other in form)
    return not has and word not in set(_explained(candidate))


def _explained(candidate: Candidate) -> Iterator[Word]:
    for reason in candidate.span.reasons:
        yield from candidate.line.words[reason.first : reason.last]
