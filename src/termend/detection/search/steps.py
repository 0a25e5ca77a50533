"""Reasons as steps that chains are made of, for all pairs of line and name at once, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from termend.channel.recall import Index
from termend.detection.search import explaining
from termend.detection.search.explaining import GLOSS, NEAR, NUMBER, SOUND, TARGET, Reason
from termend.detection.search.glossed import MOST, Glossed
from termend.detection.search.profile import Profiles
from termend.detection.search.spans import LEAST_EDGE, LEAST_TOGETHER, REUSED, TOGETHER
from termend.detection.search.words import Word

HOWS = (GLOSS, NEAR, NUMBER, SOUND, TARGET)  # in the order of the alphabet
CODE = {how: n for n, how in enumerate(HOWS)}
_EDGES = np.array([LEAST_EDGE.get(how, 0.0) for how in HOWS])
_FROM_TARGET, _FROM_GLOSS, _FROM_PARTS, _FROM_MORE = range(4)
_AT_ONCE = 1 << 18  # names that words point to, and that are looked at together
_NO_NUMBERS = np.zeros(0, np.int64)


class Asked(NamedTuple):
    """A line's name that is looked at closely.

    Attributes:
        words: of the line.
        name: number of the name.
        places: the words that point to the name by themselves.
        more: reasons that are known already.
        passed: words that belong to a right rendering of the name.
    """

    words: Sequence[Word]
    name: int
    places: Sequence[int]
    more: Sequence[Reason]
    passed: Sequence[int]


@dataclass(frozen=True, slots=True)
class Steps:
    """Columns by step; those of one word of one asked pair stand together, the strongest first.

    Attributes:
        size, mask, how, log_odds: as of a reason; `how` is a place in `HOWS`.
        weight: of its characters; 1 where they have none.
        weak: whether no stretch may begin or end with it.
        reused: nats where its characters are already explained.
        detail, told: places in `texts`: what it matched, and what it says once and not again; -1 for nothing.
        first, count: shape (words of all pairs,): where the steps of each word are.
        texts: what the steps matched.
    """

    size: NDArray[np.int64]
    mask: NDArray[np.int64]
    how: NDArray[np.int64]
    log_odds: NDArray[np.float64]
    weight: NDArray[np.float64]
    weak: NDArray[np.bool_]
    reused: NDArray[np.float64]
    detail: NDArray[np.int64]
    told: NDArray[np.int64]
    first: NDArray[np.int64]
    count: NDArray[np.int64]
    texts: Sequence[str]

    def told_of(self, n: int) -> tuple[int, int, str, float, str]:
        """Of one step how many words, which characters, how, nats, and what it matched."""
        how, detail = HOWS[int(self.how[n])], self.texts[int(self.detail[n])]
        return int(self.size[n]), int(self.mask[n]), how, float(self.log_odds[n]), detail


class _Texts:
    """Numbers for texts, in the order in which they come."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}

    def of(self, text: str) -> int:
        return self.number.setdefault(text, len(self.number))


_Numbers = NDArray[np.int64]


class _Columns(NamedTuple):
    """Steps in any order.

    Attributes:
        at: the word of a pair, or the word and the name that meet, that each is of.
        origin: of equally strong ones of a place the lesser goes first.
    """

    at: _Numbers
    origin: _Numbers
    size: _Numbers
    mask: _Numbers
    how: _Numbers
    log_odds: NDArray[np.float64]
    detail: _Numbers

    def only(self, which: NDArray[np.integer]) -> _Columns:
        """Some of them, in that order."""
        at, origin, size, mask, how, log_odds, detail = self
        return _Columns(at[which], origin[which], size[which], mask[which], how[which], log_odds[which], detail[which])


def _together(parts: Sequence[_Columns]) -> _Columns:
    return _Columns(
        np.concatenate([part.at for part in parts]),
        np.concatenate([part.origin for part in parts]),
        np.concatenate([part.size for part in parts]),
        np.concatenate([part.mask for part in parts]),
        np.concatenate([part.how for part in parts]),
        np.concatenate([part.log_odds for part in parts]),
        np.concatenate([part.detail for part in parts]),
    )


def steps(asked: Sequence[Asked], index: Index, profiles: Profiles, cased: bool) -> Steps:
    """All steps of some pairs.

    Args:
        cased: whether capitals mean something in the draft.
    """
    texts = _Texts()
    offsets = np.cumsum([0, *(len(pair.words) for pair in asked)])
    found = _together([_by_word(asked, offsets, index, profiles, cased, texts), _more(asked, offsets, texts)])
    found = found.only(np.lexsort((found.origin, found.how, found.mask, found.size, -found.log_odds, found.at)))
    slot, _, size, mask, how, log_odds, detail = found
    count = np.bincount(slot, minlength=int(offsets[-1])).astype(np.int64)
    first = np.cumsum(count) - count
    for pair, offset in zip(asked, offsets.tolist(), strict=False):
        for place in pair.passed:
            count[offset + place] = 0
    lengths = np.diff(offsets)
    names = np.repeat(np.array([pair.name for pair in asked], np.int64), lengths)[slot]
    weight = profiles.traits.weight(names, mask)
    weight[weight == 0] = 1.0
    together = (how == CODE[GLOSS]) & (log_odds >= LEAST_TOGETHER)
    told = np.where((how == CODE[GLOSS]) | (how == CODE[TARGET]), detail, -1)
    if "" in texts.number:
        told[told == texts.number[""]] = -1
    return Steps(
        size,
        mask,
        how,
        log_odds,
        weight,
        log_odds < _EDGES[how],
        np.where(together, TOGETHER, REUSED),
        detail,
        told,
        first,
        count,
        list(texts.number),
    )


def _by_word(
    asked: Sequence[Asked], offsets: NDArray[np.int64], index: Index, profiles: Profiles, cased: bool, texts: _Texts
) -> _Columns:
    """The steps of words by themselves: of each word and name once, then for every place where they meet."""
    numbered: dict[tuple[str, bool], int] = {}
    distinct: list[Word] = []
    of_lines: dict[int, list[int]] = {}  # numbers of the words of each line
    met: list[int] = []
    for pair in asked:
        of_line = of_lines.get(id(pair.words))
        if of_line is None:
            of_line = of_lines[id(pair.words)] = []
            for word in pair.words:
                number = numbered.setdefault((word.text, word.function), len(distinct))
                if number == len(distinct):
                    distinct.append(word)
                of_line.append(number)
        met += [of_line[place] for place in pair.places]
    counts = np.array([len(pair.places) for pair in asked], np.int64)
    places = np.fromiter(chain.from_iterable(pair.places for pair in asked), np.int64, len(met))
    entry_slots = np.repeat(offsets[:-1], counts) + places
    names = np.array([pair.name for pair in asked], np.int64)
    place = numbered_places(names, len(index.sources))
    chosen = np.flatnonzero(place >= 0)
    entries = np.array(met, np.int64) * len(chosen) + np.repeat(place[names], counts)
    key = numbered_places(entries, len(distinct) * len(chosen))
    meeting = _Meeting(distinct, chosen, place, key, index, profiles, cased, texts)
    found = meeting.steps()
    found = found.only(np.argsort(found.at, kind="stable"))
    entry = key[entries]
    starts = np.searchsorted(found.at, np.arange(len(meeting) + 1))
    which, cells = spread(starts[:-1][entry], np.diff(starts)[entry])
    return found.only(cells)._replace(at=entry_slots[which])


def spread(first: NDArray[np.int64], count: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Runs `first[n]:first[n] + count[n]` one after the other: the number of the run, and what it holds."""
    which = np.repeat(np.arange(len(first)), count)
    ends = np.cumsum(count)
    held = np.arange(len(which)) + np.repeat(first - (ends - count), count)
    return which, held


def numbered_places(held: NDArray[np.int64], size: int) -> NDArray[np.int32]:
    """Of each of `size` numbers its place among those held, in ascending order; -1 for the others.

    What NumPy's `unique` tells; that opens masked arrays at its first call, a twentieth of a second.
    """
    places = np.full(size, -1, np.int32)
    places[held] = 0
    distinct = np.flatnonzero(places == 0)
    places[distinct] = np.arange(len(distinct), dtype=np.int32)
    return places


class _Meeting:
    """Words and the names that they point to.

    Args:
        names: numbers of the names, ascending.
        place: of each name of the index its place among these; -1 for the others.
        key: of number of the word * names + place of the name the place among those that meet, ascending; else -1.
    """

    def __init__(
        self,
        words: Sequence[Word],
        names: NDArray[np.intp],
        place: NDArray[np.int32],
        key: NDArray[np.int32],
        index: Index,
        profiles: Profiles,
        cased: bool,
        texts: _Texts,
    ) -> None:
        self._words, self._names, self._index, self._profiles = words, names, index, profiles
        self._cased, self._texts = cased, texts
        self._place, self._keys, self._by_key = place, key, np.flatnonzero(key >= 0)
        self._said: set[int] = set()  # combinations of which the word stands in a rendering
        profiles.traits.fill(names, profiles)

    def __len__(self) -> int:
        """How many words and names meet."""
        return len(self._by_key)

    def steps(self) -> _Columns:
        """Their steps, as of one word."""
        return _together([self._targets(), self._glosses(), self._parts()])

    def _met(
        self, numbers: Sequence[int], names: Sequence[NDArray[np.integer]]
    ) -> tuple[NDArray[np.intp], NDArray[np.int64], list[int]]:
        """What some words meet of some names each.

        Args:
            numbers: of the words.
            names: of each word, numbers of names.

        Returns:
            One word after the other the places of those met among its names, the combinations, and for each word how
            many it meets.
        """
        sizes = np.array([len(some) for some in names], np.int64)
        starts = np.cumsum(sizes) - sizes
        found, combinations, words = [_NO_NUMBERS], [_NO_NUMBERS], [_NO_NUMBERS]
        for first, last in pairwise([*changes(starts // _AT_ONCE).tolist(), len(numbers)]):
            places = self._place[np.concatenate(names[first:last])]
            known = (places >= 0).nonzero()[0]
            of = np.repeat(np.arange(first, last), sizes[first:last])[known]
            combination = self._keys[np.array(numbers, np.int64)[of] * len(self._names) + places[known]]
            met = combination >= 0
            words.append(of[met])
            found.append((known + starts[first] - starts[of])[met])
            combinations.append(combination[met])
        counts = np.bincount(np.concatenate(words), minlength=len(numbers))
        return np.concatenate(found), np.concatenate(combinations), counts.tolist()

    def _names_of(self, combinations: NDArray[np.integer]) -> NDArray[np.intp]:
        """The number of the name in each combination."""
        names: NDArray[np.intp] = self._names[self._by_key[combinations] % len(self._names)]
        return names

    def _targets(self) -> _Columns:
        rows: list[tuple[int, int, float, int]] = []
        numbers = [number for number, word in enumerate(self._words) if not word.function]
        _, combinations, counts = self._met(numbers, [self._index.by_target(self._words[n].stem) for n in numbers])
        met = zip(self._names_of(combinations).tolist(), combinations.tolist(), strict=True)
        for number, count in zip(numbers, counts, strict=True):
            if not count:
                continue
            word = self._words[number]
            plain = explaining.plain_cost(word, self._cased)
            worth = explaining.target_worth(word)
            worths = worth - min(plain, 1.0), worth - min(0.0, 1.0)
            detail = self._texts.of(word.stem)
            for name, combination in islice(met, count):
                profile = self._profiles[name]
                target = explaining.target(profile, word, self._cased)
                if target is not None:
                    self._said.add(combination)
                    rows.append((combination, profile.mask(target), worths[not profile.capitals], detail))
        return _columns(rows, _FROM_TARGET, CODE[TARGET])

    def _glosses(self) -> _Columns:
        numbers = [number for number, word in enumerate(self._words) if not word.function]
        cells = [self._index.by_gloss(self._words[number].sense) for number in numbers]
        found, combination, counts = self._met(numbers, [names for names, _, _ in cells])
        if not len(found):
            return _columns([], _FROM_GLOSS, CODE[GLOSS])
        words = [self._words[number] for number, count in zip(numbers, counts, strict=True) if count]
        lengths = [count for count in counts if count]
        own = np.split(found, np.cumsum(lengths)[:-1])
        rows = [row for row, count in zip(cells, counts, strict=True) if count]
        plain = [explaining.plain_cost(word, self._cased) for word in words]
        other = [0.0 if word.sense == word.stem else explaining.OTHER_FORM for word in words]
        details = [self._texts.of(word.stem) for word in words]
        mask = np.concatenate([masks[of] for (_, masks, _), of in zip(rows, own, strict=True)]).astype(np.int64)
        nats = np.concatenate([nats[of] for (_, _, nats), of in zip(rows, own, strict=True)]).astype(np.float64)
        capitals = self._profiles.traits.capitals[self._names_of(combination)]
        doubt = np.where(capitals, np.repeat(plain, lengths), 0.0) + np.repeat(other, lengths)
        order = np.lexsort((mask, -nats, combination))
        combination, mask, nats = combination[order], mask[order], nats[order]
        doubt, detail = doubt[order], np.repeat(details, lengths)[order]
        kept = np.flatnonzero((rank(combination) < MOST) & (nats > doubt))
        count = len(kept)
        return _Columns(
            combination[kept],
            np.full(count, _FROM_GLOSS),
            np.ones(count, np.int64),
            mask[kept],
            np.full(count, CODE[GLOSS]),
            (nats - doubt)[kept],
            detail[kept],
        )

    def _parts(self) -> _Columns:
        rows: list[tuple[int, int, float, int]] = []
        glossed = Glossed(self._index.by_gloss, len(self._index.sources), self._names)
        for number, word in enumerate(self._words):
            if word.function or not word.parts:
                continue
            terms = np.array(sorted(set(self._index.by_gloss(word.parts[0])[0].tolist())), np.int64)
            _, combinations, _ = self._met([number], [terms])
            plain = explaining.plain_cost(word, self._cased)
            for name, combination in zip(self._names_of(combinations).tolist(), combinations.tolist(), strict=True):
                if combination in self._said:
                    continue
                doubt = plain if self._profiles.traits.capitals[name] else 0.0
                gloss = explaining.by_parts(word, doubt, lambda stemmed, n=name: glossed.of(stemmed, n))  # type: ignore[misc]
                if gloss is not None:
                    rows.append((combination, *gloss, self._texts.of(word.text.lower())))
        return _columns(rows, _FROM_PARTS, CODE[GLOSS])


def _columns(rows: Sequence[tuple[int, int, float, int]], origin: int, how: int) -> _Columns:
    """Steps of one word of one origin: combination, mask, nats, detail each."""
    count = len(rows)
    combination, mask, nats, detail = zip(*rows, strict=True) if rows else ((), (), (), ())
    return _Columns(
        np.array(combination, np.int64),
        np.full(count, origin),
        np.ones(count, np.int64),
        np.array(mask, np.int64),
        np.full(count, how),
        np.array(nats, np.float64),
        np.array(detail, np.int64),
    )


def _more(asked: Sequence[Asked], offsets: NDArray[np.int64], texts: _Texts) -> _Columns:
    rows = [
        (offset + r.first, n, r.last - r.first, r.mask, CODE[r.how], r.log_odds, texts.of(r.detail))
        for pair, offset in zip(asked, offsets.tolist(), strict=False)
        for n, r in enumerate(pair.more, start=_FROM_MORE)
    ]
    slot, origin, size, mask, how, nats, detail = zip(*rows, strict=True) if rows else ((),) * 7
    return _Columns(
        np.array(slot, np.int64),
        np.array(origin, np.int64),
        np.array(size, np.int64),
        np.array(mask, np.int64),
        np.array(how, np.int64),
        np.array(nats, np.float64),
        np.array(detail, np.int64),
    )


def rank(sorted_: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of ascending numbers the place of each among those equal to it."""
    here = np.arange(len(sorted_))
    starts = np.where(np.append(True, sorted_[1:] != sorted_[:-1])[: len(sorted_)], here, 0)
    places: NDArray[np.int64] = here - np.maximum.accumulate(starts)
    return places


def changes(sorted_: NDArray[np.int64]) -> NDArray[np.intp]:
    """Where each run of equal numbers begins."""
    return np.flatnonzero(np.append(True, sorted_[1:] != sorted_[:-1]))[: len(sorted_)]
