"""The address of a site is approved only where the rows list it, or list none."""

import pytest

from termend.detection.judgement import is_other_site
from termend.records import Term

_LISTED = Term("网", "Daily Online", ("dailyonline.com",))
_UNLISTED = Term("网", "Daily Online")


@pytest.mark.parametrize(
    ("text", "row", "other"),
    [
        ("Daily.com", _LISTED, True),
        ("DailyOnline.com", _LISTED, False),
        ("Daily Online", _LISTED, False),
        ("Daily.com", _UNLISTED, False),
    ],
)
def test_another_address(text: str, row: Term, other: bool) -> None:
    assert is_other_site(text, [row]) is other
