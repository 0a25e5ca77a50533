"""Neither recall nor precision is lost, and nothing gets better unseen: tests/cases/quality.jsonl in four settings."""

import pytest

from .gate import PIN, SETTINGS, differences, documents, measured, pinned


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_outcome_is_the_pinned_one(setting):
    found = differences(measured(setting), pinned(setting))
    assert not found, "\n".join([f"{setting}:", *found, f"If this is meant: {PIN}"])


def test_the_gold_stands_where_it_says():
    for case in documents():
        for error in case.errors:
            assert case.segments[error.segment].draft[error.start : error.end] == error.text, (case.id, error)
            assert any(term.source == error.source for term in case.terms), (case.id, error)
            assert error.text not in error.accepted, (case.id, error)


def test_no_two_documents_have_one_name():
    names = [case.id for case in documents()]
    assert len(names) >= 60
    assert len(set(names)) == len(names)
