"""Names for drafts: of every kind, by pattern and from lists, each with names that are like it."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from termend.channel.sampling import Sampler
from termend.language.generic_words import INSTITUTIONS, LEGAL_FORMS, PLACES
from termend.language.letters import fold
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.wordforms import key
from termend.language.words import split
from termend.records import Term

_KINDS = {"person": 0.32, "place": 0.26, "organisation": 0.21, "media": 0.05, "title": 0.1, "event": 0.06, "plan": 0.05}
_ORGANISATIONS = frozenset({"organisation", "organization", "org", "company", "government"})
# Of persons: a foreigner by two names, by one, a Chinese, one of Hong Kong, Korea, Japan or Vietnam.
_PERSONS = {"two names": 0.35, "one name": 0.15, "native": 0.3, "another reading": 0.2}
_LISTED_WORDS = 0.3  # of what says a kind is in the words of the rendering, the rest in other words
_PLURAL, _DESCRIBED_WITH_PLACE, _DESCRIBED_WITH_CAPITALS = 0.2, 0.2, 0.2
_CLASSED = 0.25  # of places have a word for their class
_OTHER_NAMED = 0.3  # of them are read in another language
_PINYIN_LIKE = 80.0  # per cent of the letters from which a name is its pinyin
_MOST_LIKE = 200
_SAME_ONSET = 1  # letters of the pinyin that names alike in sound share from the first
_SOUNDS_LIKE = 72.0  # per cent of the pinyin's letters from which two names sound alike
_CLASS_OF = (
    ("省", "Province"),
    ("县", "County"),
    ("市", "City"),
    ("区", "District"),
    ("大桥", "Bridge"),
    ("湖", "Lake"),
    ("岛", "Island"),
    ("山", "Mountain"),
    ("河", "River"),
    ("街", "Street"),
    ("路", "Road"),
    ("村", "Village"),
    ("港", "Port"),
    ("机场", "Airport"),
    ("公园", "Park"),
    ("大坝", "Dam"),
)


def kind_of(line: str, start: int, end: int) -> str:
    """What kind of thing the words at `start:end` of a clean line seem to name; empty where nothing tells."""
    words = [w.lower() for w in split(line[start:end])]
    before = split(line[:start])[-1:]
    if before and before[0].lower() in BEFORE_NAMES:
        return "person"
    if len(words) > 1 and key(words[-1]) in PLACES:
        return "place"
    if len(words) > 1 and key(words[-1]) in INSTITUTIONS | LEGAL_FORMS:
        return "organisation"
    if before and before[0] == "in" and len(words) == 1:
        return "place"
    return ""


class Namer:
    """Draws terms.

    Args:
        terms: from lists, typed.
    """

    def __init__(self, terms: Sequence[Term], sampler: Sampler) -> None:
        self._sampler, self._all = sampler, terms
        self._sound, self._lexicon = sampler.sound, sampler.lexicon
        self._by_kind: dict[str, list[Term]] = defaultdict(list)
        self._sharing: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            kind = "organisation" if term.type in _ORGANISATIONS else term.type
            self._by_kind[kind].append(term)
            self._sharing[term.source[0]].append(term)
            self._sharing[term.source[-1]].append(term)
            for a, b in zip(term.source, term.source[1:], strict=False):
                self._sharing[a + b].append(term)
        persons = [t for t in self._by_kind["person"] if len(t.source) > 1]
        pinyin = {t.source: self._sound.pinyin(t.source) for t in persons}
        self._foreign = [
            t for t in persons if " " not in t.target and fuzz.ratio(fold(t.target), pinyin[t.source]) < _PINYIN_LIKE
        ]
        self._native = [t for t in persons if fold(t.target) == pinyin[t.source]]
        self._by_sound: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for term in terms:
            if term.type in ("person", "place") and " " not in term.target:
                read = self._sound.pinyin(term.source)
                self._by_sound[read[:_SAME_ONSET]].append((read, term))
        self._words = [w for w in self._lexicon.words() if len(w) == 2]

    def described(self, term: Term, rng: random.Random) -> str:
        """The words of a name that say of what kind the thing is: the medical university, Wuhan medical universities.

        They are no name, and no garble of one; empty where nothing says it.
        """
        if rng.random() < _LISTED_WORDS:
            words = [w.lower() for w in term.target.split() if w.isalpha()][-rng.choice((1, 2, 2, 3)) :]
        else:
            pieces = [term.source[-4:-2], term.source[-2:]][-rng.choice((1, 2, 2)) :]
            words = [gloss for piece in pieces if piece and (gloss := self._sampler.gloss(piece, rng))]
        if not words or len(words) >= len(term.target.split()):
            return ""
        if rng.random() < _PLURAL:
            words[-1] += "es" if words[-1].endswith(("s", "x", "ch", "sh")) else "s"
        if rng.random() < _DESCRIBED_WITH_PLACE:
            words = [self.of_kind("place", rng).target, *words]
        text = " ".join(words)
        return text.title() if rng.random() < _DESCRIBED_WITH_CAPITALS else text

    def part_in_words(self, term: Term, rng: random.Random) -> str:
        """Some words of what a name says, in lower case and not all; empty where it says too little."""
        size = 2 if len(term.source) > 3 else 1
        pieces = [term.source[n : n + size] for n in range(0, len(term.source), size)]
        count = rng.randint(1, max(1, min(3, len(pieces) - 1)))
        first = rng.randrange(len(pieces) - count + 1)
        words = [gloss for piece in pieces[first : first + count] if (gloss := self._sampler.gloss(piece, rng))]
        return " ".join(words).lower() if count < len(pieces) else ""

    def word(self, rng: random.Random) -> str:
        """An English word of the dictionary; empty where none was drawn."""
        return self._sampler.gloss(rng.choice(self._words), rng) or "" if self._words else ""

    def some(self, count: int, rng: random.Random) -> list[Term]:
        """So many names of the lists, or all."""
        return rng.sample(list(self._all), min(len(self._all), count))

    def like(self, term: Term, rng: random.Random) -> Term | None:
        """Another name that shares characters with one: of the same town, of the same family, of the same class."""
        source = term.source
        keys = [a + b for a, b in pairwise(source)] + [source[0], source[-1]]
        rng.shuffle(keys)
        for shared in keys:
            found = [
                t
                for t in self._sharing[shared][:_MOST_LIKE]
                if t.source != source and fold(t.target) != fold(term.target)
            ]
            if found:
                return rng.choice(found)
        return None

    def sounding(self, source: str, rng: random.Random) -> Term | None:
        """A name of one word, of a person or a place, that sounds like a Chinese name; None where there is none."""
        read = self._sound.pinyin(source)
        near = [term for other, term in self._by_sound[read[:_SAME_ONSET]] if fuzz.ratio(read, other) >= _SOUNDS_LIKE]
        near = [term for term in near if term.source != source]
        return rng.choice(near) if near else None

    def of_kind(self, kind: str, rng: random.Random) -> Term:
        """A name of the lists, of that kind where they have one."""
        return rng.choice(self._by_kind.get(kind) or list(self._all))

    def term(self, kind: str, rng: random.Random) -> Term:
        """A name; of any kind where `kind` is empty."""
        kind = kind or rng.choices(list(_KINDS), list(_KINDS.values()))[0]
        if kind == "person":
            return self._person(rng)
        if kind == "place":
            return self._place(rng)
        if kind in ("title", "event"):
            return self._work(kind, rng)
        return self.of_kind(kind, rng)

    def _person(self, rng: random.Random) -> Term:
        way = rng.choices(list(_PERSONS), list(_PERSONS.values()))[0]
        if way == "two names" and len(self._foreign) > 1:
            a, b = rng.sample(self._foreign, 2)
            return Term(f"{a.source}·{b.source}", f"{a.target} {b.target}", type="person")
        if way == "one name" and self._foreign:
            return rng.choice(self._foreign)
        native = rng.choice(self._native or self._by_kind["person"] or list(self._all))
        other = self.other_reading(native.source, rng) if way == "another reading" else ""
        return Term(native.source, other, type="person") if other else native

    def _place(self, rng: random.Random) -> Term:
        place = self.of_kind("place", rng)
        if rng.random() >= _CLASSED:
            return place
        source, english = rng.choice(_CLASS_OF)
        if place.source[-1] == source[-1]:
            return place
        name = self.other_reading(place.source, rng) if rng.random() < _OTHER_NAMED else ""
        return Term(place.source + source, f"{name or place.target} {english}", type="place")

    def _work(self, kind: str, rng: random.Random) -> Term:
        """A title of two or three dictionary words, which its English may say freely."""
        for _ in range(6):
            words = rng.sample(self._words, rng.choice((1, 2, 2, 3)))
            said = rng.sample(self._words, 2) if rng.random() < 0.35 else words
            glosses = [gloss for word in said if (gloss := self._sampler.gloss(word, rng))]
            if len(glosses) == len(said):
                return Term("".join(words), " ".join(g.capitalize() for g in glosses), type=kind)
        return self.of_kind(kind, rng)

    def other_reading(self, source: str, rng: random.Random) -> str:
        """A name as it is read in Cantonese, Korean, Japanese or Vietnamese; empty where some character is not."""
        counts = Counter(unit.split(":")[0] for c in source for unit in dict.fromkeys(self._sound.readings_abroad(c)))
        full = sorted(
            language
            for language in counts
            if all(any(u.startswith(language + ":") for u in self._sound.readings_abroad(c)) for c in source)
        )
        if not full:
            return ""
        language = rng.choice(full)
        parts = []
        for character in source:
            units = {u: p for u, p in self._sound.readings_abroad(character).items() if u.startswith(language + ":")}
            unit = rng.choices(list(units), list(units.values()))[0]
            chunks = {chunk: p for chunk, p in self._sound.chunks_of(unit).items() if chunk}
            if not chunks:
                return ""
            parts.append(rng.choices(list(chunks), [p**1.5 for p in chunks.values()])[0].capitalize())
        if len(parts) == 1:
            return parts[0]
        rest = ["".join(parts[1:]).capitalize(), "-".join(parts[1:]).capitalize(), " ".join(parts[1:])]
        return f"{parts[0]} {rng.choices(rest, (0.4, 0.3, 0.3))[0]}"
