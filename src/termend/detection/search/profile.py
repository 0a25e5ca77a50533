"""What is known of one Chinese name: its approved words, each tied to characters, and the weight of these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from termend.channel import numbers
from termend.channel.english import English
from termend.channel.lexicon import Lexicon
from termend.channel.recall import LONGEST
from termend.channel.sound import SEPARATORS, Sound
from termend.detection.search.traits import Traits
from termend.kinds import PERSON
from termend.language.function_words import IN_TITLES
from termend.language.generic_words import is_generic
from termend.language.hanzi import is_hanzi
from termend.language.letters import fold
from termend.language.stems import stem
from termend.language.words import split
from termend.records import Term

# Words of a rendering that tie nothing to it.
SENSE = 0.03
"""t(word | piece) from which a word is surely one of its senses."""
EMPTY = IN_TITLES - {"or"} | {"s", "de", "co", "ltd", "inc"}
# Characters that end the names of a kind of thing: they say what it is, hardly which.
_GENERIC = frozenset("省市县区镇乡村州旗局部厅会院所社校馆站厂队法奖报网湖河江山岛路街桥港")
_GENERIC_WEIGHT = 0.45
_MOST_LETTERS = 5  # that a character sounds like
_LEAST_A_LETTER = 1.0  # nats by which a rendering sounds like its name


@dataclass(frozen=True, slots=True)
class TargetWord:
    """One word of a rendering, and its weight in the rendering (the weights of a rendering's words sum to 1)."""

    text: str
    stem: str
    letters: str
    weight: float


class _Weighed(dict[int, float]):
    """Total weight of the characters of each mask, summed up when it is first asked for."""

    def __init__(self, weights: Sequence[float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, mask: int) -> float:
        found = self[mask] = sum(w for i, w in enumerate(self._weights) if mask >> i & 1)
        return found


@dataclass(frozen=True)
class Profile:
    """One Chinese name with all rows that give it English.

    Attributes:
        source: the name; only its first 24 characters are looked at.
        terms: its rows, sorted by what they say.
    """

    source: str
    terms: tuple[Term, ...]
    lexicon: Lexicon
    sound: Sound
    english: English

    @cached_property
    def characters(self) -> str:
        return self.source[:LONGEST]

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """How much each character says; 0 for marks between parts."""
        last = len(self.characters) - 1
        return tuple(
            0.0
            if c in SEPARATORS or not (c.isalnum())
            else _GENERIC_WEIGHT
            if i == last and i > 0 and c in _GENERIC
            else 1.0
            for i, c in enumerate(self.characters)
        )

    @cached_property
    def whole(self) -> int:
        """Mask of all characters that say something."""
        return sum(1 << i for i, w in enumerate(self.weights) if w)

    def weight(self, mask: int) -> float:
        """Total weight of the characters of a mask."""
        return self.weighed[mask]

    @cached_property
    def weighed(self) -> Mapping[int, float]:
        """`weight` by mask."""
        return _Weighed(self.weights)

    @cached_property
    def total_weight(self) -> float:
        return sum(self.weights) or 1.0

    @cached_property
    def hanzi_count(self) -> int:
        return sum(is_hanzi(c) for c in self.characters)

    @cached_property
    def renderings(self) -> tuple[str, ...]:
        """Every approved rendering of every row."""
        return tuple(dict.fromkeys(text for term in self.terms for text in term.renderings))

    @cached_property
    def forms(self) -> frozenset[str]:
        """The renderings in no order."""
        return frozenset(self.renderings)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """Every approved rendering in lower case."""
        return tuple(map(str.lower, self.renderings))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The letters of every approved rendering."""
        return tuple(map(fold, self.renderings))

    @cached_property
    def turned(self) -> tuple[list[str], ...]:
        """The letters of each rendering, word by word, in alphabetical order."""
        return tuple(sorted(word.letters for word in words) for words in self.words)

    @cached_property
    def has_latin(self) -> bool:
        """Whether letters stand among its characters."""
        return any("a" <= ch.lower() <= "z" for ch in self.characters)

    @cached_property
    def is_ordinary(self) -> bool:
        """Whether every rendering is made of ordinary words only, so that they may stand for themselves."""
        return all(all(self.english.is_word(w.text) for w in words) for words in self.words if words)

    @cached_property
    def words(self) -> tuple[tuple[TargetWord, ...], ...]:
        """The words of each rendering, function words left out."""
        return tuple(self._words(text) for text in self.renderings)

    def opens_with(self, letters: str, mask: int) -> bool:
        """Whether letters are the pinyin of the characters before those of a mask: He before Dayong."""
        start = (mask & -mask).bit_length() - 1
        return start > 0 and bool(letters) and self._openings[start] == letters

    @cached_property
    def _openings(self) -> Sequence[str]:
        """The pinyin of its first characters: of none, of one, and so on."""
        return [self.sound.pinyin(self.characters[:count]) for count in range(len(self.characters) + 1)]

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Function words of the renderings, lower-cased."""
        return frozenset(w for text in self.renderings for w in map(str.lower, split(text)) if w in EMPTY)

    @cached_property
    def capitals(self) -> bool:
        """Whether its renderings are written with capitals."""
        return any(text != text.lower() for text in self.renderings)

    @cached_property
    def target_stems(self) -> dict[str, TargetWord]:
        """Each stem of a rendering, with its word in the first rendering that holds it."""
        found: dict[str, TargetWord] = {}
        for words in self.words:
            for word in words:
                found.setdefault(word.stem, word)
        return found

    def sense(self, stem: str, part: str = "") -> float:
        """How often a piece of the name, or of a part of it, comes out as a word where it does so oftenest, 0 to 1."""
        name, ranges = part or self.characters, self.lexicon.segmentations(part) if part else self.ranges
        pieces = (name[start:end] for start, end in ranges)
        return max((self.lexicon.probability(stem, piece) for piece in pieces), default=0.0)

    def part(self, source: str) -> int:
        """The characters where the Chinese of a part first stands in the name, as bits; 0 where it does not."""
        start = self.characters.find(source)
        return _mask(start, start + len(source)) if start >= 0 else 0

    def mask(self, word: TargetWord) -> int:
        """The characters that a word of a rendering stands for; those that no other word does where nothing tells."""
        found = self._masks.get(word.text)
        if found is None:
            found = self._rendered(word.text)
            if not found:
                others = next(words for words in self.words if word in words)
                found = self.whole & ~_union(self._rendered(w.text) for w in others)
            self._masks[word.text] = found
        return found

    @cached_property
    def _masks(self) -> dict[str, int]:
        return {}

    @cached_property
    def spelt(self) -> dict[str, TargetWord]:
        """Each word of a rendering by its folded letters."""
        found: dict[str, TargetWord] = {}
        for words in self.words:
            for word in words:
                found.setdefault(word.letters, word)
        return found

    @cached_property
    def ranges(self) -> list[tuple[int, int]]:
        """Half-open ranges that the lexicon knows."""
        return self.lexicon.segmentations(self.characters)

    @cached_property
    def syllables(self) -> frozenset[str]:
        """Every toneless syllable that one of its characters may be read as."""
        return frozenset(s for c in self.characters for s in self.sound.readings(c))

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The likeliest syllable of each character that has one."""
        return tuple(s for s in map(self.sound.pinyin, self.characters) if s)

    @cached_property
    def figured(self) -> tuple[tuple[str, ...], ...]:
        """The words of each rendering that has some, in lower case, every number made one."""
        return tuple(but_figures(word.text for word in words) for words in self.words if words)

    @cached_property
    def pinyin(self) -> str:
        """The likeliest pinyin of the whole name, letters only."""
        return self.sound.pinyin(self.characters)

    @cached_property
    def is_transliterated(self) -> bool:
        """Whether a rendering sounds like the whole name without being its pinyin."""
        for rendering in self.renderings:
            letters = fold(rendering)
            own = "".join(fold(word) for word in split(rendering) if not is_generic(word))
            if not letters or self.pinyin.startswith(own):  # Baiyun District
                continue
            if len(letters) <= _MOST_LETTERS * len(self.characters):
                heard = self.sound.align(rendering, self.characters, whole=True)
                if heard is not None and heard.log_odds >= _LEAST_A_LETTER * len(letters):
                    return True
        return False

    @cached_property
    def is_person(self) -> bool:
        return any(term.kind == PERSON for term in self.terms)

    def _words(self, text: str) -> tuple[TargetWord, ...]:
        found = _telling(text)
        if not found:
            return ()
        weights = [min(12.0, max(2.0, -self.english.log_stem_frequency(stem(w)) - 3)) for w in found]
        total = sum(weights)
        return tuple(TargetWord(w, stem(w), fold(w), weight / total) for w, weight in zip(found, weights, strict=True))

    def _spelt_out(self, letters: str) -> int:
        """The most characters of which letters are the pinyin; 0 where they are that of none."""
        if not letters or letters not in self.pinyin:
            return 0
        syllables = [self.sound.pinyin(c) for c in self.characters]
        for size in range(len(syllables), 0, -1):
            for start in range(len(syllables) - size + 1):
                if "".join(syllables[start : start + size]) == letters:
                    return _mask(start, start + size)
        return 0

    def _rendered(self, word: str) -> int:
        """The characters that a word of a rendering stands for; 0 where nothing tells."""
        best, value = 0, 0.015
        for start, end in self.ranges:
            p = self.lexicon.probability(word, self.characters[start:end])
            if p > value:
                best, value = _mask(start, end), p
        if best:
            return best
        if word.isascii() and (copied := self.characters.lower().find(word.lower())) >= 0:
            return _mask(copied, copied + len(word))
        if spelt := self._spelt_out(fold(word)):
            return spelt
        for start, end in numbers.runs(self.characters):
            if numbers.digits([word]) in numbers.spellings(self.characters[start:end]):
                return _mask(start, end)
        return 0


def _telling(text: str) -> list[str]:
    """The words of a rendering, function words left out."""
    return [word for word in split(text) if word.lower() not in EMPTY]


def but_figures(words: Iterable[str]) -> tuple[str, ...]:
    """The words in lower case, every number made one: the 15th plan is another than the 14th, and no garble of it."""
    return tuple("#" if numbers.digits((word,)) else word for word in map(str.lower, words))


def _mask(start: int, end: int) -> int:
    return (1 << end) - (1 << start)


def _union(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


class Profiles:
    """One profile a Chinese name, made when it is first asked for.

    Args:
        terms: of a glossary, in any order.
        sources: the Chinese names, sorted.
    """

    def __init__(
        self,
        terms: Mapping[str, Sequence[Term]],
        sources: Sequence[str],
        lexicon: Lexicon,
        sound: Sound,
        english: English,
    ) -> None:
        self._terms, self._sources = terms, sources
        self._tables = (lexicon, sound, english)
        self._made: dict[int, Profile] = {}
        self.traits = Traits(len(sources), sorted(EMPTY))

    def __len__(self) -> int:
        return len(self._sources)

    @cached_property
    def cuts(self) -> Mapping[str, Mapping[int, Collection[tuple[str, ...]]]]:
        """By letters the names that have a rendering of them alone, and how these are cut into words. All are read.

        Beijing is not what Beijing 2022 is called with other spaces.
        """
        found: dict[str, dict[int, set[tuple[str, ...]]]] = defaultdict(dict)
        for number in range(len(self)):
            for text in self[number].renderings:
                cut = tuple([fold(word) for word in _telling(text)])
                if all(cut):
                    found["".join(cut)].setdefault(number, set()).add(cut)
        return dict(found)

    def __getitem__(self, number: int) -> Profile:
        """The profile of the name at that place in `sources`."""
        profile = self._made.get(number)
        if profile is None:
            source = self._sources[number]
            rows = tuple(sorted(self._terms[source], key=_row_key))
            profile = self._made[number] = Profile(source, rows, *self._tables)
        return profile


def _row_key(term: Term) -> tuple[object, ...]:
    return (term.target, term.variants, term.domain, term.type, term.case, term.glossary, term.line)
