"""Entries from recurrence: characters and words that come together again and again, capitals or not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from termend.channel import lexicon
from termend.harvest.candidates import Candidate
from termend.harvest.explaining import Explained, explain
from termend.harvest.grammar import AUXILIARIES, GRAMMAR, PRONOUNS
from termend.harvest.links import Links
from termend.harvest.numerals import value

_FEWEST = 2
_LONGEST_CHARACTERS = 6
_LONGEST_WORDS = 4
_LEAST = 0.7
_PART = 0.7
_CHANCE = 0.3


def find(parts: Sequence[Links]) -> Iterator[tuple[int, Candidate]]:
    """Compounds that recur as often in both languages, with the number of each part that shows them.

    What the dictionary knows as one word is left out, and so is what always stands inside a longer one.
    """
    seen: dict[tuple[str, str], list[tuple[int, Explained]]] = defaultdict(list)
    chinese_counts: Counter[str] = Counter()
    for number, links in enumerate(parts):
        chinese_counts.update(_stretches(links.chinese))
        for one in _compounds(links):
            english = " ".join(links.stems[one.first : one.last])
            seen[links.chinese[one.start : one.end], english].append((number, one))
    often = {key: found for key, found in seen.items() if len(found) >= _FEWEST}
    for (chinese, english), found in often.items():
        count = len(found)
        share = count / max(count, chinese_counts[chinese])
        if share < 0.6 or _inside_longer(chinese, english, count, often):
            continue
        score = sum(e.score for _, e in found) / count * share * (1 - _CHANCE / count)
        if _always_beside(parts, found, -1) or _always_beside(parts, found, 1):
            score *= _PART
        candidate = Candidate(chinese, _name(parts, found), score, "recurring")
        yield from ((number, candidate) for number, _ in found)


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
            dictionary_word = lexicon.shipped().has_word(links.chinese[a.start : b.end])
            grammar = any(c in GRAMMAR for c in links.chinese[a.start : b.end])
            if any(_cuts_a_word(links.chinese, border) for border in (a.start, b.end)):
                continue
            if not dictionary_word and not grammar and links.in_one_run(a.start, b.end):
                found.add((a.start, b.end))
    return found


def _cuts_a_word(chinese: str, border: int) -> bool:
    """Whether a dictionary word lies across a border."""
    known = lexicon.shipped()
    return any(
        known.has_word(chinese[start : start + size])
        for size in (2, 3, 4)
        for start in range(max(0, border - size + 1), border)
    )


def _always_beside(parts: Sequence[Links], found: Sequence[tuple[int, Explained]], step: int) -> bool:
    """Whether the same character that nothing explains stands beside it each time: it belongs to the term."""
    beside = set()
    for number, one in found:
        links, place = parts[number], one.start - 1 if step < 0 else one.end
        inside = 0 <= place < len(links.chinese) and links.weights[place] == 1.0 and links.claim(place) < 0.5
        beside.add(links.chinese[place] if inside and links.chinese[place] not in GRAMMAR else "")
    return len(beside) == 1 and beside != {""}


def _inside_longer(
    chinese: str, english: str, count: int, often: dict[tuple[str, str], list[tuple[int, Explained]]]
) -> bool:
    return any(
        chinese in other and chinese != other and english in words and len(found) >= count
        for (other, words), found in often.items()
    )


def _name(parts: Sequence[Links], found: Sequence[tuple[int, Explained]]) -> str:
    """As it stands most often; small letters where some text has them, and for a compound joined by a hyphen."""
    forms = Counter(parts[number].english_of(one.first, one.last) for number, one in found)
    small = [form for form in forms if form == form.lower()]
    if small:
        return max(small, key=lambda form: forms[form])
    best = max(forms, key=lambda form: (forms[form], form))
    return best.lower() if "-" in best else best
