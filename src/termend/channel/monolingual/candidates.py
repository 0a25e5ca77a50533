"""Candidates: stretches of a draft that some term explains, before anything is decided."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from termend.channel import numbers, recall
from termend.channel.english import English
from termend.channel.lexicon import Lexicon
from termend.channel.monolingual import explaining
from termend.channel.monolingual.explaining import GLOSS, NEAR, NUMBER, SOUND, TARGET, Reason
from termend.channel.monolingual.glossed import Glossed
from termend.channel.monolingual.known import Known
from termend.channel.monolingual.profile import Profile, Profiles, but_figures
from termend.channel.monolingual.shortlist import LEAST_SPAN, Shortlist, greatest
from termend.channel.monolingual.spans import Span, Step, spans, steps, strongest_first, widened
from termend.channel.monolingual.words import Word, words
from termend.channel.recall import Index
from termend.channel.sound import EncodedNames, Sound
from termend.language.letters import fold, undoubled
from termend.language.wordforms import demonyms
from termend.records import Segment

_LEAST_WORDS = 16  # of what a long segment is cut into
_MOST_JOINED = 4
_MOST_LETTERS = 18
_LEAST_SOUND = 2.5
_MOST_SOUND = 14.0
_DOUBLED = 0.2  # nats against letters that are heard once and written twice
_MOST_ALIGNED = 48  # names that are aligned with the same letters
_RARE = -11.0
_COMMON = -8.5  # words like He and New are no sound by themselves
_MOST_COMPARED = 1_000_000
_INNER_NAME = 4.0  # nats for a word of the right name of a part
_LEAST_COVERED = 0.29
_LEAST_PER_WORD = 2.0
_LEAST_PLAIN = 6.0  # nats


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a segment, or of some sentences of a long one."""

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

    @property
    def spelling(self) -> str:
        """Its letters and digits: re-violin group and Reviolin Group are one garble."""
        return "".join(c for c in self.text.lower() if c.isalnum())

    @property
    def is_weak(self) -> bool:
        """Whether it is a rival to others at most: a few nats of glosses and approved words come by chance anywhere."""
        return self.span.score < _LEAST_PLAIN and all(r.how in (GLOSS, TARGET) for r in self.span.reasons)


def lines(segments: Sequence[Segment], known: Sequence[Known], english: English, lexicon: Lexicon) -> list[Line]:
    """The segments cut into words, each with the accepted renderings that stand in it; a long one is cut in several."""
    by_segment: dict[int, list[Known]] = defaultdict(list)
    for mention in known:
        by_segment[mention.segment].append(mention)
    return [
        Line(segment, part)
        for segment in segments
        for part in _sentences(words(segment, by_segment[segment.index], english, lexicon))
    ]


def _sentences(row: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Words in a row cut where a sentence opens, a short one with the next; no name runs over such a place."""
    first = 0
    for place, word in enumerate(row):
        if word.opening and not word.joined and place - first >= _LEAST_WORDS:
            yield tuple(row[first:place])
            first = place
    yield tuple(row[first:])


def with_bare_names(all_lines: Sequence[Line], index: Index, profiles: Profiles) -> list[Line]:
    """The lines with every word marked that is a rendering by itself, whatever its case: hubei, tibetan.

    Only for drafts without capitals, and for words that are no ordinary English.
    """
    nations = demonyms()
    marked = []
    for line in all_lines:
        row = []
        for word in line.words:
            if word.mention is None and not word.known_word and len(word.letters) >= recall.SHORTEST_NEAR:
                forms = {word.letters, fold(nations.get(word.text.lower(), word.text))}
                terms = {
                    number: profiles[number].terms
                    for form in forms
                    for number in index.spellings.terms[index.spellings.find(form)].tolist()
                    if any(fold(text) in forms for text in profiles[number].renderings)
                }
                if terms:
                    start = line.segment.start + word.start
                    rows = tuple(row_[0] for _, row_ in sorted(terms.items()))
                    known = Known(start, start + len(word.text), rows, line.segment.index)
                    word = replace(word, mention=known)
            row.append(word)
        marked.append(Line(line.segment, tuple(row)))
    return marked


def candidates(
    all_lines: Sequence[Line], index: Index, profiles: Profiles, sound: Sound, cased: bool
) -> list[Candidate]:
    """Every candidate, in order of place, then of term.

    Args:
        cased: whether capitals mean something in the draft.
    """
    clues = Clues(all_lines, index, profiles, sound, cased)
    return [candidate for _, candidate in clues.candidates(range(len(all_lines)))]


def _is_worth(candidate: Candidate) -> bool:
    """Whether enough of the name and of the words is explained to be looked at at all."""
    span, profile = candidate.span, candidate.profile
    explained = {i for r in span.reasons for i in range(r.first, r.last)}
    content = [i for i in range(span.first, span.last) if not candidate.line.words[i].function]
    return (
        profile.weight(span.mask) >= _LEAST_COVERED * profile.total_weight
        and sum(i in explained for i in content) >= 0.5 * len(content)
        and span.score >= _LEAST_PER_WORD * len(content)
    )


def _is_right(candidate: Candidate) -> bool:
    """Whether the words are those of a rendering, with other marks between them or other capitals."""
    return but_figures(w.text for w in candidate.words if not w.function) in candidate.profile.figured


def _is_plain_part(candidate: Candidate) -> bool:
    """Whether the words are merely some ordinary words of the approved rendering: five years, of a Five-Year Plan."""
    words = [w for w in candidate.words if not w.function]
    stems = {w.stem for w in words}
    return all(w.known_word and not w.capital and w.mention is None for w in words) and any(
        stems < {w.stem for w in target} for target in candidate.profile.words
    )


def _is_fresh(candidate: Candidate) -> bool:
    """Whether some word with a reason lies outside every right name."""
    line = candidate.line.words
    return any(w.mention is None for r in candidate.span.reasons for w in line[r.first : r.last])


# Steps by number of the term and by word.
_ByWord = dict[tuple[int, str], list[Step]]


class Pair(NamedTuple):
    """A line and a term that it may hold garbled.

    Attributes:
        line: its number.
        places: the words that point to the term by themselves.
        more: reasons that are known already.
    """

    line: int
    term: int
    places: list[int]
    more: list[Reason]


class Clues:
    """What each word of the draft points to, and what comes of it line by line.

    Args:
        cased: whether capitals mean something in the draft.
    """

    def __init__(self, all_lines: Sequence[Line], index: Index, profiles: Profiles, sound: Sound, cased: bool) -> None:
        self._lines, self._index, self._profiles, self._sound, self._cased = all_lines, index, profiles, sound, cased
        self._near = _near(all_lines, index)
        self._by_gloss = cache(index.by_gloss)
        spoken_of = sorted(_spoken_of(all_lines, index))
        self._shortlist = Shortlist((line.words for line in all_lines), index, cased, self._by_gloss, spoken_of)

    def candidates(self, numbers: Sequence[int]) -> Iterator[tuple[Pair, Candidate]]:
        """Every candidate of some lines, in order of the lines, then of the terms."""
        by_sound = _sounds([(number, self._lines[number]) for number in numbers], self._index, self._sound)
        pairs = [pair for number in numbers for pair in self._pairs(number, by_sound.get(number, {}))]
        glossed = Glossed(self._by_gloss, len(self._index.sources), {pair.term for pair in pairs})
        by_word: _ByWord = {}
        mentioned = {number: _mentioned(self._lines[number].words) for number in numbers}
        for pair in pairs:
            line, profile = self._lines[pair.line], self._profiles[pair.term]
            by_place = self._steps(pair, mentioned[pair.line], glossed, by_word)
            for span in spans(profile, line.words, by_place, LEAST_SPAN):
                candidate = Candidate(line, profile, widened(profile, line.words, span))
                if (
                    _is_worth(candidate)
                    and not _is_right(candidate)
                    and not _is_plain_part(candidate)
                    and _is_fresh(candidate)
                ):
                    yield pair, candidate

    def _pairs(self, number: int, heard: Mapping[int, Sequence[Reason]]) -> Iterator[Pair]:
        """The terms that a line may hold garbled, in order.

        Args:
            heard: reasons by sound, by term.
        """
        line = self._lines[number].words
        close: dict[int, list[Reason]] = defaultdict(list)
        for place, word in enumerate(line):
            for term, value, spelt in self._near.get(word.letters, ()) if _may_be_near(word) else ():
                target = self._profiles[term].spelt.get(spelt)
                if target is None:  # a small word of a name that several rows spell
                    continue
                close[term].append(
                    Reason(place, place + 1, self._profiles[term].mask(target), NEAR, value, target.text)
                )
            self._figures(line, place, close)
        for term, places in self._shortlist.of(line, heard, close):
            yield Pair(number, term, places, [*heard.get(term, ()), *close.get(term, ())])

    def _figures(self, line: Sequence[Word], place: int, close: dict[int, list[Reason]]) -> None:
        for last in (place + 2, place + 1):
            if last > len(line) or (last > place + 1 and not line[place + 1].joined):
                continue
            digits = numbers.digits([w.text for w in line[place:last]])
            if not digits:
                continue
            for term, mask, value in zip(*(a.tolist() for a in self._index.by_figure(digits)), strict=True):
                close[term].append(Reason(place, last, mask, NUMBER, value, digits))

    def _steps(
        self, pair: Pair, mentioned: Mapping[str, Sequence[int]], glossed: Glossed, by_word: _ByWord
    ) -> dict[int, list[Step]]:
        """By first word, the strongest first.

        Args:
            mentioned: by Chinese name the words of the line that belong to a right rendering of it.
            by_word: steps of one word by itself; what is missing is added.
        """
        line, profile, term = self._lines[pair.line].words, self._profiles[pair.term], pair.term
        by_place: dict[int, list[Step]] = {}
        for place in pair.places:
            word = line[place]
            found = by_word.get((term, word.text))
            if found is None:
                reasons = explaining.by_word(profile, word, 0, self._cased, lambda stemmed: glossed.of(stemmed, term))
                found = by_word[term, word.text] = steps(profile, reasons)
            if found:
                by_place[place] = found
        more = list(pair.more)
        for source, places in mentioned.items():
            if source != profile.source and source in profile.characters:
                more += [reason for place in places for reason in _inner(profile, source, line[place], place)]
        for reason in more:
            here = [*by_place.get(reason.first, ()), *steps(profile, (reason,))]
            by_place[reason.first] = sorted(here, key=strongest_first)
        for place in mentioned.get(profile.source, ()):
            by_place.pop(place, None)
        return by_place


def _spoken_of(all_lines: Sequence[Line], index: Index) -> Iterator[int]:
    """Numbers of the names of which a right rendering stands somewhere."""
    mentions = {word.mention for line in all_lines for word in line.words if word.mention is not None}
    for source in {term.source for mention in mentions for term in mention.terms}:
        number = bisect_left(index.sources, source)
        if number < len(index.sources) and index.sources[number] == source:
            yield number


def _mentioned(line: Sequence[Word]) -> dict[str, list[int]]:
    """By Chinese name the words that belong to a right rendering of it."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(line):
        if word.mention is not None:
            for source in sorted({term.source for term in word.mention.terms}):
                found[source].append(place)
    return found


def _inner(profile: Profile, source: str, word: Word, place: int) -> list[Reason]:
    """A word of the right name of a part of the term: U.S. in the name of an American board."""
    if word.function:
        return []
    start = profile.characters.find(source)
    return [Reason(place, place + 1, (1 << start + len(source)) - (1 << start), TARGET, _INNER_NAME, word.text)]


def _sounds(numbered: Sequence[tuple[int, Line]], index: Index, sound: Sound) -> dict[int, dict[int, list[Reason]]]:
    """Reasons by sound, by number of the line and of the term."""
    places: dict[tuple[str, str], list[tuple[int, int, int, float]]] = defaultdict(list)
    for number, line in numbered:
        for first, last, common in stretches(line.words):
            letters = "".join(w.letters for w in line.words[first:last])
            strange = not any(w.known_word or w.known_name for w in line.words[first:last])
            places[letters, undoubled(letters) if strange else letters].append((number, first, last, common))
    asked: dict[int, list[tuple[tuple[str, str], str, EncodedNames, NDArray[np.intp]]]] = defaultdict(list)
    for ways in sorted(places):
        for spelt in dict.fromkeys(ways):
            names, chosen = index.names, np.arange(len(index.sources))
            if len(chosen) > _MOST_ALIGNED:
                chosen = greatest(sound.bounds(spelt, names), _LEAST_SOUND, _MOST_ALIGNED)
                names = names.only(chosen)
            if len(chosen):
                asked[len(spelt)].append((ways, spelt, names, chosen))
    best: dict[tuple[int, int, int, int], Reason] = {}
    for alike in asked.values():
        heard = sound.best_of_each([(spelt, names) for _, spelt, names, _ in alike])
        for (ways, spelt, _, chosen), (log_odds, starts, ends) in zip(alike, heard, strict=True):
            background = sound.background(spelt)
            less = _DOUBLED if spelt != ways[0] else 0.0
            for n in np.flatnonzero(log_odds > _LEAST_SOUND + less).tolist():
                mask = (1 << int(ends[n])) - (1 << int(starts[n]))
                for number, first, last, common in places[ways]:
                    value = float(log_odds[n]) + background - max(background, common) - less
                    key = number, int(chosen[n]), first, last
                    if value > _LEAST_SOUND and (key not in best or value > best[key].log_odds):
                        best[key] = Reason(first, last, mask, SOUND, min(value, _MOST_SOUND), spelt)
    found: dict[int, dict[int, list[Reason]]] = defaultdict(lambda: defaultdict(list))
    for (number, term, _, _), reason in sorted(best.items()):
        found[number][term].append(reason)
    return found


def _near(all_lines: Sequence[Line], index: Index) -> dict[str, list[tuple[int, float, str]]]:
    """Terms with a word in a rendering that is spelt almost so, by the draft's folded word."""
    asked = sorted({w.letters for line in all_lines for w in line.words if _may_be_near(w)})
    known = index.spellings.keys
    if not asked or not known:
        return {}
    found: dict[str, list[tuple[int, float, str]]] = defaultdict(list)
    for words_, spelt in _compared(asked, known):
        like = process.cdist(
            words_, spelt, scorer=Levenshtein.normalized_similarity, score_cutoff=recall.LEAST_LIKE, dtype=np.float32
        )
        for a, k in zip(*np.nonzero(like), strict=True):
            if words_[a] == spelt[k]:
                continue
            for term in index.spellings.terms[index.spellings.find(spelt[k])].tolist():
                found[words_[a]].append((term, explaining.near_worth(float(like[a, k]), spelt[k]), spelt[k]))
    return found


def _compared(asked: list[str], known: list[str]) -> list[tuple[list[str], list[str]]]:
    """Which words to compare: all where they are few, else those that begin alike. Both lists are sorted."""
    if len(asked) * len(known) <= _MOST_COMPARED:
        return [(asked, known)]
    pairs = []
    for letter in sorted({word[0] for word in asked}):
        spelt = known[bisect_left(known, letter) : bisect_left(known, chr(ord(letter) + 1))]
        pairs.append(([word for word in asked if word[0] == letter], spelt))
    return [(a, k) for a, k in pairs if k]


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
            if letters > 1 and not (last == first + 1 and word.known_word and word.log_frequency > _COMMON):
                found.append((first, last, common))
    return found


def sounding(word: Word) -> bool:
    """Whether a word may be a name's sound rather than ordinary English."""
    if not word.letters or word.function:
        return False
    return not word.known_word or word.log_frequency < _RARE or (word.capital and not word.opening)


__all__ = ["Candidate", "Line", "candidates", "lines", "sounding", "stretches"]
