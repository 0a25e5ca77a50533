"""Names of the world in the sources of a document: a glossary of last resort.

Rows are made for names that no glossary of the user's covers; what is found by them says so, is a warning, and stands
only where the draft's words can be no rendering of the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend import gazetteer
from termend.channel.bilingual import glosses
from termend.channel.bilingual.source import NameIndex, SourceSegment, analyse, plain
from termend.channel.bilingual.sourced import has_source
from termend.gazetteer import Reading
from termend.glossary import Glossary
from termend.records import Document, Finding, Term


def terms(document: Document, glossary: Glossary) -> tuple[Term, ...]:
    """A row for each name of the world in the sources of a document, whose Chinese no row of the glossary has or holds.

    Raises:
        TermendError: where the shipped names cannot be read.
    """
    sources = [plain(segment.source or "") for segment in document.segments if has_source(segment)]
    if not sources:
        return ()
    world = gazetteer.shipped()
    readings = {source[n.start : n.end]: n.readings for source in sources for n in world.every_name_in(source)}
    own = {plain(source) for source in glossary.by_source}
    names = NameIndex(own | readings.keys(), sources)
    found = {
        name
        for source in sources
        for name in _standing_alone(analyse(source, names, glosses.shipped()))
        if name not in own
    }
    return tuple(_row(name, readings[name]) for name in sorted(found))


def _standing_alone(source: SourceSegment) -> Iterator[str]:
    for unit in source.names:
        yield unit.text


def _row(name: str, readings: tuple[Reading, ...]) -> Term:
    """All readings as one row: any of their forms may stand."""
    forms = tuple(dict.fromkeys(form for reading in readings for form in reading.forms))
    return Term(name, forms[0], forms[1:], type=readings[0].kind, glossary=gazetteer.NAME)


def is_of_the_world(finding: Finding) -> bool:
    """Whether a finding is by a name of the world."""
    return finding.term is not None and finding.term.glossary == gazetteer.NAME
