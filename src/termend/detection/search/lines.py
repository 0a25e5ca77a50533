"""The draft cut into lines of words, each with the accepted renderings that stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from termend.channel import recall
from termend.channel.english import English
from termend.channel.lexicon import Lexicon
from termend.channel.recall import Index
from termend.detection.search.profile import Profiles
from termend.detection.search.words import Known, Word, words
from termend.language.letters import fold
from termend.language.wordforms import demonyms
from termend.records import Segment

_LEAST_WORDS = 16  # of what a long segment is cut into


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a segment, or of some sentences of a long one."""

    segment: Segment
    words: tuple[Word, ...]


def lines(segments: Sequence[Segment], known: Sequence[Known], english: English, lexicon: Lexicon) -> list[Line]:
    """The segments cut into words, each with the accepted renderings that stand in it; a long one is cut in several."""
    return Cutter(english, lexicon).lines(segments, known)


class Cutter:
    """Cuts segments into lines; asked again, it gives the same lines of those in which nothing more is known."""

    def __init__(self, english: English, lexicon: Lexicon) -> None:
        self._english, self._lexicon = english, lexicon
        self._cut: dict[int, tuple[Segment, list[Known], list[Line]]] = {}
        self._marked: dict[int, tuple[Line, Line]] = {}  # by what a line is: without and with bare names

    def lines(self, segments: Sequence[Segment], known: Sequence[Known]) -> list[Line]:
        """As the function `lines`."""
        by_segment: dict[int, list[Known]] = defaultdict(list)
        for mention in known:
            by_segment[mention.segment].append(mention)
        found: list[Line] = []
        for segment in segments:
            here = by_segment[segment.index]
            cut = self._cut.get(segment.index)
            if cut is None or cut[0] is not segment or cut[1] != here:
                row = words(segment, here, self._english, self._lexicon)
                cut = self._cut[segment.index] = segment, here, [Line(segment, part) for part in _sentences(row)]
            found += cut[2]
        return found

    def with_bare_names(self, all_lines: Sequence[Line], index: Index, profiles: Profiles) -> list[Line]:
        """As the function of that name."""
        held = {id(line): self._marked.get(id(line)) for line in all_lines}
        new = [line for line in all_lines if held[id(line)] is None]
        made = zip(new, with_bare_names(new, index, profiles), strict=True)
        self._marked = {n: both for n, both in held.items() if both} | {id(line): (line, own) for line, own in made}
        return [self._marked[id(line)][1] for line in all_lines]


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
