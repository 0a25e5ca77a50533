"""Drafts with their sources whose errors are known: names planted on both sides of parallel text, broken in English.

A name is rendered soundly, dropped, left to a pronoun, or broken in one of the ways in which engines break names; the
same name mostly breaks in the same way throughout a draft.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from termend.channel.explanation import Explainer
from termend.channel.sampling import Sampler
from termend.channel.sound import Sound
from termend.detection.learning.parallel_text import Sentence, Slot, slots
from termend.glossary import Glossary
from termend.glossary.renderings import renderings
from termend.language.hanzi import is_hanzi
from termend.language.letters import fold
from termend.records import Document, Segment, Term

_KINDS = {"person": 28, "place": 27, "organisation": 24, "plan": 5, "title": 8, "media": 5, "term": 3}
_CLASSES = (
    ("省", "Province"), ("县", "County"), ("市", "City"), ("区", "District"), ("大桥", "Bridge"), ("湖", "Lake"),
    ("岛", "Island"), ("大坝", "Dam"), ("山", "Mountain"), ("河", "River"), ("街", "Street"), ("路", "Road"),
    ("村", "Village"), ("港", "Port"), ("机场", "Airport"), ("酒店", "Hotel"), ("公园", "Park"),
)  # fmt: skip
_FOREIGN, _NATIVE = 0.8, 1.0  # how like its pinyin a person's English may be to be foreign
# Of a draft's names so many are broken: in what people write none, by good engines some, by bad ones most.
_BROKEN_SHARES = (0.0, 0.2, 0.4, 0.6)
_DROPPED, _LEFT_OUT = 0.06, 0.05
_SAME_THROUGHOUT, _RIGHT_AFTER_ALL = 0.7, 0.12
_KEPT, _AGAIN = 0.3, 0.3  # slots that keep their own word as a name; names planted in a second slot
_OTHER_FORM = 0.15
_LOWER_CASED = 0.3  # words too many: new Jingwei
_ABSENT = 2  # names of the glossary that the draft does not speak of
_INNER, _LONGEST_INNER = 0.6, 4  # long names whose first part is a name of the glossary too; its characters
_PRONOUNS = {"person": ("he", "she"), "place": ("there", "the area")}
_OTHER_PRONOUNS = ("it", "the group", "they")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mention: code points `start:end` of its segment; empty where it is dropped or left out.

    Attributes:
        how: `dropped`, `left-out`, or the way in which it is broken.
    """

    segment: int
    start: int
    end: int
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A draft with its sources, its glossary, and what became of the mentions that are not soundly rendered."""

    document: Document
    glossary: Glossary
    outcomes: tuple[Outcome, ...]


class Planter:
    """Plants names.

    Args:
        terms: to plant.
        explainer: what both sides say.
        sampler: breaks names.
    """

    def __init__(self, terms: Sequence[Term], explainer: Explainer, sampler: Sampler) -> None:
        self._explainer, self._sampler = explainer, sampler
        self._by_kind: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            self._by_kind[_kind(term)].append(term)
        self._sharing: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for kind, rows in self._by_kind.items():
            for term in rows:
                for character in dict.fromkeys(term.source):
                    self._sharing[kind, character].append(term)
        self._places = {t.source: t for t in self._by_kind["place"]}
        persons = [t for t in self._by_kind["person"] if len(t.source) > 1]
        pinyin = explainer.sound.pinyin
        self._native = [t for t in persons if fold(t.target) == pinyin(t.source)]
        self._foreign = [t for t in persons if " " not in t.target and _differ(fold(t.target), pinyin(t.source))]
        self._words = [w for w in explainer.lexicon.words() if len(w) == 2]

    def plant(self, sentences: Sequence[Sentence], seed: int) -> Planted:
        """One draft; the same seed gives the same."""
        rng = random.Random(seed)
        broken = rng.choice(_BROKEN_SHARES)
        planned: dict[str, Term] = {}
        fates: dict[str, _Fate] = {}
        glossary: dict[str, Term] = {}
        segments: list[Segment] = []
        outcomes: list[Outcome] = []
        offset = 0
        for number, (zh, en) in enumerate(sentences):
            edits: list[_Edit] = []
            for slot in slots(zh, en, self._explainer):
                own, written = zh[slot.start : slot.end], en[slot.first : slot.last]
                if own not in planned:
                    planned[own] = self._name(own, written, planned, rng)
                term = planned[own]
                glossary.setdefault(term.source, term)
                if term.source not in fates:
                    fates[term.source] = self._fate(term, list(planned.values()), broken, rng)
                edits.append(_Edit(slot, term, *self._written(term, fates[term.source], planned, rng)))
            text, found = _edited_english(en, edits, number, rng)
            outcomes += found
            segments.append(Segment(number, offset, text, _edited_chinese(zh, edits, rng), 1.0))
            offset += len(text) + 1
        more = [self._drawn(rng) for _ in range(_ABSENT)]
        more += [inner for term in planned.values() if rng.random() < _INNER and (inner := self._inner(term))]
        for term in more:
            glossary.setdefault(term.source, term)
        document = Document("-", "\n".join(s.text for s in segments) + "\n", tuple(segments))
        return Planted(document, Glossary(tuple(glossary.values())), tuple(outcomes))

    # -- names -------------------------------------------------------------------------------------------------------

    def _name(self, own: str, written: str, planned: dict[str, Term], rng: random.Random) -> Term:
        if len(planned) > 2 and rng.random() < _AGAIN:
            return rng.choice(list(planned.values()))
        if rng.random() < _KEPT:
            return Term(own, written, type=rng.choice(("place", "person")))
        return self._drawn(rng)

    def _inner(self, term: Term) -> Term | None:
        """The place that a longer name begins with: its row may stand in the same glossary."""
        for size in range(min(_LONGEST_INNER, len(term.source) - 1), 1, -1):
            inner = self._places.get(term.source[:size])
            if inner is not None and inner.target in term.target:
                return inner
        return None

    def _drawn(self, rng: random.Random) -> Term:
        kind = rng.choices(list(_KINDS), list(_KINDS.values()))[0]
        if kind == "person":
            return self._person(rng)
        if kind == "place" and rng.random() < 0.25 and (made := self._place(rng)) is not None:
            return made
        if kind == "term" or (kind == "title" and rng.random() < 0.75):
            made = self._composed(kind, rng)
            if made is not None:
                return made
        pool = self._by_kind[kind] or self._by_kind["organisation"]
        term = rng.choice(pool)
        target = rng.choice(pool).target if kind != "place" and rng.random() < 0.15 else term.target
        return Term(term.source, target, type="event" if kind in ("plan", "term") else kind)

    def _person(self, rng: random.Random) -> Term:
        drawn = rng.random()
        if drawn < 0.35:
            one, other = rng.sample(self._foreign, 2)
            return Term(f"{one.source}·{other.source}", f"{one.target} {other.target}", type="person")
        if drawn < 0.55:
            return rng.choice(self._foreign)
        term = rng.choice(self._native)
        read = _read_abroad(term.source, self._explainer.sound, rng) if drawn > 0.8 else ""
        return Term(term.source, read or term.target, type="person")

    def _place(self, rng: random.Random) -> Term | None:
        term = rng.choice(self._by_kind["place"])
        chinese, english = rng.choice(_CLASSES)
        if term.source.endswith(chinese[-1]):
            return None
        read = _read_abroad(term.source, self._explainer.sound, rng) if rng.random() < 0.3 else ""
        return Term(term.source + chinese, f"{read or term.target} {english}", type="place")

    def _composed(self, kind: str, rng: random.Random) -> Term | None:
        """A title or a thing made of dictionary words, in their senses or called something else altogether."""
        words = rng.sample(self._words, rng.choice((1, 2, 2, 3)))
        said = rng.sample(self._words, 2) if rng.random() < 0.35 else words
        senses = [self._sampler.gloss(word, rng) for word in said]
        if not all(senses):
            return None
        target = " ".join(sense.capitalize() for sense in senses if sense)
        return Term("".join(words), target, type=kind if kind == "title" else "event")

    # -- what becomes of them ----------------------------------------------------------------------------------------

    def _fate(self, term: Term, others: Sequence[Term], broken: float, rng: random.Random) -> _Fate:
        drawn = rng.random()
        if drawn < _DROPPED:
            return _Fate("dropped")
        if drawn < _DROPPED + _LEFT_OUT:
            return _Fate("left-out")
        if drawn > 1 - broken:
            text, how = self._broken(term, others, rng)
            return _Fate(how, text, rng.random() < _SAME_THROUGHOUT)
        return _Fate("")

    def _written(self, term: Term, fate: _Fate, planned: dict[str, Term], rng: random.Random) -> tuple[str, str]:
        """The English of one mention, and how it is broken."""
        how, text = fate.how, fate.text
        if how in ("dropped", "left-out"):
            words = _PRONOUNS.get(term.type, _OTHER_PRONOUNS)
            return (rng.choice(words) if how == "left-out" else ""), how
        if how and not fate.same:
            text, how = self._broken(term, list(planned.values()), rng)
        if how and (not text or text.lower() == term.target.lower() or rng.random() < _RIGHT_AFTER_ALL):
            how = ""
        if how:
            return text, how
        return (rng.choice(renderings(term)).text if rng.random() < _OTHER_FORM else term.target), ""

    def _broken(self, term: Term, others: Sequence[Term], rng: random.Random) -> tuple[str, str]:
        """A broken rendering and the way it came about; empty where none was found."""
        drawn = rng.random()
        if drawn < 0.10 and (like := [o for o in others if o.type == term.type and o.source != term.source]):
            return rng.choice(like).target, "name of the draft"
        if drawn < 0.22 and (other := self._like(term, rng)):
            return other, "other name"
        if drawn < 0.36 and (text := self._half(term, rng)):
            return text, "half"
        if drawn < 0.48 and (text := _pinyin(term.source, self._explainer.sound, rng)):
            return text, "pinyin"
        if drawn < 0.58 and (text := self._spoilt(term, rng)):
            return text, "spoilt"
        if drawn < 0.61 and (text := self._initials(term, rng)):
            return text, "initials"
        garble = self._sampler.sample(term, rng)
        return (garble.text, garble.way) if garble is not None and garble.way != "case" else ("", "")

    def _like(self, term: Term, rng: random.Random) -> str:
        kind = _kind(term) if _kind(term) in self._by_kind else "place"
        pool = self._sharing.get((kind, rng.choice(term.source))) or self._by_kind[kind]
        drawn = [rng.choice(pool).target for _ in range(5)]
        return next((text for text in drawn if text.lower() != term.target.lower()), "")

    def _half(self, term: Term, rng: random.Random) -> str:
        """The name with one word from a garble of it."""
        words = term.target.split()
        garble = self._sampler.sample(term, rng) if len(words) > 1 else None
        if garble is None:
            return ""
        other = garble.text.split()
        place = rng.randrange(len(words))
        words[place] = other[min(len(other) - 1, round(place / (len(words) - 1) * (len(other) - 1)))].capitalize()
        return " ".join(words)

    def _initials(self, term: Term, rng: random.Random) -> str:
        """The first letters of a garble, now and then with a slip: NCCV."""
        garble = self._sampler.sample(term, rng) if len(term.source) > 1 and term.type != "person" else None
        letters = [word[0].upper() for word in (garble.text if garble else "").split()]
        if letters and rng.random() < 0.5:
            letters.insert(rng.randrange(len(letters) + 1), rng.choice("ACNSU"))
        text = "".join(letters)
        return text if 1 < len(text) < 7 and text not in term.renderings else ""

    def _spoilt(self, term: Term, rng: random.Random) -> str:
        """The name with a word too many."""
        if rng.random() < 0.5:
            word = self._sampler.gloss(rng.choice(term.source), rng) or ""
        else:
            word = rng.choice(self._by_kind[rng.choice(("place", "person"))]).target.split()[0]
        if not word or word.lower() in term.target.lower():
            return ""
        pair = (word if rng.random() < _LOWER_CASED else word.capitalize(), term.target)
        return " ".join(pair if rng.random() < 0.7 else reversed(pair))


@dataclass(frozen=True, slots=True)
class _Fate:
    """What becomes of a name throughout a draft."""

    how: str
    text: str = ""
    same: bool = True


@dataclass(frozen=True, slots=True)
class _Edit:
    """A slot, the name that goes there, its English, and how that is broken."""

    slot: Slot
    term: Term
    text: str
    how: str


def _kind(term: Term) -> str:
    return {"org": "organisation", "organization": "organisation", "event": "organisation"}.get(term.type, term.type)


def _differ(letters: str, pinyin: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(letters, pinyin) < 100 * _FOREIGN


def _pinyin(source: str, sound: Sound, rng: random.Random) -> str:
    read = [sound.pinyin(c) for c in source if is_hanzi(c)]
    read = [syllable for syllable in read if syllable]
    if not read:
        return ""
    parted = len(read) > 1 and rng.random() < 0.6
    return f"{read[0].capitalize()} {''.join(read[1:]).capitalize()}" if parted else "".join(read).capitalize()


def _read_abroad(source: str, sound: Sound, rng: random.Random) -> str:
    """A name as another language reads its characters; empty where none reads them all."""
    readings = [sound.readings_abroad(c) for c in source]
    shared = Counter(language for row in readings for language in {unit.partition(":")[0] for unit in row})
    languages = sorted(language for language, count in shared.items() if count == len(source))
    if not languages:
        return ""
    language = rng.choice(languages)
    parts: list[str] = []
    for row in readings:
        units = {unit: p for unit, p in row.items() if unit.startswith(f"{language}:")}
        unit = rng.choices(list(units), list(units.values()))[0]
        chunks = {chunk: p**1.5 for chunk, p in sound.chunks_of(unit).items() if chunk}
        if not chunks:
            return ""
        parts.append(rng.choices(list(chunks), list(chunks.values()))[0])
    first, rest = parts[0].capitalize(), parts[1:]
    if not rest:
        return first
    style = rng.random()
    if style < 0.4:
        return f"{first} {''.join(rest).capitalize()}"
    return f"{first} {'-'.join(rest).capitalize()}" if style < 0.7 else " ".join(p.capitalize() for p in parts)


def _edited_chinese(zh: str, edits: Sequence[_Edit], rng: random.Random) -> str:
    made, place = "", 0
    for edit in sorted(edits, key=lambda e: e.slot.start):
        opening, closing = "", ""
        if edit.term.type == "title" and rng.random() < 0.7:
            opening, closing = "《", "》"
        elif edit.term.type == "event" and rng.random() < 0.3:
            opening, closing = "“", "”"
        made += zh[place : edit.slot.start] + opening + edit.term.source + closing
        place = edit.slot.end
    return made + zh[place:]


def _edited_english(en: str, edits: Sequence[_Edit], number: int, rng: random.Random) -> tuple[str, list[Outcome]]:
    made, place = "", 0
    outcomes: list[Outcome] = []
    for edit in sorted(edits, key=lambda e: e.slot.first):
        made += en[place : edit.slot.first]
        if not edit.text:
            made = made.rstrip() + " "
        wants_article = edit.term.type in ("organisation", "event") and edit.text and edit.how != "left-out"
        if wants_article and not re.search(r"\b([Tt]he|an?) $", made) and rng.random() < 0.6:
            made += "the "
        quoted = edit.term.type == "title" and edit.text
        opening, closing = rng.choice((('"', '"'), ("“", "”"), ("", ""))) if quoted else ("", "")
        made += opening
        if edit.how:
            size = 0 if edit.how in ("dropped", "left-out") else len(edit.text)
            outcomes.append(Outcome(number, len(made), len(made) + size, edit.term.source, edit.how))
        made += edit.text + closing
        place = edit.slot.last
    return made + en[place:], outcomes


def drafts(planter: Planter, documents: Sequence[Sequence[Sentence]], seed: int) -> Iterator[tuple[int, Planted]]:
    """A draft of each document, with its seed."""
    for number, sentences in enumerate(documents):
        own = seed * _DRAFTS_A_SEED + number
        yield own, planter.plant(sentences, own)


_DRAFTS_A_SEED = 100_000
