"""inconsistent-term: one name spelt in two ways in one document (Media Center, Media Centre)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from termend.checks.context import CheckContext
from termend.checks.registry import register
from termend.checks.spellings import Form, Kept, Spellings, plain
from termend.language.phrases import PhraseFinder
from termend.records import Document, Finding, Proposal, Severity, Term

# British spellings brought to American ones. Only what differs by these is one form spelt twice: a full form beside a
# short form or an acronym is good English, not inconsistency.
_SPELLINGS = (
    (re.compile(r"(cent|theat|met|lit|fib)re(s?)\b"), r"\1er\2"),
    (re.compile(r"is(e|ed|es|ing|ation|ations|ational)\b"), r"iz\1"),
    (re.compile(r"\b(col|lab|hon|harb|neighb|fav|behavi)our"), r"\1or"),
    (re.compile(r"\b(def|off)ence\b"), r"\1ense"),
    (re.compile(r"\bprogramme"), "program"),
    (re.compile(r"\b(trave|jewe|counse|mode)ll(?=ed|ing|er)"), r"\1l"),
)

_Place = tuple[int, int, int]  # start, end, segment


@register("inconsistent-term")
def inconsistent_term(context: CheckContext) -> Iterator[Finding]:
    """Each name once, at the first place of its rarer spelling; `places` holds the further places of that spelling.

    The spelling that the document has oftenest is kept, in a tie the glossary's target. In a section of a long draft a
    name is reported once a section, and the whole draft's counts decide.
    """
    places: dict[Form, dict[str, list[_Place]]] = defaultdict(lambda: defaultdict(list))
    spellings = Spellings()
    for form, spelling, found, term, place in _standing(context):
        places[form][spelling].append(place)
        spellings.add(form, spelling, found, term)
    counted = spellings if context.whole is None else context.whole.spellings
    for form, here in places.items():
        kept = counted.kept(form)
        if kept is not None:
            rarer = sorted(place for spelling, places in here.items() if spelling != kept.spelling for place in places)
            if rarer:
                yield _finding(context.document, kept, rarer)


def count(context: CheckContext, spellings: Spellings) -> None:
    """Count how names are spelt in a section of a draft."""
    for form, spelling, found, term, _ in _standing(context):
        spellings.add(form, spelling, found, term)


def _standing(context: CheckContext) -> Iterator[tuple[Form, str, str, Term, _Place]]:
    """The listed renderings that stand in a document: form, spelling, words, row and place of each."""
    segments = context.document.segments
    finder = PhraseFinder(context.begun, [segment.text for segment in segments])
    for segment in segments:
        end = 0
        for phrase in finder.find(segment.text):
            if phrase.start < end:
                continue
            end = phrase.end
            found = segment.text[phrase.start : phrase.end]
            term = min(phrase.values, key=lambda t: (t.source, t.target))
            place = (segment.start + phrase.start, segment.start + phrase.end, segment.index)
            yield (term.target, one_spelling(found)), plain(found), found, term, place


def one_spelling(text: str) -> str:
    """The words in lower case and American spelling: equal for spellings of one form."""
    words = plain(text)
    for pattern, replacement in _SPELLINGS:
        words = pattern.sub(replacement, words)
    return words


def _finding(document: Document, kept: Kept, rarer: Sequence[_Place]) -> Finding:
    start, end, segment = rarer[0]
    found = document.text[start:end]
    return Finding(
        "inconsistent-term",
        Severity.WARNING,
        segment,
        start,
        end,
        found,
        0.9,
        f"“{found}” here, “{kept.text}” elsewhere ({kept.count} times)",
        term=kept.term,
        proposals=(Proposal(kept.text, start, end, 0.9, "rule"),),
        places=tuple((s, e) for s, e, _ in rarer[1:]),
    )
