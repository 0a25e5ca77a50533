"""People of whose names a part is right and the rest another: Nguyen Xuan Thanh for Nguyen Xuan Phuc."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from termend.channel.recall import SHORTEST_WORD
from termend.detection.likeness import alike
from termend.detection.search.profile import Profile, TargetWord
from termend.detection.search.words import Word
from termend.detection.unpaired.reading import Reading
from termend.detection.unpaired.stretches import Proposal, Stretch, holds
from termend.language.calendar import DATES
from termend.language.ordinary import is_mostly_a_name, is_ordinary
from termend.language.personal_titles import BEFORE_NAMES

_PARTS = range(2, 5)  # words of a full name
_NATS_A_LETTER = 1.5  # by which letters are as good as a name's sound


class _Part(NamedTuple):
    term: int
    form: tuple[TargetWord, ...]
    place: int


def proposals(reading: Reading) -> Iterator[Proposal]:
    """Full names that share one word in its place with a person's, and not the rest."""
    parts = _parts(reading)
    if not parts:
        return
    seen: set[tuple[Stretch, int]] = set()
    for number, place, word in reading.each():
        if not _is_part(word) or len(word.letters) < SHORTEST_WORD:
            continue
        for part in parts.get(word.letters, ()):
            for stretch in _stretches(number, place, part):
                if (stretch, part.term) not in seen and _is_another(reading, stretch, part):
                    seen.add((stretch, part.term))
                    yield _proposal(reading, stretch, place, part)


def _parts(reading: Reading) -> dict[str, list[_Part]]:
    letters = {word.letters for _, _, word in reading.each() if _is_part(word) and len(word.letters) >= SHORTEST_WORD}
    found: dict[str, list[_Part]] = defaultdict(list)
    if not (reading.names or reading.right):
        return found
    index = reading.search.index
    is_person = np.zeros(len(index.sources), np.bool_)
    is_person[reading.search.glossary.people] = True
    terms = (index.by_word(word) for word in letters)
    for term in sorted({n for found_terms in terms for n in found_terms[is_person[found_terms]].tolist()}):
        profile = reading.profile(term)
        for form in profile.words:
            if len(form) in _PARTS:
                for place, word in enumerate(form):
                    if word.letters in letters:
                        found[word.letters].append(_Part(term, form, place))
    return found


def _is_part(word: Word) -> bool:
    """Whether a word may be part of a name; the capital of an ordinary one that opens a sentence says nothing."""
    if word.opens_plainly and _is_plain(word):
        return False
    return word.capital and not word.function and word.text.lower() not in BEFORE_NAMES | DATES


def _is_plain(word: Word) -> bool:
    return word.mention is None and is_ordinary(word.text) and not is_mostly_a_name(word.text)


def _stretches(line: int, place: int, part: _Part) -> set[Stretch]:
    """As many words as the name has, one before and one behind the shared one, and one word more behind."""
    whole = place - part.place, place - part.place + len(part.form)
    near = place - min(part.place, 1), place + min(2, len(part.form) - part.place)
    return {Stretch(line, first, last) for first, last in (whole, near, (whole[0], whole[1] + 1))}


def _is_another(reading: Reading, stretch: Stretch, part: _Part) -> bool:
    line = reading.lines[stretch.line].words
    if stretch.first < 0 or stretch.last > len(line) or stretch.last - stretch.first < min(_PARTS):
        return False
    words = reading.words(stretch)
    source = reading.profile(part.term).source
    if not all(_is_part(word) for word in words) or not all(word.joined for word in words[1:]):
        return False
    if any(w.mention is not None and all(t.source != source for t in w.mention.terms) for w in words):
        return False
    ours, full = [w.letters for w in words], [w.letters for w in part.form]
    if sorted(ours) == sorted(full) or "".join(ours) == "".join(full):
        return False
    beside = ((b, a) if a.mention is not None else (a, b) for a, b in pairwise(words))
    if any(name.mention is not None and _is_plain(word) for word, name in beside):
        return False  # Private Taraba, Joko Cancels Tour
    full_names = (form for form in reading.profile(part.term).words if len(form) in _PARTS)
    if any(holds(ours, form) for form in full_names):
        return False
    # A short form is right: Xuan Phuc; so is one of the words that a longer form has.
    return not any(full[n : n + len(ours)] == ours for n in range(len(full))) and not set(ours) < set(full)


def _proposal(reading: Reading, stretch: Stretch, place: int, part: _Part) -> Proposal:
    words = reading.words(stretch)
    shared = words[place - stretch.first]
    rest = "".join(w.letters for w in words if w is not shared)
    wanted = "".join(w.letters for n, w in enumerate(part.form) if n != part.place)
    told = {
        "partial name": 1.0,
        "rest sounds alike": max(alike(rest, wanted), heard(reading.profile(part.term), rest)),
        "rare shared part": float(not shared.known_name and not shared.known_word),
    }
    return Proposal(stretch, part.term, told)


def heard(profile: Profile, letters: str) -> float:
    """How well some letters are the sound of a stretch of a name, 0 to 1."""
    aligned = profile.sound.align(letters, profile.characters) if letters else None
    if aligned is None:
        return 0.0
    return min(1.0, max(0.0, aligned.log_odds / (_NATS_A_LETTER * len(letters))))
