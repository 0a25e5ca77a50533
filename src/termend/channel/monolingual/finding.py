"""The garbled names of segments that have no source."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from termend.channel import cache, english, lexicon, recall, sound
from termend.channel.monolingual import classifier, features, shares, weighing
from termend.channel.monolingual.assigning import Garble, assigned
from termend.channel.monolingual.candidates import Candidate
from termend.channel.monolingual.clues import Clues
from termend.channel.monolingual.known import Known
from termend.channel.monolingual.lines import lines, with_bare_names
from termend.channel.monolingual.profile import Profiles
from termend.glossary import Glossary
from termend.records import Segment, Term


def find(
    segments: Sequence[Segment],
    glossary: Glossary,
    known: Sequence[Known],
    meanwhile: Callable[[], None] | None = None,
) -> list[Garble]:
    """The garbled names of segments that have no source, in order of place.

    Args:
        segments: of one document.
        known: accepted renderings in them; they are neither garbles nor their edges.
        meanwhile: done while other processes work, where some do.
    """
    if not len(glossary):
        return []
    search = _search(segments, glossary, known)
    found = shares.find(search, meanwhile)
    if not found.spots:
        return []
    log_odds = classifier.log_odds(found.rows, search.document.cased) + weighing.priors(found)
    log_odds = weighing.hinted(found, log_odds)
    made = assigned(found, log_odds.tolist())
    raised = weighing.consistent(found, log_odds, made)
    return made if raised is log_odds else assigned(found, raised.tolist())


def look(
    segments: Sequence[Segment], glossary: Glossary, known: Sequence[Known]
) -> tuple[list[Candidate], features.Setting]:
    """Every candidate of a document and what the document says as a whole."""
    search = _search(segments, glossary, known)
    clues = Clues(search.lines, search.index, search.profiles, search.sound, search.document.cased)
    return [candidate for _, candidate in clues.candidates(range(len(search.lines)))], search.document


def _search(segments: Sequence[Segment], glossary: Glossary, known: Sequence[Known]) -> shares.Search:
    words, sounds, copy = lexicon.shipped(), sound.shipped(), english.shipped()
    index = cache.read(glossary)
    if index is None:
        index = recall.build([(s, _renderings(rows)) for s, rows in glossary.by_source.items()], words, sounds, copy)
        cache.write(glossary, index)
    cut = lines(segments, known, copy, words)
    names = Profiles(glossary.by_source, index.sources, words, sounds, copy)
    document = features.setting(cut, glossary.sizes, glossary.listing)
    if not document.cased:
        cut = with_bare_names(cut, index, names)
        document = features.setting(cut, glossary.sizes, glossary.listing)
    return shares.Search(cut, index, names, sounds, document)


def _renderings(rows: Sequence[Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for term in rows for text in term.renderings))
