"""Which mention takes which stretch: no word twice, names apart, the surest words of a name together."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from termend.detection.paired.assignment import assign
from termend.detection.paired.stretches import Stretches
from termend.detection.source import Unit


def mention(name, start, candidates):
    """A mention with candidates given as (first, last, log-odds against none)."""
    table = np.array([(a, b, 0) for a, b, _ in candidates], np.intp).reshape(-1, 3)
    odds = np.array([x for *_, x in candidates], float)
    return Stretches(Unit(name, start, start + len(name), True), table[:, 0], table[:, 1], table[:, 2]), odds


def taken(mentions):
    found = []
    for (stretches, _), choice in zip(mentions, assign(mentions), strict=True):
        c = choice.candidate
        found.append(None if c is None else (int(stretches.first[c]), int(stretches.last[c])))
    return found


def test_two_mentions_are_not_fused():
    both = [mention("铜梁", s, [(2, 4, 6.0), (5, 7, 5.5), (2, 7, 5.0)]) for s in (0, 5)]
    assert sorted(taken(both)) == [(2, 4), (5, 7)]


def test_one_rendering_of_two_mentions_is_not_cut_in_two():
    both = [mention("天后宫", s, [(3, 5, 10.0), (3, 4, 3.0), (4, 5, 2.0)]) for s in (0, 5)]
    assert sorted(taken(both), key=str) == [(3, 5), None]


def test_words_go_to_the_name_that_needs_them():
    first = mention("海清", 0, [(0, 1, 4.0), (3, 4, 3.8)])
    second = mention("雷佳", 5, [(0, 1, 4.0)])
    assert taken([first, second]) == [(3, 4), (0, 1)]


def test_nearly_the_same_words_speak_for_one_another():
    spread = mention("中国机长", 0, [(0, 2, -0.4), (0, 3, -0.4), (1, 3, -0.6)])
    assert taken([spread]) != [None]
    assert taken([mention("中国机长", 0, [(0, 2, -0.4)])]) == [None]


def test_no_candidates():
    (choice,) = assign([mention("海清", 0, [])])
    assert choice.candidate is None
    assert choice.log_odds > 5


STRETCH = st.tuples(st.integers(0, 8), st.integers(1, 4), st.floats(-8, 8)).map(lambda t: (t[0], t[0] + t[1], t[2]))


@given(st.lists(st.lists(STRETCH, max_size=5, unique_by=lambda t: t[:2]), max_size=4))
def test_no_word_is_taken_twice(candidates):
    mentions = [mention("海清江湖"[i : i + 1] * 2, i, found) for i, found in enumerate(candidates)]
    words = [w for place in taken(mentions) if place for w in range(*place)]
    assert len(words) == len(set(words))
    assert all(np.isfinite(c.log_odds) for c in assign(mentions))


def test_a_name_that_is_likelier_rendered_than_not_takes_the_best_of_several():
    """Each stretch alone is less likely than none; together they are likelier."""
    (place,) = taken([mention("新冠", 0, [(0, 1, -0.2), (3, 4, -0.4), (6, 7, -0.4)])])
    assert place == (0, 1)
    (place,) = taken([mention("新冠", 0, [(0, 1, -2.0), (3, 4, -2.0), (6, 7, -2.0)])])
    assert place is None
