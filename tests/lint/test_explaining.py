"""What explains a target is the same for many pairs at once, one by one, and in whatever shares."""

from __future__ import annotations

import csv
import io
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termend.channel import english, lexicon, sharing, sound
from termend.glossary import formats
from termend.lint import registry, runner
from termend.lint.context import LintContext
from termend.lint.explaining import Explainer
from termend.lint.likeness import Likeness
from termend.lint.registry import Share

SOURCES = ("沙坪坝区", "第二人民医院", "赵频贤公司", "圣胡利娅", "杭州（浙江）大学", "重庆日报报业集团", "5G技术")
TARGETS = (
    "Shapingba District",
    "Second People's Hospital",
    "Zhaopinxian Company",
    "Sant Julià",
    "Zhejiang University",
    "CQDN Group Co., Ltd.",
    "ifeng.com",
    "the 4th School of Qinbang",
)
PAIRS = [(source, target) for source in SOURCES for target in TARGETS]


@cache
def explainer() -> Explainer:
    return Explainer(lexicon.shipped(), english.shipped(), Likeness(sound.shipped()), PAIRS)


@given(st.lists(st.sampled_from(PAIRS), max_size=12))
def test_many_pairs_at_once_are_explained_as_each_by_itself(pairs: list[tuple[str, str]]) -> None:
    assert explainer().explain_all(pairs) == [explainer().explain(*pair) for pair in pairs]


@given(
    st.lists(st.tuples(st.text("shapingbq", max_size=9), st.text("沙坪坝钦蚌区A·", max_size=4)), min_size=1, max_size=9)
)
def test_sounds_asked_for_together_are_those_asked_for_alone(asked: list[tuple[str, str]]) -> None:
    likeness = Likeness(sound.shipped())
    letters, sources = zip(*asked, strict=True)
    assert likeness.surely_each(letters, sources) == [likeness.surely(*pair) for pair in asked]


def table() -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([("source", "target"), *PAIRS])
    return text.getvalue().encode()


@pytest.mark.parametrize("cuts", [[0.5], [0.01, 0.33, 0.34], [0.0, 1.0], [0.9]])
def test_shares_of_the_rows_together_say_what_all_rows_do(cuts: list[float]) -> None:
    context = LintContext((formats.parse("names.csv", table()),))
    rule = registry.named("unexplained-target")
    ends = [0.0, *cuts, 1.0]
    shared = [remark for begin, end in pairwise(ends) for remark in rule.check(context, Share(begin, end))]
    assert shared == list(rule.check(context, registry.ALL))
    assert shared


@pytest.mark.parametrize("processes", [1, 2, 3, 4])
def test_however_many_processes_share_the_rules_every_row_is_looked_at_once(
    processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "processes", lambda: processes)
    monkeypatch.setattr(sharing, "start", lambda: sharing.Start.FORKED)
    parts = runner._parts(runner.chosen(runner.LintOptions()), 100_000)
    assert len(parts) == processes
    assert (
        len([rule for part in parts for rule, _ in part if not rule.is_long])
        == len(registry.rules()) - len(registry.services()) - 1
    )
    places = [place for part in parts for rule, share in part if rule.is_long for place in share.of(100_000)]
    assert places == list(range(100_000))


def test_what_is_said_does_not_depend_on_how_many_processes_say_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_ROWS_OF_A_SHARE", 1)
    contents = formats.parse("names.csv", table())
    monkeypatch.setattr(sharing, "processes", lambda: 1)
    alone = runner.lint([contents])
    monkeypatch.setattr(sharing, "processes", lambda: 3)
    assert runner.lint([contents]) == alone
