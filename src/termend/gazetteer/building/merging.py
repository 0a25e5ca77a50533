"""What several lists say of one Chinese name, made readings: forms of one thing together, different things apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz

from termend.gazetteer import english
from termend.gazetteer.building.entry import Entry
from termend.gazetteer.building.kinds import class_words, kind_of, without_legal_form
from termend.gazetteer.reading import POPULATION_CLASSES, Kind, Origin, Reading, population_class
from termend.glossary.occurrences import words_of
from termend.language.letters import fold
from termend.language.romanised import pinyin_syllables
from termend.language.wordforms import countries, key

# How much a list's word counts for the preferred form and the likeliest reading. Of GeoNames that grows with the place.
_WEIGHTS = {Origin.CEDPANE: 3.0, Origin.CEDICT: 3.5, Origin.ROR: 3.5, Origin.GEONAMES: 1.0}
_CLASS_WEIGHT = 1.0  # for each population class of a place
_LATER_FORM = 0.1  # what is taken from a list's second and further choices
_LATER_SENSE = 0.2
_LEAST_WEIGHT = 0.1
# Two spellings are of one name where they are as alike as Johnson and Johnston (0 to 100).
_ALIKE = 85
_MOST_FORMS = 8
_COUNTRY = POPULATION_CLASSES[-1]


@dataclass
class _Sense:
    """A reading under way: weights of its forms, and entries that have one of them."""

    weights: dict[str, float] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    @property
    def weight(self) -> float:
        return sum(self.weights.values())

    def is_of(self, entry: Entry) -> bool:
        """Whether an entry means the same thing."""
        told = ({e.kind for e in self.entries} | {entry.kind}) - {Kind.OTHER}
        if {Kind.PLACE, Kind.PERSON} <= told:
            return False
        pairs = [(a, b) for a in entry.forms for b in self.weights]
        return any(_is_one(a, b) for a, b in pairs) or (len(told) <= 1 and any(_holds(a, b) for a, b in pairs))


def readings(entries: Iterable[Entry]) -> Iterator[Reading]:
    """The readings of every name, in order of names, the likeliest reading of each first; the entries' order is no
    matter."""
    by_name: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_name[entry.chinese].append(entry)
    for name in sorted(by_name):
        senses = _senses(sorted(by_name[name], key=lambda e: (-_weight(e), e.forms, e.kind)))
        for sense in sorted(senses, key=lambda s: (-s.weight, min(s.weights))):
            yield _reading(name, sense)


def easily_others(entries: Iterable[Entry]) -> frozenset[str]:
    """Names that no list has as a name by itself."""
    whole: dict[str, bool] = defaultdict(bool)
    for entry in entries:
        whole[entry.chinese] |= entry.is_whole
    return frozenset(name for name, is_whole in whole.items() if not is_whole)


def _weight(entry: Entry) -> float:
    weight = _WEIGHTS[entry.origin] - _LATER_SENSE * entry.sense
    if entry.origin is Origin.GEONAMES:
        weight += _CLASS_WEIGHT * POPULATION_CLASSES.index(population_class(entry.population))
    return max(weight, _LEAST_WEIGHT)


def _senses(entries: Sequence[Entry]) -> list[_Sense]:
    senses: list[_Sense] = []
    for entry in entries:
        sense = next((s for s in senses if s.is_of(entry)), None)
        if sense is None:
            sense = _Sense()
            senses.append(sense)
        sense.entries.append(entry)
        for number, form in enumerate(entry.forms):
            written = next((f for f in sense.weights if english.key(f) == english.key(form)), form)
            sense.weights[written] = sense.weights.get(written, 0.0) + _weight(entry) - _LATER_FORM * number
    return senses


def _is_one(one: str, other: str) -> bool:
    """Whether two forms name one thing: the same but for class words or a letter or two, or both a nation's."""
    mine, others = (_without_class(form) for form in (one, other))
    if mine == others or key(one) == key(other):
        return True
    return mine[:1] == others[:1] and fuzz.ratio("".join(mine), "".join(others)) >= _ALIKE


def _holds(one: str, other: str) -> bool:
    """Whether one form is the other and more words, or an acronym of it: Trump, Donald Trump."""
    mine, others = sorted((_without_class(form) for form in (one, other)), key=len)
    inside = any(others[n : n + len(mine)] == mine for n in range(len(others)))
    short, full = sorted((one, other), key=len)
    return inside or (short.isupper() and len(short) > 1 and short == "".join(c for c in full if c.isupper()))


def _without_class(form: str) -> list[str]:
    words = english.key(form).split()
    return [word for word in words if word not in class_words()] or words


def _reading(name: str, sense: _Sense) -> Reading:
    forms = tuple(sorted(sense.weights, key=lambda f: (-sense.weights[f], f)))
    kinds: dict[Kind, float] = defaultdict(float)
    for entry in sense.entries:
        kinds[entry.kind] += 0.0 if entry.kind is Kind.OTHER else _weight(entry)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    if not kinds[kind] and " " not in forms[0] and any(entry.origin is Origin.CEDPANE for entry in sense.entries):
        kind = Kind.PERSON  # what CedPane has without a remark, in one word, is what people are called
    population = max(entry.population for entry in sense.entries)
    if any("".join(word.key for word in words_of(form)) in _countries() for form in forms):
        kind, population = Kind.PLACE, _COUNTRY
    if kind is Kind.PERSON:
        forms = _as_long_as(name, forms)
    if kind is Kind.PLACE:
        forms = _as_romanised(name, forms)
    if kind is Kind.FIRM:
        forms = _with_short_forms(name, forms)
    return Reading(
        name,
        forms[:_MOST_FORMS],
        kind,
        population_class(population) if kind is Kind.PLACE else 0,
        tuple(origin for origin in Origin if any(entry.origin is origin for entry in sense.entries)),
    )


def _as_long_as(name: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a person's name, that first which has as much of it as the Chinese: 奥巴马 is Obama, not Barack."""
    surname = forms[0].rpartition(" ")[2]
    if surname == forms[0] or not surname[:1].isupper():
        return forms
    sound = "".join(pinyin_syllables(name))
    if fuzz.ratio(sound, fold(surname)) <= fuzz.ratio(sound, fold(forms[0])):
        return forms
    return (surname, *(form for form in forms if form != surname))


def _as_romanised(name: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a place, before them that part of one which is the pinyin of the whole name: 广西 is Guangxi."""
    sound = "".join(pinyin_syllables(name))
    beginnings = (" ".join(form.split()[:n]) for form in forms for n in range(1, len(form.split())))
    short = [beginning for beginning in beginnings if "".join(english.key(beginning).split()) == sound]
    return tuple(dict.fromkeys((*short, *forms)))


def _with_short_forms(name: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a firm's name and those without “Corporation”, which go first where the Chinese has no such word."""
    short = tuple(without_legal_form(form) for form in forms)
    ordered = (*forms, *short) if kind_of(name, "") is Kind.FIRM else (*short, *forms)
    return tuple(dict.fromkeys(ordered))


@cache
def _countries() -> frozenset[str]:
    return frozenset(fold(country) for country in countries())
