"""The garbled names of segments that have no source, from first to last."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from termend.channel import english, lexicon, sound
from termend.detection.search import features
from termend.detection.search.candidates import Candidate
from termend.detection.search.clues import Clues
from termend.detection.search.known import Known
from termend.detection.search.lines import lines, with_bare_names
from termend.detection.unpaired import consistency, decision, opened, pool
from termend.detection.unpaired.assigning import Garble, assigned
from termend.detection.unpaired.shares import Search
from termend.glossary import Glossary
from termend.records import Segment


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
    considered = pool.gather(search(segments, glossary, known), meanwhile)
    log_odds = decision.log_odds(considered)
    made = assigned(considered.candidates, considered.terms, log_odds.tolist())
    raised = consistency.raised(considered.candidates, log_odds, made)
    return made if raised is log_odds else assigned(considered.candidates, considered.terms, raised.tolist())


def look(
    segments: Sequence[Segment], glossary: Glossary, known: Sequence[Known]
) -> tuple[list[Candidate], features.Setting]:
    """Every candidate of a document and what the document says as a whole."""
    asked = search(segments, glossary, known)
    clues = Clues(asked.lines, asked.index, asked.profiles, asked.sounds, asked.document.cased)
    return [candidate for _, candidate in clues.candidates(range(len(asked.lines)))], asked.document


def search(segments: Sequence[Segment], glossary: Glossary, known: Sequence[Known]) -> Search:
    """The words of some segments and the names that are looked for among them."""
    copy, held = english.shipped(), opened.of(glossary)
    index, names = held.index, held.profiles
    cut = lines(segments, known, copy, lexicon.shipped())
    document = features.setting(cut, glossary.sizes, glossary.listing)
    if not document.cased:
        cut = with_bare_names(cut, index, names)
        document = features.setting(cut, glossary.sizes, glossary.listing)
    return Search(cut, index, names, sound.shipped(), held.sounds, document, glossary.sizes)
