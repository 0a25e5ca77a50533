"""Run one check on a text and a few glossary rows."""

import json
from pathlib import Path

from termend import checks, edits
from termend.checks import CheckContext
from termend.glossary import Glossary
from termend.records import Document, Segment, Term
from termend.resolve import resolve

CASES = Path(__file__).parent.parent / "cases" / "checks"


def cases(name):
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def document(text, source=None):
    segments, start = [], 0
    for index, line in enumerate(text.split("\n")):
        segments.append(Segment(index, start, line, source, None if source is None else 1.0))
        start += len(line) + 1
    return Document("draft.txt", text, tuple(segments))


def findings(check, draft, terms=()):
    (run,) = checks.registered([check])
    return resolve(run(CheckContext(draft, Glossary(tuple(terms)))))


def fixed(draft, found):
    return edits.apply(draft.text, edits.from_findings(draft.text, found))


def split(cell):
    return tuple(filter(None, cell.split("|")))


def term(source, target, variants="", kind="", case="", forbidden=""):
    return Term(source, target, split(variants), split(forbidden), kind, case)
