"""Draw garbles of a name from the channel: what an engine might have printed in its place.

The ways are those of `P(g | w)`: literal glosses of characters and words (the lexicon), romanisation with slips of
sound, numbers read digit by digit, part of the name lost, letters slipped, case lost, and mixtures of these.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from termend.channel.lexicon import Lexicon
from termend.channel.sound import Sound
from termend.kinds import PERSON, PLACE
from termend.language.function_words import JOINING
from termend.language.hanzi import is_hanzi
from termend.language.numerals import CHINESE_DIGITS, in_english
from termend.records import Term

Way = Literal["gloss", "sound", "mixed", "number", "part", "letters", "case", "other-sense"]

_DIGITS = {c: str(n) for c, n in CHINESE_DIGITS.items() if c not in "〇两"}  # those that names of plans and units hold
# Slips of romanisation: what a listener or a letter model writes for what pinyin spells. Pairs are tried in both ways.
_SOUND_SLIPS: tuple[tuple[str, str], ...] = (
    ("zh", "j"),
    ("zh", "ch"),
    ("sh", "s"),
    ("ch", "c"),
    ("x", "sh"),
    ("x", "s"),
    ("q", "ch"),
    ("q", "k"),
    ("c", "ts"),
    ("z", "ts"),
    ("g", "k"),
    ("d", "t"),
    ("b", "p"),
    ("j", "g"),
    ("r", "l"),
    ("l", "n"),
    ("h", "f"),
    ("w", "v"),
    ("y", "i"),
    ("u", "oo"),
    ("i", "ee"),
    ("ian", "en"),
    ("iang", "ang"),
    ("uo", "o"),
    ("ou", "o"),
    ("ui", "way"),
    ("iu", "ew"),
    ("ao", "au"),
    ("ai", "y"),
    ("ei", "ay"),
    ("eng", "ung"),
    ("ong", "ung"),
    ("an", "en"),
    ("ang", "an"),
    ("in", "een"),
    ("ing", "in"),
    ("e", "er"),
    ("un", "oon"),
    ("a", "ah"),
    ("n", "nn"),
    ("m", "mm"),
)
_NUMERAL_RUN = re.compile(f"([{''.join(_DIGITS)}十]+)")
_FUNCTION_WORDS = JOINING | {"in", "on"}


@dataclass(frozen=True, slots=True)
class Garble:
    """A drawn rendering: its text and the way it came about."""

    text: str
    way: Way


class Sampler:
    """Draws garbles.

    Args:
        lexicon: lexical translation probabilities.
        sound: what syllables are spelt as.
        surfaces: for each stem of the lexicon the words it stands for, the commonest first.
    """

    def __init__(self, lexicon: Lexicon, sound: Sound, surfaces: Mapping[str, Sequence[str]]) -> None:
        self.lexicon, self.sound, self._surfaces = lexicon, sound, surfaces

    def sample(self, term: Term, rng: random.Random) -> Garble | None:
        """One garble of a term, unlike every accepted rendering; None where none was drawn in a dozen tries."""
        accepted = {rendering.lower() for rendering in term.renderings}
        for _ in range(12):
            way = self._way(term, rng)
            text = " ".join(self._draw(way, term, rng).split())
            if not text or (text.lower() in accepted and way != "case"):
                continue
            if way == "case" and text in term.renderings:
                continue
            return Garble(text, way)
        return None

    def _way(self, term: Term, rng: random.Random) -> Way:
        person = term.kind == PERSON
        words = len(term.target.split())
        numbers = any(c in _DIGITS for c in term.source)
        weights: dict[Way, float] = {
            "gloss": 0.6 if person else 3.0,
            "sound": 4.0 if person else (2.0 if term.kind == PLACE else 0.8),
            "mixed": 0.6 if person else 1.6,
            "number": 4.0 if numbers else 0.0,
            "part": 0.4 if words > 1 else 0.0,
            "letters": 0.7,
            "case": 0.35,
            "other-sense": 1.6 if words > 1 and not person else 0.0,
        }
        return rng.choices(list(weights), list(weights.values()))[0]

    def _draw(self, way: Way, term: Term, rng: random.Random) -> str:
        if way == "gloss":
            return _cased(self._literal(term.source, rng, 0.0), rng)
        if way == "sound":
            return self._romanised(term.source, rng)
        if way == "mixed":
            return _cased(self._literal(term.source, rng, rng.uniform(0.2, 0.7)), rng)
        if way == "number":
            return self._numbered(term.source, rng)
        if way == "part":
            return _part(term.target, rng)
        if way == "letters":
            return _slipped(term.target, rng)
        if way == "case":
            return term.target.lower()
        return self._other_sense(term, rng)

    def _literal(self, source: str, rng: random.Random, heard: float) -> list[str]:
        """A gloss for each character or dictionary word; `heard` is the share that is romanised instead."""
        out: list[str] = []
        for piece in self._segmented(source, rng):
            gloss = None if rng.random() < heard else self.gloss(piece, rng)
            if gloss is None:
                gloss = self._syllables_text(piece, rng)
            if gloss and not (out and out[-1] == gloss):
                out.append(gloss)
        if len(out) > 2 and rng.random() < 0.2:
            out.insert(-1, "of")
        if len(out) > 1 and rng.random() < 0.08:
            del out[rng.randrange(len(out))]
        return _hyphenated(out, rng)

    def _segmented(self, source: str, rng: random.Random) -> list[str]:
        pieces, at = [], 0
        while at < len(source):
            for length in (4, 3, 2):
                word = source[at : at + length]
                if len(word) == length and self.lexicon.has_word(word) and rng.random() < 0.75:
                    break
            else:
                word = source[at]
            pieces.append(word)
            at += len(word)
        return pieces

    def gloss(self, piece: str, rng: random.Random) -> str | None:
        """A word that a character or dictionary word may come out as; None where the lexicon knows none."""
        row = self.lexicon.glosses(piece)
        if not row:
            return None
        stems = list(row)[:12]
        stem = rng.choices(stems, [row[s] ** 0.8 for s in stems])[0]
        surfaces = self._surfaces.get(stem)
        if not surfaces:
            return stem if len(stem) > 2 else None
        return surfaces[0] if len(surfaces) == 1 or rng.random() < 0.7 else rng.choice(list(surfaces[:3]))

    def _numbered(self, source: str, rng: random.Random) -> str:
        """Runs of numerals read as digits, as tens or as an ordinal; the rest glossed."""
        out: list[str] = []
        for run in _NUMERAL_RUN.split(source):
            if _NUMERAL_RUN.fullmatch(run):
                out.append(_number(run, rng))
            else:
                characters = [c for c in run if is_hanzi(c) and c != "第"]
                out += [self.gloss(c, rng) or self._syllables_text(c, rng) for c in characters]
        return _cased([word for word in out if word], rng)

    def _other_sense(self, term: Term, rng: random.Random) -> str:
        """The target with one or two of its words put as the source's words might otherwise be read."""
        words = term.target.split()
        glosses = [g for piece in self._segmented(term.source, rng) if (g := self.gloss(piece, rng))]
        places = [i for i, w in enumerate(words) if w.lower() not in _FUNCTION_WORDS]
        if not glosses or not places:
            return ""
        for place in rng.sample(places, min(len(places), rng.choice((1, 1, 2)))):
            share = place / max(1, len(words) - 1)
            gloss = glosses[min(len(glosses) - 1, round(share * (len(glosses) - 1)))]
            words[place] = gloss.capitalize() if words[place][0].isupper() else gloss
        return " ".join(words).lower() if rng.random() < 0.2 else " ".join(words)

    def _romanised(self, source: str, rng: random.Random) -> str:
        """A romanisation cut into words somehow: pinyin, pinyin with slips, or as names of that sound are spelt."""
        style = rng.random()
        syllables = [self._syllable(c, rng, style) for c in source if is_hanzi(c)]
        syllables = [s for s in syllables if s]
        if not syllables:
            return ""
        cuts = [0, len(syllables)]
        if len(syllables) >= 2 and rng.random() < 0.6:
            wanted = 1 if len(syllables) <= 4 else rng.choice((1, 2))
            cuts += rng.sample(range(1, len(syllables)), min(wanted, len(syllables) - 1))
        cuts.sort()
        words = ["".join(syllables[a:b]) for a, b in pairwise(cuts) if b > a]
        joined = " ".join(words) if rng.random() < 0.9 else "-".join(words)
        return joined.title() if rng.random() < 0.85 else joined

    def _syllable(self, character: str, rng: random.Random, style: float) -> str:
        """One character as pinyin (style below .25), with slips (below .6), or as the sound channel spells it."""
        readings = self.sound.readings(character)
        if not readings:
            return ""
        reading = rng.choices(list(readings), list(readings.values()))[0]
        plain = reading.replace("v", "u")
        if style < 0.25:
            return plain
        if style < 0.6:
            return misheard(plain, rng) if rng.random() < 0.45 else plain
        chunks = list(self.sound.chunks_of(reading).items())
        chunks = sorted(chunks, key=lambda c: (-c[1], c[0]))[:14]
        if not chunks:
            return plain
        return rng.choices([c for c, _ in chunks], [p**0.9 for _, p in chunks])[0]

    def _syllables_text(self, piece: str, rng: random.Random) -> str:
        style = rng.choice((0.1, 0.3, 0.8))
        return "".join(self._syllable(c, rng, style) for c in piece)


def _number(run: str, rng: random.Random) -> str:
    """A run of numerals as an engine may read it: as one figure, figure by figure, in words, as an ordinal."""
    head, ten, tail = run.partition("十")
    if ten:
        value, rest = int(_DIGITS.get(head[-1:], "1")) * 10 + int(_DIGITS.get(tail[:1], "0")), tail[1:]
    else:
        value, rest = int("".join(_DIGITS[c] for c in run)), ""
    others = "".join(_DIGITS.get(c, "") for c in rest)
    forms = [f"{value}{others}", f"{value}th {others}".strip(), f"{value} {others}".strip()]
    if others:
        forms += [f"{value}-{in_english(int(others[0]))}", f"{value}{others}{others[-1]}"]
    if 20 <= value <= 99 and not others:
        forms.append(in_english(value))
    if value < 100:
        forms.append("-".join(in_english(int(d)) for d in f"{value}{others}"))
    return rng.choice(forms)


def _cased(words: Sequence[str], rng: random.Random) -> str:
    if not words:
        return ""
    style = rng.random()
    if style < 0.5:
        return " ".join(w if w in _FUNCTION_WORDS else w[:1].upper() + w[1:] for w in words)
    if style < 0.6:
        return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])
    return " ".join(words)


def _hyphenated(words: list[str], rng: random.Random) -> list[str]:
    if len(words) > 1 and rng.random() < 0.15:
        at = rng.randrange(len(words) - 1)
        return [*words[:at], f"{words[at]}-{words[at + 1]}", *words[at + 2 :]]
    return words


def misheard(syllable: str, rng: random.Random) -> str:
    """A syllable of pinyin with one or two slips of a listener."""
    for _ in range(rng.choice((1, 1, 2))):
        slips = [(a, b) for a, b in _SOUND_SLIPS if a in syllable] + [(b, a) for a, b in _SOUND_SLIPS if b in syllable]
        if slips:
            old, new = rng.choice(slips)
            syllable = syllable.replace(old, new, 1)
    return syllable


def _part(target: str, rng: random.Random) -> str:
    words = target.split()
    if len(words) < 2:
        return ""
    del words[rng.choice((0, len(words) - 1, rng.randrange(len(words))))]
    return " ".join(words)


def _slipped(target: str, rng: random.Random) -> str:
    """One or two letters left out, doubled, exchanged or put wrong."""
    letters = list(target)
    for _ in range(rng.choice((1, 1, 2))):
        places = [i for i, c in enumerate(letters) if c.isalpha() and i]
        if len(places) < 3:
            return ""
        at = rng.choice(places)
        act = rng.randrange(4)
        if act == 0:
            del letters[at]
        elif act == 1:
            letters.insert(at, letters[at])
        elif act == 2 and at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        else:
            letters[at] = rng.choice("aeiou" if letters[at] in "aeiou" else "bcdfghklmnprstvwz")
    return "".join(letters)
