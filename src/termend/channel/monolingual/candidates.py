"""Candidates: stretches of a draft that some term explains, before anything is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from termend.channel import numbers, recall
from termend.channel.english import English
from termend.channel.monolingual import explaining
from termend.channel.monolingual.explaining import NEAR, NUMBER, SOUND, Reason
from termend.channel.monolingual.known import Known
from termend.channel.monolingual.profile import Profile, Profiles
from termend.channel.monolingual.spans import Span, spans
from termend.channel.monolingual.words import Word, words
from termend.channel.recall import Index
from termend.channel.sound import Sound
from termend.records import Segment

_MOST_JOINED = 4
_MOST_LETTERS = 18
_LEAST_SOUND = 2.5
_MOST_SOUND = 14.0
_MOST_ALIGNED = 48  # names that are aligned with the same letters
_RARE = -11.0
_LEAST_TOTAL = 4.0
_MOST_TERMS = 60  # terms looked at closely in one line
_LEAST_SPAN = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A segment cut into words."""

    segment: Segment
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of one line that one term explains."""

    line: Line
    profile: Profile
    span: Span

    @property
    def words(self) -> tuple[Word, ...]:
        return self.line.words[self.span.first : self.span.last]

    @property
    def start(self) -> int:
        """Code point in the document."""
        return self.line.segment.start + self.words[0].start

    @property
    def end(self) -> int:
        return self.line.segment.start + self.words[-1].end

    @property
    def text(self) -> str:
        return self.line.segment.text[self.words[0].start : self.words[-1].end]


def lines(segments: Sequence[Segment], known: Sequence[Known], english: English) -> list[Line]:
    """The segments cut into words, each with the accepted renderings that stand in it."""
    by_segment: dict[int, list[Known]] = defaultdict(list)
    for mention in known:
        by_segment[mention.segment].append(mention)
    return [Line(s, tuple(words(s, by_segment[s.index], english))) for s in segments]


def candidates(
    all_lines: Sequence[Line], index: Index, profiles: Profiles, sound: Sound, cased: bool
) -> list[Candidate]:
    """Every candidate, in order of place, then of term.

    Args:
        cased: whether capitals mean something in the draft.
    """
    clues = _Clues(all_lines, index, profiles, sound, cased)
    found = []
    for number, line in enumerate(all_lines):
        for term, reasons in clues.of(number):
            profile = profiles[term]
            found += [Candidate(line, profile, s) for s in spans(profile, line.words, reasons, _LEAST_SPAN)]
    return found


class _Clues:
    """What each word of the draft points to, found once for the whole draft."""

    def __init__(self, all_lines: Sequence[Line], index: Index, profiles: Profiles, sound: Sound, cased: bool) -> None:
        self._lines, self._index, self._profiles, self._cased = all_lines, index, profiles, cased
        self._by_sound = _sounds(all_lines, index, sound)
        self._near = _near(all_lines, index, profiles)
        self._gloss: dict[str, tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.float32]]] = {}

    def of(self, number: int) -> list[tuple[int, dict[int, list[Reason]]]]:
        """The terms that a line may hold garbled, with the reasons by first word."""
        line = self._lines[number].words
        terms: list[NDArray[np.uint32]] = []
        nats: list[NDArray[np.float32]] = []
        for word in line:
            for found, worth in self._weights(word):
                terms.append(found)
                nats.append(worth)
        extra = self._by_sound.get(number, {})
        close: dict[int, list[Reason]] = defaultdict(list)
        for place, word in enumerate(line):
            for term, value, mask, text in self._near.get(word.letters, ()) if _may_be_near(word) else ():
                close[term].append(Reason(place, place + 1, mask, NEAR, value, text))
            self._figures(line, place, close)
        total = np.zeros(len(self._index.sources), np.float64)
        if terms:
            total += np.bincount(np.concatenate(terms), np.concatenate(nats), len(total))
        for more in (extra, close):
            for term, reasons in more.items():
                total[term] += sum(r.log_odds for r in reasons)
        chosen = np.flatnonzero(total >= _LEAST_TOTAL)
        if len(chosen) > _MOST_TERMS:
            length = (self._index.names.characters[chosen] < self._index.names.silent - 1).sum(-1)
            best = np.argsort(-(total[chosen] - 1.5 * length), kind="stable")[:_MOST_TERMS]
            chosen = np.sort(chosen[best])
        out = []
        for term in chosen.tolist():
            reasons_by_place = self._reasons(line, term, [*extra.get(term, ()), *close.get(term, ())])
            if reasons_by_place:
                out.append((term, reasons_by_place))
        return out

    def _weights(self, word: Word) -> list[tuple[NDArray[np.uint32], NDArray[np.float32]]]:
        if word.function:
            return []
        terms, _, nats = self._glosses(word.stem)
        plain = explaining.plain_cost(word, self._cased)
        targets = self._index.by_target(word.stem)
        worth = np.full(len(targets), explaining.target_worth(word), np.float32)
        return [(terms, np.maximum(nats - plain, 0)), (targets, worth)]

    def _glosses(self, stemmed: str) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.float32]]:
        found = self._gloss.get(stemmed)
        if found is None:
            found = self._gloss[stemmed] = self._index.by_gloss(stemmed)
        return found

    def _figures(self, line: Sequence[Word], place: int, close: dict[int, list[Reason]]) -> None:
        for last in (place + 2, place + 1):
            if last > len(line) or (last > place + 1 and not line[place + 1].joined):
                continue
            digits = numbers.digits([w.text for w in line[place:last]])
            if not digits:
                continue
            for term, mask, value in zip(*(a.tolist() for a in self._index.by_figure(digits)), strict=True):
                close[term].append(Reason(place, last, mask, NUMBER, value, digits))

    def _reasons(self, line: Sequence[Word], term: int, more: Sequence[Reason]) -> dict[int, list[Reason]]:
        profile = self._profiles[term]
        by_place: dict[int, list[Reason]] = defaultdict(list)
        for reason in more:
            by_place[reason.first].append(reason)
        for place, word in enumerate(line):
            by_place[place] += explaining.by_word(profile, word, place, self._cased)
        found = {}
        for place, reasons in by_place.items():
            known = line[place].mention
            if reasons and not (known is not None and any(t.source == profile.source for t in known.terms)):
                found[place] = sorted(reasons, key=lambda r: (-r.log_odds, r.last, r.mask, r.how))
        return found


def _sounds(all_lines: Sequence[Line], index: Index, sound: Sound) -> dict[int, dict[int, list[Reason]]]:
    """Reasons by sound, by line and term."""
    places: dict[str, list[tuple[int, int, int, float]]] = defaultdict(list)
    for number, line in enumerate(all_lines):
        for first, last, common in stretches(line.words):
            places["".join(w.letters for w in line.words[first:last])].append((number, first, last, common))
    found: dict[int, dict[int, list[Reason]]] = defaultdict(lambda: defaultdict(list))
    for letters in sorted(places):
        names, chosen = index.names, np.arange(len(index.sources))
        if len(chosen) > _MOST_ALIGNED:
            bounds = sound.bounds(letters, names)
            chosen = np.argsort(-bounds, kind="stable")[:_MOST_ALIGNED]
            chosen = np.sort(chosen[bounds[chosen] > _LEAST_SOUND])
            if not len(chosen):
                continue
            names = names.only(chosen)
        background = sound.background(letters)
        log_odds, starts, ends = sound.best(letters, names)
        for n in np.flatnonzero(log_odds > _LEAST_SOUND).tolist():
            mask = (1 << int(ends[n])) - (1 << int(starts[n]))
            for number, first, last, common in places[letters]:
                value = float(log_odds[n]) + background - max(background, common)
                if value > _LEAST_SOUND:
                    reason = Reason(first, last, mask, SOUND, min(value, _MOST_SOUND), letters)
                    found[number][int(chosen[n])].append(reason)
    return found


def _near(all_lines: Sequence[Line], index: Index, profiles: Profiles) -> dict[str, list[tuple[int, float, int, str]]]:
    """Terms with a word in a rendering that is spelt almost so, by the draft's folded word."""
    asked = sorted({w.letters for line in all_lines for w in line.words if _may_be_near(w)})
    known = index.spellings.keys
    if not asked or not known:
        return {}
    like = process.cdist(
        asked, known, scorer=Levenshtein.normalized_similarity, score_cutoff=recall.LEAST_LIKE, dtype=np.float32
    )
    found: dict[str, list[tuple[int, float, int, str]]] = defaultdict(list)
    for a, k in zip(*np.nonzero(like), strict=True):
        if asked[a] == known[k]:
            continue
        for term in index.spellings.terms[index.spellings.find(known[k])].tolist():
            mask, text = profiles[term].spelt[known[k]]
            found[asked[a]].append((term, explaining.near_worth(float(like[a, k]), known[k]), mask, text))
    return found


def _may_be_near(word: Word) -> bool:
    return (
        len(word.letters) >= recall.SHORTEST_NEAR
        and not word.function
        and word.mention is None
        and (not word.known_word or (word.capital and not word.opening))
    )


def stretches(line: Sequence[Word]) -> list[tuple[int, int, float]]:
    """Words that may be a name's sound, one or up to four joined: (first, last, ln P as ordinary words)."""
    found = []
    for first in range(len(line)):
        common = 0.0
        for last in range(first + 1, min(len(line), first + _MOST_JOINED) + 1):
            word = line[last - 1]
            if (last > first + 1 and not word.joined) or word.mention is not None or not sounding(word):
                break
            common += word.log_frequency if word.known_word else -99.0
            letters = sum(len(w.letters) for w in line[first:last])
            if letters > _MOST_LETTERS:
                break
            if letters > 1:
                found.append((first, last, common))
    return found


def sounding(word: Word) -> bool:
    """Whether a word may be a name's sound rather than ordinary English."""
    if not word.letters or word.function:
        return False
    return not word.known_word or word.log_frequency < _RARE or (word.capital and not word.opening)


__all__ = ["Candidate", "Line", "candidates", "lines", "sounding", "stretches"]
