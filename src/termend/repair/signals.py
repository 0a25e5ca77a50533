"""What the channel says of a finding, in coarse steps: the repair model's only knowledge of Chinese.

The signals are computed from the term and the words alone, by the same code in training and in use, so that a change in
the detector's scores leaves the model as good as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from termend.language.function_words import ARTICLES, IN_NAMES
from termend.language.plurals import plural
from termend.language.romanised import sound_classes
from termend.records import Term
from termend.repair.pieces import cut

Form = Literal["same", "same-but-case", "part", "whole", "other"]
GLOSS, SOUND, TARGET, NOTHING = "gloss", "sound", "target", "nothing"
STEPS = 8
"""Signals run from 0 to STEPS - 1."""

# A word counts as a gloss of a character from this lexical translation probability on.
_LEAST_GLOSS = 0.02
_LEAST_SOUND = 75.0
_LEAST_COMMON = 2e-6
_LIKE = 70
_LONGEST_HEARD = 5
_WORD_PART = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^(?:the|an?) ")
_TRIVIAL = IN_NAMES | {"'s", "’s"}


class Senses:
    """What the signals need of the channel; what was asked before is remembered.

    Args:
        gloss: (English word, Chinese character or word) → lexical translation probability.
        pieces: name → half-open ranges of its characters and words that have glosses.
        pinyin: characters → their likeliest pinyin, letters only.
        frequency: English word → P(word) in running text.
        is_name: whether lists of people and places hold a word.
    """

    def __init__(
        self,
        gloss: Callable[[str, str], float],
        pieces: Callable[[str], Sequence[tuple[int, int]]],
        pinyin: Callable[[str], str],
        frequency: Callable[[str], float],
        is_name: Callable[[str], bool],
    ) -> None:
        self._gloss, self._find_pieces, self._pinyin = gloss, pieces, pinyin
        self._frequency, self._is_name = frequency, is_name
        self._common: dict[str, bool] = {}
        self._pieces: dict[str, Sequence[tuple[int, int]]] = {}
        self._glossed: dict[tuple[str, str], tuple[int, ...]] = {}
        self._sounds: dict[str, list[tuple[str, int, int]]] = {}

    def glossed(self, word: str, source: str) -> tuple[int, ...]:
        """Places of the characters of a name that the word is a gloss of, alone or as a dictionary word."""
        key = (word, source)
        places = self._glossed.get(key)
        if places is None:
            if source not in self._pieces:
                self._pieces[source] = self._find_pieces(source)
            found: set[int] = set()
            for start, end in self._pieces[source]:
                if self._gloss(word, source[start:end]) >= _LEAST_GLOSS:
                    found.update(range(start, end))
            places = self._glossed[key] = tuple(sorted(found))
        return places

    def is_common(self, word: str) -> bool:
        """Whether every part of a word is met in English text now and then, whatever its case."""
        found = self._common.get(word)
        if found is None:
            parts = word.replace("’", "'").split("-")
            found = self._common[word] = all(self._frequency(part) >= _LEAST_COMMON for part in parts)
        return found

    def is_stranger(self, word: str) -> bool:
        """Whether a word is known as a name and as nothing else."""
        return word[:1].isupper() and not self.is_common(word) and self._is_name(word)

    def sounds(self, source: str) -> list[tuple[str, int, int]]:
        """The sound classes of every stretch of one to five characters, and the stretch; the whole name first."""
        found = self._sounds.get(source)
        if found is None:
            syllables = [self._pinyin(character) for character in source]
            found = [(sound_classes("".join(syllables)), 0, len(source))]
            for start in range(len(source)):
                for end in range(start + 1, min(len(source), start + _LONGEST_HEARD) + 1):
                    found.append((sound_classes("".join(syllables[start:end])), start, end))
            self._sounds[source] = found
        return found


def shipped() -> Senses:
    """The channel that travels with the program.

    Raises:
        TermendError: where its tables are missing or broken.
    """
    from termend.channel import english, lexicon, sound

    table, words = lexicon.shipped(), english.shipped()
    return Senses(table.probability, table.segmentations, sound.shipped().pinyin, words.frequency, words.is_name)


@dataclass(frozen=True, slots=True)
class Signals:
    """Measures of one finding; the numbers run from 0 to STEPS - 1.

    Attributes:
        target: likeness of the span with the nearest accepted rendering.
        sound: likeness of the span with the term's pinyin.
        explained: share of the span's words that the term explains.
        covered: share of the term's characters that the span's words account for.
        ordinary: share of the span's words that are met in English text now and then.
        form: what the span is of an accepted rendering: `same`, `same-but-case`, `part`, `whole` (with more beside
            it), or `other`.
        opens: whether the span says something of what tells the name from its like: the name's first two characters
            or the first word of a rendering.
        stranger: whether it has a word that the term does not explain and that is known as a name.
    """

    target: int
    sound: int
    explained: int
    covered: int
    ordinary: int
    form: Form
    opens: bool
    stranger: bool

    @property
    def strength(self) -> int:
        """The best of what speaks for a garble of the term, from 0 to STEPS - 1."""
        return max(self.target, self.sound, min(self.explained, self.covered))


def how_explained(word: str, term: Term, senses: Senses) -> str:
    """How a term explains one word: `target`, `gloss`, `sound` or `nothing`."""
    return _how(word.lower(), term.source, term.renderings, senses)[0]


def accounted_for(word: str, term: Term, senses: Senses) -> set[int]:
    """Places of the term's characters that one word is a gloss or the sound of."""
    return _how(word.lower(), term.source, term.renderings, senses)[1]


def signals(words: Sequence[str], term: Term, senses: Senses) -> Signals:
    """The coarse measures of a span.

    Args:
        words: the span's pieces.
    """
    content = [w.lower() for w in words if w.lower() not in _TRIVIAL and _WORD_PART.search(w)]
    text = _ARTICLE.sub("", " ".join(words).lower())
    target = max(fuzz.ratio(text, rendering.lower()) for rendering in term.renderings)
    sound = _sound_likeness(text, term.source, senses)
    covered: set[int] = set()
    explained = common = 0
    stranger = False
    for piece in words:
        word = piece.lower()
        if word in _TRIVIAL or not _WORD_PART.search(word):
            continue
        how, places = _how(word, term.source, term.renderings, senses)
        explained += how != NOTHING
        common += senses.is_common(word)
        stranger = stranger or (how == NOTHING and senses.is_stranger(piece))
        covered |= places
    form = _form(words, term)
    return Signals(
        _step(target / 100),
        _step(sound / 100),
        _step(explained / max(1, len(content))),
        _step(len(covered) / max(1, len(term.source))),
        _step(common / max(1, len(content))),
        form,
        form.startswith("same") or bool(covered & {0, 1}) or _has_first_word(content, term.renderings),
        stranger,
    )


def _form(words: Sequence[str], term: Term) -> Form:
    """What a span without its article and possessive ending is of the term's renderings and their plurals."""
    text = _joined(words)
    forms = [_joined([p.text for p in cut(form)]) for r in term.renderings for form in (r, plural(r))]
    if text in forms or any(text == form[:1].upper() + form[1:] for form in forms):
        return "same"
    lowered = text.lower()
    if any(lowered == form.lower() for form in forms):
        return "same-but-case"
    if any(f" {lowered} " in f" {form.lower()} " for form in forms):
        return "part"
    return "whole" if any(f" {form.lower()} " in f" {lowered} " for form in forms) else "other"


def _joined(words: Sequence[str]) -> str:
    kept = list(words)
    if len(kept) > 1 and kept[0].lower() in ARTICLES:
        del kept[0]
    if len(kept) > 1 and kept[-1] in {"'s", "’s"}:
        del kept[-1]
    return " ".join(kept)


def _has_first_word(content: Sequence[str], renderings: Sequence[str]) -> bool:
    firsts = {r.lower().removeprefix("the ").split()[0] for r in renderings}
    return any(fuzz.ratio(word, first) >= _LIKE for word in content for first in firsts)


def _step(share: float) -> int:
    return min(STEPS - 1, int(share * STEPS))


def _sound_likeness(text: str, source: str, senses: Senses) -> float:
    return fuzz.ratio(sound_classes(text), senses.sounds(source)[0][0])


def _how(word: str, source: str, renderings: Sequence[str], senses: Senses) -> tuple[str, set[int]]:
    """How the term explains a word, and the places of the characters that do."""
    parts = _WORD_PART.findall(word)
    places: set[int] = set()
    glossed = False
    for part in parts:
        if len(part) < 2 and not part.isdigit():
            continue
        found = senses.glossed(part, source)
        glossed = glossed or bool(found)
        places.update(found)
    if word not in _TRIVIAL and any(_is_of(word, rendering) for rendering in renderings):
        return TARGET, places
    if word in _TRIVIAL or not parts:
        return NOTHING, set()
    if glossed:
        return GLOSS, places
    heard = _heard(word, source, senses)
    return (SOUND, heard) if heard else (NOTHING, set())


def _is_of(word: str, rendering: str) -> bool:
    return any(
        word == other or (len(word) > 4 and fuzz.ratio(word, other) >= 85)
        for other in _WORD_PART.findall(rendering.lower()) + rendering.lower().split()
    )


def _heard(word: str, source: str, senses: Senses) -> set[int]:
    """Places of one to four neighbouring characters whose pinyin sounds like the word."""
    ours = sound_classes(word)
    if len(word) < 3 or len(ours) < 2:
        return set()
    best, found = _LEAST_SOUND, set[int]()
    for classes, start, end in senses.sounds(source)[1:]:
        likeness = fuzz.ratio(ours, classes, score_cutoff=best)
        if likeness > best:
            best, found = likeness, set(range(start, end))
    return found
