"""Mending a mended draft changes nothing: what the first round put right gives the second nothing to find."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend import pipeline
from termend.documents.plain import read
from termend.evaluation import Setting
from termend.evaluation.cases import Case
from termend.evaluation.settings import Trial, trials

from .gate import SETTINGS, documents

_EVERY = {**SETTINGS, "with source, preferred-only": Setting(mode="bilingual", preferred_only=True)}
_FEWEST, _MOST = 2, 4  # documents that are put together to one draft


def mended_again(trial: Trial) -> tuple[str, str]:
    """The draft mended once, and twice."""
    once = pipeline.fix(trial.document, trial.glossary).text
    document = read(trial.document.path, once.encode())
    segments = zip(document.segments, trial.document.segments, strict=True)
    sourced = tuple(
        replace(mended, source=before.source, source_confidence=before.source_confidence) for mended, before in segments
    )
    return once, pipeline.fix(replace(document, segments=sourced), trial.glossary).text


@pytest.mark.parametrize("name", _EVERY)
def test_gate_documents(name: str) -> None:
    changed = []
    for trial in trials(documents(), _EVERY[name]):
        once, twice = mended_again(trial)
        if once != twice:
            changed.append((trial.case.id, once, twice))
    assert not changed


@given(
    st.lists(st.sampled_from(documents()), min_size=_FEWEST, max_size=_MOST, unique_by=lambda case: case.id),
    st.sampled_from(("mt-only", "bilingual")),
)
@settings(max_examples=15, deadline=None, derandomize=True)
def test_drafts_put_together(cases: list[Case], mode: str) -> None:
    whole = replace(
        cases[0],
        id="+".join(case.id for case in cases),
        segments=tuple(segment for case in cases for segment in case.segments),
        terms=tuple({term.source: term for case in cases for term in case.terms}.values()),
        errors=(),
    )
    for trial in trials((whole,), Setting(mode=mode)):
        once, twice = mended_again(trial)
        assert once == twice
