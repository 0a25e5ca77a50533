"""Why a word of the draft may come from a term: its approved word, a gloss, a number, its sound, a near spelling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from termend.detection.search.glossed import Gloss
from termend.detection.search.profile import Profile, TargetWord
from termend.detection.search.words import Word

TARGET, GLOSS, SOUND, NUMBER, NEAR = "target", "gloss", "sound", "number", "near-spelling"
_MOST_EVIDENCE = 8.0
_ANY_REST = -9.6  # ln P of a prefix and of any one word behind it
_HYPHENED = 2.5  # nats more where a hyphen stands behind the prefix: re-violin is hardly a word
OTHER_FORM = 1.2  # nats against a gloss of which the word shares the beginning alone
_PLAIN_COST = 1.5  # nats against an ordinary lower-case word being part of a name


Glosses = Callable[[str], Sequence[Gloss]]


class Reason(NamedTuple):
    """Words `first:last` of a segment explained by characters `mask` of a term.

    Attributes:
        log_odds: nats in favour, at most 8 for a word, more for a sound that runs over several characters.
        detail: what it matched: a target word, a stem, digits.
    """

    first: int
    last: int
    mask: int
    how: str
    log_odds: float
    detail: str = ""


def by_word(profile: Profile, word: Word, place: int, cased: bool, glosses: Glosses) -> list[Reason]:
    """Reasons for one word as a word of a rendering or as a gloss.

    Args:
        cased: whether capitals mean something in the draft.
        glosses: the characters of the name that may come out as a stem, the best first.
    """
    found: list[Reason] = []
    if word.function:
        return found
    plain = plain_cost(word, cased) if profile.capitals else 0.0
    said = target(profile, word, cased)
    if said is not None:
        found.append(
            Reason(place, place + 1, profile.mask(said), TARGET, target_worth(word) - min(plain, 1.0), word.stem)
        )
    doubt = plain if word.sense == word.stem else plain + OTHER_FORM
    for mask, nats in glosses(word.sense):
        if nats > doubt:
            found.append(Reason(place, place + 1, mask, GLOSS, nats - doubt, word.stem))
    if word.parts and said is None:
        joined = by_parts(word, plain, glosses)
        if joined is not None:
            mask, nats = joined
            found.append(Reason(place, place + 1, mask, GLOSS, nats, word.text.lower()))
    return found


def target(profile: Profile, word: Word, cased: bool) -> TargetWord | None:
    """The word of a rendering that a word is; None where it is none."""
    found = profile.target_stems.get(word.stem)
    if found is not None and found.text.isupper() and len(found.text) > 1 and not word.text.isupper() and cased:
        return None  # an acronym is no word of its stem: AIDS is not aid
    return found


def by_parts(word: Word, plain: float, glosses: Glosses) -> Gloss | None:
    """What a word with a prefix stands for by its parts, with nats; None where they say nothing.

    Args:
        plain: nats against it.
    """
    return _by_parts(glosses, word, plain) or _by_prefix(glosses, word, plain)


def _by_parts(glosses: Glosses, word: Word, plain: float) -> Gloss | None:
    """Prefix and rest as glosses of different characters: cosigner as 共 and 签."""
    best: Gloss | None = None
    for head, head_nats in glosses(word.parts[0]):
        for rest, rest_nats in glosses(word.parts[1]):
            value = head_nats + rest_nats - plain
            if not head & rest and value > 0 and (best is None or value > best[1]):
                best = head | rest, value
    return best


def _by_prefix(glosses: Glosses, word: Word, plain: float) -> Gloss | None:
    """The prefix as a gloss, whatever the rest came from; worth the more the rarer the whole word is."""
    rare = _ANY_REST - word.log_stem_frequency + _HYPHENED * ("-" in word.text)
    for mask, nats in glosses(word.parts[0]):
        value = min(nats, rare) - plain
        if value > 0:
            return mask, value
    return None


def target_worth(word: Word) -> float:
    """Nats for a word that stands in a rendering."""
    return min(_MOST_EVIDENCE, max(0.5, -word.log_stem_frequency - 3.0))


def near_worth(like: float, letters: str) -> float:
    """Nats for a word spelt so like (0.7 to 1) a word of a rendering."""
    return min(_MOST_EVIDENCE, (like - 0.55) * 2.2 * len(letters))


def plain_cost(word: Word, cased: bool) -> float:
    """Nats against a gloss in lower case where names have capitals."""
    return _PLAIN_COST if cased and not word.capital and word.known_word else 0.0
