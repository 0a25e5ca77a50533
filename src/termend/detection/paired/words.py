"""The English of a segment as the aligner sees it: words, and where a name cannot run on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from termend.channel.english import English
from termend.language.case import begins_sentence, is_headline, is_shouted
from termend.language.function_words import IN_TITLES, NO_CONTENT
from termend.language.possessives import POSSESSIVE
from termend.language.tokens import tokenize

# These stay small in sense even with a capital, as in a headline.
_TITLE_WORDS = IN_TITLES - {"an"} | {"as"}
# Function words that may stand inside a name; pronouns and auxiliary verbs do so in titles of works alone.
INSIDE_NAMES = _TITLE_WORDS | {"an", "into", "over", "under", "no", "onto"}
# An ordinary word at least this frequent may open a sentence without being a name.
_COMMON = 3e-6
# Marks that a name does not run over, unless its approved English holds them.
_BREAK = re.compile(r"[,;:!?()\[\]…。，；：！？（）、\n|]|\.\s|--|\s[-–—]\s|[“”\"]")


@dataclass(frozen=True, slots=True)
class DraftWord:
    """A word at `start:end` of the segment's English, without a possessive ending.

    Attributes:
        is_function: an article, preposition, pronoun or the like.
        is_capital: written with a capital that the place does not explain: inside a sentence, or no ordinary word.
        breaks: whether a mark stands before it that no name runs over.
    """

    text: str
    start: int
    end: int
    is_function: bool
    is_capital: bool
    breaks: bool


def words_of(text: str, english: English, is_lower: bool = False) -> tuple[DraftWord, ...]:
    """The words of a segment's English.

    In a draft that lost its capitals (`is_lower`), and where all letters are capitals, a word counts as written with
    one where it is no ordinary word; in a headline each capital may come from the place, as where a sentence opens.
    """
    tokens = tokenize(text)
    shouted, headline = is_shouted(text), is_headline(text)
    made: list[DraftWord] = []
    end = 0
    for token in tokens:
        bare = POSSESSIVE.sub("", token.text) or token.text
        between = text[end : token.start]
        opens = headline or not made or begins_sentence(text, token.start)
        common = english.is_word(bare) and english.frequency(bare) > _COMMON
        capital = bare[:1].isupper() and not (opens and common)
        if is_lower or shouted:
            capital = bare[:1].isalpha() and not english.is_word(bare)
        function = bare.lower() in NO_CONTENT and (
            shouted or not bare[0].isupper() or opens or (bare.lower() in _TITLE_WORDS and not bare.isupper())
        )
        breaks = bool(made) and bool(_BREAK.search(between)) and not re.match(r"\d", bare)
        made.append(DraftWord(bare, token.start, token.start + len(bare), function, capital and not function, breaks))
        end = token.end
    return tuple(made)
