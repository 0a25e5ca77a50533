"""Work shared between processes gives what one process gives, whatever becomes of the others."""

import os
import sys
import threading
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend import glossary
from termend.channel import sharing
from termend.detection.unpaired import finding as without_source
from termend.detection.unpaired import shares
from termend.records import Segment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks here")
SENTENCE = "the re-statement group of saffeng dam and orbital media said that 1455 jubilee daily press Copper Beam won"


def test_answers_come_in_order_each_from_a_process_of_its_own():
    answers = sharing.shared(lambda part: (part, os.getpid()), "abc")
    assert [part for part, _ in answers] == ["a", "b", "c"]
    assert len({process for _, process in answers}) == 3
    assert answers[0][1] == os.getpid()


@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: 1 / 0], ids=["killed", "raised"])
def test_what_another_process_fails_at_is_done_here(end):
    here = os.getpid()
    assert sharing.shared(lambda part: part * 2 if os.getpid() == here else end(), [1, 2, 3]) == [2, 4, 6]


def test_what_cannot_be_told_is_done_here():
    answers = sharing.shared(lambda part: lambda: part, [1, 2])
    assert [answer() for answer in answers] == [1, 2]


@pytest.mark.parametrize(("parts", "times"), [([], 0), ([1], 0), ([1, 2], 1), ([1, 2, 3], 1)])
def test_something_else_is_done_here_while_others_work(parts, times):
    done = []
    assert sharing.shared(lambda part: part, parts, lambda: done.append(os.getpid())) == parts
    assert done == [os.getpid()] * times


def test_no_process_for_no_work():
    assert sharing.shared(len, []) == []


def test_a_process_that_runs_threads_is_not_forked():
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert sharing.processes() == 1
    finally:
        done.set()
        thread.join()
    assert sharing.processes() >= 1


@settings(deadline=None, max_examples=10)
@given(
    st.lists(st.lists(st.sampled_from(SENTENCE.split()), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4)
)
def test_shared_or_not_the_same_is_found(lines):
    terms = glossary.load(["chongqing-media"])
    segments = []
    for number, line in enumerate(lines):
        segments.append(Segment(number, segments[-1].start + len(segments[-1].text) + 1 if segments else 0, line))
    found = []
    for count in (1, 3):
        with (
            mock.patch.object(sharing, "processes", return_value=count),
            mock.patch.object(shares, "_WORDS_OF_A_SHARE", 1),
        ):
            garbles = without_source.find(segments, terms, ())
        found.append([(g.start, g.end, g.term, g.score, g.candidate.span) for g in garbles])
    assert found[0] == found[1]
