"""Candidates: stretches of words that may render a mention of a name, and wider readings of an approved rendering."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from termend.channel.numbers import NUMERALS
from termend.detection.paired.names import Name
from termend.detection.paired.posteriors import GLOSS, Posteriors
from termend.detection.paired.segment import Claim, PairedSegment, is_date
from termend.detection.paired.words import INSIDE_NAMES, DraftWord
from termend.detection.source import Unit
from termend.kinds import PERSON, WORKS
from termend.language.case import begins_sentence
from termend.language.function_words import LISTING, PREPOSITIONS
from termend.language.generic_words import is_generic
from termend.language.numerals import ORDINAL_FIGURE, ORDINALS
from termend.language.ordinary import is_ordinary
from termend.language.personal_titles import BEFORE_NAMES
from termend.language.verbs import is_verb
from termend.language.wordforms import demonyms, key

_TIED = 0.05  # P(name | word) from which a word may begin or end a stretch
_RATHER = 0.25  # of P(source beside its names | word), which P(name | word) of a plain word must pass
_SAID_ELSEWHERE = 0.95  # likewise from which a word is another's: Samsung where the source has 三星
_SURELY_TIED = 0.3
_SURELY_SAID = 0.5  # P(name | word) from which a word without a capital is the name's
_WEAKLY_TIED = 0.1
_EXPLAINED = 0.5  # P(source beside its names | word) from which a word says something else
_MOST_MARKS = 2
_HARD_MARK = re.compile(r"[.;!?()\n]")
_JOINING = frozenset({"of", "the"})  # function words that may stand inside a wider reading
_SAID_BESIDE = 0.5  # P(source beside its names | word) from which a word beside a rendering may be said there
_WIDEST = 4  # words more on a side of an approved rendering
_REACH = 120  # words on each side of the place where a mention is expected; only a very long segment has more


@dataclass(frozen=True)
class Stretches:
    """Candidates for one mention.

    Attributes:
        first, last: shape (candidates,): words, half-open.
        marks: shape (candidates,): marks inside that a name seldom runs over.
        claim: the approved rendering that these widen, itself among them; None for a mention that lacks one.
        is_quotation: whether the wider reading is the quotation that answers the one of the source.
        is_said_beside: numbers of the candidates with a word that the source says beside the name, as far as is known.
    """

    unit: Unit
    first: NDArray[np.intp]
    last: NDArray[np.intp]
    marks: NDArray[np.intp]
    claim: Claim | None = None
    is_quotation: bool = False
    is_said_beside: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.first)


def of_mention(
    segment: PairedSegment,
    posteriors: Posteriors,
    unit: Unit,
    name: Name,
    place: float,
    is_ordinary: Callable[[str], bool],
) -> Stretches:
    """Stretches that begin and end with a word that the name explains, a capital, or a quotation mark.

    Args:
        place: the word about which the mention is expected.
        is_ordinary: whether a word is ordinary English; opening a sentence its capital says nothing.
    """
    words = segment.words
    tied = posteriors.of_name[posteriors.row(unit.text)]
    rather = tied > _RATHER * posteriors.elsewhere
    own = (posteriors.elsewhere <= _SAID_ELSEWHERE) | (tied > _TIED)
    reach = range(max(0, int(place) - _REACH), min(len(words), int(place) + _REACH))
    opens = {i for i in reach if segment.opens_quotation(i)}
    closes = {i for i in reach if segment.closes_quotation(i)}
    strange = {i for i in reach if words[i].text.isalpha() and not is_ordinary(words[i].text)}
    may_begin = {i for i in reach if _may_begin(segment, tied, i)}
    may_begin |= {i for i in strange if i + 1 in may_begin}  # a word of no language before one that the name says
    begins = [i for i in reach if i in opens or (not words[i].is_function and i in may_begin)]
    plain_openings = {i for i in reach if _opens_sentence(segment, i) and is_ordinary(words[i].text)}
    spare = {claim.name for claim in segment.surplus}  # another of these may answer where this one is taken
    quoted = {i for claim in segment.claims for i in _whole_quotation(segment, claim)}
    claimed = [segment.claimed.get(i, unit.text) for i in range(len(words))]
    spelt = posteriors.spelt[posteriors.row(unit.text)]
    free = [
        (other in unit.text or other in spare) and i not in quoted and not spelt[i] for i, other in enumerate(claimed)
    ]
    found: list[tuple[int, int, int]] = []
    for first in begins:
        marks = 0
        for i in range(first, min(reach.stop, first + name.longest)):
            word = words[i]
            if not free[i] or (word.text.lower() == "and" and not name.holds_and):
                break
            if (
                (word.is_function or word.text in PREPOSITIONS)
                and word.text.lower() not in INSIDE_NAMES
                and name.kind not in WORKS
                and first not in opens
            ):
                break
            if i > first and is_verb(word.text) and word.text.islower() and tied[i] <= _TIED and name.kind not in WORKS:
                break
            if i > first and word.breaks:
                marks += 1
                gap = segment.text[words[i - 1].end : word.start]
                if marks > _MOST_MARKS or not name.may_hold_marks or _HARD_MARK.search(gap):
                    break
            if i not in closes and (word.is_function or not _may_end(segment, tied, rather, i)):
                continue
            if (i == first or word.is_capital) and is_date(word) and tied[i] < _SURELY_TIED:
                continue
            if i == first and i in plain_openings and tied[i] <= _TIED:
                continue
            if any(own[n] for n in range(first, i + 1) if not words[n].is_function):
                found.append((first, i + 1, marks))
    return _stretches(unit, found)


def _opens_sentence(segment: PairedSegment, i: int) -> bool:
    return i == 0 or begins_sentence(segment.text, segment.words[i].start)


def _may_begin(segment: PairedSegment, tied: NDArray[np.float64], i: int) -> bool:
    return bool(tied[i] > _TIED) or segment.words[i].is_capital


def _may_end(segment: PairedSegment, tied: NDArray[np.float64], rather: NDArray[np.bool_], i: int) -> bool:
    """Whether a word may be the last: it has a capital, or comes from the name rather than from what stands beside."""
    before, word = segment.words[i - 1], segment.words[i]
    if word.is_capital or (tied[i] > _TIED and rather[i]):
        return True
    return i > 0 and segment.text[before.end : word.start] == "-" and before.is_capital


def may_be_wider(segment: PairedSegment, may_say: Callable[[DraftWord, str], bool]) -> bool:
    """Whether `wider` may find anything, told before the segment is read.

    Args:
        may_say: whether a word may come from a name.
    """
    words = segment.words

    def may_belong(i: int, name: str) -> bool:
        return i not in segment.claimed and (words[i].is_capital or may_say(words[i], name))

    for claim in segment.claims:
        if claim.unit is None:
            continue
        before, behind = claim.first - 1, claim.last
        if before >= 0 and not words[claim.first].breaks:
            joins = words[before].text.lower() in _JOINING
            if may_belong(before, claim.name) or (joins and before > 0 and may_belong(before - 1, claim.name)):
                return True
        if behind < len(words) and not words[behind].breaks:
            joins = words[behind].text.lower() in _JOINING
            if may_belong(behind, claim.name) or (
                joins and behind + 1 < len(words) and may_belong(behind + 1, claim.name)
            ):
                return True
        if _quotation(segment, claim, claim.unit) is not None:
            return True
    return False


def wider(segment: PairedSegment, posteriors: Posteriors, names: Mapping[str, Name]) -> Iterator[Stretches]:
    """For each approved rendering with words beside it that may be part of the same name: it and what holds it.

    An approved form inside a longer name is part of what is wrong: Big White Rabbit.
    """
    words = segment.words
    titles = {i for i, word in enumerate(words) if word.text.lower().rstrip(".") in BEFORE_NAMES}
    openings = {i for i, word in enumerate(words) if _opens_sentence(segment, i) and is_ordinary(word.text)}
    for claim in segment.claims:
        if claim.unit is None:
            continue
        quotation = _quotation(segment, claim, claim.unit)
        if quotation is not None:
            yield _stretches(claim.unit, [(claim.first, claim.last, 0), (*quotation, 0)], claim, is_quotation=True)
            continue
        tied = posteriors.of_name[posteriors.row(claim.name)]
        person = names[claim.name].kind == PERSON
        numbered = not NUMERALS.isdisjoint(claim.name)

        def belongs(i: int, tied: NDArray[np.float64] = tied, person: bool = person, numbered: bool = numbered) -> bool:
            if i in segment.claimed or (person and (i in titles or i in openings)):
                return False
            if i in titles and tied[i] <= _SURELY_TIED:
                return False
            if words[i].text.lower() in PREPOSITIONS or (words[i].text.isdigit() and not numbered):
                return False
            if tied[i] > _SURELY_TIED:
                return True
            if not words[i].is_capital:
                return False
            plain = posteriors.elsewhere[i] < _EXPLAINED and not is_date(words[i])
            return bool((plain and key(words[i].text) not in demonyms()) or tied[i] > _WEAKLY_TIED)

        first, last = claim.first, claim.last
        while first > 0 and not words[first].breaks and claim.first - first < _WIDEST:
            smaller = words[first - 1].text.islower() and words[claim.first].is_capital
            if smaller and _is_said_within(posteriors, claim, first - 1):
                break  # *brought* Huayin Opera
            joins = words[first - 1].text.lower() in _JOINING and words[first - 1].is_function
            if not belongs(first - 1) and not (joins and first > 1 and belongs(first - 2)):
                break
            first -= 1
        while last < len(words) and not words[last].breaks and last - claim.last < _WIDEST:
            joins = words[last].text.lower() == "of" and words[last].is_function
            if not belongs(last) and not (joins and last + 1 < len(words) and belongs(last + 1)):
                break
            last += 1
        found = [
            (a, b, 0)
            for a in range(first, claim.first + 1)
            for b in range(claim.last, last + 1)
            if (a, b) == (claim.first, claim.last) or not (words[a].is_function or words[b - 1].is_function)
        ]
        if len(found) > 1:
            beside = {i for i in range(first, last) if posteriors.elsewhere[i] > _SAID_BESIDE}
            said = frozenset(n for n, (a, b, _) in enumerate(found) if beside & {*range(a, b)} - _own(claim))
            yield replace(_stretches(claim.unit, found, claim), is_said_beside=said)


def _is_said_within(posteriors: Posteriors, claim: Claim, i: int) -> bool:
    """Whether the characters that a word may say are said by the approved rendering itself."""
    covered = posteriors.covered[posteriors.row(claim.name)]
    own = {place for start, end in covered[claim.first : claim.last].tolist() for place in range(start, end)}
    start, end = covered[i].tolist()
    return start < end and own.issuperset(range(start, end))


def _own(claim: Claim) -> set[int]:
    return set(range(claim.first, claim.last))


def _whole_quotation(segment: PairedSegment, claim: Claim) -> range:
    """The words of the quotation that a quoted name is rendered by, if an approved rendering is only a part of it."""
    found = _quotation(segment, claim, claim.unit) if claim.unit is not None else None
    return range(*found) if found is not None else range(0)


def _quotation(segment: PairedSegment, claim: Claim, unit: Unit) -> tuple[int, int] | None:
    """The words in quotation marks that an approved rendering is only a part of, where the source quotes the name."""
    outermost = segment.closes_source_quotation(unit) and not segment.is_inner_quotation(unit)
    if not segment.is_quoted(unit) or not outermost:
        return None
    first, last = claim.first, claim.last
    while not segment.opens_quotation(first):
        first -= 1
        if first < 0 or claim.first - first > _WIDEST or segment.closes_quotation(first):
            return None
    while not segment.closes_quotation(last - 1):
        last += 1
        if last > len(segment.words) or last - claim.last > _WIDEST or segment.opens_quotation(last - 1):
            return None
    beside = {*range(first, claim.first), *range(claim.last, last)}
    if not beside or beside & segment.claimed.keys():
        return None
    if any(segment.words[i].text.lower() in LISTING for i in beside):
        return None
    return first, last


def _stretches(
    unit: Unit, found: list[tuple[int, int, int]], claim: Claim | None = None, *, is_quotation: bool = False
) -> Stretches:
    table = np.array(found, np.intp).reshape(-1, 3)
    return Stretches(unit, table[:, 0], table[:, 1], table[:, 2], claim, is_quotation)


def with_ending(
    segment: PairedSegment, posteriors: Posteriors, name: str, first: int, last: int, taken: Collection[int]
) -> tuple[int, int]:
    """Words `first:last` of a segment, and the one behind them where it alone surely says the name's last character.

    Half sound, half gloss: “Sanjiang *sources*”.

    Args:
        taken: words of other renderings.
    """
    words, row = segment.words, posteriors.row(name)
    if last >= len(words) or last in taken or last in segment.claimed:
        return first, last
    word, tied = words[last], posteriors.of_name[row, last]
    if word.breaks or word.is_function or tied <= _SURELY_SAID or posteriors.how[row, last] != GLOSS:
        return first, last
    covered = [
        posteriors.covered[row, i].tolist() for i in range(first, last) if posteriors.of_name[row, i] > _SURELY_SAID
    ]
    start, end = posteriors.covered[row, last].tolist()
    said = {place for begin, stop in covered for place in range(begin, stop)}
    is_ending = end == len(name) and said.issuperset(range(start)) and end - 1 not in said
    return (first, last + 1) if is_ending else (first, last)


def without_titles(segment: PairedSegment, posteriors: Posteriors, name: str, first: int, last: int) -> tuple[int, int]:
    """Words `first:last` without what somebody is behind them, and without which one in a row before them.

    Legislative Yuan *Speaker*; *Third* Belt and Road: where nothing of the name says it.
    """
    words, tied = segment.words, posteriors.of_name[posteriors.row(name)]
    while last - first > 1 and words[last - 1].text.lower() in BEFORE_NAMES and tied[last - 1] < _WEAKLY_TIED:
        last -= 1
    while last - first > 1 and _is_ordinal(words[first].text) and tied[first] < _WEAKLY_TIED:
        first += 1
    return first, last


def _is_ordinal(text: str) -> bool:
    return text.lower() in ORDINALS or ORDINAL_FIGURE.fullmatch(text) is not None


def with_rest(
    segment: PairedSegment, posteriors: Posteriors, name: Name, first: int, last: int, taken: Collection[int]
) -> tuple[int, int]:
    """Words `first:last` of a segment that are part of a person's approved name, and the garbled rest beside them.

    Narita *Misei*, *Single* Wenbin: a word with a capital right before or behind that is strange, or that says a
    character of the name.

    Args:
        taken: words of other renderings.
    """
    letters = [word.text for word in segment.words[first:last]]
    parts = (form for form in name.words if len(letters) < len(form))
    if name.kind != PERSON or not any(
        letters in (list(form[: len(letters)]), list(form[-len(letters) :])) for form in parts
    ):
        return first, last
    words, row = segment.words, posteriors.row(name.text)

    def is_rest(i: int) -> bool:
        word = words[i]
        if i in taken or i in segment.claimed or posteriors.spelt[row, i] or not word.text[:1].isupper():
            return False
        lowered = word.text.lower()
        if word.is_function or is_date(word) or lowered.rstrip(".") in BEFORE_NAMES or lowered in demonyms():
            return False
        strange = word.is_capital and not is_ordinary(word.text) and not is_generic(word.text)
        return strange or (posteriors.gloss[row, i] > 1 and bool(posteriors.of_name[row, i] > _TIED))

    if last < len(words) and not words[last].breaks and is_rest(last):
        return first, last + 1
    if first > 0 and not words[first].breaks and is_rest(first - 1):
        return first - 1, last
    return first, last
