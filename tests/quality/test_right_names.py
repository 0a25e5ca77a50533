"""Sentences of plain English around right names of the glossary: whatever is said of them is wrong."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from termend import checks, pipeline
from termend.documents import plain
from termend.evaluation.cases import Case, read_cases
from termend.glossary import Glossary
from termend.records import Term

CASES = Path(__file__).parent.parent / "cases"
SENTENCES = [json.loads(line) for line in (CASES / "right_names.jsonl").read_text(encoding="utf-8").splitlines()]
KINDS = {
    "person": {"person"},
    "place": {"place"},
    "org": {"government", "org", "company", "media", "university"},
}
LEAST_SCORE = 0.5
ROUNDS = 3  # drafts of each glossary


def _sentences(case: Case, draw: random.Random) -> Iterator[tuple[str, str]]:
    """Each name of the case twice, beside another of its kind, in some sentence and its source."""
    for kind, types in KINDS.items():
        names = [(term.accepted[0], term.source) for term in case.terms if term.type in types]
        draw.shuffle(names)
        for one, other in pairwise([*names, *names[:1]] if len(names) > 1 else []):
            sentence = draw.choice([s for s in SENTENCES if s["kind"] == kind])
            draft = sentence["draft"].format(one[0], other[0])
            yield (
                draft.replace("the The ", "the ").replace("The The ", "The "),
                sentence["source"].format(one[1], other[1]),
            )


@pytest.mark.parametrize("with_source", [False, True], ids=["without source", "with source"])
def test_right_names_in_plain_sentences(with_source: bool) -> None:
    draw, wrong = random.Random(20261129), []
    for case in read_cases(CASES / "quality.jsonl") * ROUNDS:
        rows = tuple(Term(t.source, t.accepted[0], t.accepted[1:], type=t.type) for t in case.terms)
        sentences = list(_sentences(case, draw))
        if not sentences:
            continue
        drafts, sources = ("\n".join((*side, "")).encode() for side in zip(*sentences, strict=True))
        document = plain.read("draft.txt", drafts)
        if with_source:
            document = pipeline.with_source(document, plain.read("source.txt", sources))
        context = checks.CheckContext(document, Glossary(rows), LEAST_SCORE)
        found = (finding for run in checks.registered(()) for finding in run(context))
        wrong += [(case.id, f.check, f.text, f.term and f.term.target) for f in found if f.score >= LEAST_SCORE]
    assert wrong == []
