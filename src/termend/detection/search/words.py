"""The draft's words as the channel sees them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log
from typing import NamedTuple

from termend.channel.english import UNSEEN, English
from termend.channel.lexicon import Lexicon
from termend.language.case import begins_sentence
from termend.language.function_words import NO_CLUE, NO_CLUE_IN_SMALL
from termend.language.letters import fold
from termend.language.ordinary import is_ordinary
from termend.language.possessives import behind_possessive
from termend.language.prefixes import SHORTEST_REST, prefix_of
from termend.language.stems import stem
from termend.language.words import WORD
from termend.records import Segment, Term

# re- with a hyphen is no word by itself: re-violin is one word.
_WORD = re.compile(rf"[Rr]e-[a-z]{{{SHORTEST_REST},}}|{WORD.pattern}")
_UNSEEN = log(UNSEEN) + 0.5
# What may stand between two words of one name.
_SOFT_GAP = re.compile(r"[ \u00a0\-–’'.&·]{0,3}")


@dataclass(frozen=True, slots=True)
class Known:
    """An accepted rendering at `start:end` of the document's text, and the terms it renders."""

    start: int
    end: int
    terms: tuple[Term, ...]
    segment: int


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a segment; `start`, `end` count in the segment's text.

    Attributes:
        log_frequency: ln P(word) in ordinary English.
        joined: whether a name may run on from the word before it.
        capital: whether it begins with a capital.
        opening: whether it opens a sentence, so that its capital says nothing.
        mention: the accepted rendering it belongs to, or None.
        sense: the stem that it is looked up by as a gloss; another than its own where no piece comes out as that.
        parts: stems of its prefix and the rest, where it has a prefix that characters are glossed by: re, statement.
    """

    text: str
    start: int
    end: int
    stem: str
    letters: str
    log_frequency: float
    log_stem_frequency: float
    joined: bool
    capital: bool
    opening: bool
    function: bool
    known_word: bool
    known_name: bool
    mention: Known | None
    sense: str
    parts: tuple[str, ...] = ()

    @property
    def opens_plainly(self) -> bool:
        """Whether it is an ordinary word with a capital that only says that it opens a sentence: Residents."""
        return self.opening and self.capital and is_ordinary(self.text)


def words(segment: Segment, mentions: Sequence[Known], english: English, lexicon: Lexicon) -> list[Word]:
    """The words and numbers of a segment in order; a possessive ending is none."""
    text = segment.text
    found: list[Word] = []
    spans = [(m.start - segment.start, m.end - segment.start, m) for m in mentions]
    place = 0
    before = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        if word in ("s", "S") and text[start - 1 : start] in ("'", "’"):
            continue
        while place < len(spans) and spans[place][1] <= start:
            place += 1
        mention = spans[place][2] if place < len(spans) and spans[place][0] <= start < spans[place][1] else None
        gap = text[before:start]
        opening = not found or (gap != " " and begins_sentence(text, start))
        known = _known(word, english, lexicon)
        found.append(
            Word(
                word,
                start,
                end,
                known.stem,
                known.letters,
                known.log_frequency,
                known.log_stem_frequency,
                bool(found) and (gap == " " or _is_soft(gap)),
                known.capital,
                opening,
                known.function or (known.pronoun and (opening or not known.capital)),
                known.known_word,
                known.known_name,
                mention,
                known.sense,
                known.parts,
            )
        )
        before = end
    return [_as_name(word, found[n + 1] if n + 1 < len(found) else None) for n, word in enumerate(found)]


def _is_soft(gap: str) -> bool:
    return _SOFT_GAP.fullmatch(behind_possessive(gap)) is not None and ". " not in gap


class _Known(NamedTuple):
    """What is known of a word wherever it stands; as of `Word`.

    Attributes:
        function: whether it is a function word wherever it stands.
        pronoun: whether it is one unless it has a capital inside a sentence.
    """

    stem: str
    letters: str
    log_frequency: float
    log_stem_frequency: float
    capital: bool
    function: bool
    pronoun: bool
    known_word: bool
    known_name: bool
    sense: str
    parts: tuple[str, ...]


@lru_cache(maxsize=1 << 15)
def _known(word: str, english: English, lexicon: Lexicon) -> _Known:
    plain = word.replace("-", "")
    lowered = plain.lower()
    stemmed = stem(plain)
    by_stem = english.log_stem_frequency(stemmed)
    return _Known(
        stemmed,
        fold(word),
        max(log(english.frequency(plain)), by_stem - 1.0 if word.islower() else -99.0),
        by_stem,
        word[0].isupper(),
        lowered in NO_CLUE,
        lowered in NO_CLUE_IN_SMALL,
        english.is_word(plain) or (word.islower() and by_stem > _UNSEEN),
        english.is_name(plain),
        lexicon.nearest(stemmed),
        _parts(lowered, english),
    )


def _as_name(word: Word, following: Word | None) -> Word:
    """A pronoun that opens a sentence, but for one that a strange word with a capital follows: He Dayi, Will Smith."""
    if (
        not (word.function and word.opening and word.capital and word.text.lower() in NO_CLUE_IN_SMALL)
        or following is None
    ):
        return word
    names = following.joined and following.capital and not following.function and not following.known_word
    return replace(word, function=False) if names else word


def _parts(lowered: str, english: English) -> tuple[str, ...]:
    prefix = prefix_of(lowered, english.is_word)
    return (prefix, stem(lowered[len(prefix) :])) if prefix else ()
