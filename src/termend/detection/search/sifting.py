"""Which chains are worth a look: their edges widened to what the name leaves open, then those that say enough of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from termend.detection.search.candidates import is_form
from termend.detection.search.candidates import said as said_by
from termend.detection.search.chains import Chains
from termend.detection.search.explaining import GLOSS, NEAR, SOUND, TARGET
from termend.detection.search.profile import Profile, Profiles
from termend.detection.search.spans import LONGEST_SPAN
from termend.detection.search.steps import CODE, Asked
from termend.detection.search.traits import ones
from termend.detection.search.words import Word

_WIDENED_COST = 0.3
_LEAST_COVERED = 0.29
_LEAST_EXPLAINED = 0.5  # share of the words
_LEAST_PER_WORD = 2.0
_LEAST_PLAIN = 6.0  # nats
_MOST_OF_NAME = 0.75  # share of a name's characters, by weight
_HEARD = 1 << CODE[SOUND] | 1 << CODE[NEAR]
_SAID = 1 << CODE[GLOSS] | 1 << CODE[TARGET]


@dataclass(frozen=True, slots=True)
class Sifted:
    """The chains that are worth a look.

    Attributes:
        chain: number of each.
        first, last: words of its line, strange ones at its edges among them.
        score: nats, less for those.
        weak: whether it is a rival to others at most: a few nats of glosses and approved words come by chance anywhere,
            but for where they say most of a name and nothing else.
    """

    chain: NDArray[np.intp]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    score: NDArray[np.float64]
    weak: NDArray[np.bool_]


class _Row:
    """The words of all lines, one after the other, as far as edges and sense are asked for.

    Attributes:
        begins: of each pair the place of its first word.
        odd, odder: whether a word is strange at the edge of what is merely heard, and of anything else.
        content: how many words before each are no function words; `plain` those that are besides ordinary.
    """

    def __init__(self, asked: Sequence[Asked]) -> None:
        lines: dict[int, int] = {}
        words: list[Word] = []
        for pair in asked:
            if id(pair.words) not in lines:
                lines[id(pair.words)] = len(words)
                words += pair.words
        self.begins = np.array([lines[id(pair.words)] for pair in asked], np.int64)
        self.ends = self.begins + np.array([len(pair.words) for pair in asked], np.int64)
        flags = np.array(
            [
                (
                    w.joined,
                    w.capital,
                    w.opening,
                    w.function,
                    w.known_word,
                    w.mention is None,
                    bool(w.letters),
                )
                for w in words
            ],
            np.bool_,
        ).reshape(-1, 7)
        self.joined, self.capital, opening, function, known, self.free, spelt = flags.T
        able = self.free & ~function & spelt
        self.odd = able & ~known
        self.odder = able & (~known | (self.capital & ~opening))
        self.told = ~function
        self.content = _counted(self.told)
        self.plain = _counted(self.told & known & ~self.capital & self.free)


def _counted(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many flags are set before each place, and before the end."""
    return np.append(0, np.cumsum(flags))


def sifted(asked: Sequence[Asked], chains: Chains, profiles: Profiles) -> Sifted:
    """Those of some chains that are worth a look, in their order."""
    row, traits = _Row(asked), profiles.traits
    pair = chains.pair
    names = np.array([a.name for a in asked], np.int64)[pair]
    begins, ends = row.begins[pair], row.ends[pair]
    starts = chains.first + begins
    covered = traits.weight(names, chains.mask)
    whole = traits.full[names] | traits.light[names]
    lost = traits.weight(names, whole & ~chains.mask)
    first, last, score = starts.copy(), chains.last + begins, chains.score.copy()
    heard = (chains.kinds & ~_HEARD) == 0

    def widen(edge: NDArray[np.int64], gap: Callable[[NDArray[np.intp]], NDArray[np.int64]], step: int) -> None:
        """Move an edge over strange words as long as it can; `gap` is the place that must be joined."""
        here = np.arange(len(edge))
        while len(here := here[_goes_on(here, edge, gap, step)]):
            edge[here] += step
            lost[here] -= 1
            score[here] -= _WIDENED_COST

    def _goes_on(
        here: NDArray[np.intp],
        edge: NDArray[np.int64],
        gap: Callable[[NDArray[np.intp]], NDArray[np.int64]],
        step: int,
    ) -> NDArray[np.bool_]:
        word = edge[here] if step > 0 else edge[here] - 1
        inside = (word >= begins[here]) & (word < ends[here]) & (lost[here] >= 1)
        at, which = word[inside], here[inside]
        inside[inside] = row.joined[gap(which)] & np.where(heard[which], row.odd[at], row.odder[at])
        return inside

    widen(last, lambda which: last[which], 1)
    widen(first, lambda which: first[which], -1)
    said = chains.said
    explained = ones(said & _bits(row.told, starts, ends))

    def is_worth_it(which: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether some explain enough of their words and of their name; a word more at an edge never helps."""
        content = row.content[last[which]] - row.content[first[which]]
        enough: NDArray[np.bool_] = (
            (covered[which] >= _LEAST_COVERED * traits.total[names[which]])
            & (explained[which] >= _LEAST_EXPLAINED * content)
            & (score[which] >= _LEAST_PER_WORD * content)
        )
        return enough

    before = np.flatnonzero(first > begins)
    before = before[row.joined[first[before]] & row.capital[first[before] - 1]]
    for n in before[is_worth_it(before)].tolist():
        a = asked[pair[n]]
        if profiles[a.name].opens_with(a.words[int(first[n] - begins[n]) - 1].letters, int(chains.mask[n])):
            first[n] -= 1
    content = row.content[last] - row.content[first]
    kept = is_worth_it(np.arange(len(first))) & ((said & _bits(row.free, starts, ends)) != 0)
    plain = row.plain[last] - row.plain[first] == content
    chosen = []
    told: dict[tuple[int, int], tuple[tuple[str, ...], frozenset[str]]] = {}  # by place what words say, and their stems
    for n in np.flatnonzero(kept).tolist():
        a, place = asked[pair[n]], (int(first[n]), int(last[n]))
        if place not in told:
            words = a.words[place[0] - begins[n] : place[1] - begins[n]]
            told[place] = said_by(words), frozenset([w.stem for w in words if not w.function])
        says, stems = told[place]
        profile = profiles[a.name]
        if not is_form(says, profile) and not (plain[n] and _is_part(stems, profile)):
            chosen.append(n)
    kept_ = np.array(chosen, np.intp)
    weak = (score < _LEAST_PLAIN) & ((chains.kinds & ~_SAID) == 0)
    weak &= ~((content > 1) & (explained == content) & (covered / traits.total[names] >= _MOST_OF_NAME))
    return Sifted(kept_, (first - begins)[kept_], (last - begins)[kept_], score[kept_], weak[kept_])


def _bits(flags: NDArray[np.bool_], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The flags of the words from each start on, as bits; as many as a chain may reach over."""
    bits = np.zeros(len(starts), np.int64)
    for offset in range(LONGEST_SPAN):
        at = starts + offset
        inside = at < ends
        bits |= np.where(inside, flags[np.where(inside, at, 0)], 0).astype(np.int64) << offset
    return bits


def _is_part(stems: frozenset[str], profile: Profile) -> bool:
    """Whether ordinary words are merely some of an approved rendering: five years, of a Five-Year Plan."""
    return any(stems < {w.stem for w in target} for target in profile.words)
