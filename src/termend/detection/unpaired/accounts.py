"""The account of one given stretch as one given name: the best chain of reasons inside it, if there is any."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from termend.channel import numbers, recall
from termend.detection.search import explaining, nearness
from termend.detection.search.candidates import Candidate
from termend.detection.search.explaining import NEAR, NUMBER, SOUND, Reason
from termend.detection.search.glossed import Glossed
from termend.detection.search.profile import Profile
from termend.detection.search.sounding import stands_for_itself
from termend.detection.search.spans import LONGEST_SPAN, Span, Step, spans, steps, strongest_first
from termend.detection.search.words import Word
from termend.detection.unpaired.shares import Search
from termend.detection.unpaired.stretches import Stretch

_LEAST_SOUND, _MOST_SOUND = 2.5, 14.0  # nats
_NO_SCORE = float("-inf")


class Accounts:
    """Explains stretches as names.

    Args:
        terms: numbers of the names that will be asked for.
    """

    def __init__(self, search: Search, terms: Iterable[int]) -> None:
        self._search = search
        self._glossed = Glossed(search.index.by_gloss, len(search.index.sources), terms)

    def candidate(self, stretch: Stretch, term: int) -> Candidate:
        """The stretch as the name, with whatever reasons there are."""
        line, profile = self._search.lines[stretch.line], self._search.profiles[term]
        words = line.words[stretch.first : stretch.last]
        by_place: dict[int, list[Step]] = {}
        for reason in self._reasons(profile, words, term):
            here = [*by_place.get(reason.first, ()), *steps(profile, (reason,))]
            by_place[reason.first] = sorted(here, key=strongest_first)
        chains = spans(profile, words[:LONGEST_SPAN], by_place, _NO_SCORE) if by_place else []
        best = max(chains, key=lambda span: span.score, default=Span(0, 0, 0.0, 0, ()))
        reasons = tuple(r._replace(first=r.first + stretch.first, last=r.last + stretch.first) for r in best.reasons)
        return Candidate(line, profile, Span(stretch.first, stretch.last, best.score, best.mask, reasons))

    def _reasons(self, profile: Profile, words: tuple[Word, ...], term: int) -> list[Reason]:
        found: list[Reason] = []
        cased = self._search.document.cased
        for place, word in enumerate(words):
            found += explaining.by_word(profile, word, place, cased, lambda stem: self._glossed.of(stem, term))
            digits = numbers.digits([word.text])
            for number, mask, value in zip(*(a.tolist() for a in self._search.index.by_figure(digits)), strict=True):
                if digits and number == term:
                    found.append(Reason(place, place + 1, mask, NUMBER, value, digits))
            if nearness.may_be_near(word):
                found += _near(profile, word, place)
        strange = [n for n, w in enumerate(words) if (w.capital or not w.known_word) and not stands_for_itself(w)]
        if strange:
            whole = (strange[0], strange[-1] + 1)
            stretches = dict.fromkeys([whole, *((n, n + 1) for n in strange)])
            found += [r for first, last in stretches for r in _heard(profile, words, first, last)]
        return found


def _near(profile: Profile, word: Word, place: int) -> Iterable[Reason]:
    for letters, target in profile.spelt.items():
        like = Levenshtein.normalized_similarity(word.letters, letters)
        if recall.LEAST_LIKE <= like < 1 and len(letters) >= recall.SHORTEST_NEAR:
            yield Reason(
                place, place + 1, profile.mask(target), NEAR, explaining.near_worth(like, letters), target.text
            )


def _heard(profile: Profile, words: tuple[Word, ...], first: int, last: int) -> Iterable[Reason]:
    letters = "".join(w.letters for w in words[first:last])
    aligned = profile.sound.align(letters, profile.characters)
    if aligned is not None and aligned.log_odds > _LEAST_SOUND:
        mask = (1 << aligned.end) - (1 << aligned.start)
        yield Reason(first, last, mask, SOUND, min(aligned.log_odds, _MOST_SOUND), letters)
