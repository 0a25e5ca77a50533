"""inconsistent-term: one name spelt in two ways in one document (Media Center, Media Centre)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from termend.checks.context import CheckContext
from termend.checks.registry import register
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

    The spelling that the document has oftenest is kept, in a tie the glossary's target.
    """
    document = context.document
    texts = [segment.text for segment in document.segments]
    finder = PhraseFinder(context.begun, texts)
    seen: dict[tuple[str, str], dict[str, list[_Place]]] = defaultdict(lambda: defaultdict(list))
    terms: dict[str, Term] = {}
    for segment in document.segments:
        end = 0
        for phrase in finder.find(segment.text):
            if phrase.start < end:
                continue
            end = phrase.end
            found = segment.text[phrase.start : phrase.end]
            term = min(phrase.values, key=lambda t: (t.source, t.target))
            terms.setdefault(term.target, term)
            seen[term.target, one_spelling(found)][_plain(found)].append(
                (segment.start + phrase.start, segment.start + phrase.end, segment.index)
            )
    for (target, _), spellings in seen.items():
        if len(spellings) > 1:
            yield _finding(document, terms[target], spellings)


def one_spelling(text: str) -> str:
    """The words in lower case and American spelling: equal for spellings of one form."""
    words = _plain(text)
    for pattern, replacement in _SPELLINGS:
        words = pattern.sub(replacement, words)
    return words


def _plain(text: str) -> str:
    """In lower case, hyphens as spaces: a hyphen more or less is no second spelling."""
    return " ".join(re.split(r"[\s-]+", text.lower()))


def _finding(document: Document, term: Term, spellings: dict[str, list[_Place]]) -> Finding:
    target = _plain(term.target)
    kept = max(spellings, key=lambda s: (len(spellings[s]), s == target, s))
    rarer = sorted(place for spelling, places in spellings.items() if spelling != kept for place in places)
    start, end, segment = rarer[0]
    keep_start, keep_end, _ = spellings[kept][0]
    right = document.text[keep_start:keep_end]
    found = document.text[start:end]
    return Finding(
        "inconsistent-term",
        Severity.WARNING,
        segment,
        start,
        end,
        found,
        0.9,
        f"“{found}” here, “{right}” elsewhere ({len(spellings[kept])} times)",
        term=term,
        proposals=(Proposal(right, start, end, 0.9, "rule"),),
        places=tuple((s, e) for s, e, _ in rarer[1:]),
    )
