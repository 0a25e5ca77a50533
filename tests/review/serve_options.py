"""Serve a draft with one finding whose proposals replace different stretches: `python serve_options.py DRAFT`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from review import made
from termend.records import Checked, Document, Finding, Proposal, Severity, Term
from termend.review.desk import Desk, Draft, Work
from termend.review.serving import serve

_WORDS, _SHORT, _ARTICLE = "long river triangle", "long river", "the "
_NAME = "Yangtze River Delta"


def _check(document: Document) -> Checked:
    at = document.text.find(_WORDS)
    if at < 0:
        return Checked(document, ())
    end = at + len(_WORDS)
    proposals = (
        Proposal(_NAME, at, end, 0.86, "seq2seq"),
        Proposal(_ARTICLE + _NAME, at - len(_ARTICLE), end, 0.5, "seq2seq"),
        Proposal(_NAME, at, at + len(_SHORT), 0.31, "rule"),
    )
    term = Term("长三角", _NAME, glossary="press.csv", line=3)
    return Checked(
        document,
        (Finding("garbled-term", Severity.ERROR, 0, at, end, _WORDS, 0.91, term=term, proposals=proposals),),
    )


if __name__ == "__main__":
    desk = Desk([Draft(sys.argv[1], Work(made.WORK.read, _check, made.WORK.propose))])
    serve(desk, 0, lambda address: print(address, flush=True))
