"""Where accepted renderings stand in a text: an inverted index over first words, so that cost grows with the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from termend.glossary.renderings import Rendering, RenderingKind, pinyin_forms, renderings
from termend.kinds import PERSON
from termend.language.possessives import POSSESSIVE
from termend.language.tokens import Token, tokenize, tokens
from termend.language.wordforms import is_address, is_function_word, is_inflected, key
from termend.records import Term

# Between the words of a name these may stand freely: spaces, hyphens, dashes, quotation marks, dots, ampersands.
_HARD = re.compile(r"[^\s\-‐-―−'‘’\"“”.&·~/]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text at `start:end`, without a possessive ending, and the key that its other forms share."""

    text: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An accepted rendering at `start:end` of a text.

    Attributes:
        cased: whether its capitals are as the term's case policy asks.
        first, last: half-open range of indices into the words it was found in.
        is_exact: whether it is no address of a site of which the text has the beginning alone.
    """

    term: Term
    rendering: Rendering
    start: int
    end: int
    cased: bool
    first: int
    last: int
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class _Entry:
    keys: tuple[str, ...]
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    article: str
    term: Term
    rendering: Rendering


def words_of(text: str) -> list[Word]:
    """The words of a text that carry a name: articles and "and" are passed over, `United States` is one word."""
    return list(_cut(text))


@lru_cache(maxsize=1 << 12)
def _cut(text: str) -> tuple[Word, ...]:
    return tuple(_merged(text, [w for w in _words(text) if not is_function_word(w.text)]))


def _words(text: str) -> list[Word]:
    return [_word(token) for token in tokenize(text)]


def _word(token: Token) -> Word:
    bare, own = _bare(token.text)
    return Word(bare, own, token.start, token.start + len(bare))


@lru_cache(maxsize=1 << 14)
def _bare(text: str) -> tuple[str, str]:
    """A word without a possessive ending, and its key."""
    bare = POSSESSIVE.sub("", text) or text
    return bare, key(bare)


_PAIRS = {("united", "state"): "america", ("united", "kingdom"): "britain", ("viet", "nam"): "vietnam"}
_PAIR_FIRST = frozenset(first for first, _ in _PAIRS)


def _merged(text: str, words: Sequence[Word]) -> Iterable[Word]:
    i = 0
    while i < len(words):
        word = words[i]
        if i + 1 < len(words) and (pair := _PAIRS.get((word.key, words[i + 1].key))):
            end = words[i + 1].end
            yield Word(text[word.start : end], pair, word.start, end)
            i += 2
        else:
            yield word
            i += 1


@lru_cache(maxsize=1 << 16)
def _parsed(text: str) -> tuple[tuple[Word, ...], tuple[str, ...], str]:
    """Words of a rendering, the marks between them, and its leading article where it has one."""
    words = words_of(text)
    if not words:  # "A", "The": nothing but articles
        words = _words(text)
    gaps = tuple(text[a.end : b.start] for a, b in itertools.pairwise(words))
    before = text[: words[0].start].strip() if words else ""
    return tuple(words), gaps, before if is_function_word(before) else ""


@lru_cache(maxsize=1 << 14)
def _first_key(text: str) -> str:
    """The key of the first word that carries a name; empty where none does."""
    words = (_bare(token.text) for token in tokens(text))
    return next((own for word, own in words if not is_function_word(word)), "")


class Occurrences:
    """An index of the accepted renderings of some terms.

    Args:
        terms: the terms.
        more: further accepted forms, as pairs of term and rendering.
        keys: of all words of the texts that will be searched; a rendering that begins with another word is passed over.
    """

    def __init__(
        self,
        terms: Iterable[Term],
        more: Iterable[tuple[Term, Rendering]] = (),
        keys: AbstractSet[str] | None = None,
    ) -> None:
        self._index: dict[str, list[_Entry]] = {}
        self._keys = keys
        for term in terms:
            for rendering in renderings(term):
                self._add(term, rendering)
        for term, rendering in more:
            self._add(term, rendering)

    def _add(self, term: Term, rendering: Rendering) -> None:
        if self._keys is not None and not self._may_stand(rendering.text):
            return
        words, gaps, article = _parsed(rendering.text)
        if words:
            entry = _Entry(tuple(w.key for w in words), tuple(w.text for w in words), gaps, article, term, rendering)
            self._index.setdefault(entry.keys[0], []).append(entry)

    def _may_stand(self, text: str) -> bool:
        """Whether the first word that carries the name is one of the texts'."""
        first = _first_key(text)
        return self._keys is None or not first or first in self._keys or first in _PAIR_FIRST

    def find(self, text: str, words: Sequence[Word] | None = None, any_case: bool = False) -> list[Occurrence]:
        """Every occurrence, nested and overlapping ones too, in order of place, the longest first at each place.

        Args:
            text: the text.
            words: `words_of(text)`, where it is at hand.
            any_case: the text has lost its capitals throughout, so that they tell nothing.
        """
        words = words_of(text) if words is None else words
        found: dict[tuple[int, int, str, str], Occurrence] = {}
        keys = tuple([word.key for word in words])
        for first, word in enumerate(words):
            for entry in self._index.get(word.key, ()):
                last = first + len(entry.keys)
                if keys[first:last] != entry.keys:
                    continue
                if not _gaps_agree(text, words[first:last], entry.gaps) or _is_cut_off(text, words, last, entry):
                    continue
                if not _words_agree(words[first:last], entry):
                    continue
                start = _with_article(text, word.start, entry.article)
                cased = any_case or _is_cased(words[first:last], entry.words, entry.term.case)
                if not cased and len(entry.keys) == 1:
                    continue  # "post" is a word, no mention of Post
                place = (first, last, entry.term.source, entry.term.target)
                known = found.get(place)
                if known is None or (cased and not known.cased):
                    exact = _has_addresses(words[first:last], entry)
                    found[place] = Occurrence(
                        entry.term, entry.rendering, start, words[last - 1].end, cased, first, last, exact
                    )
        return sorted(found.values(), key=lambda o: (o.first, -o.last, o.term.source, o.term.target))


def _is_cut_off(text: str, words: Sequence[Word], last: int, entry: _Entry) -> bool:
    """Whether a surname alone is the first word of another person's name: `Meng` in Meng Zhaowen, for Grace Meng."""
    if entry.rendering.kind is RenderingKind.LISTED or entry.term.kind != PERSON or len(entry.keys) > 1:
        return False
    if last == len(words):
        return False
    return text[words[last - 1].end : words[last].start] == " " and words[last].text[:1].isupper()


def _words_agree(words: Sequence[Word], entry: _Entry) -> bool:
    """Whether no proper name is taken for another by its ending: Martin is not Martins."""
    if len(words) > 1 and entry.term.kind != PERSON:
        return True
    return not any(
        form[:1].isupper() and is_inflected(word.text, form) for word, form in zip(words, entry.words, strict=True)
    )


def _has_addresses(words: Sequence[Word], entry: _Entry) -> bool:
    return all(is_address(word.text) for word, form in zip(words, entry.words, strict=True) if is_address(form))


def _gaps_agree(text: str, words: Sequence[Word], gaps: Sequence[str]) -> bool:
    for (a, b), gap in zip(itertools.pairwise(words), gaps, strict=True):
        between = text[a.end : b.start]
        if between == gap or between.isspace():
            continue
        marks = "".join(w for w in re.split(r"[A-Za-z]+", between))
        if any(mark not in gap for mark in _HARD.findall(marks)):
            return False
        if ". " in between and "." not in gap:
            return False
    return True


def _with_article(text: str, start: int, article: str) -> int:
    if not article:
        return start
    before = text[:start].rstrip()
    if before.lower().endswith(article.lower()) and not before[: -len(article)][-1:].isalpha():
        return len(before) - len(article)
    return start


def _is_cased(words: Sequence[Word], wanted: Sequence[str], policy: str) -> bool:
    if policy in ("any", "lower"):
        return True
    return all(_has_capitals(word.text, form) for word, form in zip(words, wanted, strict=True))


def _has_capitals(word: str, form: str) -> bool:
    if not form[:1].isupper():
        return True
    if form.isupper() and 1 < len(form) < 6 and word.upper() == form:
        return word == form
    return word[:1].isupper() or word[:1].isdigit()


@lru_cache(maxsize=1 << 10)
def _of_one(term: Term) -> Occurrences:
    return Occurrences([term])


def is_rendering(term: Term, text: str) -> bool:
    """Whether the whole of a text is a listed or generated rendering of a term, properly cased; pinyin is not asked."""
    words = words_of(text)
    return any((o.first, o.last) == (0, len(words)) and o.cased for o in _of_one(term).find(text, words))


def accepted(term: Term, text: str) -> RenderingKind | None:
    """How the whole of a text is an accepted rendering of a term, exact pinyin of places included; None where not.

    Imports pypinyin where nothing else fits.
    """
    words = words_of(text)
    found = [o for o in _of_one(term).find(text, words) if (o.first, o.last) == (0, len(words)) and o.cased]
    if found:
        return found[0].rendering.kind
    more = [(term, form) for form in pinyin_forms(term)]
    index = Occurrences((), more)
    if any((o.first, o.last) == (0, len(words)) and o.cased for o in index.find(text, words)):
        return RenderingKind.GENERATED
    return None
