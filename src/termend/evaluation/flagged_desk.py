"""A desk for measuring the page: a draft flagged as densely as drafts get, at once, whatever a check would find in it.

    python -m termend.evaluation.flagged_desk DRAFT GLOSSARY

It serves the draft as `termend review` does and prints the address. Only a paragraph that is checked again, once it is
mended, is checked for what is wrong in it.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from termend import documents
from termend.glossary import Glossary, load
from termend.library.checker import Checker
from termend.pipeline import Options
from termend.records import Checked, Document, Evidence, Finding, Proposal, Segment, Severity, Term
from termend.review.desk import Desk, Draft, Work
from termend.review.serving import serve
from termend.review.terms import Terms

_EACH = 11  # of so many words one is flagged: of 22,800 more than 2,000
_SCORES = (0.98, 0.93, 0.81, 0.74, 0.52)
_WORD = re.compile(r"[A-Za-z]+")


def flagged(document: Document, terms: Sequence[Term]) -> Checked:
    """A document with one word in eleven found to be a name, some names much more often than others (Zipf's law)."""
    draw = random.Random(1)
    weights = list(accumulate(1 / rank for rank in range(1, len(terms) + 1)))
    words = [(s, match) for s in document.segments for match in _WORD.finditer(s.text)][_EACH - 1 :: _EACH]
    names = draw.choices(terms, cum_weights=weights, k=len(words))
    return Checked(
        document,
        tuple(
            _finding(segment, match.start() + segment.start, match.group(), term, _SCORES[i % len(_SCORES)])
            for i, ((segment, match), term) in enumerate(zip(words, names, strict=True))
        ),
    )


def _finding(segment: Segment, start: int, words: str, term: Term, score: float) -> Finding:
    end = start + len(words)
    return Finding(
        "garbled-term",
        Severity.ERROR,
        segment.index,
        start,
        end,
        words,
        score,
        term=term,
        evidence=(Evidence(term.source, words, "gloss", 5.0),),
        proposals=(Proposal(term.target, start, end, score, "glossary"),),
    )


def _desk(draft: str, glossary: str) -> Desk:
    terms: Glossary = load([glossary])
    checker = Checker.of(terms, Options())

    def check(document: Document) -> Checked:
        return checker.checked(document) if len(document.segments) == 1 else flagged(document, terms.terms)

    def propose(_: Document, finding: Finding) -> Finding:
        return finding

    made = Draft(draft, Work(documents.read, check, propose))
    document = made.state().judged.document
    first = document.segments[0]
    checker.checked(replace(document, text=first.text, segments=(replace(first, start=0),)))  # opens its tables
    return Desk([made], [Path(glossary)], Terms(terms))


if __name__ == "__main__":
    serve(_desk(*sys.argv[1:3]), 0, lambda address: print(address, flush=True))
