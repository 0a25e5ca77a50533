"""From pairs to proposed entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from termend.glossary import Glossary
from termend.harvest import names, titles
from termend.harvest.candidates import Candidate
from termend.harvest.links import Links
from termend.harvest.pair import Pair
from termend.harvest.proposals import Conflict, Context, Entry
from termend.harvest.recurring import Recurrences
from termend.harvest.splitting import narrowed
from termend.language.hanzi import simplified

_CONTEXTS = 3
_AROUND = 24
# Each further pair that shows the same entry takes away some of the doubt, down to half of it: an error may recur too.
_DOUBT_KEPT = 0.85
_MOST = 0.99

Progress = Callable[[str, int, int], None]
"""Called as `(file, pairs done, pairs in all)`."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What was found, the surest first.

    Attributes:
        entries: new to the glossary.
        conflicts: what contradicts it.
        known: what it has; not proposed.
    """

    entries: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...]
    known: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    candidate: Candidate
    pair: Pair


def harvest(pairs: Sequence[Pair], glossary: Glossary, least: float = 0.5, progress: Progress | None = None) -> Harvest:
    """New entries from trusted pairs; none that the glossary has.

    Args:
        least: entries less sure than this are left out.
        progress: called for each pair.
    """
    table: dict[tuple[str, str], list[_Seen]] = defaultdict(list)
    for seen in _candidates(pairs, progress):
        if seen.candidate.confidence > 0:
            table[_bare(seen.candidate.chinese), _fold(seen.candidate.english)].append(seen)
    entries = sorted(_rivals(_entry(seen) for seen in table.values()), key=_order)
    new: list[Entry] = []
    conflicts: list[Conflict] = []
    known: list[Entry] = []
    for entry in entries:
        rows = glossary.by_source.get(_bare(entry.source), ()) or glossary.by_source.get(entry.source, ())
        if entry.confidence < least:
            continue
        if any(_fold(rendering) == _fold(entry.target) for row in rows for rendering in row.renderings):
            known.append(entry)
        elif rows:
            conflicts.append(Conflict(entry, rows))
        else:
            new.append(entry)
    return Harvest(tuple(new), tuple(conflicts), tuple(known))


def _candidates(pairs: Sequence[Pair], progress: Progress | None) -> Iterator[_Seen]:
    recurrences = Recurrences()
    for done, pair in enumerate(pairs):
        if progress is not None:
            progress(pair.path, done, len(pairs))
        whole = Links(simplified(pair.chinese), pair.english)
        headline = names.is_headline(whole)
        for links in narrowed(whole):
            recurrences.add(done, links)
            matched = titles.matched(links)
            inside = {number for title in matched for number in range(*title.words)}
            for candidate in (*titles.find(matched), *names.find(links, inside, headline)):
                yield _Seen(candidate, pair)
    for number, candidate in recurrences.candidates():
        yield _Seen(candidate, pairs[number])


def _entry(seen: list[_Seen]) -> Entry:
    """One entry from all the places that show it."""
    best = max((s.candidate for s in seen), key=lambda c: (c.confidence, c.english))
    pairs = list(dict.fromkeys(s.pair for s in seen))
    doubt = (1 - best.confidence) * (0.5 + 0.5 * _DOUBT_KEPT ** (len(pairs) - 1))
    contexts = tuple(_context(pair, best) for pair in pairs[:_CONTEXTS])
    return Entry(best.chinese, best.english, min(_MOST, 1 - doubt), len(pairs), best.how, contexts)


def _rivals(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Of several English names for one term, each is as sure as its share of the evidence."""
    by_source: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_source[_bare(entry.source)].append(entry)
    for rivals in by_source.values():
        total = sum(e.confidence * e.count for e in rivals)
        for entry in rivals:
            share = entry.confidence * entry.count / total
            yield entry if len(rivals) == 1 else replace(entry, confidence=entry.confidence * share**0.5)


def _order(entry: Entry) -> tuple[float, int, str, str]:
    return -round(entry.confidence, 4), -entry.count, entry.source, entry.target


def _bare(chinese: str) -> str:
    """A term without quotation marks."""
    return "".join(c for c in chinese if c not in "“”‘’《》\"'")


def _fold(english: str) -> str:
    return " ".join(english.casefold().replace("-", " ").removeprefix("the ").split())


def _context(pair: Pair, candidate: Candidate) -> Context:
    return Context(
        pair.path,
        pair.place,
        _around(pair.chinese, candidate.chinese),
        _around(pair.english, candidate.english),
    )


def _around(text: str, words: str) -> str:
    """The words with a little of what stands beside them."""
    at = max(0, text.casefold().find(words.casefold()))
    start, end = max(0, at - _AROUND), min(len(text), at + len(words) + _AROUND)
    return ("…" if start else "") + " ".join(text[start:end].split()) + ("…" if end < len(text) else "")
