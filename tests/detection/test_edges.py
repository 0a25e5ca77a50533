"""Where a garbled name begins and ends: tests/cases/edges.jsonl."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.channel import explanation
from termend.detection.edges import fitted
from termend.records import Term

PATH = Path(__file__).parent.parent / "cases" / "edges.jsonl"
CASES = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]


def fit(text, found, row, free=lambda start, end: True):
    start = text.index(found)
    begin, end = fitted(text, start, start + len(found), (row,), explanation.shipped(), free)
    return text[begin:end]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["note"])
def test_edges(case):
    row = Term(case["source"], case["target"], type=case["type"])
    assert fit(case["text"], case["found"], row) == case["whole"]


def test_words_of_another_name_are_not_taken_in():
    row = Term("铜梁区", "Tongliang District", type="place")
    assert fit("The Copper Beam district grew.", "Beam district", row, lambda s, e: False) == "Beam district"


@given(
    st.lists(st.sampled_from(["Copper", "Beam", "set", "reporter", "of", "and", "Group", "Mr"]), min_size=1, max_size=6)
)
def test_a_stretch_stays_within_its_line_and_is_never_emptied(words):
    text = f"Yesterday {' '.join(words)} met."
    found = " ".join(words)
    row = Term("铜梁", "Tongliang", type="place")
    whole = fit(text, found, row)
    assert whole.strip()
    assert whole in text
    assert fit(text, whole, row) in whole or whole in fit(text, whole, row)
