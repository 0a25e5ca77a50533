"""What each reason beside the alignment proposes, and what it leaves alone."""

from __future__ import annotations

from types import ModuleType

import pytest

from detection.test_finding import document, rows
from termend.checks.mentions import Mentions
from termend.detection.search.words import Known
from termend.detection.unpaired import finding as without_source
from termend.detection.unpaired import leftover, partial, respaced, run_on, said, titles
from termend.detection.unpaired.reading import Reading
from termend.detection.unpaired.stretches import Proposal
from termend.glossary import Glossary
from termend.records import Term

KINDS: dict[str, ModuleType] = {m.__name__.rpartition(".")[2]: m for m in (partial, respaced, run_on, said, titles)}


def reading(text: str, terms: list[Term]) -> Reading:
    draft, glossary = document(text), Glossary(tuple(terms))
    known = [Known(m.start, m.end, m.terms, m.segment) for m in Mentions(draft, glossary).all]
    return Reading(without_source.search(draft.segments, glossary, known), ())


def term(source: str, target: str, kind: str) -> Term:
    first, *others = target.split("|")
    return Term(source, first, tuple(others), type=kind)


@pytest.mark.parametrize("case", rows("proposals.jsonl"), ids=lambda c: f"{c['what']}: {c['draft']}"[:60])
def test_what_is_proposed(case: dict[str, object]) -> None:
    terms, what = case["terms"], str(case["what"])
    assert isinstance(terms, list)
    read = reading(str(case["draft"]), [term(*row) for row in terms])
    found: list[Proposal] = list(leftover.proposals(read, {}) if what == "leftover" else KINDS[what].proposals(read))
    assert [[read.text(p.stretch), read.profile(p.term).source] for p in found] == case["found"]
