"""Entries from titles: what both sides put in quotation marks, and the parts of such titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from termend.harvest.aligning import monotone
from termend.harvest.candidates import Candidate
from termend.harvest.explaining import Explained, explain, explain_all
from termend.harvest.links import Links
from termend.language.function_words import ARTICLES, PRONOUNS
from termend.language.hanzi import has_hanzi

_CHINESE = re.compile(r"“([^“”]+)”|《([^《》]+)》|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\"")
_ENGLISH = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|(?<!\w)‘([^‘’]+)’(?!\w)|(?<!\w)'([^']+)'(?!\w)|«([^«»]+)»")
_INNER = re.compile(r"‘([^‘’]+)’")
_OUTER_MARKS = " ,.;，。；、"
_LEAST = 0.35
# Quotation marks on both sides, in the same order, are strong evidence; the rest comes from the words.
_BOTH_QUOTED = 0.55
_SOME_QUOTED = 0.35
_SPEECH, _SMALL = 0.5, 0.75
_LEADING = ARTICLES | {"and", "to", "for"}
_TRAILING = ARTICLES | {"and"}
_DIVIDING = _LEADING - ARTICLES | {"by", "with", "through"}
_BARE_DIVISION = 0.85


@dataclass(frozen=True, slots=True)
class Title:
    """A title in both languages.

    Attributes:
        links: of its own words alone.
        chinese: range of its characters in the pair.
        words: range of its words in the pair.
        confidence: probability that they are one title.
    """

    links: Links
    chinese: tuple[int, int]
    words: tuple[int, int]
    confidence: float


def matched(links: Links) -> list[Title]:
    """The titles of a pair that match in order."""
    chinese = [q for q in quoted(links.chinese, _CHINESE) if has_hanzi(links.chinese[slice(*q)])]
    english = [q for q in quoted(links.english, _ENGLISH) if links.words_in(*q)]
    own = [[Links(links.chinese[slice(*z)], links.english[slice(*e)]) for e in english] for z in chinese]
    scores = [[explain_all(one).score for one in row] for row in own]
    pairs = monotone(scores, _LEAST)
    prior = _BOTH_QUOTED if len(chinese) == len(english) == len(pairs) else _SOME_QUOTED
    return [
        Title(
            own[i][j],
            chinese[i],
            (links.words_in(*english[j])[0], links.words_in(*english[j])[-1] + 1),
            (prior + (1 - prior) * scores[i][j]) * _like_a_title(own[i][j], links.chinese[chinese[i][0] - 1]),
        )
        for i, j in pairs
    ]


def _like_a_title(links: Links, mark: str) -> float:
    """1 for a title; less for speech, which stands in quotation marks too."""
    if mark == "《":
        return 1.0
    words = [word.text for number, word in enumerate(links.words) if links.content[number]]
    if any(word.lower() in PRONOUNS for word in words):
        return _SPEECH
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return 1.0 if capitals >= 0.8 * len(words) else _SMALL


def quoted(text: str, marks: re.Pattern[str] = _CHINESE) -> list[tuple[int, int]]:
    """The stretches between quotation marks, without outer space and stops, in order."""
    found = []
    for match in marks.finditer(text):
        start, end = match.span(match.lastindex or 0)
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip(_OUTER_MARKS))
        found.append((start, start + len(inner.strip(_OUTER_MARKS))))
    return found


def find(titles: Sequence[Title]) -> Iterator[Candidate]:
    """The titles, the halves of those that have two, and what they quote themselves."""
    for title in titles:
        yield Candidate(title.links.chinese, title.links.english, title.confidence, "title")
        yield from _halves(title.links)
        yield from _inner(title.links)


def _halves(links: Links) -> Iterator[Candidate]:
    """The halves of a title that a space divides, where its English divides as well."""
    pieces = [match.span() for match in re.finditer(r"\S+", links.chinese)]
    if len(pieces) != 2 or not all(has_hanzi(links.chinese[slice(*piece)]) for piece in pieces):
        return
    best = max(_divisions(links, pieces), key=lambda division: division[0], default=None)
    if best is None:
        return
    confidence, *parts = best
    for part in parts:
        english = links.english_of(part.first, part.last)
        yield Candidate(links.chinese[part.start : part.end], english, confidence, "part of a title")


def _divisions(links: Links, pieces: list[tuple[int, int]]) -> Iterator[tuple[float, Explained, Explained]]:
    """Each way to divide the English, with the score of its worse half; best at a comma or a small word."""
    for cut in range(1, len(links.words)):
        before, after = _trimmed(links, 0, cut), _trimmed(links, cut, len(links.words))
        if before[0] < before[1] and after[0] < after[1]:
            halves = explain(links, *pieces[0], *before), explain(links, *pieces[1], *after)
            comma = links.english[links.words[cut - 1].end] in ",;:"
            factor = 1.0 if comma or links.words[cut].text.lower() in _DIVIDING else _BARE_DIVISION
            yield min(half.score for half in halves) * factor, *halves


def _trimmed(links: Links, first: int, last: int) -> tuple[int, int]:
    while first < last and links.words[first].text.lower() in _LEADING:
        first += 1
    while first < last and links.words[last - 1].text.lower() in _TRAILING:
        last -= 1
    return first, last


def _inner(links: Links) -> Iterator[Candidate]:
    """A name that the Chinese title puts in quotation marks of its own, with the words that explain it best."""
    for match in _INNER.finditer(links.chinese):
        found = [
            explain(links, *match.span(1), i, j)
            for i in range(len(links.words))
            for j in range(i + 1, len(links.words) + 1)
            if links.content[i] and links.content[j - 1]
        ]
        best = max(found, key=lambda e: (e.score, e.first - e.last, -e.first), default=None)
        if best is not None and best.score >= _LEAST:
            yield Candidate(match[1], links.english_of(best.first, best.last), best.score, "title")
