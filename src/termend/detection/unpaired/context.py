"""What the decision about a candidate rests on: its alignment, and all that the draft says around it.

Every feature is bounded, and none depends on the order of the glossary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from termend.detection import another_thing
from termend.detection.likeness import alike
from termend.detection.search import features
from termend.detection.search.candidates import Candidate, asked_once
from termend.detection.search.explaining import SOUND
from termend.detection.unpaired import circumstances, patterns
from termend.detection.unpaired.reading import MADE_FOR_THE_DRAFT, Reading
from termend.detection.unpaired.stretches import Stretch, holds
from termend.glossary import is_unasked
from termend.language.generic_words import GENERIC, is_generic
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.wordforms import key

# Features of the alignment that the decision looks at once more.
_ALIGNED = {
    "source covered": 1,
    "gloss": 0,
    "sound": 0,
    "target": 0,
    "ordinary words": 0,
    "capitals": 1,
    "one word": 0,
    "target words missing": -1,
    "short term": 0,
    "person": 0,
    "strange words": 1,
    "letters by sound": 0,
    "pinyin of the whole": 1,
    "recurs": 1,
    "as likely": -1,
    "like a rendering": 0,
    "lower-cased draft": 0,
    "number": 1,
    "holds a mention": -1,
    "begins or ends on a mention": -1,
    "words beside the target": 0,
    "length mismatch": -1,
    "follows a name": 0,
    "precedes a name": 0,
    "in order": 1,
    "words turned round": 0,
}
# What a feature may say: for a candidate alone (1), against it alone (-1), either (0). The decision is held to it, so
# that no accident of the drafts it was fitted on turns a reason round.
_PROPOSED = {
    "partial name": 1,
    "rest sounds alike": 1,
    "rare shared part": 1,
    "other spaces": 1,
    "runs on": 1,
    "person runs on": 1,
    "quoted beyond a title": 1,
    "quoted and missing": 1,
    "left over": 1,
    "left over and alike": 1,
    "left over and aligned": 1,
    "left over for one name": 1,
    "left over initials": 1,
    "names explained": 1,
    "says a missing name": 1,
    "says all of it": 1,
    "words that say it": 1,
    "garble again": 1,
    "short form of a garble": 1,
}
_OWN = {
    "alignment": 1,
    "strong alignment": 1,
    "no alignment": 0,
    "margin over other names": 1,
    "margin over other places": 0,
    "glossary made for the draft": 1,
    "on the subject": 1,
    "alignment in a used glossary": 1,
    "missing in a used glossary": 1,
    "best place of a missing name": 1,
    "best place and name, and missing": 1,
    "plain words of a name garbled elsewhere": -1,
    "sounds like a rendering": 1,
    "sounds like a word of a rendering": 1,
    "sounds like the pinyin": 1,
    "strange and sounds alike": 1,
    "part of a person's name": -1,
    "said whole": 1,
    "said whole and missing": 1,
    "said whole in lower case": -1,
    "short form of a name that stands right": 1,
    "faint": -1,
    "glosses of a transliterated name": -1,
    "holds the right form": -1,
    "in lower case, as hardly another garble": -1,
    "another class word": -1,
    "shares words with a name of a large glossary": 1,
    "pinyin of a whole name": 1,
    "plain words in lower case": -1,
    "no chance in a large glossary": 1,
    "some words of a rendering": -1,
    "acronym heard": -1,
    "speaks of a person": -1,
    "misread number": 1,
    "end of the name unsaid": -1,
    "in a glossary that nobody named": -1,
}
_LEFT = frozenset(name for name in _PROPOSED if name.startswith("left over")) | {"names explained"}
SIGNS = _OWN | _ALIGNED | _PROPOSED
NAMES = tuple(SIGNS)
_PLACE = {name: n for n, name in enumerate(NAMES)}
_FROM = [features.NAMES.index(name) for name in _ALIGNED]
_FIRST_ALIGNED = _PLACE[next(iter(_ALIGNED))]
_CAPITALS = features.NAMES.index("capitals")
_COVERED = features.NAMES.index("source covered")
_STRANGE, _SOUND, _NEAR = (features.NAMES.index(name) for name in ("strange words", "sound", "near spelling"))
_TARGET_MISSING = features.NAMES.index("target words missing")
_PERSON = features.NAMES.index("person")
_USE_SPREAD = 0.06  # of the share of names that stand right, by which a glossary may be mistaken for the draft's
NATS = 4.0  # unit of the nats among the features
_MOST = 6.0  # nats on either side
_NO_CHANCE = 3  # words that say every character of a name do so by no chance
_MANY_RIGHT = 8  # names of the glossary from which on the draft is surely on its matter


def rows(
    reading: Reading,
    keys: Sequence[tuple[Stretch, int]],
    candidates: Sequence[Candidate],
    aligned: NDArray[np.float64],
    log_odds: NDArray[np.float64],
    told: Sequence[Mapping[str, float]],
    proposed: int,
) -> NDArray[np.float64]:
    """One row a candidate, in the order of `NAMES`.

    Args:
        aligned: shape (candidates, features of the alignment).
        log_odds: shape (candidates,): by the alignment alone.
        told: of each what proposals tell.
        proposed: number of the candidates, from the first, that the alignment proposed.
    """
    document = reading.search.document
    table = np.zeros((len(candidates), len(NAMES)))
    values = np.clip(log_odds, -_MOST, _MOST)
    sources = [candidate.profile.source for candidate in candidates]
    rival, elsewhere = _rivals(keys, sources, values), _elsewhere(keys, values)
    use = 1 / (1 + np.exp(-(reading.use - MADE_FOR_THE_DRAFT) / _USE_SPREAD))
    used = reading.whole * use
    on_matter = min(1.0, len(document.right) / _MANY_RIGHT)
    lower = _in_lower_case(reading)
    for n, (candidate, (_, term)) in enumerate(zip(candidates, keys, strict=True)):
        row, own = table[n], aligned[n]
        right = float(reading.right[term] > 0)
        hit = reading.hit.get(term, -_MOST)
        plain = float(own[_STRANGE] == 0 and own[_SOUND] == 0 and own[_NEAR] == 0)
        whole, part, pinyin = _sounds(candidate)
        said = circumstances.said_whole(candidate)
        capitals = _are_capitals_telling(candidate)
        missing = float(not right and hit <= values[n]) * used
        over_names = float(np.clip(values[n] - rival[n], -NATS, NATS)) / NATS
        over_places = float(np.clip(values[n] - elsewhere[n], -NATS, NATS)) / NATS
        best_place = missing * max(0.0, over_places)
        mine = {
            "alignment": values[n] / NATS,
            "strong alignment": max(0.0, values[n]) / NATS,
            "no alignment": float(n >= proposed),
            "margin over other names": over_names,
            "margin over other places": over_places,
            "glossary made for the draft": used,
            "on the subject": document.on_subject,
            "alignment in a used glossary": used * values[n] / NATS,
            "missing in a used glossary": missing,
            "best place of a missing name": best_place,
            "best place and name, and missing": best_place * max(0.0, over_names),
            "plain words of a name garbled elsewhere": plain * float(hit > values[n] + 0.3),
            "sounds like a rendering": whole,
            "sounds like a word of a rendering": part,
            "sounds like the pinyin": pinyin,
            "strange and sounds alike": own[_STRANGE] * max(whole, part, pinyin),
            "part of a person's name": _is_part_of_person(candidate, own),
            "said whole": min(said, 5) / 5,
            "said whole and missing": min(said, 5) / 5 * missing,
            "said whole in lower case": float(said > 0 and not capitals),
            "short form of a name that stands right": float(circumstances.is_short_form(candidate, document)),
            "faint": float(circumstances.is_faint(candidate) and not circumstances.is_listed(candidate)),
            "glosses of a transliterated name": patterns.glosses_a_sound(candidate) if values[n] > -NATS else 0.0,
            "holds the right form": _holds_right(candidate),
            "in lower case, as hardly another garble": float(not capitals) * (1 - lower),
            "another class word": _another_class(candidate),
            "shares words with a name of a large glossary": (1 - use) * on_matter * (1 - own[_TARGET_MISSING]),
            "pinyin of a whole name": float(another_thing.is_whole_pinyin(candidate, "other spaces" in told[n])),
            "plain words in lower case": (1 - use)
            * float(not capitals and document.cased and not own[_STRANGE] and said < _NO_CHANCE),
            "no chance in a large glossary": (1 - use) * float(_is_no_chance(candidate, said)),
            "some words of a rendering": float(patterns.is_part(candidate)),
            "acronym heard": _acronym_heard(candidate) if document.cased else 0.0,
            "speaks of a person": _speaks_of_person(candidate),
            "misread number": float(circumstances.is_misread_number(candidate)),
            "end of the name unsaid": float(circumstances.leaves_end_unsaid(candidate)),
            "in a glossary that nobody named": (1 - document.on_matter) * float(is_unasked(candidate.profile.terms)),
        }
        if mine["pinyin of a whole name"]:  # He of He Dayi may be a pronoun to the alignment
            own = own.copy()
            own[_COVERED] = 1.0
        if not capitals:
            own = own.copy()
            own[_CAPITALS] = 0.0
        for name, value in mine.items():
            row[_PLACE[name]] = value
        for name, value in told[n].items():
            row[_PLACE[name]] = value * reading.whole if name in _LEFT else value
        row[_FIRST_ALIGNED : _FIRST_ALIGNED + len(_FROM)] = own[_FROM]
    return table


@asked_once
def _are_capitals_telling(candidate: Candidate) -> bool:
    """Whether some word has a capital, but for an ordinary one that has it because it opens a sentence."""
    return any(word.capital and not word.opens_plainly for word in candidate.words)


def _rivals(
    keys: Sequence[tuple[Stretch, int]], sources: Sequence[str], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Of each the best of another name on some of the same words; one that holds the other is no rival."""
    found = np.full(len(keys), -_MOST)
    # By line and word, those that hold it, the best first.
    holding: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n in np.argsort(-values, kind="stable").tolist():
        stretch = keys[n][0]
        for place in range(stretch.first, stretch.last):
            holding[stretch.line, place].append(n)
    for n, (stretch, _) in enumerate(keys):
        for place in range(stretch.first, stretch.last):
            for m in holding[stretch.line, place]:
                if sources[m] not in sources[n] and sources[n] not in sources[m]:
                    found[n] = max(found[n], values[m])
                    break
    return found


def _elsewhere(keys: Sequence[tuple[Stretch, int]], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of each the best of the same name on other words."""
    found = np.full(len(keys), -_MOST)
    by_term: dict[int, list[int]] = defaultdict(list)
    for n in np.argsort(-values, kind="stable").tolist():
        by_term[keys[n][1]].append(n)
    for members in by_term.values():
        for n in members:
            # Few stretches share a word with one: the best that does not is soon found.
            best = next((m for m in members if not keys[m][0].overlaps(keys[n][0])), None)
            if best is not None:
                found[n] = values[best]
    return found


def _is_no_chance(candidate: Candidate, said: int) -> bool:
    """Whether several words, and no other, say every character of the name.

    Of a name of two characters, or of two and one for its kind, any three words say all: excellence award ceremony,
    礼嘉. One that is called by its sound is hardly ever said in words.
    """
    profile = candidate.profile
    several = said >= _NO_CHANCE and profile.hanzi_count > _NO_CHANCE and not patterns.glosses_a_sound(candidate)
    return several and profile.weight(candidate.span.mask) >= profile.total_weight


@asked_once
def _sounds(candidate: Candidate) -> tuple[float, float, float]:
    """How alike the names among the words sound to a rendering, to a word of one, to the pinyin; 0 to 1."""
    names = [w.text for w in candidate.words if w.capital and not is_generic(w.text) and not w.function]
    text = "".join(names)
    if not text:
        return 0.0, 0.0, 0.0
    whole = part = 0.0
    for form in candidate.profile.words:
        own = [w.text for w in form if not is_generic(w.text)]
        whole = max(whole, alike(text, "".join(own)))
        if len(own) > 1:
            part = max([part, *(alike(text, word) for word in own)])
    return whole, part, alike(text, candidate.profile.pinyin)


def _is_part_of_person(candidate: Candidate, own: NDArray[np.float64]) -> float:
    """Whether the words are some of a person's accepted name and nothing else."""
    if not own[_PERSON]:
        return 0.0
    words = {word.letters for word in candidate.words}
    return float(any(words < {word.letters for word in form} for form in candidate.profile.words))


def _in_lower_case(reading: Reading) -> float:
    """Share of the likely garbles that have no capital; half where there are none, all in a draft without any."""
    if not reading.search.document.cased:
        return 1.0
    plain = sum(not any(word.capital for word in reading.words(likely.stretch)) for likely in reading.likely)
    return (plain + 0.5) / (len(reading.likely) + 1)


@asked_once
def _another_class(candidate: Candidate) -> float:
    """Whether the words say a class, or what a person is, that no rendering says, and lack one that all have."""
    ours = {key(word.text) for word in candidate.words if not word.function}
    said = {k for k in ours if k in GENERIC or k in BEFORE_NAMES}
    theirs = {key(word.text) for form in candidate.profile.words for word in form}
    return float(bool(said) and another_thing.lacks_kind(candidate) and said.isdisjoint(theirs))


@asked_once
def _holds_right(candidate: Candidate) -> float:
    """Whether the words of a right rendering stand among others."""
    return float(any(holds([w.letters for w in candidate.words], form) for form in candidate.profile.words))


@asked_once
def _acronym_heard(candidate: Candidate) -> float:
    """Whether an acronym is explained by its sound: engines write no sound in capitals."""
    line = candidate.line.words
    heard = (line[reason.first : reason.last] for reason in candidate.span.reasons if reason.how == SOUND)
    return float(any(len(word.text) > 1 and word.text.isupper() for words in heard for word in words))


@asked_once
def _speaks_of_person(candidate: Candidate) -> float:
    """Whether the words say what somebody is, minister, where the name is nobody's and no rendering says it."""
    if candidate.profile.is_person:
        return 0.0
    said = {key(word.text) for word in candidate.words} & BEFORE_NAMES
    return float(bool(said.difference(*({key(word.text) for word in form} for form in candidate.profile.words))))
