"""Drafts of the tool's own making: clean press text whose names are exchanged, some for terms, right or garbled.

As in real drafts a name comes again, in full and by its last word, and is garbled alike each time; names of others
stand beside those of the glossary and are like them; a glossary may be made for the draft, for its desk, or for others.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from termend.channel.english import English
from termend.channel.lexicon import Lexicon
from termend.channel.sampling import Sampler
from termend.detection.learning.breaking import Breaker
from termend.detection.learning.naming import Namer, kind_of
from termend.glossary import Glossary
from termend.glossary.renderings import renderings
from termend.language.calendar import DATES
from termend.language.function_words import JOINING
from termend.language.ordinary import is_ordinary
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.stems import stem
from termend.language.wordforms import demonyms
from termend.records import Document, Segment, Term

_RUN = re.compile(r"[A-Z][\w'’.-]*\w(?: (?:(?:of|the|and|for|&) )?[A-Z][\w'’.-]*\w)*")
# Some engines deliver lower case: so often a draft of the mixture does.
LOWERED = 0.12
# Engines that keep capitals give them to nearly every name, garbled or not.
_CAPITALISED = 0.96
_SMALL = JOINING | {"in", "on"}
_LINES = (8, 20)
MOST_ABSENT = 1_000


@dataclass(frozen=True, slots=True)
class Planted:
    """A garble at `start:end` of the draft, and the Chinese of the term that it came from."""

    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A draft, its glossary, and where the garbles are."""

    document: Document
    glossary: Glossary
    planted: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a glossary is to a draft.

    Attributes:
        share: how often drafts are of this kind.
        covered: shares of the draft's names that the glossary has, from and to.
        absent: numbers of its names that the draft never speaks of.
    """

    share: float
    covered: tuple[float, float]
    absent: tuple[int, ...]


_SETTINGS = (
    Setting(0.3, (1.0, 1.0), (0, 0, 1, 2)),  # made for the draft
    Setting(0.24, (0.85, 1.0), (0, 1, 2, 4)),  # and nearly whole
    Setting(0.13, (0.5, 0.9), (5, 15, 40)),  # the desk's
    Setting(0.2, (0.8, 1.0), (250, 600, 1_000)),  # of many desks, this one among them
    Setting(0.07, (0.1, 0.5), (120, 250, 600)),  # a large one on the subject
    Setting(0.06, (0.0, 0.06), (60, 250, 1_000)),  # another's
)
# Share of a draft's terms that are garbled, by how the engine does.
_GARBLED = (0.0, 0.25, 0.35, 0.45, 0.55, 0.65)
_DROPPED = 0.03
# Of names that are no terms: left as they are, like a term's, another of the kind, garbled as the terms are, words
# that say of what kind a thing is.
_OTHERS = {"left": 0.55, "like": 0.14, "another": 0.15, "garbled": 0.08, "described": 0.08}
_DESCRIBED = 0.15  # of second mentions of a body say its kind alone
_PLAIN = 0.45  # of lines speak of some of what a name says in plain words: the industrial group
_IN_FULL = 0.7  # of second mentions: Chinese copy seldom calls people by their family names alone
_KEEPING = 0.95  # of engines keep capitals on what they gloss …
_LOWERED_GARBLE = 0.5  # … and of those that do not, so many glosses come in lower case
_SHORTENED = 0.15  # of the bodies with long names are also called by a short form, and that is garbled
_LONG_NAME = 6  # characters
_QUOTED = {"title": 0.7, "plan": 0.6}  # of such names stand between quotation marks
_ALIKE = 0.85  # of garbled names come out alike each time
_FULL = 0.5  # of the mentions of what is also called by a short form are in full
_MIXED = 0.25  # of garbled names stand right elsewhere
_OTHER_FORM = 0.1  # of right mentions have a form that follows from the listed one
_LISTED = (0.0, 0.0, 0.2, 0.4, 0.6)  # shares of a glossary's rows with variants


def surfaces(english: English, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """For each stem the words that it stands for, the commonest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in english.vocabulary():
        if word.isalpha() and len(word) > 1:
            found[stem(word)].append(word)
    return {s: tuple(sorted(ws, key=lambda w: (-english.frequency(w), w))[:4]) for s, ws in found.items()}


class Writer:
    """Writes drafts.

    Args:
        texts: clean documents, each a list of lines.
        terms: names to plant.
        lowered: share of the drafts that are in lower case.
        most_absent: terms of a glossary that the draft never mentions, at most.
    """

    def __init__(
        self,
        texts: Sequence[Sequence[str]],
        terms: Sequence[Term],
        sampler: Sampler,
        lowered: float = LOWERED,
        most_absent: int = MOST_ABSENT,
    ) -> None:
        self._texts, self._lowered, self._most_absent = texts, lowered, most_absent
        self._namer = Namer(terms, sampler)
        self._breaker = Breaker(self._namer, sampler)

    def write(self, rng: random.Random) -> Synthetic:
        """One draft of 8 to 20 lines."""
        text = rng.choice(self._texts)
        size = rng.randint(*_LINES)
        first = rng.randrange(max(1, len(text) - size))
        return _Draft(self._namer, self._breaker, rng).made(
            text[first : first + size], self._most_absent, rng.random() < self._lowered
        )


@dataclass(frozen=True, slots=True)
class _Plan:
    """What becomes of one name of the clean text, wherever it stands.

    Attributes:
        term: that it is exchanged for; None where it is a name of others.
        text: what it becomes where it is no garble.
        garble: what it becomes where it is one; empty where it never is.
        alike: whether that is the same each time.
        short: the short form that the garble is of, where it is of one.
    """

    term: Term | None
    text: str
    garble: str = ""
    alike: bool = True
    short: Term | None = None


class _Draft:
    """One draft in the making."""

    def __init__(self, namer: Namer, breaker: Breaker, rng: random.Random) -> None:
        self._namer, self._breaker, self._rng = namer, breaker, rng
        self._setting = rng.choices(_SETTINGS, [s.share for s in _SETTINGS])[0]
        self._covered = rng.uniform(*self._setting.covered)
        self._garbled = rng.choice(_GARBLED)
        self._keeps = rng.random() < _KEEPING
        self._plans: dict[str, _Plan] = {}
        self._terms: list[Term] = []
        self._named: set[str] = set()

    def made(self, lines: Sequence[str], most_absent: int, lowered: bool) -> Synthetic:
        out: list[str] = []
        planted: list[tuple[int, int, int, str]] = []
        for number, line in enumerate(lines):
            made, place = "", 0
            for start, end in _names(line):
                plan = self._plan(line, start, end)
                text, garbled = self._drawn(plan)
                before = line[place:start]
                if not text:
                    before = before.rstrip()
                made += before
                likely = _QUOTED.get(plan.term.type, 0.0) if text and plan.term is not None else 0.0
                quoted = self._rng.random() < likely
                made += "the " if text and self._takes_article(plan, made) else ""
                made += '"' if quoted else ""
                said = plan.short or plan.term
                if garbled and said is not None:
                    planted.append((number, len(made), len(made) + len(text), said.source))
                made += text + ('"' if quoted else "")
                place = end
            out.append(made + self._plain(line[place:]))
        terms = {term.source: term for term in self._terms}
        absent = self._rng.choice([n for n in self._setting.absent if n <= most_absent] or [0])
        for term in self._namer.some(absent, self._rng):
            terms.setdefault(term.source, term)
        listed = self._rng.choice(_LISTED)
        rows = [self._with_variants(term) if self._rng.random() < listed else term for term in terms.values()]
        return draft(out, planted, rows, lowered)

    def _plain(self, rest: str) -> str:
        """The end of a line, now and then with words of some name in the place of a plain one."""
        said = _PLAIN_NOUN.search(rest)
        if said is None or not self._terms or self._rng.random() >= _PLAIN:
            return rest
        words = self._namer.part_in_words(self._rng.choice(self._terms), self._rng)
        return rest[: said.start(1)] + words + rest[said.end(1) :] if words else rest

    def _takes_article(self, plan: _Plan, before: str) -> bool:
        """Whether an article is put before a body or an event, as engines do, where there is none."""
        with_article = plan.term is not None and plan.term.type not in _BARE
        return with_article and not _ARTICLE.search(before) and self._rng.random() < _WITH_ARTICLE

    def _with_variants(self, term: Term) -> Term:
        others = [form.text for form in renderings(term) if form.text != term.target][:3]
        return replace(term, variants=tuple(others))

    def _plan(self, line: str, start: int, end: int) -> _Plan:
        run = line[start:end]
        if run not in self._plans:
            whole = next((r for r in self._plans if r.endswith(" " + run) or r.startswith(run + " ")), None)
            self._plans[run] = self._short(self._plans[whole]) if whole else self._new(run, kind_of(line, start, end))
        return self._plans[run]

    def _short(self, plan: _Plan) -> _Plan:
        """The last word of a person's name on second mention; the same again of another thing."""
        if plan.term is None or plan.term.type != "person" or self._rng.random() < _IN_FULL:
            return plan
        return _Plan(plan.term, plan.text.split()[-1] if plan.text else "", (plan.garble.split() or [""])[-1])

    def _new(self, run: str, kind: str) -> _Plan:
        rng = self._rng
        if rng.random() >= self._covered:
            return _Plan(None, self._other(run, kind))
        near = self._namer.like(rng.choice(self._terms), rng) if self._terms and rng.random() < 0.15 else None
        term = near or self._namer.term(kind, rng)
        self._terms.append(term)
        drawn = rng.random()
        if drawn < _DROPPED:
            return _Plan(term, "")
        if term.type not in _NEVER_SHORT and len(term.source) >= _LONG_NAME and rng.random() < _SHORTENED:
            short = replace(term, source=_shortened(term.source, rng))
            self._terms.append(short)
            return _Plan(term, term.target, self._garble(short, "channel"), rng.random() < _ALIKE, short)
        garble = self._garble(term) if drawn < _DROPPED + self._garbled else ""
        return _Plan(term, term.target, garble, rng.random() < _ALIKE)

    def _garble(self, term: Term, way: str = "") -> str:
        """A garble as the draft's engine writes it."""
        text = self._breaker.garble(term, self._rng, way)
        if self._keeps or term.type == "person":
            return capitalised(text, self._rng)
        return text.lower() if self._rng.random() < _LOWERED_GARBLE else text

    def _other(self, run: str, kind: str) -> str:
        way = self._rng.choices(list(_OTHERS), list(_OTHERS.values()))[0]
        if way == "like" and self._terms:
            like = self._namer.like(self._rng.choice(self._terms), self._rng)
            if like is not None:
                return like.target
        if way == "described" and (bodies := [term for term in self._terms if term.type not in _BARE]):
            return self._namer.described(self._rng.choice(bodies), self._rng) or run
        if way == "garbled":
            return self._garble(self._namer.term(kind, self._rng)) or run
        return self._namer.term(kind, self._rng).target if way == "another" else run

    def _drawn(self, plan: _Plan) -> tuple[str, bool]:
        """What stands in one place, and whether it is a garble."""
        rng = self._rng
        if plan.term is not None and plan.term.type not in _BARE:
            if plan.term.source in self._named and rng.random() < _DESCRIBED:
                return self._namer.described(plan.term, rng) or plan.text, False
            self._named.add(plan.term.source)
        if plan.garble and rng.random() >= (_FULL if plan.short else _MIXED):
            said = plan.short or plan.term
            again = "" if plan.alike or said is None else self._garble(said)
            return again or plan.garble, True
        if plan.term is not None and plan.text == plan.term.target and rng.random() < _OTHER_FORM:
            forms = [form.text for form in renderings(plan.term)]
            form = rng.choice(forms)
            return form, _is_respaced(form, plan.term)
        return plan.text, False


_PLAIN_NOUN = re.compile(r"\b(?:the|an?|of|in|for) ([a-z]{4,})\b")
_BARE = frozenset({"person", "place", "title"})
_ARTICLE = re.compile(r"\b(?:the|an?|its|his|her|their|our)[ \"]+$", re.IGNORECASE)
_WITH_ARTICLE = 0.6
_NEVER_SHORT = frozenset({"person", "place", "title", "event"})


def _shortened(source: str, rng: random.Random) -> str:
    """A name by its first character, one of its middle, and its last two: 重报集团 for 重庆日报报业集团."""
    return source[0] + source[rng.randrange(2, len(source) - 2)] + source[-2:]


def _is_respaced(form: str, term: Term) -> bool:
    """Whether a form that follows from a row has the letters of the listed one and other spaces."""
    ours, listed = form.lower().split(), [text.lower().split() for text in term.renderings]
    return ours not in listed and any("".join(ours) == "".join(words) for words in listed)


def _names(line: str) -> Iterable[tuple[int, int]]:
    """Where names stand in a clean line: runs of capitalised words, without titles, dates and opening words."""
    for match in _RUN.finditer(line):
        start, end = match.span()
        opening = start == 0 or line[max(0, start - 2) : start] in (". ", "? ", "! ", '" ', ' "')
        words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", match.group())]
        while words and _is_no_name(line[slice(*words[0])], opening):
            words, opening = words[1:], False
        while words and _is_no_name(line[slice(*words[-1])], False):
            words = words[:-1]
        if words and words[-1][1] - words[0][0] > 1:
            start, end = words[0][0], words[-1][1]
            yield start, end - 2 if line[start:end].endswith(("'s", "’s")) else end


_KEPT = DATES | BEFORE_NAMES | _SMALL


def _is_no_name(word: str, opening: bool) -> bool:
    lowered = word.lower().strip(".,'’")
    adjective = lowered in demonyms() and demonyms()[lowered] != lowered
    return lowered in _KEPT or adjective or (opening and is_ordinary(lowered))


def draft(
    lines: Sequence[str], planted: Sequence[tuple[int, int, int, str]], terms: Iterable[Term], lowered: bool
) -> Synthetic:
    """A draft of lines.

    Args:
        planted: line, start and end in the line, and Chinese of each garble.
        lowered: whether it is in lower case, as some engines deliver it.
    """
    segments, start = [], 0
    for number, line in enumerate(lines):
        line = line.lower() if lowered and len(line.lower()) == len(line) else line
        segments.append(Segment(number, start, line))
        start += len(line) + 1
    document = Document("synthetic", "\n".join(s.text for s in segments) + "\n", tuple(segments))
    spots = tuple(Planted(segments[n].start + a, segments[n].start + b, source) for n, a, b, source in planted)
    return Synthetic(document, Glossary(tuple(terms)), spots)


def capitalised(text: str, rng: random.Random) -> str:
    """A garble as an engine writes it that keeps capitals: nearly always as a name."""
    if not text.islower() or rng.random() >= _CAPITALISED:
        return text
    return " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in text.split(" "))
