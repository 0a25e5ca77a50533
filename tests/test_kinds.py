"""A glossary says what kind of thing a name is of in its own words; what is found does not hang on them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.gate import DOCUMENTS
from termend import documents, kinds, pipeline
from termend.evaluation import read_cases
from termend.evaluation.settings import Setting, trials
from termend.glossary import Glossary
from termend.records import Finding, Term

SAID_OTHERWISE = {
    "person": "人名",
    "place": "Location",
    "org": "organization",
    "organisation": "Institution",
    "government": "gov",
    "company": "Firm",
    "media": "newspaper",
    "event": "Events",
}


@pytest.mark.parametrize("said", SAID_OTHERWISE)
def test_two_words_for_a_kind_are_one(said: str) -> None:
    assert kinds.kind_of(SAID_OTHERWISE[said]) == kinds.kind_of(said) != ""


@given(st.text(max_size=20))
def test_a_kind_is_its_own(said: str) -> None:
    kind = kinds.kind_of(said)
    assert kinds.kind_of(kind) == kind == kinds.kind_of(f" {said} ")
    assert not said.isascii() or kinds.kind_of(said.upper()) == kind


def _otherwise(glossary: Glossary) -> Glossary:
    return Glossary(tuple(replace(t, type=SAID_OTHERWISE.get(t.type, t.type.upper())) for t in glossary.terms))


def _said(finding: Finding) -> tuple[object, ...]:
    term = finding.term.source if finding.term is not None else None
    return finding.check, finding.start, finding.end, finding.severity, finding.score, term


@pytest.mark.parametrize("mode", ["mt-only", "bilingual"])
def test_findings_do_not_hang_on_the_words(mode: str) -> None:
    for trial in list(trials(read_cases(DOCUMENTS), Setting(mode=mode)))[::4]:  # type: ignore[arg-type]
        as_written, otherwise = (pipeline.fix(trial.document, g) for g in (trial.glossary, _otherwise(trial.glossary)))
        assert [*map(_said, as_written.findings)] == [*map(_said, otherwise.findings)], trial.case.id
        assert as_written.text == otherwise.text, trial.case.id


@pytest.mark.parametrize("said", ["organisation", "government", "gov", "Authority"])
def test_a_minister_is_no_ministry(said: str) -> None:
    draft = "Foreign Minister Hana Okello met Egypt's Foreign Minister in Cairo. Tunisia and Egypt signed a pact.\n"
    rows = [
        ("外交部", "Foreign Ministry", said),
        ("埃及", "Egypt", "place"),
        ("突尼斯", "Tunisia", "place"),
        ("开罗", "Cairo", "place"),
    ]
    glossary = Glossary(tuple(Term(source, target, type=kind) for source, target, kind in rows))
    assert not [
        f
        for f in pipeline.check(documents.parse_text("-", draft), glossary).findings
        if f.term and f.term.source == "外交部"
    ]
