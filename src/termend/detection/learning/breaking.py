"""How names are broken in drafts of the tool's own making, beyond what the channel draws."""

from __future__ import annotations

import random

from termend.channel.sampling import Garble, Sampler, misheard
from termend.detection.learning.naming import Namer
from termend.language.generic_words import is_generic
from termend.language.hanzi import is_hanzi
from termend.language.letters import fold
from termend.records import Term

# How often each way is tried: another name that shares characters, one that sounds alike, one word of the name
# exchanged, plain pinyin, a word before or behind, another given name, other spaces; the channel for the rest.
_WAYS = {
    "another": 0.03,
    "alike": 0.16,
    "half": 0.14,
    "pinyin": 0.12,
    "more": 0.05,
    "given": 0.06,
    "spaces": 0.04,
    "class": 0.18,
    "channel": 0.22,
}
_SPELLINGS = 6  # are drawn where the channel writes a sound: engines write what reads like English
_UNEXPLAINED = 0.3  # of the channel's garbles get a word that nothing explains: no table knows all that engines do
_PLAIN = 0.6  # of such words are English, the rest from other names
_TITLE_WITH_MORE = 0.2  # of garbled titles are right but for a word more
_DISTANT = 0.35  # of plain pinyin is misheard besides


class Breaker:
    """Draws garbles."""

    def __init__(self, namer: Namer, sampler: Sampler) -> None:
        self._namer, self._sampler = namer, sampler

    def garble(self, term: Term, rng: random.Random, only: str = "") -> str:
        """One garble, unlike the target in its letters but for other spaces; empty where none was drawn.

        Args:
            only: the one way that is tried, where not any is.
        """
        for _ in range(6):
            way = only or rng.choices(list(_WAYS), list(_WAYS.values()))[0]
            if not only and term.type == "title" and rng.random() < _TITLE_WITH_MORE:
                way = "more"
            text = " ".join(self._draw(way, term, rng).split())
            known = {fold(form) for form in term.renderings}
            if way == "spaces" and text and text.lower() not in {form.lower() for form in term.renderings}:
                return text
            if text and fold(text) and fold(text) not in known:
                return text
        return ""

    def _draw(self, way: str, term: Term, rng: random.Random) -> str:
        if way == "another":
            like = self._namer.like(term, rng)
            return like.target if like is not None and like.type == term.type else ""
        if way == "half":
            return self._half(term, rng)
        if way == "pinyin":
            return self._pinyin(term, rng)
        if way == "more":
            return self._more(term, rng)
        if way == "given":
            return self._given(term, rng)
        if way == "spaces":
            return _respaced(term.target, rng)
        if way == "alike":
            return self._alike(term, rng)
        if way == "class":
            return self._but_class(term, rng)
        drawn = self._sampled(term, rng)
        if drawn is None or drawn.way == "case":
            return ""
        return self._unexplained(drawn.text, rng) if rng.random() < _UNEXPLAINED else drawn.text

    def _sampled(self, term: Term, rng: random.Random) -> Garble | None:
        """What the channel draws; of a sound the most fluent of several spellings."""
        drawn = self._sampler.sample(term, rng)
        if drawn is None or drawn.way != "sound":
            return drawn
        others = [self._sampler.sample(term, rng) for _ in range(_SPELLINGS - 1)]
        spelt = [drawn, *(other for other in others if other is not None and other.way == "sound")]
        return max(spelt, key=lambda garble: self._fluency(garble.text))

    def _fluency(self, text: str) -> float:
        letters = fold(text)
        return self._sampler.sound.background(letters) / max(1, len(letters))

    def _but_class(self, term: Term, rng: random.Random) -> str:
        """A garble with the word for the kind of thing right: engines seldom break those."""
        drawn = self._sampled(term, rng)
        words, listed = drawn.text.split() if drawn is not None else [], term.target.split()
        kinds = [word for word in (listed[-1], listed[0]) if is_generic(word)]
        if len(words) < 2 or not kinds:
            return drawn.text if drawn is not None else ""
        return " ".join([*words[:-1], kinds[0] if words[-1] != words[-1].lower() else kinds[0].lower()])

    def _alike(self, term: Term, rng: random.Random) -> str:
        """Real names that sound like the parts of a name: how engines hear what they do not know."""
        parts = [self._namer.sounding(part, rng) for part in term.source.split("·")]
        return " ".join(part.target for part in parts if part is not None) if all(parts) else ""

    def _half(self, term: Term, rng: random.Random) -> str:
        words = term.target.split()
        drawn = self._sampler.sample(term, rng) if len(words) > 1 else None
        if drawn is None:
            return ""
        place, other = rng.randrange(len(words)), drawn.text.split()
        at = min(len(other) - 1, round(place / max(1, len(words) - 1) * (len(other) - 1)))
        words[place] = other[at].capitalize()
        return " ".join(words)

    def _syllables(self, source: str) -> list[str]:
        return [s for c in source if is_hanzi(c) and (s := self._sampler.sound.pinyin(c))]

    def _pinyin(self, term: Term, rng: random.Random) -> str:
        parts = [self._syllables(part) for part in term.source.split("·")]
        if not all(parts):
            return ""
        if rng.random() < _DISTANT:
            parts = [[misheard(s, rng) for s in part] for part in parts]
        if len(parts) > 1:
            return " ".join("".join(part).capitalize() for part in parts)
        (only,) = parts
        if len(only) > 1 and rng.random() < 0.6:
            return f"{only[0].capitalize()} {''.join(only[1:]).capitalize()}"
        return "".join(only).capitalize()

    def _more(self, term: Term, rng: random.Random) -> str:
        word = self._namer.term(rng.choice(("place", "person")), rng).target.split()[0]
        return f"{word} {term.target}" if rng.random() < 0.7 else f"{term.target} {word}"

    def _given(self, term: Term, rng: random.Random) -> str:
        """One word of a person's name is right, and the rest another's or another sound."""
        words = term.target.split()
        if term.type != "person" or len(words) < 2:
            return ""
        place = rng.randrange(len(words))
        if rng.random() < 0.5:
            drawn = self._sampler.sample(Term(term.source, words[place], type="person"), rng)
            other = drawn.text.split()[-1].capitalize() if drawn is not None else ""
        else:
            other = self._namer.term("person", rng).target.split()[-1]
        words[place] = other
        return " ".join(words) if other else ""

    def _unexplained(self, text: str, rng: random.Random) -> str:
        words = text.split()
        plain = self._namer.word(rng) if rng.random() < _PLAIN else ""
        words[rng.randrange(len(words))] = plain.capitalize() or self._namer.term("", rng).target.split()[0]
        return " ".join(words)


def _respaced(target: str, rng: random.Random) -> str:
    """A space left out, or one put into a long word."""
    words = target.split()
    if len(words) > 1 and rng.random() < 0.5:
        place = rng.randrange(len(words) - 1)
        joined = words[place] + words[place + 1].lower()
        return " ".join([*words[:place], joined, *words[place + 2 :]])
    place = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[place]
    if len(word) < 5:
        return ""
    cut = rng.randrange(2, len(word) - 1)
    words[place] = f"{word[:cut]} {word[cut:].capitalize()}"
    return " ".join(words)
