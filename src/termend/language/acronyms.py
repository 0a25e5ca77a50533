"""Whether letters are short for a name: its initials, or letters and beginnings taken from its words in order."""

from __future__ import annotations

import re
from itertools import pairwise

from termend.language.function_words import IN_TITLES
from termend.language.wordforms import key

_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"[A-Za-z0-9]*[A-Z]{2}[A-Za-z0-9]*|[A-Z][A-Za-z0-9]*[A-Z]")
_PIECE = re.compile(r"[A-Z][a-z]*|\d+")  # S, U, S and Tech of SUSTech
_SHORTEST = 2  # words of what an acronym is short for, pieces of it
_SHORTEST_OF_ONE = 3  # letters of an acronym of one word
_VOWELS = frozenset("aeiou")
_OF = " of "


def is_acronym(word: str) -> bool:
    """Whether a word has capitals side by side, or one of two at its end: UNESCO, SUSTech, PolyU; not McKinsey."""
    return _ACRONYM.fullmatch(word) is not None


def stands_for(acronym: str, name: str) -> bool:
    """Whether an acronym takes its letters, in order and the first one first, from the beginnings of a name's words."""
    letters = [c for c in acronym.removesuffix("s").lower() if c.isalnum()]
    words = [word.lower() for word in _WORD.findall(name)]
    if len(words) < _SHORTEST or not words[0].startswith(letters[0]):
        return False
    initials = [word[0] for word in words]
    at = 0
    for letter in letters:
        if letter not in initials[at:]:
            return _in_words(letters, words)
        at = initials.index(letter, at) + 1
    return True


def may_be_short_for(text: str, name: str) -> bool:
    """Whether words that end in an acronym may be what a name is called short.

    China CDC is the Chinese Center for Disease Control, HKU the University of Hong Kong, KMT the Kuomintang, PolyU some
    Polytechnic University; the words before the acronym are the name's.
    """
    *before, last = text.split() or [""]
    if not is_acronym(last):
        return False
    words = {key(word) for word in _WORD.findall(name)}
    if not all(key(word) in words for word in before):
        return False
    letters = "".join(word[0] for word in before) + last
    return any(
        stands_for(letters, form) or _is_of_pieces(letters, form) or _is_of_syllables(letters, form)
        for form in (name, *_turned(name))
    )


def _turned(name: str) -> tuple[str, ...]:
    """Hong Kong University for the University of Hong Kong."""
    head, found, rest = name.partition(_OF)
    return (f"{rest} {head}",) if found else ()


def _in_words(letters: list[str], words: list[str]) -> bool:
    """Whether letters may be taken from within words too, as XHNA is from Xinhua News Agency."""
    text = iter("".join(words))
    taken = {word[0] for word in words}
    return all(letter in text for letter in letters) and sum(letter in taken for letter in letters) * 2 > len(letters)


def _is_of_pieces(acronym: str, name: str) -> bool:
    """Whether its pieces begin the last words of a name, one each: Poly and U."""
    pieces = _PIECE.findall(acronym)
    words = [word for word in _WORD.findall(name) if word.lower() not in IN_TITLES]
    if "".join(pieces) != acronym or not _SHORTEST <= len(pieces) <= len(words):
        return False
    ending = words[len(words) - len(pieces) :]
    return all(word.lower().startswith(piece.lower()) for piece, word in zip(pieces, ending, strict=True))


def _is_of_syllables(acronym: str, name: str) -> bool:
    """Whether its letters begin syllables of a name of one word, the first one first: KMT of Kuomintang."""
    letters, word = acronym.lower(), name.lower()
    if len(letters) < _SHORTEST_OF_ONE or not word.isalpha() or word[0] != letters[0]:
        return False
    onsets = iter(a for a, b in pairwise(word) if a not in _VOWELS and b in _VOWELS)
    return all(letter in onsets for letter in letters)
