"""How names are cased: whether a stretch lost capitals that its name has, and the name's casing put back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from termend.language.function_words import IN_TITLES, NO_CONTENT
from termend.language.ordinary import is_ordinary
from termend.language.tokens import Token, tokenize

# Words that stand in lower case inside a name ("University of Hong Kong", "Legend of Mi Yue").
SMALL_WORDS = IN_TITLES | {"de", "la", "le", "du", "von", "van", "der", "den", "al", "el", "bin"}

_SENTENCE_START = re.compile(r"(?:^|\n|[.!?]['\"”’)]*\s+|[。！？]['\"”’)]*\s*)['\"“‘(\s•·*—–-]*$")
_LONGEST_OPENING = 12  # code points of marks and spaces between two sentences

# A brand of more letters than this in capitals throughout (SERES) may be printed as a word (Seres); an acronym may not.
_LONGEST_ACRONYM = 4

# Of a hundred words inside sentences, cased press copy capitalises five to fifteen.
_CASED = 0.02
_SHOUTED_WORDS = 4  # one or two are an acronym, a dateline or a name
_HEADLINE_WORDS, _HEADLINE_SHARE = 6, 0.9
_WORDS_A_COMMA = 8  # fewer to a comma are a list of names
_COMMAS = re.compile("[,;、]")
# Words inside sentences from which it says something that none has a capital: one in seven has, in press copy.
_TELLING_WORDS = 40


def lost_capitals(right: Sequence[Token], found: Sequence[Token]) -> tuple[int, ...]:
    """Indices of the words that lost capitals, for two stretches that are the same words but for case.

    A small word at the head may be lower-case (“The Paper”, “the Paper”); a stretch in capitals has lost none.
    """
    return tuple(
        i
        for i, (have, want) in enumerate(zip(found, right, strict=True))
        if _lost(have.text, want.text) and want.text.lower() not in SMALL_WORDS
    )


def _lost(have: str, want: str) -> bool:
    if have == want or not any(w.isupper() and h.islower() for h, w in zip(have, want, strict=False)):
        return False
    if want.isupper() and len(want) > _LONGEST_ACRONYM:
        return have[0].islower()
    return True


def recased(text: str, right: Sequence[Token], found: Sequence[Token]) -> str:
    """The stretch of `text` from the first to the last found word, with the words in their right case."""
    pieces: list[str] = []
    end = found[0].start
    for have, want in zip(found, right, strict=True):
        keep = not _lost(have.text, want.text) or want.text.lower() in SMALL_WORDS
        pieces += [text[end : have.start], have.text if keep else want.text]
        end = have.end
    return "".join(pieces)


def has_capitals(text: str) -> bool:
    return any(c.isupper() for c in text)


def is_shouted(text: str) -> bool:
    """Whether a text of several words is in capitals throughout, as headlines may be."""
    return text.isupper() and sum(word[0].isalpha() for word in text.split()) >= _SHOUTED_WORDS


@lru_cache(maxsize=1 << 11)
def is_headline(text: str) -> bool:
    """Whether the words of a text have capitals but for the small ones, so that a capital marks no name; no list.

    Remembered: each name of a line asks for the line.
    """
    own = [token.text for token in tokenize(text) if token.text[0].isalpha() and token.text.lower() not in NO_CONTENT]
    capitals = sum(word[0].isupper() for word in own)
    is_list = _WORDS_A_COMMA * len(_COMMAS.findall(text)) > len(own)
    return len(own) >= _HEADLINE_WORDS and capitals >= _HEADLINE_SHARE * len(own) and not is_list


def begins_sentence(text: str, start: int) -> bool:
    """Whether a word at `start` is the first of its sentence, heading, list item or quotation."""
    end = start
    while end and text[end - 1] in " \t\u00a0":
        end -= 1
    return not end or text[end - 1] in ".!?:;。！？：；•·*“\"‘'«(（[【—–-\n"


def wants_capital(text: str, start: int) -> bool:
    """Whether what is written at `start` begins a sentence of running text, so that it takes a capital.

    Narrower than `begins_sentence`, which asks where a capital may come from the place: behind a colon or a bracket one
    may, but needs not.
    """
    return _SENTENCE_START.search(text, max(0, start - _LONGEST_OPENING), start) is not None


class Capitals:
    """How a draft uses capitals, counted text by text."""

    def __init__(self) -> None:
        self._inside = self._capitals = self._openings = self._opened = 0
        self._names = False

    def add(self, text: str) -> None:
        """Count the words of a further text of the draft."""
        inside, capitals, openings, opened, names = _counted(text)
        self._inside += inside
        self._capitals += capitals
        self._openings += openings
        self._opened += opened
        self._names = self._names or names

    @property
    def are_lacking(self) -> bool:
        """Whether the draft is lower-cased throughout: next to no capital inside its sentences.

        A few sentences that open with a capital and name nobody are plain English.
        """
        if self._capitals >= _CASED * self._inside:
            return False
        return self._inside > 0 and (self._names or self._inside >= _TELLING_WORDS or 2 * self._opened < self._openings)


@lru_cache(maxsize=1 << 11)
def _counted(text: str) -> tuple[int, int, int, int, bool]:
    """Of a text how many words stand inside a sentence, with a capital among them; how many open one, with a capital.

    And whether one inside is no ordinary English. Remembered: several checks ask for the same lines.
    """
    inside = capitals = openings = opened = 0
    names = False
    for token in tokenize(text):
        if not token.text[0].isalpha():
            continue
        if begins_sentence(text, token.start):
            openings += 1
            opened += token.text[0].isupper()
        else:
            inside += 1
            capitals += token.text[0].isupper()
            names = names or not is_ordinary(token.text)
    return inside, capitals, openings, opened, names


def is_lower_cased(texts: Iterable[str]) -> bool:
    """Whether a draft of these texts is lower-cased throughout; see `Capitals`."""
    capitals = Capitals()
    for text in texts:
        capitals.add(text)
    return capitals.are_lacking
