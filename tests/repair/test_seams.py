"""The mended name and the marks and capitals around it."""

import pytest

from termend.records import Proposal
from termend.repair.seams import seamed


@pytest.mark.parametrize(
    ("text", "gone", "name", "mended"),
    [
        ("Won by Copper Works.", "Copper Works", "Tong Inc.", "Won by Tong Inc."),
        ("Won by Copper Works. Then", "Copper Works", "Tong Inc.", "Won by Tong Inc. Then"),
        ("Won by Copper Works, then", "Copper Works", "Tong Inc.", "Won by Tong Inc., then"),
        (
            "The Chinese shop (Fragrant Port) said",
            "Chinese shop (Fragrant Port",
            "Shop (Hong Kong)",
            "The Shop (Hong Kong) said",
        ),
        ("A shop (of Fragrant Port) said", "Fragrant Port", "Port (HK)", "A shop (of Port (HK)) said"),
        ("He runs Qq Co., Ltd.\nThen", "Qq Co., Ltd.", "Qi", "He runs Qi.\nThen"),
        ("He runs Qq Co., Ltd. there", "Qq Co., Ltd.", "Qi", "He runs Qi there"),
        ("THE COPPER GROUP OPENS", "COPPER GROUP", "Tong Group", "THE TONG GROUP OPENS"),
        ("NATO and COPPER met", "COPPER", "Tong", "NATO and Tong met"),
        ("COPPER", "COPPER", "Tong", "Tong"),
    ],
)
def test_seams(text, gone, name, mended):
    start = text.index(gone)
    made = seamed(text, Proposal(name, start, start + len(gone), 0.9, "rule"))
    assert text[: made.start] + made.text + text[made.end :] == mended
