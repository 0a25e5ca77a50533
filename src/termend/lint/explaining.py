"""How much of a target its source explains, and how much of the source the target takes up.

Every word of the target is held against the source: as a gloss (IBM Model 1 over CC-CEDICT, `termend.channel.lexicon`),
as a number, as letters that stand in the source as they are, as sound (`termend.channel.sound`), or as a compound of
one (Neusoft, Biotech). Words and characters weigh by how rare they are in the glossary at hand (inverse document
frequency, Spärck Jones 1972), so that `University` and 大学, which a misplaced row shares with the right one, count
little. A word that neither dictionary nor lists of names know weighs less when nothing explains it: brands are coined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import chain
from math import exp, inf, log
from typing import TYPE_CHECKING, NamedTuple

from termend.language.hanzi import has_hanzi, is_hanzi
from termend.language.letters import fold
from termend.language.numerals import CHINESE_NUMERALS
from termend.language.syllables import split
from termend.lint import kinds, localities, senses
from termend.lint.clashes import Clash, clashes
from termend.lint.senses import Senses
from termend.lint.wording import COUNT, EMPTY, INITIALS, KIND, PLACE, Wording

if TYPE_CHECKING:
    from termend.channel.english import English
    from termend.channel.lexicon import Lexicon
    from termend.lint.likeness import Likeness

_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+(?:['’][^\W\d_A-Z]+)*|[A-Z]+(?![a-z])|\d+(?:st|nd|rd|th)?")
_BRACKETS = re.compile(r"[（(\[【].*?[）)\]】]")
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_LEGAL_CHINESE = re.compile("股份有限公司|有限责任公司|有限公司|责任公司|集团|公司|股份")
_STRONG_SENSE = 0.02  # t(e | f) from which a sense may stand within a compound
_SHARED_BEGINNING = 4
# Weights by kind of word: romanised Chinese of two or three syllables, ordinary word, in no list; other names weigh 1.
_CHINESE_NAME, _WORD_TRUST, _COINED = 1.6, 0.75, 0.4
_LONG = 7  # letters from which pinyin syllables are a Chinese name though no list has it
_BRAND = 0.5  # of that, in the name of a company
_MOST, _LITTLE = 0.99, 0.45  # shares explained from which a name is that of the holder, up to which not of the held
_TELLING = 0.85  # weight of unexplained words that says much
UNDOUBTED = 0.2  # doubt below which a pair is not looked at further
_NUMERALS = frozenset(f"{CHINESE_NUMERALS}0123456789０１２３４５６７８９")
_LONGEST_WORD = 4
_LONGEST = 40  # characters and letters beyond which a pair is not looked at: no name
_COUNTED = "第"
_AT_ONCE = 4096  # pairs whose parts are held in memory together


class _Measure(NamedTuple):
    """What counts as a reason.

    Attributes:
        gloss: nats from which on a dictionary sense explains a word.
        least: t(e | f) from which on a sense counts at all.
        sound: nats from which on letters are a sound.
    """

    gloss: float
    least: float
    sound: float


_STRICT, _LENIENT = _Measure(2.0, 0.004, 0.0), _Measure(1.5, 0.0, -2.2)


class _Pair(NamedTuple):
    """What of a row is held against each other.

    Attributes:
        whole, source: the Chinese name without brackets; without its legal form as well.
        target: the English name without brackets; `every` are its words, `words` those that the source may explain.
        flags, told: what words there are among `every` and among `words` (`termend.lint.wording`).
        letters: of `words`, folded.
    """

    whole: str
    source: str
    target: str
    every: list[str]
    words: list[str]
    flags: int
    told: int
    letters: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How well a pair fits.

    Attributes:
        target_share: share of the target's weight that the source explains, 0 to 1.
        source_share: share of the source's weight that the target takes up, 0 to 1.
        unexplained: the target's words that nothing explains, in order.
        information: weight of those of them that are known; a word that occurs once in the glossary weighs about 1.
        clashes: what cannot be the same thing, whatever explains the words.
    """

    target_share: float
    source_share: float
    unexplained: tuple[str, ...]
    information: float
    clashes: tuple[Clash, ...] = ()

    @property
    def doubt(self) -> float:
        """From 0, explained throughout, to 1: nothing of either side explains the other, and there is much of both.

        Each clash leaves its share of what trust there was.
        """
        missing = (1 - self.target_share) * (1 - self.source_share)
        doubt = float(missing**0.5) * (1 - exp(-((self.information / _TELLING) ** 1.5)))
        for clash in self.clashes:
            doubt += clash.weight * (1 - doubt)
        return doubt


_NOTHING_TO_SAY = Explanation(1.0, 1.0, (), 0.0)
_HOLDER = Clash(0.5, "it names the body that this belongs to")


class Explainer:
    """Holds targets against sources.

    Args:
        pairs: all `(source, target)` of the glossary, sources simplified: what weights are counted on.
    """

    def __init__(
        self, lexicon: Lexicon, english: English, likeness: Likeness, pairs: Sequence[tuple[str, str]]
    ) -> None:
        self._lexicon, self._english, self._likeness = lexicon, english, likeness
        self._dictionary = frozenset(lexicon.words())
        self._known = senses.known(lexicon, english)
        self._senses = Senses(self._known, _STRICT.gloss, _STRICT.least)
        self._sound = _STRICT.sound
        self._wording = Wording()
        self._beginnings: dict[str, tuple[str, ...]] = {}
        self._word_weights: dict[str, float] = {}
        self._character_weights: dict[str, float] = {}
        self._trusts: dict[str, float] = {}
        self._size = len(pairs)
        self._word_counts = Counter(
            chain.from_iterable({word.lower() for word in _WORD.findall(target)} for _, target in pairs)
        )
        self._character_counts = Counter(chain.from_iterable(set(source) for source, _ in pairs))

    def with_good_will(self) -> Explainer:
        """An explainer that lets rarer senses count as well: what it still doubts is most likely wrong."""
        other = copy(self)
        other._senses = Senses(self._known, _LENIENT.gloss, _LENIENT.least)
        other._sound = _LENIENT.sound
        return other

    def explain(self, source: str, target: str) -> Explanation:
        """The explanation of one pair; `source` in simplified characters."""
        return self.explain_all([(source, target)])[0]

    def explain_all(self, pairs: Sequence[tuple[str, str]]) -> list[Explanation]:
        """The explanation of each pair; whether letters plainly are a sound is asked for many at once."""
        found: list[Explanation] = []
        for start in range(0, len(pairs), _AT_ONCE):
            parted = [self._parted(source, target) for source, target in pairs[start : start + _AT_ONCE]]
            asked = [pair for pair in parted if pair is not None]
            sounds = iter(self._likeness.surely_each([pair.letters for pair in asked], [pair.source for pair in asked]))
            found += [_NOTHING_TO_SAY if pair is None else self._held(pair, next(sounds)) for pair in parted]
        return found

    def _parted(self, source: str, target: str) -> _Pair | None:
        """What of a pair is held against each other; None where there is nothing."""
        if len(source) > _LONGEST or ("." in target and _ADDRESS.fullmatch(target)):
            return None
        whole = source if source.isalpha() else _BRACKETS.sub("", source) or source
        inner = whole if len(whole) <= _LONGEST_WORD else _LEGAL_CHINESE.sub("", whole) or whole
        if not target.isalpha():
            target = _BRACKETS.sub("", target)
        words = every = _WORD.findall(target)
        flags = told = self._flags_of(every)
        if flags & (EMPTY | INITIALS) or whole is not source:
            words = [word for word in every if not self._is_left_out(word, source, whole, inner)]
            told = self._flags_of(words)
        if not words or not has_hanzi(inner):
            return None
        return _Pair(whole, inner, target, every, words, flags, told, "".join(map(fold, words)))

    def _flags_of(self, words: Iterable[str]) -> int:
        flags = 0
        for word in words:
            flags |= self._wording[word]
        return flags

    def _is_left_out(self, word: str, given: str, whole: str, source: str) -> bool:
        """Whether a word says nothing, is made of initials that the source lacks, or names what stood in brackets."""
        flags = self._wording[word]
        if flags & EMPTY or (flags & INITIALS and word not in source):
            return True
        within = () if given is whole else localities.chinese_of(word)
        return any(name in given and name not in source for name in within)

    def _held(self, pair: _Pair, sounds: bool) -> Explanation:
        """The two sides of a pair against each other; `sounds` says whether one plainly is the sound of the other."""
        whole, source, words = pair.whole, pair.source, pair.words
        if sounds and len(pair.letters) <= _LONGEST and not pair.told & KIND:
            return _NOTHING_TO_SAY
        used: set[int] = set()
        left: Sequence[str] = words
        for look in (self._places, self._characters, self._sounds_plainly, self._dictionary_words, self._compounds):
            left = look(left, source, used)
            if not left:
                break
        explanation = _NOTHING_TO_SAY
        if left:
            is_brand = kinds.is_brand(whole, pair.every)
            explanation = self._weighed(source, words, left, used, is_brand)
            if explanation.doubt >= UNDOUBTED:
                left = self._sounds(left, source, used)
                explanation = self._weighed(source, words, left, used, is_brand)
        found: tuple[Clash, ...] = ()
        if left or pair.flags & (KIND | COUNT) or _COUNTED in whole:
            found = tuple(clashes(whole, pair.target, pair.every, left, _moved(used, whole, source)))
        if self._names_the_holder(whole, words):
            found += (_HOLDER,)
        return replace(explanation, clashes=found) if found else explanation

    def _weighed(
        self,
        source: str,
        words: Sequence[str],
        left: Sequence[str],
        used: set[int],
        is_brand: bool,
    ) -> Explanation:
        if not left:
            return _NOTHING_TO_SAY
        trusts = {word: self._trust(word) for word in left}
        if is_brand:  # which often have a name of their own in each language
            trusts = {w: t if t > 1 and not localities.chinese_of(w) else t * _BRAND for w, t in trusts.items()}
        missing = sum([self._word_weight(word) * trusts[word] for word in left])
        known = sum([self._word_weight(word) * trusts[word] for word in left if trusts[word] > _COINED])
        explained = sum([self._word_weight(word) for word in words if word not in trusts])
        hanzi = [i for i, character in enumerate(source) if is_hanzi(character)]
        weights = [self._character_weight(source[i]) for i in hanzi]
        taken = sum([weight for weight, i in zip(weights, hanzi, strict=True) if i in used])
        share = explained / (explained + missing) if missing else 1.0
        return Explanation(share, taken / sum(weights), tuple(left), known)

    def _names_the_holder(self, source: str, words: Sequence[str]) -> bool:
        """Whether the words are the name of the larger body that the Chinese begins with, and of nothing within it."""
        parts = kinds.holder(source)
        if parts is None:
            return False
        holding, held = (self._taken(part, words) for part in parts)
        return holding[0] >= _MOST and held[1] <= _LITTLE and holding[0] > held[0]

    def _taken(self, source: str, words: Sequence[str]) -> tuple[float, float]:
        """Share of the words that some Chinese explains without far-fetched sounds, and of it that they take up."""
        used: set[int] = set()
        left: Sequence[str] = words
        for look in (self._places, self._characters, self._sounds_plainly, self._dictionary_words, self._compounds):
            left = look(left, source, used)
        return 1 - len(left) / len(words), len(used) / len(source)

    def _weight(self, count: int) -> float:
        """Inverse document frequency, scaled so that what occurs once weighs 1."""
        return log((self._size + 2) / (count + 0.5)) / log((self._size + 2) / 1.5)

    def _word_weight(self, word: str) -> float:
        weight = self._word_weights.get(word)
        if weight is None:
            weight = self._word_weights[word] = self._weight(self._word_counts[word.lower()])
        return weight

    def _character_weight(self, character: str) -> float:
        weight = self._character_weights.get(character)
        if weight is None:
            weight = self._character_weights[character] = self._weight(self._character_counts[character])
        return weight

    def _trust(self, word: str) -> float:
        """How much it says that nothing explains a word: most for a Chinese place, least for a coined name."""
        trust = self._trusts.get(word)
        if trust is None:
            trust = self._trusts[word] = self._trust_of(word)
        return trust

    def _trust_of(self, word: str) -> float:
        if self._english.is_word(word):
            return _WORD_TRUST
        if localities.chinese_of(word):
            return _CHINESE_NAME
        is_name = self._english.is_name(word)
        parts = split(word.lower(), 2) or split(word.lower(), 3)
        if parts and (is_name or (len(word) >= _LONG and all(map(self._likeness.is_syllable, parts)))):
            return _CHINESE_NAME
        if max(self._senses.numbers(word)) >= 0:
            return _WORD_TRUST
        return 1.0 if is_name else _COINED

    def _places(self, words: Sequence[str], source: str, used: set[int]) -> list[str]:
        """Without the words that name a place of the source."""
        if not any(self._wording[word] & PLACE for word in words):
            return list(words)
        left = []
        for word in words:
            names = localities.chinese_of(word)
            name = next((name for name in names if name in source), None) or _abbreviated(names, source)
            if name is None:
                left.append(word)
            else:
                start = source.index(name)
                used.update(range(start, start + len(name)))
        return left

    def _characters(self, words: Sequence[str], source: str, used: set[int]) -> list[str]:
        """Without the words that one character means, that are numbers, or that stand in the source."""
        numbers = [self._senses.of(character) for character in source]
        lowered = source.lower()
        is_place = any(self._wording[word] & PLACE for word in words) and localities.within(source)
        left = []
        for word in words:
            if is_place and self._wording[word] & PLACE:  # 杭 alone may be Zhejiang, 杭州 is not
                left.append(word)
                continue
            number = self._senses.numbers(word)[0]
            places = [i for i, known_to in enumerate(numbers) if number in known_to] if number >= 0 else []
            if word[0].isdigit() and not places:
                places = [i for i, character in enumerate(source) if character in _NUMERALS]
            elif not places and word.lower() in lowered:
                start = lowered.index(word.lower())
                places = list(range(start, start + len(word)))
            used.update(places)
            if not places:
                left.append(word)
        return left

    def _dictionary_words(self, words: Sequence[str], source: str, used: set[int]) -> list[str]:
        """Without the words that a dictionary word of the source means."""
        # The senses of a word say where a place lies: 杭州 is in Zhejiang, and not Zhejiang.
        numbers = {word: self._senses.numbers(word)[1] for word in words if not self._wording[word] & PLACE}
        explained: set[str] = set()
        for start, end in self._pieces(source):
            meant = self._senses.of(source[start:end])
            for word, number in numbers.items():
                if number in meant:
                    explained.add(word)
                    used.update(range(start, end))
        return [word for word in words if word not in explained]

    def _compounds(self, words: Sequence[str], source: str, used: set[int]) -> list[str]:
        """Without the words that hold the beginning of a likely sense, or a combining form of the source's."""
        explained: set[str] = set()
        open_to = [w for w in words if not (localities.chinese_of(w) and localities.within(source))]
        letters = " ".join([word.lower() for word in open_to])
        for start, end in (*((i, i + 1) for i in range(len(source))), *self._pieces(source)):
            for beginning in self._beginnings_of(source[start:end]):
                if beginning in letters:
                    used.update(range(start, end))
                    explained.update([word for word in open_to if beginning in word.lower()])
        return [word for word in words if word not in explained]

    def _sounds_plainly(self, words: Sequence[str], source: str, used: set[int]) -> list[str]:
        """Without the words that are the pinyin of some of the source, or plainly its sound in another language."""
        if not words:
            return []
        free = [i for i, character in enumerate(source) if i not in used and is_hanzi(character)]
        rest = "".join([source[i] for i in free])
        joined = "".join([fold(word) for word in words])
        if rest and len(joined) <= _LONGEST and self._likeness.surely(joined, rest):
            used.update(free)
            return []
        left = []
        for word in words:
            place = self._pinyin_of(fold(word), source)
            if place is None:
                left.append(word)
            else:
                used.update(range(*place))
        return left

    def _sounds(self, words: Sequence[str], source: str, used: set[int]) -> list[str]:
        """Without the words, or all of them together, that the sound channel hears in the source."""
        left = []
        for word in words:
            letters = fold(word)[:_LONGEST]
            # A place that everybody knows is spelt as everybody spells it: nothing else sounds like it.
            log_odds, start, end = (
                self._likeness.best(letters, source) if letters and not localities.chinese_of(word) else (-inf, 0, 0)
            )
            if log_odds >= self._sound:
                used.update(range(start, end))
            else:
                left.append(word)
        free = [i for i, character in enumerate(source) if i not in used and is_hanzi(character)]
        joined = "".join(fold(word) for word in left)
        if len(left) > 1 and free and len(joined) <= _LONGEST:
            rest = "".join(source[i] for i in free)
            if self._likeness.best(joined, rest)[0] >= self._sound:
                used.update(free)
                return []
        return left

    def _pieces(self, source: str) -> list[tuple[int, int]]:
        size, words = len(source), self._dictionary
        return [
            (start, end)
            for start in range(size - 1)
            for end in range(start + 2, min(size, start + _LONGEST_WORD) + 1)
            if source[start:end] in words
        ]

    def _beginnings_of(self, piece: str) -> tuple[str, ...]:
        """Beginnings of the likelier senses of a piece and combining forms for it, which stand within compounds."""
        beginnings = self._beginnings.get(piece)
        if beginnings is None:
            found = {
                sense[: max(_SHARED_BEGINNING, len(sense) - 2)]
                for sense in self._lexicon.likeliest(piece, _STRONG_SENSE)
                if len(sense) >= _SHARED_BEGINNING
            }
            beginnings = self._beginnings[piece] = tuple(sorted(found.union(_combining_forms().get(piece, ()))))
        return beginnings

    def _pinyin_of(self, letters: str, source: str) -> tuple[int, int] | None:
        """Half-open characters of the source whose plain pinyin the letters are."""
        for start in range(len(source)):
            spelt = ""
            for end in range(start + 1, len(source) + 1):
                spelt += self._likeness.syllable(source[end - 1])
                if spelt == letters:
                    return start, end
                if not letters.startswith(spelt):
                    break
        return None


def _moved(used: set[int], whole: str, source: str) -> set[int]:
    """Indices into a name without its legal form as indices into the whole, where that form stands at the end."""
    if whole.startswith(source):
        return used
    taken = {source[i] for i in used}
    return {i for i, character in enumerate(whole) if character in taken}


def _abbreviated(names: Sequence[str], source: str) -> str | None:
    """The first character of a place, where it stands for it: 徐 in 徐工; not in 徐闻, which is another place."""
    initials = [name[0] for name in names if name[0] in source]
    if not initials:
        return None
    elsewhere = {i for start, end in localities.within(source) for i in range(start, end)}
    return next((c for c in initials if source.index(c) not in elsewhere), None)


@cache
def _combining_forms() -> dict[str, tuple[str, ...]]:
    """Combining forms of scientific English (bio-, sino-, pharm-) by the Chinese that they stand for."""
    forms: dict[str, list[str]] = {}
    text = resources.files("termend.lint").joinpath("combining_forms.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        form, *pieces = line.split("\t")
        for piece in pieces:
            forms.setdefault(piece, []).append(form)
    return {piece: tuple(found) for piece, found in forms.items()}
