"""Which English words of a pair may stand for which of its Chinese characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from termend.channel import lexicon
from termend.channel.lexicon import Among
from termend.harvest import romanised
from termend.harvest.grammar import FUNCTION_WORDS
from termend.language.hanzi import HANZI_CLASS, is_hanzi
from termend.language.numerals import CHINESE_NUMERALS, value
from termend.language.particles import LIGHT
from termend.language.stems import stem
from termend.language.tokens import Token, tokenize

# A lexical probability of this size is as likely chance as sense: it gives a link of one half.
_HALF = 0.02
_LEAST = 0.25
_EXACT = 0.97
_SURE = 0.5
_NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|[{CHINESE_NUMERALS}]+(?![{HANZI_CLASS}]?分之)")
_ABBREVIATED, _LONGEST_ABBREVIATED = 3, 4
_AS_SHORTENED = 0.5  # what the probability of the whole word counts for one that is shortened
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
_INNER = "‘’·-"


@dataclass(frozen=True, slots=True)
class Link:
    """English word number `word` may stand for `chinese[start:end]`.

    Attributes:
        strength: from 0 to 1.
        sound: whether the word spells the characters' sound.
    """

    word: int
    start: int
    end: int
    strength: float
    sound: bool = False


class Links:
    """The links of one pair.

    Args:
        chinese: in simplified characters.
    """

    def __init__(self, chinese: str, english: str) -> None:
        self.chinese, self.english = chinese, english
        self.words: list[Token] = tokenize(english)

    @cached_property
    def stems(self) -> list[str]:
        return [stem(word.text) for word in self.words]

    @cached_property
    def content(self) -> list[bool]:
        """Whether each word means something of its own."""
        return [word.text.lower().rstrip(".") not in FUNCTION_WORDS for word in self.words]

    @cached_property
    def weights(self) -> list[float]:
        """How much each Chinese character asks to be explained: 0 for punctuation, little for grammar."""
        return [0.0 if not (is_hanzi(c) or c.isalnum()) else 0.2 if c in LIGHT else 1.0 for c in self.chinese]

    @cached_property
    def all(self) -> list[Link]:
        """Every link, by word."""
        found = [*self._glosses(), *self._numbers(), *self._copies()]
        found += [Link(*heard, sound=True) for heard in romanised.pinyin(self.chinese, self.words)]
        explained = {link.word for link in found if link.strength >= _SURE}
        found += [Link(*heard, sound=True) for heard in romanised.foreign(self.chinese, self.words, explained)]
        return sorted(found, key=lambda link: (link.word, link.start, link.end))

    @cached_property
    def by_word(self) -> list[list[Link]]:
        table: list[list[Link]] = [[] for _ in self.words]
        for link in self.all:
            table[link.word].append(link)
        return table

    @cached_property
    def by_character(self) -> list[list[Link]]:
        """The links that cover each character."""
        table: list[list[Link]] = [[] for _ in self.chinese]
        for link in self.all:
            for place in range(link.start, link.end):
                table[place].append(link)
        return table

    def claim(self, place: int) -> float:
        """Strength of the strongest link of a character."""
        return max((link.strength for link in self.by_character[place]), default=0.0)

    def cuts_a_word(self, place: int) -> bool:
        """Whether a dictionary word that some English word means lies across this place of the Chinese."""
        covering = self.by_character[place] if place < len(self.chinese) else []
        return any(link.start < place < link.end and link.strength > _SURE for link in covering)

    def in_one_run(self, start: int, end: int) -> bool:
        """Whether no punctuation or space interrupts these characters; quotation marks inside do not."""
        return self.weights[start] > 0 and all(
            self.weights[place] > 0 or self.chinese[place] in _INNER for place in range(start, end)
        )

    def words_in(self, start: int, end: int) -> list[int]:
        """Numbers of the words within a range of the English."""
        return [number for number, word in enumerate(self.words) if start <= word.start and word.end <= end]

    def english_of(self, first: int, last: int) -> str:
        """The English from word `first` to before word `last`, without a possessive ending."""
        english = self.english[self.words[first].start : self.words[last - 1].end]
        return english[:-2] if english.endswith(("'s", "’s")) else english

    def _glosses(self) -> list[Link]:
        known = lexicon.shipped()
        found: list[Link] = []
        places = known.segmentations(self.chinese)
        among = known.among([self.chinese[start:end] for start, end in places])
        for number, word in enumerate(self.words):
            if self.content[number]:
                for place, p in sorted(_probabilities(among, word.text).items()):
                    strength = p / (p + _HALF)
                    if strength >= _LEAST:
                        found.append(Link(number, *places[place], strength))
        return found

    def _numbers(self) -> list[Link]:
        chinese = [(m.start(), m.end(), value(m.group())) for m in _NUMBER.finditer(self.chinese)]
        found: list[Link] = []
        for number, word in enumerate(self.words):
            meant = value(word.text)
            if meant is not None:
                found.extend(Link(number, start, end, _EXACT) for start, end, v in chinese if v == meant)
        return found

    def _copies(self) -> list[Link]:
        """Latin words that the Chinese keeps as they are."""
        kept: dict[str, list[tuple[int, int]]] = {}
        for match in _LATIN.finditer(self.chinese):
            kept.setdefault(match.group().lower(), []).append(match.span())
        return [
            Link(number, start, end, 1.0)
            for number, word in enumerate(self.words)
            for start, end in kept.get(word.text.lower(), ())
        ]


def _probabilities(among: Among, word: str) -> dict[int, float]:
    """By piece t(word | piece), also for a shortened word (Sci-Tech: science, technology)."""
    found = among.probabilities(word)
    stemmed = stem(word)
    if word[0].isupper() and _ABBREVIATED <= len(stemmed) <= _LONGEST_ABBREVIATED:
        found = {place: _AS_SHORTENED * p for place, p in among.begun(stemmed).items()} | found
    return found
