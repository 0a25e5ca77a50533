"""forbidden-term: a rendering that the glossary forbids."""

from __future__ import annotations

from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.language.phrases import Phrase, PhraseFinder
from termend.records import Finding, Proposal, Segment, Severity, Term

Forbidden = tuple[Term, str]


@register("forbidden-term")
def forbidden_term(context: CheckContext) -> Iterator[Finding]:
    """Every forbidden rendering that is no part of a longer name's accepted one, whatever its case.

    A form that differs from an accepted rendering by case alone is held to its own case.
    """
    forbidden = [(form, (term, form)) for term in context.glossary.forbidding for form in term.forbidden]
    if not forbidden:
        return
    texts = [segment.text for segment in context.document.segments]
    finder = PhraseFinder(forbidden, texts)
    accepted = PhraseFinder(context.begun, texts)
    for segment in context.document.segments:
        allowed = [(p.start, p.end) for p in accepted.find(segment.text)]
        end = 0
        for phrase in finder.find(segment.text):
            inside = any(
                s <= phrase.start and phrase.end <= e and e - s > phrase.end - phrase.start for s, e in allowed
            )
            if phrase.start < end or inside:
                continue
            for term, form in phrase.values:
                if _applies(segment, phrase, term, form):
                    end = phrase.end
                    yield _finding(segment, phrase, term)
                    break


def _applies(segment: Segment, phrase: Phrase[Forbidden], term: Term, form: str) -> bool:
    if segment.source is not None and segment.has_source and term.source not in segment.source:
        return False
    found = segment.text[phrase.start : phrase.end]
    if found in term.renderings:
        return False
    only_case = any(form.lower() == rendering.lower() for rendering in term.renderings)
    return found == form or not only_case


def _finding(segment: Segment, phrase: Phrase[Forbidden], term: Term) -> Finding:
    start, end = segment.start + phrase.start, segment.start + phrase.end
    found = segment.text[phrase.start : phrase.end]
    return Finding(
        "forbidden-term",
        Severity.ERROR,
        segment.index,
        start,
        end,
        found,
        1.0,
        f"The glossary forbids “{found}”; it has “{term.target}”",
        term=term,
        proposals=(Proposal(term.target, start, end, 1.0, "glossary"),),
    )
