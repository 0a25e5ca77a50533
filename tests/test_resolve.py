"""One slip is one finding."""

from termend.records import Finding, Severity, Term
from termend.resolve import resolve

TERM = Term("江城日报", "Jiangcheng Daily", forbidden=("River Daily",))


def found(check: str, start: int, end: int, segment: int = 0, term: Term = TERM) -> Finding:
    return Finding(check, Severity.ERROR, segment, start, end, "x" * (end - start), 0.9, term=term)


def kept(*findings: Finding) -> list[tuple[str, int]]:
    return [(f.check, f.start) for f in resolve(findings)]


def test_a_forbidden_rendering_is_not_missing_as_well():
    assert kept(found("forbidden-term", 10, 20), found("missing-term", 8, 8)) == [("forbidden-term", 10)]


def test_of_two_missing_one_is_left():
    missing = found("missing-term", 2, 2), found("missing-term", 30, 30)
    assert kept(found("forbidden-term", 28, 38), *missing) == [("missing-term", 2), ("forbidden-term", 28)]


def test_another_segment_or_name_stays_missing():
    other = Term("铜梁", "Tongliang")
    assert len(kept(found("forbidden-term", 10, 20), found("missing-term", 30, 30, 1))) == 2
    assert len(kept(found("forbidden-term", 10, 20), found("missing-term", 8, 8, 0, other))) == 2


def test_a_mention_that_the_source_saw_there_answers_nothing_else():
    assert len(kept(found("forbidden-term", 10, 20), found("garbled-term", 10, 20), found("missing-term", 30, 30))) == 2
