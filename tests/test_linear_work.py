"""Four times the lines are about four times the work: counted in calls, which no busy machine changes."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from termend import documents, pipeline
from termend.channel import sharing
from termend.glossary import Glossary
from termend.records import Term

PLACES = [
    ("铜梁", "Tongliang"),
    ("沙坪坝", "Shapingba"),
    ("江津", "Jiangjin"),
    ("涪陵", "Fuling"),
    ("黔江", "Qianjiang"),
]
CLASSES = [("日报", "Daily"), ("大学", "University"), ("集团", "Group"), ("新闻", "News"), ("区", "District")]
TERMS = Glossary(
    tuple(
        Term(place + kind, f"{name} {word}", type="org", glossary="t.csv")
        for place, name in PLACES
        for kind, word in CLASSES
    ),
    ("t.csv",),
)
STRANGE = ("Brannock", "Aldric", "Hoven", "Merrow", "Tasker", "Pellan", "Corvath")
SHAPES = {
    "names that stand right": lambda i: f"The {TERMS.terms[i % 20].target} opened its house number {i} in the town.",
    "garbles": lambda i: f"The Copper Beam {CLASSES[i % 5][1]} said on day {i} that it would open.",
    "names left over": lambda i: f"A person called {STRANGE[i % 7]}{'abcdefghij'[i % 10]}el came to see us on the day.",
    "quotations": lambda i: f"He read “{STRANGE[i % 7]} of {STRANGE[i % 5]} {i}” aloud and met the Tongliang Daily.",
    "lost capitals": lambda i: f"They spoke with the tongliang daily and the fuling news for {i} hours there.",
}
LINES = 30


def calls(text: str) -> int:
    """How many functions are entered, and generators resumed, while a draft is checked."""
    counts: Counter[str] = Counter()

    def count(frame: object, event: str, argument: object) -> None:
        counts[event] += 1

    document = documents.parse_text("draft.txt", text)
    sys.setprofile(count)
    try:
        pipeline.check(document, TERMS)
    finally:
        sys.setprofile(None)
    return counts["call"] + counts["c_call"]


@pytest.mark.parametrize("shape", SHAPES)
def test_lines(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "processes", lambda: 1)
    lines = [SHAPES[shape](i) for i in range(4 * LINES)]
    calls("\n".join(lines))  # what is learnt of a word is learnt once
    few, many = calls("\n".join(lines[:LINES])), calls("\n".join(lines))
    assert many <= 4.6 * few


def test_one_long_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "processes", lambda: 1)
    lines = [SHAPES["garbles"](i) for i in range(4 * LINES)]
    calls(" ".join(lines))
    few, many = calls(" ".join(lines[:LINES])), calls(" ".join(lines))
    assert many <= 4.6 * few
