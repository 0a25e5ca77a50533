"""Counts and figures on small documents, counted by hand."""

from dataclasses import replace

import pytest

from termend.evaluation.cases import Case, CaseSegment, CaseTerm, GoldError
from termend.evaluation.figures import figures
from termend.evaluation.scoring import score
from termend.records import Finding, Proposal, Severity, Term

TERM = Term("青江", "Qingjiang")
OTHER = Term("李小兰", "Li Xiaolan")
DRAFT = ("Green River is long, green river.", "It flows.")
CASE = Case(
    "a",
    (CaseSegment("青江长，青江。", DRAFT[0], ""), CaseSegment("李小兰说青江流。", DRAFT[1], "")),
    (CaseTerm("青江", ("Qingjiang",)), CaseTerm("李小兰", ("Li Xiaolan",))),
    (
        GoldError(0, 0, 11, "Green River", "青江", ("Qingjiang",), "literal"),
        GoldError(0, 21, 32, "green river", "青江", ("Qingjiang",), "literal"),
        GoldError(1, 0, 0, "", "李小兰", ("Li Xiaolan",), "dropped"),
    ),
)
OFFSETS = (0, len(DRAFT[0]) + 1)


def _finding(start, end, term=TERM, check="garbled-term", segment=0, proposal=None):
    proposals = (Proposal(proposal, start, end, 0.9, "glossary"),) if proposal else ()
    return Finding(check, Severity.ERROR, segment, start, end, "", 0.9, term=term, proposals=proposals)


def _score(*findings, fixed=DRAFT):
    return score(CASE, findings, fixed, OFFSETS)


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], {"errors": 2, "dropped": 1}),
        ([_finding(0, 11)], {"found": 1}),
        ([_finding(0, 5)], {"found": 1}),  # half of the shorter is enough
        ([_finding(4, 24)], {"found": 1}),  # reaches into the second error too
        ([_finding(0, 11, OTHER)], {"identified": 0, "wrong_term": 1}),
        ([_finding(0, 11, OTHER, proposal="Qingjiang")], {"found": 1}),
        ([_finding(12, 14)], {"false_alarms": 1}),
        ([_finding(12, 14, check="unapproved-rendering")], {"false_alarms": 0, "idle": 1}),
        ([_finding(0, 11, check="unapproved-rendering")], {"found": 0, "identified": 1}),
        ([_finding(12, 14, check="untranslated-text")], {"false_alarms": 0, "findings": 0}),
        ([_finding(0, 11), _finding(1, 11)], {"found": 1, "false_alarms": 0}),
        ([_finding(34, 34, OTHER, "missing-term", 1)], {"dropped_found": 1, "false_missing": 0}),
        ([_finding(34, 34, OTHER, "missing-term", 0)], {"dropped_found": 0, "false_missing": 1}),
        ([_finding(34, 34, TERM, "missing-term", 1)], {"dropped_found": 0, "false_missing": 1}),
    ],
)
def test_counts(findings, expected):
    counts = _score(*findings).counts
    assert {name: counts[name] for name in expected} == expected


def test_slips_of_a_reference_count_neither_way():
    reference = "By the Green Rivver, the Green Rivver."
    case = replace(CASE, segments=(CaseSegment("", "", reference),), slips=("Green Rivver",)).of_references()
    counts = score(case, [_finding(7, 19), _finding(0, 2)], [reference], (0,)).counts
    assert [error.start for error in case.errors] == [7, 25]
    assert (counts["found"], counts["wrong_term"], counts["false_alarms"]) == (0, 1, 1)


def test_a_name_repeated_counts_once_in_distinct_recall():
    tally = _score(_finding(0, 11))
    made = figures([tally])
    assert made["recall"].value == 0.5
    assert made["distinct_recall"].value == 0.5  # one garble, found at one of its two places
    assert made["precision"].value == 1.0
    assert made["f_half"].value == pytest.approx(1.25 * 0.5 / (0.25 + 0.5))


def test_repair_is_counted_by_accepted_names_gained():
    tally = _score(fixed=("Qingjiang is long, green river.", DRAFT[1]))
    assert tally.counts["repaired"] == 2  # both errors lie in a segment that gained the name


def test_lost_case_counts_for_nothing_on_lower_cased_text():
    finding = _finding(12, 14, check="lost-case")
    assert score(CASE, [finding], DRAFT, OFFSETS, lower=True).counts["false_alarms"] == 0
    assert score(CASE, [finding], DRAFT, OFFSETS).counts["false_alarms"] == 1


def test_intervals_hold_the_value_and_are_the_same_each_time():
    tallies = [_score(_finding(0, 11)), _score(), _score(_finding(0, 11), _finding(12, 14))]
    made = figures(tallies, samples=200)
    assert made == figures(tallies, samples=200)
    assert all(f.low <= f.value <= f.high for f in made.values())
    assert made["recall"].low < made["recall"].high


@pytest.mark.parametrize(
    ("check", "counted", "judged"), [("garbled-term", "overcalled", 0.0), ("unapproved-rendering", "fair", 1.0)]
)
def test_sound_but_unlisted_forms_are_judged_apart(check, counted, judged):
    text = "\n".join(DRAFT) + "\n"
    at = text.index("flows")
    tally = score(
        CASE, [_finding(at, at + 5, check=check, segment=1)], DRAFT, OFFSETS, False, text, {"青江": ["flows"]}
    )
    assert tally.counts[counted] == 1
    assert tally.counts["false_alarms"] == 0
    assert figures([tally])["judgement"].value == judged
