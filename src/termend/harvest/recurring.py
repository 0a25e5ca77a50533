"""Entries from recurrence: characters and words that come together again and again, capitals or not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from termend.channel import lexicon
from termend.harvest.candidates import Candidate
from termend.harvest.explaining import Explained, explain
from termend.harvest.links import Links
from termend.language.function_words import AUXILIARIES, PRONOUNS
from termend.language.numerals import value
from termend.language.particles import GRAMMAR

_FEWEST = 2
_LONGEST_CHARACTERS = 6
_LONGEST_WORDS = 4
_LEAST = 0.7
_PART = 0.7
_CHANCE = 0.3
_LEAST_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class _Sighting:
    """One place where a compound stands.

    Attributes:
        pair: number of the pair.
        form: the English as it stands.
        score: how well both sides explain each other.
        before, after: the character beside it that nothing explains; empty where there is none.
    """

    pair: int
    form: str
    score: float
    before: str
    after: str


class Recurrences:
    """Compounds of a corpus, gathered pair by pair; what is kept of a pair is its Chinese and its compounds."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], list[_Sighting]] = defaultdict(list)
        self._chinese: list[str] = []

    def add(self, pair: int, links: Links) -> None:
        """Take in a part of the pair of that number."""
        self._chinese.append(links.chinese)
        for one in _compounds(links):
            english = " ".join(links.stems[one.first : one.last])
            self._seen[links.chinese[one.start : one.end], english].append(
                _Sighting(
                    pair,
                    links.english_of(one.first, one.last),
                    one.score,
                    _bare(links, one.start - 1),
                    _bare(links, one.end),
                )
            )

    def candidates(self) -> Iterator[tuple[int, Candidate]]:
        """Compounds that recur as often in both languages, with the number of each pair that shows them.

        What the dictionary knows as one word is left out, and so is what always stands inside a longer one.
        """
        often = {key: found for key, found in self._seen.items() if len(found) >= _FEWEST}
        longer: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for chinese, english in often:
            for part in set(_stretches(chinese)) - {chinese}:
                longer[part].append((chinese, english))
        counts = self._counts({chinese for chinese, _ in often})
        for (chinese, english), found in often.items():
            count = len(found)
            share = count / max(count, counts[chinese])
            inside = any(english in words and len(often[other, words]) >= count for other, words in longer[chinese])
            if share < _LEAST_SHARE or inside:
                continue
            score = sum(one.score for one in found) / count * share * (1 - _CHANCE / count)
            # The same unexplained character beside it each time belongs to the term.
            if any(
                len(beside) == 1 and beside != {""} for beside in ({f.before for f in found}, {f.after for f in found})
            ):
                score *= _PART
            candidate = Candidate(chinese, _name(found), score, "recurring")
            yield from ((one.pair, candidate) for one in found)

    def _counts(self, wanted: set[str]) -> Counter[str]:
        """How often each of some strings stands in the corpus."""
        return Counter(part for chinese in self._chinese for part in _stretches(chinese) if part in wanted)


def _bare(links: Links, place: int) -> str:
    """The character at a place, where it may belong to a name and nothing explains it; else nothing."""
    if not 0 <= place < len(links.chinese) or links.weights[place] != 1.0 or links.claim(place) >= 0.5:
        return ""
    return "" if links.chinese[place] in GRAMMAR else links.chinese[place]


def _stretches(chinese: str) -> Iterator[str]:
    for start in range(len(chinese)):
        for end in range(start + 2, min(len(chinese), start + _LONGEST_CHARACTERS) + 1):
            yield chinese[start:end]


def _compounds(links: Links) -> Iterator[Explained]:
    """Runs of words that explain some characters in full, two words at least."""
    for first in range(len(links.words)):
        for last in range(first + 2, min(len(links.words), first + _LONGEST_WORDS) + 1):
            if not _may_name(links, first, last) or not _adjoin(links, first, last):
                continue
            for start, end in _tight(links, first, last):
                one = explain(links, start, end, first, last)
                if min(one.english, one.chinese) >= _LEAST and one.score >= _LEAST:
                    yield one


def _may_name(links: Links, first: int, last: int) -> bool:
    if value(links.words[first].text) is not None or any(
        "'" in w.text or "’" in w.text for w in links.words[first:last]
    ):
        return False
    return all(
        links.content[n] and links.words[n].text.lower() not in PRONOUNS | AUXILIARIES for n in range(first, last)
    )


def _adjoin(links: Links, first: int, last: int) -> bool:
    return all(
        links.english[links.words[n].end : links.words[n + 1].start] in (" ", "-") for n in range(first, last - 1)
    )


def _tight(links: Links, first: int, last: int) -> set[tuple[int, int]]:
    """Stretches that begin on a link of one of the words and end on a link of another, with nothing bare inside."""
    linked = [li for n in range(first, last) for li in links.by_word[n] if li.strength >= 0.5]
    found = set()
    for a in linked:
        for b in linked:
            if a.word == b.word or a.end > b.start or b.end - a.start > _LONGEST_CHARACTERS:
                continue
            if (a.start, b.end) not in found and _is_compound(links, a.start, b.end):
                found.add((a.start, b.end))
    return found


def _is_compound(links: Links, start: int, end: int) -> bool:
    """Whether characters may be a compound: no word of the dictionary, no grammar among them, no word cut in two."""
    characters = links.chinese[start:end]
    return (
        GRAMMAR.isdisjoint(characters)
        and links.in_one_run(start, end)
        and not lexicon.shipped().has_word(characters)
        and not any(_cuts_a_word(links.chinese, border) for border in (start, end))
    )


@lru_cache(maxsize=1 << 11)
def _cuts_a_word(chinese: str, border: int) -> bool:
    """Whether a dictionary word lies across a border."""
    known = lexicon.shipped()
    return any(
        known.has_word(chinese[start : start + size])
        for size in (2, 3, 4)
        for start in range(max(0, border - size + 1), border)
    )


def _name(found: Sequence[_Sighting]) -> str:
    """As it stands most often; small letters where some text has them, and for a compound joined by a hyphen."""
    forms = Counter(one.form for one in found)
    small = [form for form in forms if form == form.lower()]
    if small:
        return max(small, key=lambda form: (forms[form], form))
    best = max(forms, key=lambda form: (forms[form], form))
    return best.lower() if "-" in best else best
