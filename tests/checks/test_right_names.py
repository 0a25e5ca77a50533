"""A right name of something else is not overwritten where no source says otherwise."""

import pytest

from termend.checks.right_names import spared
from termend.records import Finding, Severity, Term


def finding(text, source, check="garbled-term", segment=0):
    return Finding(check, Severity.ERROR, segment, 0, len(text), text, 0.9, term=Term(source, "Something"))


@pytest.mark.parametrize(
    ("text", "source", "kept"),
    [
        ("Munich", "缪尼克", False),
        ("University of Cambridge", "坎布里奇大学", False),
        ("Munich", "慕尼黑大学", True),
        ("munich", "缪尼克", True),
        ("Munik", "缪尼克", True),
        ("Munich Bridge", "缪尼克桥", True),
        ("Bay", "海湾", True),
    ],
)
def test_what_is_spared(text, source, kept):
    one = finding(text, source)
    assert list(spared([one], {0})) == [one] * kept


def test_the_source_knows_better():
    one = finding("Munich", "缪尼克", segment=1)
    assert list(spared([one], {0})) == [one]


def test_other_checks_have_their_say():
    one = finding("Munich", "缪尼克", check="forbidden-term")
    assert list(spared([one], {0})) == [one]
