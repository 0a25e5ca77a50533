"""A long draft, section by section: first what it says as a whole is counted, then each section is checked by that.

What is held at once is one section, the counts, and what the caller keeps of the findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from termend import pipeline
from termend.checks.context import CheckContext
from termend.checks.relevance import relevant
from termend.checks.rules import inconsistent_term
from termend.checks.spellings import Spellings
from termend.checks.whole import Whole
from termend.documents.sections import Section
from termend.glossary import Glossary
from termend.pipeline import Options
from termend.records import Checked, Finding
from termend.view import view

Sections = Callable[[], Iterable[Section]]
"""Reads a draft from its beginning; called twice or more."""


def check(sections: Sections, glossary: Glossary, options: Options | None = None) -> Iterator[tuple[Section, Checked]]:
    """Each section with what is wrong with its names, in order; the findings are those on the section's own text.

    Entities are numbered through the draft.
    """
    options = options or Options()
    whole = survey(sections, glossary)
    entities: dict[str, int] = {}
    for section in sections():
        found = pipeline.found(section.document, glossary, options, whole, entities)
        yield section, Checked(section.document, found)


def findings(sections: Sections, glossary: Glossary, options: Options) -> Iterator[Finding]:
    """All findings of a draft, as findings on the draft."""
    for section, checked in check(sections, glossary, options):
        yield from map(section.in_draft, checked.findings)


def survey(sections: Sections, glossary: Glossary) -> Whole:
    """Read a draft through and count what the checks of each section need of the others."""
    from termend.detection.unpaired.finding import Survey

    spellings = Spellings()
    mentioned: set[str] = set()
    said = Survey()
    for context in _contexts(sections, glossary):
        known = context.known
        mentioned.update(term.source for mention in known for term in mention.terms)
        inconsistent_term.count(context, spellings)
        said.add(context.document.segments, known)
    searched = relevant(glossary, mentioned)
    setting = said.setting(searched)
    if not setting.cased and len(searched):
        bare = Survey(searched)
        for context in _contexts(sections, glossary):
            bare.add(context.document.segments, context.known)
        setting = bare.setting(searched)
    return Whole(searched, setting, spellings)


def _contexts(sections: Sections, glossary: Glossary) -> Iterator[CheckContext]:
    return (CheckContext(view(section.document).document, glossary) for section in sections())
