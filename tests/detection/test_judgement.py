"""Whether a rendering is wrong, unapproved or approved: tests/cases/judgements.jsonl."""

import json
from pathlib import Path

import pytest

from termend.channel import explanation
from termend.detection.judgement import TABLE, Judge, Prescription, Verdict
from termend.records import Term

PATH = Path(__file__).parent.parent / "cases" / "judgements.jsonl"
CASES = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]
LISTS_LITTLE, LISTS_ALL = Prescription(0.0, 1.0), Prescription(0.9, 0.9)


def judge(row, prescription=LISTS_LITTLE, present=()):
    return Judge(explanation.shipped(), prescription, {r.source: (r,) for r in (row, *present)})


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["note"])
def test_forms(case):
    row = Term(case["source"], case["target"], type=case["type"])
    verdicts = {text: judge(row)(text, (row,)) for text in (*case["sound"], *case["unsound"])}
    assert {
        text: v.reason for text, v in verdicts.items() if (v.verdict is Verdict.WRONG) != (text in case["unsound"])
    } == {}


def test_listed_forms_are_approved_with_their_inflections():
    row = Term("青江水务局", "Qingjiang Water Bureau", variants=("Qingjiang Water Office",), type="org")
    for text in ("Qingjiang Water Bureau", "Qingjiang Water Office's", "the Qingjiang Water Bureau"):
        assert judge(row)(text, (row,)).verdict is Verdict.APPROVED, text


def test_a_glossary_that_lists_all_forms_decides():
    row = Term("沙岭", "Shaling", variants=("Shaling Ridge",), type="place")
    assert judge(row)("Shaling County", (row,)).verdict is Verdict.UNAPPROVED
    assert judge(row, LISTS_ALL)("Shaling County", (row,)).reason == "the glossary lists what may stand"
    assert judge(row, Prescription(0.9, 0.1))("Shaling County", (row,)).verdict is Verdict.UNAPPROVED


def test_the_form_of_a_longer_name_is_let_stand():
    team, country = Term("青国队", "Qingland team", type="org"), Term("青国", "Qingland", type="org")
    assert judge(country, present=(team,))("Qingland team", (country,)).verdict is Verdict.UNAPPROVED


def test_every_line_of_the_table_has_a_reason_of_its_own():
    reasons = [reason for _, reason, _ in TABLE]
    assert len(set(reasons)) == len(reasons)


@pytest.mark.parametrize(
    ("row", "text", "reason"),
    [
        (Term("青江大学", "Qingjiang University", type="org"), "QJU", "its acronym"),
        (Term("青江航空", "Qingjiang Airlines", type="company"), "Qingjiang", "its beginning, as on second mention"),
        (Term("朴青江", "Park Cheong-gang", type="person"), "Park", "the family name, as on second mention"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.source,
)
def test_short_forms_are_not_wrong_where_the_name_stands_in_full(row, text, reason):
    told = Judge(explanation.shipped(), LISTS_LITTLE, {row.source: (row,)}, {row.source})(text, (row,))
    assert (told.verdict is not Verdict.WRONG, told.reason) == (True, reason)


def test_the_beginning_of_a_name_that_stands_nowhere_in_full_is_wrong():
    row = Term("青江航空", "Qingjiang Airlines", type="company")
    assert judge(row)("Qingjiang", (row,)).verdict is Verdict.WRONG
