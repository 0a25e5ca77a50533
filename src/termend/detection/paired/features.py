"""What speaks for a stretch as the rendering of a mention, and for the mention having none, as numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from termend.channel.explanation import Explainer
from termend.detection.paired.names import Name
from termend.detection.paired.posteriors import Posteriors
from termend.detection.paired.segment import Anchor, PairedSegment, is_date, is_demonym_or_date
from termend.detection.paired.stretches import Stretches
from termend.detection.source import Unit
from termend.gazetteer import Gazetteer
from termend.kinds import PERSON, PLACE, WORKS
from termend.language.function_words import NO_CONTENT
from termend.language.letters import fold
from termend.language.stems import stem
from termend.language.wordforms import key

_NATS_OF_RAREST = 16.1  # -ln P of a word that was never seen
_TIED, _TELLING = 0.05, 0.2  # P(name | word): has to do with it; tells which characters
_EXPLAINED = 0.5
_OPENING = 0.5  # a capital that the beginning of a sentence may be the reason for
_SAME_WORD = 0.72  # likeness from which a word may be another spelling of an approved one
_LIKE_RIVAL = 0.6
_MOST_NATS = 9.2
_FAR = 20.0  # words
_LONGEST_MEMORY = 6  # words of what is looked for elsewhere in the draft
_NO_SOUND = (-5.0, 0, 0)
_ACRONYM = 6  # letters
_PERSON_WORDS = 3
_CHARACTERS_A_WORD = 2.5
_MOST_TIMES = 3  # more segments say no more
_NEAR = 2  # words between two renderings whose names touch in the source

_STRETCH_TEXT = """
tied_sum tied_mean tied_min tied_max tied_first tied_last tied_share tied_left tied_right tied_total
other_names elsewhere empty elsewhere_first elsewhere_last covered gloss_sum gloss_mean sound_max sound_mean
heard heard_per_letter heard_covers like like_part like_words words_like forms_like class_words length_ratio
word_difference initials acronym capitals capital_first capital_last capital_left capital_right quoted
quoted_both words function_words marks is_run in_run runs open inner inner_own surplus surplus_part other_form
rival distance relative_distance between beside recurs recurs_without lacks_elsewhere open_segments frequency
rarest demonyms gaps characters has_dot pinyin_like person place title claims letters plain plain_single
plain_tied plain_like_words plain_covered plain_person demonym_single plain_like person_heard plain_distance
capital_single like_words_acronym pinyin_and_like only_run long_person size_difference known_said known_unsaid
known_part known_own
"""
STRETCH = tuple(_STRETCH_TEXT.split())
_MENTION_TEXT = """
one open runs runs_less_open tied_total tied_most claims person place title characters free_capitals
words_per_character pronoun alluded seen quoted mentions empty_words surplus open_share
"""
MENTION = tuple(_MENTION_TEXT.split())


@dataclass(frozen=True)
class Memory:
    """Which runs of words stand in which segments of a draft, and which names in which sources.

    Attributes:
        segments: numbers of the segments by the lower-cased words of a run that stands in more than one.
        with_name, open: numbers of the segments whose source has a name, and where a mention of it is open.
        forms: names by the letters of their listed renderings.
        open_share: of the mentions, 0 to 1; what people write has few open ones, and most of these are left out.
    """

    segments: Mapping[str, frozenset[int]]
    with_name: Mapping[str, frozenset[int]]
    open: Mapping[str, frozenset[int]]
    forms: Mapping[str, frozenset[str]]
    open_share: float


def remember(segments: Sequence[PairedSegment], names: Iterable[Name]) -> Memory:
    """What a draft's segments have in common."""
    runs: dict[str, set[int]] = {}
    first_seen: dict[str, int] = {}
    with_name: dict[str, set[int]] = defaultdict(set)
    open_: dict[str, set[int]] = defaultdict(set)
    forms: dict[str, set[str]] = defaultdict(set)
    for number, segment in enumerate(segments):
        lowered = [word.text.lower() for word in segment.words]
        for first, word in enumerate(segment.words):
            if word.is_function:
                continue
            for last in range(first + 1, min(len(lowered), first + _LONGEST_MEMORY) + 1):
                run = " ".join(lowered[first:last])
                seen = first_seen.setdefault(run, number)
                if seen != number:
                    runs.setdefault(run, {seen}).add(number)
        for unit in (*segment.source.names, *(unit for unit, _ in segment.source.nested)):
            with_name[unit.text].add(number)
        for unit in segment.open:
            open_[unit.text].add(number)
    for name in names:
        for letters in name.folded:
            forms[letters].add(name.text)
    return Memory(
        {words: frozenset(numbers) for words, numbers in runs.items()},
        {name: frozenset(numbers) for name, numbers in with_name.items()},
        {name: frozenset(numbers) for name, numbers in open_.items()},
        {letters: frozenset(named) for letters, named in forms.items()},
        sum(len(s.open) for s in segments) / max(1, sum(len(s.source.names) for s in segments)),
    )


@dataclass(frozen=True)
class Words:
    """What is known of the words of a segment whatever the mention: each of shape (words,) or (words + 1,) for sums."""

    content: NDArray[np.bool_]
    capital: NDArray[np.float64]  # 1 with a capital, 0 without, 0.5 where a sentence begins and may be the reason
    ordinary: NDArray[np.bool_]
    breaks: NDArray[np.bool_]
    frequency: NDArray[np.float64]  # ln P
    weight: NDArray[np.float64]  # how much of a name a word is, 0 for the commonest to 1
    demonym: NDArray[np.bool_]
    upper: NDArray[np.bool_]
    run: NDArray[np.intp]  # number of the run of free capitals that a word is in; -1 for none
    runs: tuple[tuple[int, int], ...]
    letters: str
    offsets: NDArray[np.intp]
    texts: tuple[str, ...]
    keys: tuple[str, ...]
    starts: NDArray[np.float64]
    ends: NDArray[np.float64]
    opens: NDArray[np.bool_]
    closes: NDArray[np.bool_]
    next_content: NDArray[np.intp]
    last_content: NDArray[np.intp]
    known: tuple[tuple[int, int, frozenset[str]], ...]  # right names of the world with the Chinese that they may be


class Features:
    """Computes the features of one draft's mentions.

    Args:
        explainer: how common words are, and how names sound.
        names: of the document, by their Chinese.
        memory: what the segments have in common.
        world: right names of others.
    """

    def __init__(self, explainer: Explainer, names: Mapping[str, Name], memory: Memory, world: Gazetteer) -> None:
        self._explainer, self._names, self._memory, self._world = explainer, names, memory, world
        self._weights: dict[str, float] = {}

    def weight(self, word: str) -> float:
        """How rare a word is, 0 to 1."""
        found = self._weights.get(word)
        if found is None:
            english = self._explainer.english
            nats = max(log(english.frequency(word)), english.log_stem_frequency(stem(word)))
            found = self._weights[word] = -nats / _NATS_OF_RAREST
        return found

    def place(self, segment: PairedSegment, unit: Unit) -> float:
        """The word about which a mention is expected, from the renderings of its neighbours in the source."""
        return _Place(segment, unit).expected

    def words(self, segment: PairedSegment, posteriors: Posteriors) -> Words:
        """What is known of a segment's words."""
        words, english = segment.words, self._explainer.english
        runs = tuple(_free_runs(segment, posteriors))
        run = np.full(len(words), -1, np.intp)
        for number, (first, last) in enumerate(runs):
            run[first:last] = number
        folded = [fold(word.text) for word in words]
        content = np.array([not word.is_function for word in words], bool)
        places = np.arange(len(words))
        return Words(
            content,
            np.array([_capital(segment, i) for i in range(len(words))]),
            np.array([english.is_word(word.text) for word in words], bool),
            np.array([word.breaks for word in words], bool),
            np.array([log(english.frequency(word.text)) for word in words]),
            np.array([self.weight(word.text) for word in words]),
            np.array([is_demonym_or_date(word) for word in words], bool),
            np.array([word.text.replace(".", "").isupper() for word in words], bool),
            run,
            runs,
            "".join(folded),
            np.cumsum([0, *(len(letters) for letters in folded)]),
            tuple(word.text for word in words),
            tuple(key(word.text) for word in words),
            np.array([word.start for word in words], float),
            np.array([word.end for word in words], float),
            np.array([segment.opens_quotation(i) for i in range(len(words))], bool),
            np.array([segment.closes_quotation(i) for i in range(len(words))], bool),
            np.minimum.accumulate(np.where(content, places, len(words))[::-1])[::-1],
            np.maximum.accumulate(np.where(content, places, -1)),
            tuple(
                (found.first, found.last, frozenset(reading.chinese for reading in found.readings))
                for found in self._world.known_names([word.text for word in words])
            ),
        )

    def of_stretches(
        self, number: int, segment: PairedSegment, posteriors: Posteriors, known: Words, stretches: Stretches
    ) -> NDArray[np.float32]:
        """Shape (candidates, features), in the order of `STRETCH`.

        Args:
            number: of the segment, as in the memory.
        """
        name = self._names[stretches.unit.text]
        a, b = stretches.first, stretches.last
        row = posteriors.row(name.text)
        tied = posteriors.of_name[row]
        window = _Window(a, b, known.content)
        n = window.count
        first, last = known.next_content[a], known.last_content[b - 1]
        empty = known.next_content[a] >= b
        first, last = np.where(empty, a, first), np.where(empty, a, last)
        place = _Place(segment, stretches.unit)
        others = posteriors.of_name.copy()
        others[row] = 0.0
        gloss, sound = _nats(posteriors.gloss[row]), _nats(posteriors.sound[row])
        letters = [known.letters[s:e] for s, e in zip(known.offsets[a], known.offsets[b], strict=True)]
        sizes = known.offsets[b] - known.offsets[a]
        lowest, highest, loudest, rarest = window.most(np.stack([-tied, tied, sound, -known.frequency]))
        capitals = window.mean(known.capital)
        heard = self._heard(posteriors, name, known, a, b, sizes)
        like, like_part = _likeness(tuple(letters), name.folded)
        like_words, words_like, forms_like = self._alike(known, name, window)
        edge = np.array([k in name.edge_keys for k in known.keys], float)
        lengths = np.array([len(f) for f in name.folded], float)
        counts = np.array([sum(w.lower() not in NO_CONTENT for w in words) for words in name.words], float)
        upper = window.all(known.upper)
        acronym = upper & (sizes <= _ACRONYM)
        run = known.run[a]
        in_run = (run >= 0) & (run == known.run[b - 1])
        bounds = np.array([*known.runs, (-1, -1)])
        is_run = in_run & (bounds[run, 0] == a) & (bounds[run, 1] == b)
        inner = np.array([_is_inner_of_other(segment, i, name.text) for i in range(len(known.content))], float)
        inner_own = np.array([_is_inner_of(segment, i, name.text) for i in range(len(known.content))], float)
        surplus = {(c.first, c.last) for c in segment.surplus}
        other_forms = [not self._memory.forms.get(x, frozenset((name.text,))) <= {name.text} for x in letters]
        left = np.where((a > 0) & ~known.breaks[a], a - 1, -1)
        right = np.where(b < len(tied), b, 0)
        right = np.where((b < len(tied)) & ~known.breaks[right], b, -1)
        free = known.capital * np.array([i not in segment.claimed for i in range(len(tied))])
        recurs, without, lacking = self._recurrence(number, known, name.text, a, b)
        pinyin = self._explainer.sound.pinyin(name.text)
        pinyin_like = max(fuzz.ratio(f, pinyin) for f in name.folded) / 100
        total = tied.sum()
        size = np.full(len(a), 1.0)
        person, is_place, title = map(float, (name.kind == PERSON, name.kind == PLACE, name.kind in WORKS))
        open_ = float(len(segment.open))
        distance = np.minimum(_FAR, np.abs((a + b) / 2 - place.expected))
        plain = (capitals == 0).astype(float)
        single = (n == 1).astype(float)
        demonym = window.mean(known.demonym)
        tied_mean = window.mean(tied)
        covered = _covered(posteriors, row, tied, known, a, b) / len(name.text)
        quoted = known.opens[a] & known.closes[b - 1]
        columns = (
            _sums(tied, a, b), tied_mean, -lowest, highest, tied[first], tied[last],
            _sums(tied, a, b) / (total + 1e-9), _beside(tied, left), _beside(tied, right), size * total,
            window.mean(others.max(0)), window.mean(posteriors.elsewhere), window.mean(posteriors.empty),
            posteriors.elsewhere[first], posteriors.elsewhere[last], covered,
            window.sum(gloss), window.mean(gloss), loudest, window.mean(sound),
            heard[:, 0], heard[:, 1], heard[:, 2], like, like_part, like_words, words_like, forms_like,
            edge[a] + edge[b - 1], np.abs(np.log((sizes[:, None] + 1) / (lengths + 1))).min(1),
            np.abs(n[:, None] - counts).min(1),
            acronym * np.array([x in name.initials for x in letters], float), acronym,
            capitals, known.capital[first], known.capital[last], _beside(free, left), _beside(free, right),
            quoted, quoted * float(segment.is_quoted(stretches.unit)), n, (b - a) - n, stretches.marks,
            is_run, in_run, size * len(known.runs), size * open_, window.mean(inner), window.mean(inner_own),
            np.array([(i, j) in surplus for i, j in zip(a.tolist(), b.tolist(), strict=True)], float),
            sum(((c.first < b) & (a < c.last) for c in segment.surplus), np.zeros(len(a), bool)),
            np.array(other_forms, float),
            self._rivalry(segment, posteriors, window, tuple(letters), name.text),
            distance,
            np.abs((known.starts[a] + known.ends[b - 1]) / 2 / max(1, len(segment.text)) - place.relative),
            (place.after <= a) & (b <= place.before), place.beside(a, b),
            np.minimum(_MOST_TIMES, recurs), np.minimum(_MOST_TIMES, without), np.minimum(_MOST_TIMES, lacking),
            size * min(_MOST_TIMES, len(self._memory.open.get(name.text, ()))),
            window.mean(known.frequency), -rarest, demonym,
            _sums(known.content & (tied < _TIED), a, b),
            size * len(name.text), size * float("·" in name.text), size * pinyin_like,
            size * person, size * is_place, size * title,
            size * sum(c.name == name.text for c in segment.claims), sizes,
            plain, plain * single, plain * tied_mean, plain * like_words, plain * covered, plain * person,
            demonym * single, plain * like, person * heard[:, 1], plain * distance, (1 - plain) * single,
            like_words * acronym, pinyin_like * like, (open_ == 1) * is_run, person * (n > _PERSON_WORDS),
            np.abs(len(name.text) / _CHARACTERS_A_WORD - n),
            *_known(segment, known, name.text, a, b),
        )  # fmt: skip
        return np.stack([np.asarray(column, np.float32) for column in columns], 1)

    def of_mention(
        self, segment: PairedSegment, posteriors: Posteriors, known: Words, unit: Unit
    ) -> NDArray[np.float32]:
        """Shape (features,), in the order of `MENTION`: what speaks for a mention having no rendering."""
        name = self._names[unit.text]
        row = posteriors.row(unit.text)
        tied = posteriors.of_name[row]
        free = [i for i in range(len(tied)) if i not in segment.claimed]
        alluded = any(
            known.demonym[i] and posteriors.gloss[row, i] > 1 and posteriors.elsewhere[i] < _TELLING for i in free
        )
        opening = {w.lower() for w in known.texts} & _PRONOUNS
        values = (
            1.0, len(segment.open), len(known.runs), len(known.runs) - len(segment.open),
            tied[free].sum() if free else 0.0, tied[free].max() if free else 0.0,
            sum(c.name == unit.text for c in segment.claims),
            name.kind == PERSON, name.kind == PLACE, name.kind in WORKS, len(unit.text),
            sum(last - first for first, last in known.runs),
            log((len(tied) + 1) / (len(segment.source.text) + 1)),
            bool(opening) and not set("他她其") & set(segment.source.text) and name.kind == PERSON,
            alluded, unit.text in segment.seen, segment.is_quoted(unit),
            sum(u.text == unit.text for u in segment.source.names),
            sum(posteriors.empty[i] for i in free if known.content[i]), len(segment.surplus), self._memory.open_share,
        )  # fmt: skip
        return np.array(values, np.float32)

    def _heard(
        self,
        posteriors: Posteriors,
        name: Name,
        known: Words,
        a: NDArray[np.intp],
        b: NDArray[np.intp],
        sizes: NDArray[np.intp],
    ) -> NDArray[np.float64]:
        """Shape (candidates, 3): log-odds of the whole stretch as a sound, for each letter, and how much it covers."""
        found = np.empty((len(a), 3))
        for i, (first, last, size) in enumerate(zip(a.tolist(), b.tolist(), sizes.tolist(), strict=True)):
            heard = posteriors.runs.get((name.text, first, last))
            nats, start, end = heard or _NO_SOUND
            found[i] = nats, nats / size if heard and size else -1.0, (end - start) / len(name.text)
        return found

    def _alike(self, known: Words, name: Name, window: _Window) -> tuple[NDArray[np.float64], ...]:
        """How much the words of a stretch are those of the listed rendering that is most like it.

        Returns:
            three of shape (candidates,): harmonic mean (F1), share of the stretch's words, share of the rendering's;
            words count by how rare they are.
        """
        best = np.full(window.first.shape, -1.0)
        share_own, share_form = np.zeros_like(best), np.zeros_like(best)
        own = window.sum(known.weight)
        flat = tuple(word for words in name.words for word in words)
        if not flat:
            return best + 1, share_own, share_form
        like = _word_likeness(known.texts, flat)
        weights = np.array([self.weight(word) for word in flat])
        reached = window.most(like.T)
        start = 0
        for words in name.words:
            part = slice(start, start + len(words))
            start += len(words)
            if not words:
                continue
            matched = window.sum(known.weight * like[:, part].max(1)) / (own + 1e-6)
            content = [w.lower() not in NO_CONTENT for w in words]
            whole = (weights[part] * content).sum() + 1e-6
            held = np.minimum(1.2, (weights[part][:, None] * reached[part]).sum(0) / whole)
            f1 = 2 * matched * held / (matched + held + 1e-9)
            better = f1 > best
            best = np.where(better, f1, best)
            share_own, share_form = np.where(better, matched, share_own), np.where(better, held, share_form)
        return best, share_own, share_form

    def _rivalry(
        self, segment: PairedSegment, posteriors: Posteriors, window: _Window, letters: tuple[str, ...], own: str
    ) -> NDArray[np.float64]:
        """How much another mention that lacks a rendering wants the same words, 0 to 1."""
        rivalry = np.zeros(len(window.first))
        for other in dict.fromkeys(unit.text for unit in segment.open if unit.text != own):
            rivalry = np.maximum(rivalry, window.mean(posteriors.of_name[posteriors.row(other)]))
            like, _ = _likeness(letters, self._names[other].folded)
            rivalry = np.maximum(rivalry, np.where(like > _LIKE_RIVAL, like, 0.0))
        return rivalry

    def _recurrence(
        self, number: int, known: Words, name: str, a: NDArray[np.intp], b: NDArray[np.intp]
    ) -> tuple[NDArray[np.float64], ...]:
        """In how many other segments the words stand where the name is open, where it is not, and where they lack."""
        found = np.zeros((3, len(a)))
        with_name, open_ = (table.get(name, frozenset()) for table in (self._memory.with_name, self._memory.open))
        alone = (0, int(number not in with_name), len(open_ - {number}))
        for i, (first, last) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
            here = (
                self._memory.segments.get(" ".join(known.texts[first:last]).lower(), frozenset())
                if last - first <= _LONGEST_MEMORY
                else frozenset()
            )
            if len(here) < 2:
                found[:, i] = alone
            else:
                found[:, i] = len((here & open_) - {number}), len(here - with_name), len(open_ - here)
        return found[0], found[1], found[2]


_PRONOUNS = frozenset({"he", "she", "his", "her", "him"})


class _Window:
    """Stretches over the words of a segment: sums, means and extremes of what is known of their content words."""

    def __init__(self, first: NDArray[np.intp], last: NDArray[np.intp], content: NDArray[np.bool_]) -> None:
        self.first, self.last, self._content = first, last, content
        self.count = np.maximum(1, _sums(content, first, last))

    def sum(self, values: NDArray[np.generic]) -> NDArray[np.float64]:
        return _sums(values * self._content, self.first, self.last)

    def mean(self, values: NDArray[np.generic]) -> NDArray[np.float64]:
        return self.sum(values) / self.count

    def all(self, values: NDArray[np.bool_]) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = _sums(~values, self.first, self.last) == 0
        return found

    def most(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The largest in each stretch, of each row; of the first word where there is no content word.

        Args:
            values: shape (rows, words).

        Returns:
            shape (rows, candidates).
        """
        longest = int((self.last - self.first).max(initial=1))
        masked = np.where(self._content, values, -np.inf)
        table = np.full((longest, *values.shape), -np.inf)
        table[0] = masked
        for size in range(1, longest):
            table[size, :, : values.shape[1] - size] = np.maximum(
                table[size - 1, :, : values.shape[1] - size], masked[:, size:]
            )
        found: NDArray[np.float64] = table[self.last - self.first - 1, :, self.first].T
        return np.where(np.isneginf(found), values[:, self.first], found)


class _Place:
    """Where a mention is expected: between the renderings of its neighbours in the source."""

    def __init__(self, segment: PairedSegment, unit: Unit) -> None:
        size = max(1, len(segment.source.text))
        left = [anchor for anchor in segment.anchors if anchor.end <= unit.start]
        right = [anchor for anchor in segment.anchors if anchor.start >= unit.end]
        start, self.after = (left[-1].end, left[-1].last) if left else (0, 0)
        end, self.before = (right[0].start, right[0].first) if right else (size, len(segment.words))
        middle = (unit.start + unit.end) / 2
        self.relative = middle / size
        self.expected = self.after + (self.before - self.after) * (middle - start) / max(1, end - start)
        self._touching: list[Anchor] = []
        if left and segment.is_beside(left[-1].end, unit.start):
            self._touching.append(left[-1])
        if right and segment.is_beside(unit.end, right[0].start):
            self._touching.append(right[0])

    def beside(self, a: NDArray[np.intp], b: NDArray[np.intp]) -> NDArray[np.float64]:
        """How many of the names that touch it in the source have renderings beside the stretch."""
        found = np.zeros(len(a))
        for anchor in self._touching:
            behind, before = a - anchor.last, anchor.first - b
            found += ((behind >= 0) & (behind <= _NEAR)) | ((before >= 0) & (before <= _NEAR))
        return found


def _sums(values: NDArray[np.generic], first: NDArray[np.intp], last: NDArray[np.intp]) -> NDArray[np.float64]:
    total = np.concatenate([[0.0], np.cumsum(values, dtype=float)])
    difference: NDArray[np.float64] = total[last] - total[first]
    return difference


def _beside(values: NDArray[np.generic], places: NDArray[np.intp]) -> NDArray[np.float64]:
    """Values at places; 0 at -1."""
    return np.where(places >= 0, values[places], 0).astype(float)


def _nats(ratios: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.minimum(_MOST_NATS, np.log1p(ratios))


def _known(
    segment: PairedSegment, known: Words, name: str, a: NDArray[np.intp], b: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Shape (4, candidates): whether a stretch is the right name of something else that the source speaks of, of

    something else that it does not, the share of its words that such a name of the source holds, and whether it is a
    known name of this very thing.
    """
    found = np.zeros((4, len(a)))
    beside = segment.source.text.replace(name, "\n")
    for first, last, chinese in known.known:
        own = name in chinese
        said = not own and any(c in beside and c not in name for c in chinese)
        same = (a == first) & (b == last)
        found[0] += same & said
        found[1] += same & (not said and not own)
        if said:
            found[2] += np.maximum(0, np.minimum(b, last) - np.maximum(a, first)) / (b - a)
        found[3] += same & own
    return found


def _covered(
    posteriors: Posteriors,
    row: int,
    tied: NDArray[np.float64],
    known: Words,
    a: NDArray[np.intp],
    b: NDArray[np.intp],
) -> NDArray[np.float64]:
    """How many characters of the name the words of each stretch give."""
    masks = [0] * len(tied)
    for i in np.flatnonzero((tied > _TELLING) & known.content).tolist():
        start, end = posteriors.covered[row, i].tolist()
        masks[i] = (1 << end) - (1 << start)
    found = np.zeros(len(a))
    for n, (first, last) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        mask = 0
        for one in masks[first:last]:
            mask |= one
        found[n] = mask.bit_count()
    return found


@lru_cache(maxsize=1 << 10)
def _likeness(letters: tuple[str, ...], forms: tuple[str, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How like some letters are to the form most like them, as a whole and in part, 0 to 1; shape (candidates,)."""
    whole = process.cdist(letters, forms, scorer=fuzz.ratio).max(1) / 100
    part = process.cdist(letters, forms, scorer=fuzz.partial_ratio).max(1) / 100
    short = np.array([len(x) <= _SHORTEST_PART for x in letters])
    return whole.astype(float), np.where(short, 0.0, part)


_SHORTEST_PART = 3


@lru_cache(maxsize=1 << 9)
def _word_likeness(texts: tuple[str, ...], flat: tuple[str, ...]) -> NDArray[np.float64]:
    """Shape (words, words of forms): 1 for the same word in any form, its likeness where spelt nearly so, else 0."""
    lowered = process.cdist([t.lower() for t in texts], [w.lower() for w in flat], scorer=fuzz.ratio) / 100
    same = np.array([[key(t) == key(w) for w in flat] for t in texts])
    like: NDArray[np.float64] = np.where(same, 1.0, np.where(lowered >= _SAME_WORD, lowered, 0.0)).astype(float)
    return like


def _capital(segment: PairedSegment, i: int) -> float:
    word = segment.words[i]
    return 1.0 if word.is_capital else _OPENING if word.text[:1].isupper() and not word.is_function else 0.0


def _free_runs(segment: PairedSegment, posteriors: Posteriors) -> list[tuple[int, int]]:
    """Runs of capitals that neither an approved rendering nor the source beside its names explains."""
    runs: list[tuple[int, int]] = []
    for i, word in enumerate(segment.words):
        if not word.is_capital or i in segment.claimed or posteriors.elsewhere[i] > _EXPLAINED or is_date(word):
            continue
        if runs and runs[-1][1] == i and not word.breaks:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _is_inner_of_other(segment: PairedSegment, i: int, name: str) -> bool:
    return i in segment.inner and segment.inner[i] not in name


def _is_inner_of(segment: PairedSegment, i: int, name: str) -> bool:
    return i in segment.claimed or (i in segment.inner and segment.inner[i] in name)
