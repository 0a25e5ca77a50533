"""The garbled names of segments that have no source, from first to last."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from termend.channel import english, lexicon, sound
from termend.detection.search import features
from termend.detection.search.candidates import Candidate
from termend.detection.search.clues import Clues
from termend.detection.search.lines import Cutter, lines, with_bare_names
from termend.detection.search.words import Known
from termend.detection.unpaired import consistency, decision, opened, pool, shares
from termend.detection.unpaired.assigning import Garble, assigned
from termend.detection.unpaired.shares import Search
from termend.glossary import Glossary
from termend.records import Segment


def find(segments: Sequence[Segment], glossary: Glossary, known: Sequence[Known]) -> list[Garble]:
    """The garbled names of segments that have no source, in order of place; see `Rounds`."""
    return Rounds(segments, glossary).find(known)


class Rounds:
    """The search of segments that have no source, again and again as more is known; what stays is not searched anew.

    Args:
        segments: of one document.
        meanwhile: done while other processes work, where some do.
        whole: what the whole document says, where these are a section of it.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        glossary: Glossary,
        meanwhile: Callable[[], None] | None = None,
        whole: features.Setting | None = None,
    ) -> None:
        self._segments, self._glossary, self._meanwhile, self._whole = segments, glossary, meanwhile, whole
        self._cutter = Cutter(english.shipped(), lexicon.shipped())
        self._found: shares.Found | None = None

    def find(self, known: Sequence[Known]) -> list[Garble]:
        """The garbled names in order of place.

        Args:
            known: accepted renderings in the segments; they are neither garbles nor their edges.
        """
        if not len(self._glossary):
            return []
        asked = search(self._segments, self._glossary, known, self._whole, self._cutter)
        considered = pool.gather(asked, self._meanwhile, self._found)
        self._found = considered.found
        log_odds = decision.log_odds(considered)
        made = assigned(considered.candidates, considered.terms, log_odds.tolist())
        raised = consistency.raised(considered.candidates, log_odds, made)
        return made if raised is log_odds else assigned(considered.candidates, considered.terms, raised.tolist())


class Survey:
    """Counts what a draft says as a whole, section by section.

    Args:
        glossary: whose names count where they stand by themselves without capitals; None where the draft has capitals.
    """

    def __init__(self, glossary: Glossary | None = None) -> None:
        self._held = None if glossary is None else opened.of(glossary)
        self._counts = features.Counts()

    def add(self, segments: Sequence[Segment], known: Sequence[Known]) -> None:
        """Count a further section."""
        cut = lines(segments, known, english.shipped(), lexicon.shipped())
        if self._held is not None:
            cut = with_bare_names(cut, self._held.index, self._held.profiles)
        self._counts.add(cut)

    def setting(self, glossary: Glossary) -> features.Setting:
        """What was counted says of a glossary."""
        return self._counts.setting(glossary.sizes, glossary.listing)


def look(
    segments: Sequence[Segment], glossary: Glossary, known: Sequence[Known]
) -> tuple[list[Candidate], features.Setting]:
    """Every candidate of a document and what the document says as a whole."""
    asked = search(segments, glossary, known)
    clues = Clues(asked.lines, asked.index, asked.profiles, asked.sounds, asked.document.cased)
    return [found.candidate for found in clues.candidates(range(len(asked.lines)))], asked.document


def search(
    segments: Sequence[Segment],
    glossary: Glossary,
    known: Sequence[Known],
    whole: features.Setting | None = None,
    cutter: Cutter | None = None,
) -> Search:
    """The words of some segments and the names that are looked for among them.

    Args:
        whole: what the whole document says, where these are a section of it.
        cutter: cuts them; what it has cut before with as much known is the same object again.
    """
    held = opened.of(glossary)
    index, names = held.index, held.profiles
    cutter = cutter or Cutter(english.shipped(), lexicon.shipped())
    cut = cutter.lines(segments, known)
    document = whole or features.setting(cut, glossary.sizes, glossary.listing)
    if not document.cased:
        cut = cutter.with_bare_names(cut, index, names)
        document = whole or features.setting(cut, glossary.sizes, glossary.listing)
    return Search(cut, index, names, sound.shipped(), held.sounds, document, glossary.sizes, glossary)
